/**
 * `npm run story -- outage-year [--seed N] [--children 200] [--days 365] [--outages N] [--json]`: monitors children for a year
 * on a clock moved by hand while the product, its database and its queue are killed at random, and compares every alert with
 * a reference computation. Exit code 1 where one is missing, extra or doubled, or a visit is lost.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { DueQueue } from '../../libs/alerts';
import { holidays } from '../../libs/calendar';
import { places } from '../demo/places';
import { Breakable } from './breakable';
import { Breakdowns, checkJournal, type Breaking, type JournalChecked } from './breakdowns';
import { Forgetful } from './forgetful';
import { flag, optionsOf, whole } from './options';
import { compare, type Compared } from './outage-year-comparison';
import { planYear, type Day, type Year, type YearOptions } from './outage-year-plan';
import { requestOf, rowOf } from './outage-year-requests';

/** What the year came to. */
export interface YearReport extends Compared {
  options: YearOptions;
  acts: number;
  /** acts that the product refused although the reference expected them */
  refused: string[];
  outages: Record<Breaking, number>;
  /** times that a job of the queue said when to go on, of those that were waited for */
  woken: { waited: number; came: number };
  queue: 'redis' | 'postgresql';
  /** what came instead of answers, and was asked again */
  disturbances: Record<string, number>;
  /** milliseconds of real time: the whole, the longest move of the clock, the longest act, the longest way back after an outage */
  took: { all: number; advance: number; act: number; back: number };
  journal: JournalChecked;
}

const minute = 60_000;
const clients = 8;

export const holidayDates = (): Set<string> => new Set(holidays.map(({ date }) => date));

/** Plays a year against a product of its own and compares; `tell` hears how far it is. */
export async function playOutageYear(
  options: YearOptions,
  tell: (line: string) => void = () => undefined,
): Promise<YearReport> {
  const began = Date.now();
  const year = planYear(options, holidayDates());
  const redis = await Forgetful.start();
  const product = await Breakable.start(redis);
  const player = new YearPlayer(year, product, redis);
  try {
    await player.prepare();
    for (const [i, day] of year.days.entries()) {
      await player.play(day);
      if (i % 30 === 29) tell(`day ${i + 1} of ${year.days.length}, ${Math.round((Date.now() - began) / 1_000)} s`);
    }
    await player.moveTo(year.end);
    const compared = await compare(product.address('owner'), year, player.instances);
    const journal = await checkJournal(product);
    return {
      options,
      ...compared,
      ...player.told(),
      journal,
      took: { ...player.took, back: player.breakdowns.back, all: Date.now() - began },
    };
  } finally {
    await player.close();
    await product.stop();
    await redis?.stop();
  }
}

/** Plays the days one after another. */
class YearPlayer {
  /** the case of each child, by its number */
  readonly instances: string[] = [];
  readonly took = { advance: 0, act: 0 };
  readonly breakdowns: Breakdowns;
  private readonly woken = { waited: 0, came: 0 };
  private readonly refused: string[] = [];
  private acts = 0;
  private pool!: Pool;
  private queue!: DueQueue;
  private wake: () => void = () => undefined;

  constructor(
    private readonly year: Year,
    private readonly product: Breakable,
    private readonly redis: Forgetful | undefined,
  ) {
    this.breakdowns = new Breakdowns(product, redis);
  }

  async prepare(): Promise<void> {
    const appUrl = this.product.address('app');
    this.pool = new Pool({ connectionString: appUrl, max: 2 });
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => void client.on('error', () => undefined));
    this.queue = new DueQueue({ appUrl, redisUrl: this.redis?.url });
    this.queue.listen(() => this.wake());
  }

  async play(day: Day): Promise<void> {
    await this.breakdowns.under(day.outages, 'advance', () => this.moveTo(day.at));
    await this.breakdowns.under(day.outages, 'acts', () => this.actOn(day));
    await this.fill(day.at);
    if (day.woken) await this.waitForMidnight(day);
  }

  /** What raised an alert at this instant is told a minute later, by the next look. */
  private async actOn(day: Day): Promise<void> {
    for (const { login, from, until } of day.absences) await this.noteAbsence(login, from, until);
    if (day.placed.length > 0) await this.place(day);
    const waiting = [...day.acts];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await this.act(day, next);
    };
    await Promise.all(Array.from({ length: clients }, work));
    if (day.acts.length + day.placed.length > 0) await this.moveTo(day.at + minute);
  }

  private async act(day: Day, { child, act, login }: Day['acts'][number]): Promise<void> {
    const began = Date.now();
    const body = requestOf(act, day.at);
    const answer = await this.product.act(login, `/instances/${this.instances[child]}/events`, body);
    this.took.act = Math.max(this.took.act, Date.now() - began);
    this.acts += 1;
    if (answer.status !== 200) this.refuse(day, `child ${child}: ${body.type} by ${login}`, answer);
  }

  private refuse({ date }: Day, what: string, { status, body }: { status: number; body: any }): void {
    const rules = (body?.rules ?? []).map(({ id }: { id: string }) => id).join(' ');
    this.refused.push(`${date} ${what}: ${status} ${body?.code ?? ''} ${rules}`.trim());
  }

  private async noteAbsence(login: string, from: number, until: number | undefined): Promise<void> {
    const { appointment } = rowOf.office(login);
    const end = { at: new Date(from).toISOString(), why: 'an invented departure' };
    const leave = { from: new Date(from).toISOString(), until: new Date(until ?? 0).toISOString() };
    const answer =
      until === undefined
        ? await this.product.act('admin', `/appointments/${appointment}/end`, end)
        : await this.product.act(login, `/appointments/${appointment}/leave`, leave);
    if (answer.status >= 400) throw new Error(`no leave for ${login}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** One table of the day, put forward and taken over by two people of the ministry. */
  private async place(day: Day): Promise<void> {
    const rows = day.placed.map((placed, i) => rowOf.child(placed, i + 1));
    const proposed = await this.product.act('mosvy', '/placement-imports', { rows, reason: 'invented paper files' });
    const approved = await this.product.act('mosvy2', `/placement-imports/${proposed.body.id}/approve`, {});
    if (approved.status !== 200 || approved.body.faults.length > 0)
      throw new Error(
        `the placements were not taken over: ${JSON.stringify([proposed.body, approved.body]).slice(0, 2_000)}`,
      );
    for (const { row, instance } of approved.body.opened) this.instances[day.placed[row - 1]!.number] = instance;
  }

  /** Moves the clock by hand until the product says that it has arrived. */
  async moveTo(at: number): Promise<void> {
    const began = Date.now();
    const answer = await this.product.insist('PUT', '/testing/clock', { now: new Date(at).toISOString() });
    if (answer.status !== 200)
      throw new Error(`the clock did not move: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.took.advance = Math.max(this.took.advance, Date.now() - began);
  }

  /** Jobs for what is due within the hour of the hand-set clock; a queue or database that is away is filled another time. */
  private async fill(now: number): Promise<void> {
    await this.queue.fill(this.pool, now, true).catch(() => 0);
  }

  /** Stops short of midnight and goes on when a job of the queue says so; where the queue was lost, a moment later all the same. */
  private async waitForMidnight(day: Day): Promise<void> {
    const midnight = Date.parse(`${day.date}T24:00:00+07:00`);
    await this.moveTo(midnight - 300);
    const { rows } = await this.pool
      .query('select from homeward.tasks where closed_at is null and $1 in (next_rung_at, opening_at) limit 1', [
        new Date(midnight),
      ])
      .catch(() => ({ rows: [] }));
    if (rows.length === 0) return;
    this.woken.waited += 1;
    const called = new Promise<boolean>((resolve) => (this.wake = () => resolve(true)));
    await this.fill(midnight - 300);
    if (await Promise.race([called, pause(1_500, false)])) this.woken.came += 1;
    await this.moveTo(midnight);
  }

  told(): Pick<YearReport, 'acts' | 'refused' | 'outages' | 'woken' | 'queue' | 'disturbances'> {
    const { acts, refused, woken } = this;
    const outages = this.breakdowns.counts;
    const disturbances = Object.fromEntries(this.product.disturbances);
    return { acts, refused, outages, woken, disturbances, queue: this.redis ? 'redis' : 'postgresql' };
  }

  async close(): Promise<void> {
    await this.queue?.close();
    await this.pool?.end().catch(() => undefined);
  }
}

/** The story as a command; answers with the exit code. */
export async function tellOutageYear(args: string[]): Promise<number> {
  const { seed, children, days, outages, json } = optionsOf(args, {
    seed: whole(2017),
    children: whole(200),
    days: whole(365),
    outages: whole(undefined),
    json: flag,
  });
  const options = { seed, children, days, outages: outages ?? Math.max(6, Math.round(days / 8)) };
  const report = await playOutageYear(options, (line) => void process.stderr.write(`${line}\n`));
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${tableOf(report)}\n`);
  return isSound(report) ? 0 : 1;
}

/** Nothing missing, extra, doubled, lost, refused or broken. */
export const isSound = ({ missing, extra, doubled, visits, refused, journal }: YearReport): boolean =>
  [missing, extra, doubled, visits.lost, refused].every((list) => list.length === 0) &&
  !journal.broken &&
  journal.differences === 0;

function tableOf(report: YearReport): string {
  const { options, visits, outages, alerts, took, journal, woken } = report;
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  const rows: [string, string][] = [
    ['seed, days', `${options.seed}, ${options.days}`],
    ['children', `${options.children} in ${options.children > 40 ? places.length : 4} districts`],
    [
      'visits',
      Object.entries(visits.counts)
        .map(([status, n]) => `${n} ${status}`)
        .join(', '),
    ],
    ['visit rows lost or different', String(visits.lost.length)],
    ['acts', `${report.acts}, refused ${report.refused.length}`],
    [
      'outages',
      Object.entries(outages)
        .map(([kind, n]) => `${n} ${kind}`)
        .join(', '),
    ],
    [
      'asked again',
      Object.entries(report.disturbances)
        .map(([what, n]) => `${n} × ${what}`)
        .join(', ') || 'nothing',
    ],
    [`wake-ups by the queue (${report.queue})`, `${woken.came} of ${woken.waited}`],
    ['alerts predicted', String(alerts.predicted)],
    ['alerts sent', String(alerts.sent)],
    ['missing, extra, doubled', `${report.missing.length}, ${report.extra.length}, ${report.doubled.length}`],
    [
      'other alerts',
      Object.entries(alerts.others)
        .map(([kind, n]) => `${n} ${kind}`)
        .join(', ') || 'none',
    ],
    ['latest alert (hand-set clock)', seconds(alerts.latest)],
    [
      'journal',
      `${journal.lines} lines, ${journal.broken ? 'BROKEN' : 'whole'}; ${journal.events} events replayed, ${journal.differences} differ`,
    ],
    [
      'slowest',
      `move of the clock ${seconds(took.advance)}, act ${seconds(took.act)}, back after an outage ${seconds(took.back)}`,
    ],
    ['took', seconds(took.all)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const faults = (['missing', 'extra', 'doubled', 'refused'] as const).flatMap((kind) =>
    report[kind].map((line) => `${kind.toUpperCase()}  ${line}`),
  );
  const lost = visits.lost.map((line) => `LOST  ${line}`);
  return [...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`), ...faults, ...lost].join('\n');
}
