/** A Redis for the queue of a story, which can lose everything. */
import { spawn, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { findPort } from '../../libs/database';

/** A Redis of the story's own that keeps nothing; undefined where the machine has none. */
export class Forgetful {
  private constructor(
    readonly url: string,
    private readonly port: number,
    private child: ChildProcess,
  ) {}

  static async start(): Promise<Forgetful | undefined> {
    const port = await findPort();
    const child = spawnRedis(port);
    return (await answers(port, child)) ? new Forgetful(`redis://127.0.0.1:${port}`, port, child) : undefined;
  }

  /** kill -9, and after so many milliseconds an empty one in its place. */
  async lose(after = 0): Promise<void> {
    await this.stop();
    await pause(after);
    this.child = spawnRedis(this.port);
    if (!(await answers(this.port, this.child))) throw new Error('Redis did not start again');
  }

  /** Stops it where it stands for so many milliseconds, and lets it go on. */
  async standStill(ms: number): Promise<void> {
    const { child } = this;
    child.kill('SIGSTOP');
    await pause(ms);
    child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }
}

function spawnRedis(port: number): ChildProcess {
  const settings = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    tmpdir(),
  ];
  const child = spawn('redis-server', settings, { stdio: 'ignore' });
  child.on('error', () => undefined);
  return child;
}

async function answers(port: number, child: ChildProcess): Promise<boolean> {
  for (let waited = 0; waited < 5_000 && child.pid !== undefined && child.exitCode === null; waited += 25) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('connect', () => (socket.destroy(), resolve(true)));
      socket.once('error', () => resolve(false));
    });
    if (open) return true;
    await pause(25);
  }
  return false;
}
