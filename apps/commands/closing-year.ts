/**
 * `npm run story -- closing-year [--seed N] [--children 400] [--days 548] [--outages N] [--json]`: closes an institution with
 * all its children over a clock moved by hand, while people fail, forget and deceive and the product, its database and its
 * queue are killed at random. At the end a checker of its own proves where every child is. Exit code 1 where it cannot.
 */
import { Agenda } from './agenda';
import { Breakable } from './breakable';
import { Breakdowns, checkJournal, type Breaking, type JournalChecked } from './breakdowns';
import { check, type Finding } from './closing-year-checker';
import { gather } from './closing-year-evidence';
import { Desk, type Attempt } from './closing-year-desk';
import { cast, House } from './closing-year-house';
import { planClosing, type ClosingOptions } from './closing-year-plan';
import { tableOf } from './closing-year-table';
import { Forgetful } from './forgetful';
import { flag, optionsOf, whole } from './options';

/** What the closing year came to. */
export interface ClosingReport {
  options: ClosingOptions;
  /** rows of the census by what became of the child */
  endings: Record<string, number>;
  census: number;
  /** what the checker found wrong, in words; empty when every child is accounted for */
  findings: Finding[];
  /** acts that the product refused although they are right */
  refused: string[];
  /** what was tried in vain, by what refused it; `ACCEPTED` where nothing did */
  attempts: { tried: number; accepted: Attempt[]; by: Record<string, number> };
  acts: { acknowledged: number; refusals: number };
  outages: Record<Breaking, number>;
  disturbances: Record<string, number>;
  /** days of the story */
  orderToCertificate: number | null;
  extensions: number;
  surveillance: { visits: number; outcome: string | null };
  /** days from the order until the child was accounted for and seen: the longest, and the one in the middle */
  perChild: { longest: number; median: number };
  queue: 'redis' | 'postgresql';
  journal: JournalChecked;
  /** milliseconds of real time */
  took: { all: number; advance: number; act: number; back: number };
}

/** Plays the closing year against a product of its own and checks it; `tell` hears how far it is. */
export async function playClosingYear(
  options: ClosingOptions,
  tell: (line: string) => void = () => undefined,
): Promise<ClosingReport> {
  const began = Date.now();
  const plan = planClosing(options);
  const redis = await Forgetful.start();
  const product = await Breakable.start(redis);
  const breakdowns = new Breakdowns(product, redis);
  try {
    const desk = new Desk(product);
    const agenda = new Agenda(options.days);
    const house = new House(plan, desk, agenda);
    for (const login of cast) await product.sessionOf(login);
    // the first day has begun before anybody acts on it
    await desk.moveTo(0);
    agenda.begin(() => house.live());
    for (let day = 0; day < options.days; day += 1) {
      const outages = plan.outages.get(day) ?? [];
      await breakdowns.under(outages, 'advance', () => desk.moveTo(day));
      await breakdowns.under(outages, 'acts', () => playDay(agenda, day, desk));
      if (day % 30 === 29)
        tell(`${progressOf(day, options, house, Date.now() - began)}, ${desk.refused.length} refused`);
      if (desk.refused.length > 40) break;
    }
    const evidence = await gather(product.address('owner'), house.closure);
    const { findings, endings } = check(evidence, house.beliefs(), desk.sent);
    const journal = await checkJournal(product);
    return {
      options,
      endings,
      census: evidence.census.length,
      findings,
      refused: desk.refused,
      attempts: countAttempts(desk.attempts),
      acts: {
        acknowledged: desk.sent.filter(({ status }) => status < 400).length,
        refusals: desk.sent.filter(({ code }) => code === 'refused_by_rule').length,
      },
      outages: breakdowns.counts,
      disturbances: Object.fromEntries(product.disturbances),
      ...house.summary(),
      queue: redis ? 'redis' : 'postgresql',
      journal,
      took: { ...desk.took, back: breakdowns.back, all: Date.now() - began },
    };
  } finally {
    await product.stop();
    await redis?.stop();
  }
}

/** What stops the story is told with what was refused before it. */
async function playDay(agenda: Agenda, day: number, desk: Desk): Promise<void> {
  await agenda.play(day).catch((error: Error) => {
    throw new Error([error.message, ...desk.refused].join('\n'), { cause: error });
  });
}

function progressOf(day: number, { days }: ClosingOptions, house: House, took: number): string {
  const gone = house.living.filter((child) => child.gone).length;
  const seen = house.living.filter((child) => child.verified).length;
  return `day ${day + 1} of ${days}: ${house.phase()}, ${gone} of ${house.living.length} gone, ${seen} seen, ${Math.round(took / 1_000)} s`;
}

function countAttempts(attempts: Attempt[]): ClosingReport['attempts'] {
  const by: Record<string, number> = {};
  for (const { refusedBy = 'ACCEPTED' } of attempts) by[refusedBy] = (by[refusedBy] ?? 0) + 1;
  return { tried: attempts.length, accepted: attempts.filter(({ refusedBy }) => refusedBy === undefined), by };
}

/** The house certified with every child accounted for, nothing forbidden done, nothing right refused, and a journal that holds. */
export const isSound = ({ findings, refused, attempts, journal, orderToCertificate }: ClosingReport): boolean =>
  orderToCertificate !== null &&
  [findings, refused, attempts.accepted].every((list) => list.length === 0) &&
  !journal.broken &&
  journal.differences === 0;

/** The story as a command; answers with the exit code. */
export async function tellClosingYear(args: string[]): Promise<number> {
  const { seed, children, days, outages, json } = optionsOf(args, {
    seed: whole(2017),
    children: whole(400),
    days: whole(548),
    outages: whole(undefined, 0),
    json: flag,
  });
  const options = { seed, children, days, outages: outages ?? Math.max(4, Math.round(days / 18)) };
  const report = await playClosingYear(options, (line) => void process.stderr.write(`${line}\n`));
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${tableOf(report)}\n`);
  return isSound(report) ? 0 : 1;
}
