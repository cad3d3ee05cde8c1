/**
 * Other engines at the same work: a case that takes the ten events of the chain, each answered when it is durable and the state
 * after it can be read, all parked between. They are no part of the product: `test/bench/` has its own packages for them.
 */
import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../libs/database';
import { demoId } from '../../demo';
import { CommandRefusal } from '../options';
import { acts } from './chain';
import { spreadOf, type Spread } from './figures';
import type { Ground } from './ground';
import { figuresOfRuns, type Run, type SubjectFigures } from './load';

/** The peers in the order of the table: what is wanted of the engine beside each at 32 in flight, and the packages of each. */
export const peers = {
  restate: {
    title: 'Restate',
    ratio: 'engineToRestate',
    wanted: 5,
    packages: ['@restatedev/restate-sdk', '@restatedev/restate-sdk-clients', '@restatedev/restate-server'],
  },
  dbos: { title: 'DBOS', ratio: 'engineToDbos', wanted: 10, packages: ['@dbos-inc/dbos-sdk'] },
  openworkflow: {
    title: 'openworkflow',
    ratio: 'engineToOpenworkflow',
    wanted: 8,
    packages: ['openworkflow', 'postgres'],
  },
} as const;

export type Peer = keyof typeof peers;
export type PeerRatio = (typeof peers)[Peer]['ratio'];
export const peerNames = Object.keys(peers) as Peer[];

/** One closed loop of a peer. */
export interface PeerLoad {
  inFlight: number;
  cases: number;
}

/** A peer's figures by acts in flight, each on so many cases; or why it has none. */
export type PeerReport = Record<number, SubjectFigures & { cases: number }> | { missing: string };

/** A round of one peer takes longer than this only when it hangs, milliseconds. */
const longest = 300_000;

export const peersFolder = (): string => join(projectRoot(), 'test', 'bench');

/** Why a peer cannot be played: its packages are not there; undefined where it can. */
export function missingOf(peer: Peer, folder = peersFolder()): string | undefined {
  const installed = peers[peer].packages.every((name) => existsSync(join(folder, 'node_modules', name)));
  return installed ? undefined : 'not installed: npm ci --prefix test/bench';
}

/** The peers of `--peers`: none for `off`, else those named. */
export function peersOf(option: string): Peer[] {
  if (option === 'off') return [];
  const asked = option.split(',');
  const unknown = asked.find((name) => !(name in peers));
  if (unknown !== undefined)
    throw new CommandRefusal(`--peers takes off, or some of ${peerNames.join(',')}; not ${unknown}`);
  return asked as Peer[];
}

/** Events per second of the engine to those of each peer, of each round; null for a peer without runs. */
export function peerRatios(
  engine: readonly Run[],
  runs: Partial<Record<Peer, readonly Run[]>>,
): Record<PeerRatio, Spread | null> {
  const ratios = peerNames.map((peer) => {
    const of = runs[peer]?.map((run, round) => engine[round]!.perSecond / run.perSecond);
    return [peers[peer].ratio, of ? spreadOf(of) : null];
  });
  return Object.fromEntries(ratios) as Record<PeerRatio, Spread | null>;
}

/** The peers of one benchmark, round by round. */
export class PeerRounds {
  /** by peer, then by load; one run a round */
  private readonly runs: Partial<Record<Peer, Run[][]>> = {};
  /** why the others have none */
  private readonly missing: Partial<Record<Peer, string>> = {};

  constructor(
    private readonly ground: Ground,
    asked: readonly Peer[],
    private readonly loads: readonly PeerLoad[],
    private readonly folder = peersFolder(),
  ) {
    for (const peer of peerNames) {
      const why = asked.includes(peer) ? missingOf(peer, folder) : 'left out';
      if (why === undefined) this.runs[peer] = loads.map(() => []);
      else this.missing[peer] = why;
    }
  }

  /** Plays each peer once; one that fails is told and left out from there on. */
  async play(tell: (line: string) => void): Promise<void> {
    for (const [peer, all] of Object.entries(this.runs) as [Peer, Run[][]][]) {
      try {
        const round = await playPeer(this.ground, join(this.folder, `${peer}.mjs`), this.loads);
        for (const [i, run] of round.entries()) all[i]!.push(run);
      } catch (error) {
        const { message } = error as Error;
        tell(`${peer} failed: ${message}`);
        delete this.runs[peer];
        this.missing[peer] = `failed: ${message.split('\n')[0]}`;
      }
    }
  }

  /** The engine's rounds at 32 in flight to theirs. */
  ratiosTo(engine: readonly Run[]): Record<PeerRatio, Spread | null> {
    const at = this.loads.findIndex(({ inFlight }) => inFlight === 32);
    const runs = Object.entries(this.runs).map(([peer, all]) => [peer, all[at]]);
    return peerRatios(engine, Object.fromEntries(runs) as Partial<Record<Peer, Run[]>>);
  }

  report(): Record<Peer, PeerReport> {
    const reports = peerNames.map((peer): [Peer, PeerReport] => {
      const all = this.runs[peer];
      if (!all) return [peer, { missing: this.missing[peer]! }];
      const figures = this.loads.map(({ inFlight, cases }, i) => [inFlight, { cases, ...figuresOfRuns(all[i]!) }]);
      return [peer, Object.fromEntries(figures) as PeerReport];
    });
    return Object.fromEntries(reports) as Record<Peer, PeerReport>;
  }
}

interface Told {
  runs?: Run[];
  error?: string;
}

/** A round of one peer, in a process of its own over a schema and a folder of its own, of which nothing is left. */
async function playPeer(
  { owner, ownerUrl, scratch, keep }: Ground,
  program: string,
  loads: readonly PeerLoad[],
): Promise<Run[]> {
  const folder = mkdtempSync(join(scratch, 'peer-'));
  const schema = 'bench_peer';
  const dropSchema = () => owner.query(`drop schema if exists ${schema} cascade`);
  await dropSchema();
  const child = fork(program, {
    // what it starts is ended with it
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, RESTATE_LOGGING: 'ERROR' },
  });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2_000)));
  const end = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // it has ended, with all that it started
    }
  };
  const forget = keep(end);
  const late = setTimeout(end, longest);
  try {
    const told = new Promise<Told>((resolve, reject) => {
      child.once('message', resolve);
      child.once('error', reject);
      // what it started may hold its output open
      child.once('exit', end);
      child.once('close', (code, signal) => reject(new Error(`it ended with ${code ?? signal}: ${said}`)));
    });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.send({
      load: join(__dirname, 'load.js'),
      database: ownerUrl,
      schema,
      folder,
      forms: acts.map((act) => act.dataFor(demoId('child of the peers'))),
      // the first warms it up
      runs: [{ inFlight: 32, cases: 64 }, ...loads],
    });
    const { runs, error } = await told;
    if (!runs) throw new Error(error);
    await gone;
    return runs;
  } finally {
    clearTimeout(late);
    end();
    forget();
    rmSync(folder, { recursive: true, force: true });
    await dropSchema();
  }
}
