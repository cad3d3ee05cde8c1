/**
 * How close the engine is to what the disk allows: the floor (the engine's own writes alone, one commit each), the engine,
 * and HTTP, at 1, 8 and 32 in flight, in interleaved rounds on one durable PostgreSQL; on cases made for the round and on a
 * wide world of cases that the engine does not have at hand. Ratios of medians come first.
 */
import { verifyJournal } from '../../../libs/engine';
import { acts, chainDay, makeChildren } from './chain';
import { makeEngine, runEngine, sendTo, type Case } from './engine-subject';
import { spreadOf, type Spread } from './figures';
import { findPgbench, runFloor } from './floor-subject';
import { onGround, type Ground } from './ground';
import { HttpSubject } from './http-subject';
import { costOf, countTrips, figuresOfRuns, runChain, type Cost, type Run, type SubjectFigures } from './load';
import { PeerRounds, type Peer, type PeerRatio, type PeerReport } from './peers';

export interface SpeedOptions {
  rounds: number;
  /** cases of a round at 32 in flight */
  instances: number;
  /** cases of the wide world; 0 leaves it out */
  wide: number;
  /** other engines to play; those that are not installed are told */
  peers: readonly Peer[];
}

export interface SpeedReport {
  /** what wrote the floor */
  floorBy: 'pgbench' | 'pg loop';
  /** events per second of the one to those of the other, at 32 in flight, of each round; the wide one on the wide world */
  ratios: { engineToFloor: Spread; httpToEngine: Spread; wideEngineToEngine?: Spread } & Record<
    PeerRatio,
    Spread | null
  >;
  /** by subject, then by acts in flight */
  subjects: Record<'floor' | 'engine' | 'http', Record<number, SubjectFigures>>;
  wide?: { cases: number; engine: SubjectFigures };
  /** figures of each peer, or why it has none */
  peers: Record<Peer, PeerReport>;
  /** of one event at 32 in flight */
  cost: Cost;
  /** questions to the database of a sweep while so many cases wait for people */
  parked: { trips: number; cases: number };
  /** resident memory of this process, bytes */
  memory: number;
  linesVerified: number;
  settings: Record<string, string>;
}

const levels = [1, 8, 32] as const;

/** Cases for so many in flight: few where little is in flight, so that a round takes about as long. */
const casesFor = (inFlight: number, instances: number): number =>
  Math.max(inFlight, Math.ceil((instances * inFlight) / 32));

/** Plays all subjects; `tell` hears how far it is. */
export async function measureSpeed(options: SpeedOptions, tell: (line: string) => void): Promise<SpeedReport> {
  return onGround({ throwaway: true, connections: 12 }, async (ground) => {
    await ground.owner.query('update homeward.manual_clock set now = $1', [new Date(Date.parse(chainDay) - 1)]);
    await setClock(ground);
    const http = await HttpSubject.start(ground);
    try {
      return await measure(ground, http, options, tell);
    } finally {
      await http.stop();
    }
  });
}

/** The clock of this process is the one by hand; its API reads it at its start. */
async function setClock({ context }: Ground): Promise<void> {
  const clock = context.clock as unknown as { set(instant: number): Promise<void> };
  await clock.set(Date.parse(chainDay));
}

async function measure(
  ground: Ground,
  http: HttpSubject,
  options: SpeedOptions,
  tell: (line: string) => void,
): Promise<SpeedReport> {
  const pgbench = await findPgbench();
  const runs = { floor: {}, engine: {}, http: {} } as Record<'floor' | 'engine' | 'http', Record<number, Run[]>>;
  for (const of of Object.values(runs)) for (const level of levels) of[level] = [];
  // warms all of them up
  const warm = await runEngine(ground, 64, 32);
  await runFloor(ground, warm.units, 32, pgbench);
  await http.run(64, 32);
  // they are slow: half of the cases does for them
  const loads = levels.map((inFlight) => ({ inFlight, cases: casesFor(inFlight, options.instances / 2) }));
  const peers = new PeerRounds(ground, options.peers, loads);
  let cost: Cost | undefined;
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const level of levels) {
      const count = casesFor(level, options.instances);
      let units = warm.units;
      const engine = async (): Promise<number> => {
        const { run, units: written } = await runEngine(ground, count, level);
        runs.engine[level]!.push(run);
        units = written;
        return run.events;
      };
      // the cost of an event is told by the round in the middle
      if (level === 32 && round === Math.ceil(options.rounds / 2))
        cost = await costOf(ground.owner, ground.database.app, ground.database.folder, engine);
      else await engine();
      runs.floor[level]!.push(await runFloor(ground, units, level, pgbench));
      runs.http[level]!.push(await http.run(count, level));
    }
    await peers.play(tell);
    tell(`round ${round} of ${options.rounds}`);
  }
  const wide = options.wide > 0 ? await measureWide(ground, options, tell) : undefined;
  const parked = await askedWhileParked(ground);
  const memory = process.memoryUsage.rss();
  const verified = await verifyJournal(ground.database.app);
  if (verified.broken) throw new Error(`the journal does not verify: ${verified.broken.why}`);
  const ratio = (above: Run[], below: Run[]): Spread =>
    spreadOf(above.map((run, i) => run.perSecond / below[i]!.perSecond));
  const middle = spreadOf(runs.engine[32]!.map((run) => run.perSecond)).median;
  const subject = (of: Record<number, Run[]>) =>
    Object.fromEntries(levels.map((level) => [level, figuresOfRuns(of[level]!)]));
  return {
    floorBy: pgbench ? 'pgbench' : 'pg loop',
    ratios: {
      engineToFloor: ratio(runs.engine[32]!, runs.floor[32]!),
      httpToEngine: ratio(runs.http[32]!, runs.engine[32]!),
      wideEngineToEngine: wide && spreadOf(wide.map((run) => run.perSecond / middle)),
      ...peers.ratiosTo(runs.engine[32]!),
    },
    subjects: { floor: subject(runs.floor), engine: subject(runs.engine), http: subject(runs.http) },
    wide: wide && { cases: options.wide, engine: figuresOfRuns(wide) },
    peers: peers.report(),
    cost: cost!,
    parked,
    memory,
    linesVerified: verified.lines,
    settings: await settingsOf(ground),
  };
}

/** Events on cases spread over a world that is wider than what the engine keeps at hand. */
async function measureWide(
  ground: Ground,
  { wide, rounds }: SpeedOptions,
  tell: (line: string) => void,
): Promise<Run[]> {
  const { engine, door } = makeEngine(ground);
  const cases = (await makeChildren(ground.owner, wide)).map((child): Case => ({ child, id: '', version: 0 }));
  await runChain(1, wide, 32, (step, no) => sendTo(engine, cases[no]!, step));
  door.units = [];
  tell(`${wide} cases opened`);
  const runs: Run[] = [];
  // each round takes a part of them a step on, far from each other
  const part = Math.ceil(wide / 5);
  for (let round = 0; round < rounds; round += 1) {
    const step = 1 + Math.floor(round / 5);
    if (step >= acts.length) break;
    const offset = round % 5;
    const mine = cases.filter((_, i) => i % 5 === offset).slice(0, part);
    runs.push(await runChain(1, mine.length, 32, (_, no) => sendTo(engine, mine[no]!, step)));
    door.units = [];
  }
  return runs;
}

/** What a sweep asks of the database while every case waits for a person: the same for one case as for all. */
async function askedWhileParked({ context, database, owner }: Ground): Promise<SpeedReport['parked']> {
  // what is due already is done first
  await context.sweeper.sweep();
  const counted = countTrips(database.app);
  await context.sweeper.sweep();
  const trips = counted();
  const { rows } = await owner.query<{ cases: number }>(
    `select count(*)::int as cases from homeward.instances where status = 'open'`,
  );
  return { trips, cases: rows[0]!.cases };
}

async function settingsOf({ owner }: Ground): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ name: string; setting: string }>(
    `select name, current_setting(name) as setting from pg_settings
     where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers') order by name`,
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}
