/** One run: a world, people at work in it, what breaks, the way back, and what the checker and the product's own commands say. */
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { checkJournal, type JournalChecked } from '../breakdowns';
import { Breaker, type Broken } from './breaker';
import { check, type Checked, type Run } from './checker';
import { Load } from './clients';
import { askDoctor } from './doctor';
import { readEvidence } from './evidence';
import { differing, planChaos, type ChaosOptions, type Kind, type Plan } from './plan';
import { readRecords } from './record';
import { rollOver, type Rolled } from './rolling';
import { World } from './world';

/** What the load under faults came to. */
interface Worked {
  faults: Record<Kind, Broken>;
  /** faults that could not be made, and why */
  left: string[];
  /** what came instead of answers, and was asked again */
  disturbances: { [what: string]: number };
  /** acts without an answer in time, and answers that no act should get */
  failures: string[];
  /** exit codes of processes that ended although nobody had killed them: a start without a database is refused */
  falls: { [name: string]: (number | string)[] };
}

export interface ChaosReport extends Worked, Checked {
  /** nothing lost, doubled, out of order, unanswered or unlike */
  sound: boolean;
  options: ChaosOptions;
  /** SHA-256 of the plan */
  plan: string;
  rolling?: Rolled;
  journal: JournalChecked;
  doctor: string[];
  /** seconds: the load under faults, then until nothing was due any more, and everything */
  took: { load: number; settling: number; all: number };
  /** folder with the clients' files and the logs; removed where all is sound */
  folder?: string;
}

/** Looks at a world that was checked, while its processes still run. */
export type Inspect = (world: World, run: Run) => Promise<void>;

/** Milliseconds for which every worker may be away at once: killed, stopped or cut off, or behind an API's clock. */
const unattended = 120_000 + differing;
const month = 31 * 86_400_000;
/** Seconds after the last fault within which everything due must have fired. */
const settling = 150;

/**
 * Plays a run; `rolling`: with a rolling restart after it; `onSignals`: who interrupts it leaves nothing behind; `root`: the folder
 * of the build that is played, by default this one's.
 */
export async function runChaos(
  options: ChaosOptions & { rolling: boolean; onSignals?: boolean; root?: string },
  tell: (line: string) => void = () => undefined,
  inspect: Inspect = async () => undefined,
): Promise<ChaosReport> {
  const began = performance.now();
  const { rolling, onSignals, root, ...asked } = options;
  const plan = planChaos(asked);
  tell(`plan ${plan.digest}, ${plan.faults.length} faults`);
  const world = await World.start({ onSignals, root });
  try {
    const worked = await work(world, plan, asked, tell);
    const load = (performance.now() - world.began) / 1_000;
    // deadlines of a month fall due at once, for all three workers
    world.jump(month);
    const caughtUp = await settle(world);
    // half an hour before midnight the queue has jobs
    world.jump(untilMonday(world.now()));
    tell('everything is whole again');
    const { seed, clients } = options;
    const rolled = rolling ? await rollOver(world, { seed, clients, leaving: 0, first: clients }) : undefined;
    const settled = await settle(world);
    tell('all is quiet; checking');
    const { start, machine, jumps } = world;
    const run: Run = { start, machine, end: world.now() - 5_000, jumps, unattended, differing };
    const evidence = await readEvidence(world.ownerUrl, world.redis?.url);
    const environment = world.environment({ database: world.appUrl });
    const report: ChaosReport = {
      sound: false,
      options: asked,
      plan: plan.digest,
      ...worked,
      ...check(readRecords(world.told), evidence, run),
      failures: [...worked.failures, ...caughtUp.failures, ...settled.failures],
      rolling: rolled,
      journal: await checkJournal({ environment }, world.root),
      doctor: await askDoctor(environment, world.root),
      took: { load, settling: Math.max(caughtUp.seconds, settled.seconds), all: (performance.now() - began) / 1_000 },
      folder: world.folder,
    };
    report.sound = isSound(report);
    await inspect(world, run);
    if (!report.sound) return report;
    world.isForgotten = true;
    return { ...report, folder: undefined };
  } finally {
    await world.stop();
  }
}

/** People at work while the plan is followed; resolves when each has the last answer and every process works. */
async function work(
  world: World,
  plan: Plan,
  { seed, seconds, clients }: ChaosOptions,
  tell: (line: string) => void,
): Promise<Worked> {
  const load = new Load(world, { seed, clients, leaving: 0.15, first: 0 });
  const breaker = new Breaker(world);
  const working = load.run();
  // a fault of the load shows where it is awaited
  working.catch(() => undefined);
  await breaker.follow(plan, tell);
  await pause(Math.max(0, seconds * 1_000 - (performance.now() - world.began)));
  load.isOver = true;
  await working;
  world.setRight();
  // every process is back
  for (const replica of world.replicas) await replica.ready();
  return {
    faults: breaker.counts,
    left: breaker.left,
    disturbances: Object.fromEntries(load.disturbances),
    failures: load.failures,
    falls: Object.fromEntries(world.replicas.map(({ name, falls }) => [name, [...falls]])),
  };
}

/** Milliseconds until 23:30 of the next Monday in Phnom Penh: what is opened on a Monday has reminders at midnight. */
function untilMonday(now: number): number {
  const hour = 3_600_000;
  const week = 7 * 24 * hour;
  const monday = (4 * 24 + 16.5) * hour;
  return week - ((now - monday) % week);
}

/** Waits until nothing that is due is left to fire, and nothing that was raised is left to tell. */
async function settle(world: World): Promise<{ seconds: number; failures: string[] }> {
  const began = performance.now();
  const client = new Client({ connectionString: world.ownerUrl });
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ due: number }>(
        `select (select count(*) from homeward.timers where status = 'armed' and due_at <= $1)::int
           + (select count(*) from homeward.tasks where closed_at is null and (next_rung_at <= $1 or opening_at <= $1))::int
           + (select count(*) from homeward.alerts a where not nobody and not exists (select from homeward.deliveries where alert = a.id))::int as due`,
        [new Date(world.now())],
      );
      const seconds = (performance.now() - began) / 1_000;
      if (rows[0]!.due === 0) return { seconds, failures: [] };
      if (seconds > settling) return { seconds, failures: [`${rows[0]!.due} rows are due and do not fire`] };
      await pause(500);
    }
  } finally {
    await client.end();
  }
}

/** Nothing lost, doubled, out of order, unanswered or unlike. */
export const isSound = ({ findings, failures, journal, doctor, rolling }: ChaosReport): boolean =>
  [findings, failures, doctor].every((list) => list.length === 0) &&
  !journal.broken &&
  journal.differences === 0 &&
  (rolling === undefined || isSmooth(rolling));

/** No request beyond one retry, and every process ended as it should. */
export const isSmooth = ({ more, failures, badEnds }: Rolled): boolean =>
  more === 0 && failures.length === 0 && badEnds.length === 0;
