/** The outage year as it will be played, made from a seed: offices, children, what is done on which day, and what breaks. */
import { accountOf, demoAccounts } from '../demo';
import { places } from '../demo/places';
import type { Breaking, Outage } from './breakdowns';
import { Child, type Act, type Obligation } from './outage-year-child';
import { addDays, dateOf, Offices, startOf, type Seat } from './outage-year-reference';
import { numbersOf } from './seeded';

const minute = 60_000;

export interface YearOptions {
  seed: number;
  children: number;
  days: number;
  /** how many times something breaks */
  outages: number;
}

/** An office that is left for good, or for a while. */
export interface Absence {
  login: string;
  from: number;
  /** absent: for good */
  until?: number;
}

/** What people do at one instant of a day. */
export interface Day {
  date: string;
  /** epoch ms */
  at: number;
  placed: Child['placed'][];
  acts: { child: number; act: Act; login: string }[];
  absences: Absence[];
  outages: Outage[];
  /** the clock stops a moment before midnight, and a job of the queue says when to go on */
  woken: boolean;
}

export interface Year {
  days: Day[];
  children: Child[];
  offices: Offices;
  /** epoch ms */
  end: number;
}

const firstDay = '2017-01-09';
/** The last moment of a day at which somebody goes on leave or comes back. */
const evening = 23.5 * 60 * minute;

/** Everything that will happen, and the reference's own children who went through it. */
export function planYear(options: YearOptions, holidays: ReadonlySet<string>): Year {
  return new Planner(options, holidays).plan();
}

class Planner {
  private readonly number: () => number;
  private readonly days: Day[];
  private readonly offices: Offices;
  private readonly children: Child[] = [];
  private readonly keys: string[];
  private today = 0;

  constructor(
    private readonly options: YearOptions,
    holidays: ReadonlySet<string>,
  ) {
    this.number = numbersOf(options.seed);
    this.keys = places.slice(0, options.children > 40 ? places.length : 4).map(({ key }) => key);
    this.offices = new Offices(seatsOf(this.keys), holidays);
    this.days = Array.from({ length: options.days }, (_, i) => {
      const date = addDays(firstDay, i);
      const at = startOf(date) + (8 * 60 + this.below(11 * 60)) * minute + 30_000;
      return { date, at, placed: [], acts: [], absences: [], outages: [], woken: i > 0 && this.number() < 0.06 };
    });
  }

  private readonly below = (n: number): number => Math.floor(this.number() * n);
  private readonly isLucky = (chance: number): boolean => this.number() < chance;

  plan(): Year {
    this.planAbsences();
    this.planOutages();
    const batches = Math.min(8, Math.ceil(this.options.children / 4));
    const between = Math.max(1, Math.floor(Math.min(this.options.days / 3, 60) / batches));
    const last = this.days.at(-1)!;
    for (const [i, day] of this.days.entries()) {
      this.today = i;
      for (const child of this.children) child.advance(day.at);
      day.acts = day.acts.filter(({ child, act }) => this.children[child]!.allows(act));
      for (const { child, act } of day.acts) this.children[child]!.act(act);
      if (i % between === 0 && i / between < batches) this.place(day, i / between, batches);
    }
    const end = last.at + minute;
    for (const child of this.children) child.advance(end);
    return { days: this.days, children: this.children, offices: this.offices, end };
  }

  private place(day: Day, batch: number, batches: number): void {
    const count =
      Math.floor(((batch + 1) * this.options.children) / batches) -
      Math.floor((batch * this.options.children) / batches);
    for (let n = 0; n < count; n += 1) {
      const number = this.children.length;
      const key = this.keys[number % this.keys.length]!;
      const draw = this.number();
      const risk = draw < 0.2 ? 'high' : draw < 0.5 ? 'medium' : 'low';
      const placedOn = this.isLucky(0.6) ? day.date : addDays(day.date, -1 - this.below(45));
      const worker = accountOf(`${['dsw', 'dsw2', 'ngo'][this.below(3)]}.${key}`);
      const placed = {
        number,
        district: worker.area,
        worker: worker.person,
        risk,
        placedOn,
        stepsMade: [],
      } as Child['placed'];
      this.tellMade(placed, day);
      day.placed.push(placed);
      const plan = (one: Obligation) => this.decide(number, one);
      this.children.push(new Child(placed, day.at, plan));
    }
  }

  /** Of a child placed earlier, most of what was due is told as made. */
  private tellMade(placed: Child['placed'], day: Day): void {
    const before = new Child({ ...placed, stepsMade: [] }, startOf(placed.placedOn), () => undefined).owed;
    const over = before.filter(({ on }) => on < day.date && this.isLucky(0.8));
    placed.stepsMade = over.map(({ key }) => key.slice('visit:1/'.length));
    placed.lastSeenOn = over
      .filter(({ call }) => !call)
      .map(({ on }) => on)
      .sort()
      .at(-1);
  }

  /** What will be done about an obligation, on the day it is planned. */
  private decide(child: number, one: Obligation): void {
    const draw = this.number();
    const good = this.isLucky(0.85);
    const injuries = this.isLucky(0.02);
    const visit = (type: 'seen' | 'notSeen' | 'phone', visitOn: string, enteredAfter = 0) =>
      this.do(child, addDays(visitOn, enteredAfter), { type, visitOn, good, injuries: type === 'seen' && injuries });
    const first = [dateOf(one.opens), dateOf(one.planned), this.days[this.today]!.date].sort().at(-1)!;
    const later = (from: string, most: number) => addDays(from, this.below(most));
    if (this.isLucky(0.01)) this.worry(child, one.on);
    if (one.call) return draw < 0.85 ? visit('phone', later(one.on, 2)) : undefined;
    if (one.welfare) return draw < 0.75 ? visit('seen', later(addDays(first, 1), 4)) : undefined;
    if (one.on < first) return draw < 0.5 ? visit('seen', later(first, 6)) : undefined;
    if (draw < 0.7) {
      const span = Math.round((startOf(one.on) - startOf(first)) / 86_400_000);
      return visit('seen', later(first, span + 1), this.isLucky(0.85) ? 0 : 1 + this.below(3));
    }
    if (draw < 0.78) return visit('seen', later(addDays(one.on, 1), 18));
    if (draw < 0.84) return visit('phone', one.on);
    if (draw < 0.9) return visit('notSeen', one.on);
    if (draw < 0.92) return visit('seen', one.on, 9);
    if (draw < 0.95) this.do(child, later(addDays(one.on, 4), 16), { type: 'writtenOff', key: one.key });
  }

  private worry(child: number, on: string): void {
    this.do(child, on, { type: 'concern' });
    this.do(child, addDays(on, 1 + this.below(4)), { type: 'reported' });
  }

  /** Puts an act on its day, or on the next on which the child has none and somebody is there to do it. */
  private do(child: number, date: string, act: Act): void {
    const key = this.keys[child % this.keys.length]!;
    const from = Math.max(
      this.days.findIndex((day) => day.date === date),
      0,
    );
    if (date > this.days.at(-1)!.date) return;
    for (const day of this.days.slice(Math.max(from, this.today + 1))) {
      if (day.acts.some((other) => other.child === child)) continue;
      const desks = act.type === 'writtenOff' ? ['supervisor'] : ['dsw', 'dsw2', 'ngo'];
      const allowed = act.type === 'reported' ? desks.slice(0, 2) : desks;
      const login = allowed.map((desk) => `${desk}.${key}`).find((one) => this.isThere(one, day.at));
      if (!login) continue;
      day.acts.push({ child, act, login });
      return;
    }
  }

  private isThere(login: string, at: number): boolean {
    return !this.offices.isAway(
      this.offices.seats.find((seat) => seat.login === login)!,
      at,
    );
  }

  /** Leaves of two weeks and more, two at once in one district, and three offices that fall vacant. */
  private planAbsences(): void {
    const [one, two, three, four] = this.keys as [string, string, string, string];
    const half = Math.floor(this.options.days / 2);
    const third = Math.floor(this.options.days / 3);
    for (const login of [`officer.${one}`, `supervisor.${two}`, `director.${three}`])
      this.leave(login, half + this.below(third));
    for (const login of [`dsw.${four}`, `dsw2.${four}`]) this.leave(login, third, 20);
    for (const key of this.keys) {
      for (const desk of ['dsw', 'supervisor', 'deputy', 'ngo', 'officer', 'director']) {
        const login = `${desk}.${key}`;
        const isTaken = this.days.some(({ absences }) => absences.some((other) => other.login === login));
        if (isTaken || this.isLucky(0.4)) continue;
        this.leave(login, 1 + this.below(Math.max(1, this.options.days - 30)), 6 + this.below(22));
      }
    }
  }

  private leave(login: string, onDay: number, days?: number): void {
    const day = this.days[onDay]!;
    const from = startOf(day.date) + evening;
    const until = days === undefined ? undefined : from + days * 86_400_000;
    day.absences.push({ login, from, until });
    const seat = this.offices.seats.find((one) => one.login === login)!;
    if (until === undefined) seat.leftAt = from;
    else seat.away.push({ from, until });
  }

  private planOutages(): void {
    const kinds: Breaking[] = ['product', 'database', 'queue', 'both', 'product', 'database'];
    for (let n = 0; n < this.options.outages; n += 1) {
      const whole = this.days.slice(1).filter(({ outages }) => outages.length === 0);
      const day = whole[this.below(whole.length)];
      if (!day) return;
      const during = this.isLucky(0.6) ? 'advance' : 'acts';
      day.outages.push({ kind: kinds[n % kinds.length]!, during, after: this.below(400) });
    }
  }
}

const desks = ['dsw', 'dsw2', 'ngo', 'supervisor', 'deputy', 'officer', 'director'];

/** The offices of the demo that take part, as a table. */
function seatsOf(keys: string[]): Seat[] {
  const logins = [...keys.flatMap((key) => desks.map((desk) => `${desk}.${key}`)), 'mosvy', 'mosvy2', 'mosvy3'];
  return logins.map((login) => {
    const { person, role, area, actingFor } = accountOf(login);
    const principal = actingFor && demoAccounts.find(({ appointment }) => appointment === actingFor)?.person;
    return {
      login,
      person,
      role,
      area,
      away: [],
      onCall: login.startsWith('dsw.'),
      ...(principal && { actsFor: principal }),
    };
  });
}
