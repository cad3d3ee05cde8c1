/**
 * How close the engine is to what the disk allows: the floor (the engine's own writes alone, one commit each), the engine,
 * and HTTP, at 1, 8 and 32 in flight, in interleaved rounds on one durable PostgreSQL; on cases made for the round and on a
 * wide world of cases that the engine does not have at hand. Ratios of medians come first.
 */
import { verifyJournal } from '../../../libs/engine';
import { acts, chainDay } from './chain';
import { countTrips, figuresOfCosts, type CostFigures } from './cost';
import { makeEngine, newCases, sendTo, unitsOf } from './engine-subject';
import { spreadOf, type Spread } from './figures';
import { findPgbench } from './floor-subject';
import { onGround, type Ground } from './ground';
import { HttpSubject } from './http-subject';
import { figuresOfRuns, runChain, type Run, type SubjectFigures } from './load';
import { whileQuiet, type Circumstances } from './machine';
import { PeerRounds, type Peer, type PeerRatio, type PeerReport } from './peers';
import { casesFor, engineToFloor, levels, playRound, type Round } from './rounds';

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
  /**
   * Events per second at 32 in flight, of each round: of the engine to the middle one of the floors around it, of HTTP and of
   * the peers to the engine, of the engine on the wide world to that on few cases.
   */
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
  cost: CostFigures;
  /** questions to the database of a sweep after each round, while so many cases wait for people */
  parked: { trips: Spread; cases: Spread };
  /** resident memory of this process after each round, bytes */
  memory: Spread;
  /** what else the machine did in each round of floor, engine and HTTP */
  rounds: Circumstances[];
  linesVerified: number;
  settings: Record<string, string>;
}

/** Plays all subjects; `tell` hears how far it is. */
export async function measureSpeed(options: SpeedOptions, tell: (line: string) => void): Promise<SpeedReport> {
  return onGround({ place: 'throwaway', connections: 12 }, async (ground) => {
    await ground.owner.query('update homeward.manual_clock set now = $1', [new Date(Date.parse(chainDay) - 1)]);
    await setClock(ground);
    const http = await ground.start(
      () => HttpSubject.start(ground),
      (subject) => subject.stop(),
    );
    return measure(ground, http, options, tell);
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
  // warms the engine up, and leaves what every floor writes again
  const subjects = { ground, http, units: await unitsOf(ground, casesFor(32, options.instances)), pgbench };
  await playRound(subjects, Math.min(64, options.instances));
  // they are slow: half of the cases does for them
  const loads = levels.map((inFlight) => ({ inFlight, cases: casesFor(inFlight, options.instances / 2) }));
  const peers = new PeerRounds(ground, options.peers, loads);
  const rounds: (Circumstances & { played: Round })[] = [];
  const parked: { trips: number; cases: number }[] = [];
  while (rounds.length < options.rounds) {
    rounds.push(await whileQuiet(() => playRound(subjects, options.instances), tell));
    parked.push(await askedWhileParked(ground));
    await peers.play(tell);
    tell(`round ${rounds.length} of ${options.rounds}`);
  }
  const wide = options.wide > 0 ? await measureWide(ground, options, tell) : undefined;
  const verified = await verifyJournal(ground.database.app);
  if (verified.broken) throw new Error(`the journal does not verify: ${verified.broken.why}`);
  const played = rounds.map((round) => round.played);
  const at32 = played.map(({ passes }) => passes[32]!);
  const engine = at32.map((pass) => pass.engine);
  const middle = spreadOf(engine.map((run) => run.perSecond)).median;
  const figures = (of: (round: Round, level: number) => readonly Run[]) =>
    Object.fromEntries(levels.map((level) => [level, figuresOfRuns(played.flatMap((round) => of(round, level)))]));
  return {
    floorBy: pgbench ? 'pgbench' : 'pg loop',
    ratios: {
      engineToFloor: spreadOf(at32.map(engineToFloor)),
      httpToEngine: spreadOf(at32.map((pass) => pass.http.perSecond / pass.engine.perSecond)),
      wideEngineToEngine: wide && spreadOf(wide.map((run) => run.perSecond / middle)),
      ...peers.ratiosTo(engine),
    },
    subjects: {
      floor: figures(({ passes }, level) => passes[level]!.floors),
      engine: figures(({ passes }, level) => [passes[level]!.engine]),
      http: figures(({ passes }, level) => [passes[level]!.http]),
    },
    wide: wide && { cases: options.wide, engine: figuresOfRuns(wide) },
    peers: peers.report(),
    cost: figuresOfCosts(at32.map((pass) => pass.cost)),
    parked: { trips: spreadOf(parked.map(({ trips }) => trips)), cases: spreadOf(parked.map(({ cases }) => cases)) },
    memory: spreadOf(played.map(({ memory }) => memory)),
    rounds: rounds.map(({ others, repeats, isNoisy }) => ({ others, repeats, isNoisy })),
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
  const engine = makeEngine(ground);
  const cases = await newCases(ground, wide);
  await runChain(1, wide, 32, (step, no) => sendTo(engine, cases[no]!, step));
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
  }
  return runs;
}

/** What a sweep asks of the database while every case waits for a person: the same for one case as for all. */
async function askedWhileParked({ context, database, owner }: Ground): Promise<{ trips: number; cases: number }> {
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
