/** The whole product as people start it: how long until it is ready, and the memory that it holds when nobody asks anything. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findPort, projectRoot } from '../../../libs/database';
import { endingAll } from '../endings';
import { environmentOf } from '../throwaway';
import { spreadOf, type Spread } from './figures';
import { temporaryFolder } from './ground';
import { memoryOf } from './machine';

export interface StartFigures {
  /** seconds from the start of the process to `ready`, on data that a start before has made */
  later: Spread;
  /** bytes of all of its processes, PostgreSQL's too; absent where the machine does not tell */
  memory?: Spread;
}

/** Also seconds of a start on an empty data folder, which makes the database and the demo. */
export type FreshFigures = StartFigures & { first: Spread };

const times = 3;
/** Milliseconds: between two questions, until it counts as hanging, and until it has come to rest. */
const polling = 10;
const patience = 180_000;
const rest = 5_000;

interface Start {
  seconds: number;
  memory?: number;
}

/** Starts the product on a data folder, lets it come to rest and ends it. */
async function startOn(dataFolder: string, clock: 'real' | 'manual'): Promise<Start> {
  return endingAll(async ({ start }) => {
    const port = await findPort();
    const began = performance.now();
    const child = await start(
      () =>
        spawn(process.execPath, ['--enable-source-maps', join(projectRoot(), 'dist', 'apps', 'start.js')], {
          env: { ...environmentOf(port, dataFolder), HOMEWARD_CLOCK: clock },
          stdio: ['ignore', 'ignore', 'pipe'],
        }),
      async (running) => {
        if (running.exitCode !== null || running.signalCode !== null) return;
        const gone = new Promise((resolve) => running.once('exit', resolve));
        running.kill('SIGTERM');
        await gone;
      },
    );
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2_000)));
    while (!(await isReady(port))) {
      if (child.exitCode !== null || child.signalCode !== null || performance.now() - began > patience)
        throw new Error(`the product did not become ready on ${dataFolder}: ${said}`);
      await pause(polling);
    }
    const seconds = (performance.now() - began) / 1_000;
    await pause(rest);
    return { seconds, memory: memoryOf(child.pid!) };
  });
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

function figuresOfStarts(later: readonly Start[]): StartFigures {
  const memory = later.flatMap((one) => one.memory ?? []);
  return {
    later: spreadOf(later.map(({ seconds }) => seconds)),
    memory: memory.length > 0 ? spreadOf(memory) : undefined,
  };
}

/** Starts it on data that are there already; their clock is by hand. */
export async function measureStarts(dataFolder: string): Promise<StartFigures> {
  const starts: Start[] = [];
  while (starts.length < times) starts.push(await startOn(dataFolder, 'manual'));
  return figuresOfStarts(starts);
}

/** Starts it on an empty folder and then again on the same one, each time with a new folder. */
export async function measureFreshStarts(): Promise<FreshFigures> {
  const first: Start[] = [];
  const later: Start[] = [];
  while (first.length < times)
    await endingAll(async (endings) => {
      const dataFolder = join(await temporaryFolder(endings), 'data');
      first.push(await startOn(dataFolder, 'real'));
      later.push(await startOn(dataFolder, 'real'));
    });
  return { first: spreadOf(first.map(({ seconds }) => seconds)), ...figuresOfStarts(later) };
}
