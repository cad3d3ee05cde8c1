/** One child of the outage year as `domain.md` sees it: what is owed, what each act satisfies, what is raised. */
import {
  addDays,
  alertsOf,
  countsWithin,
  dateOf,
  lineOf,
  reportWithin,
  schedules,
  startOf,
  welfareWithin,
  type Climbing,
  type Offices,
  type Step,
} from './outage-year-reference';

const day = 86_400_000;

/** A contact that is owed. */
export interface Obligation extends Climbing {
  call: boolean;
  welfare: boolean;
  opens: number;
  status: 'planned' | 'made' | 'late' | 'missed';
  madeOn?: string;
  reason?: 'beforeImport' | 'writtenOff';
}

/** An act at the child's family, as it is entered. */
export type Act =
  | { type: 'seen' | 'notSeen' | 'phone'; visitOn: string; good: boolean; injuries: boolean }
  | { type: 'writtenOff'; key: string }
  | { type: 'concern' }
  | { type: 'reported' };

export interface Placed {
  number: number;
  district: string;
  worker: string;
  risk: 'high' | 'medium' | 'low';
  placedOn: string;
  stepsMade: string[];
  lastSeenOn?: string;
}

/** The way of one child through the year: acts are told in order, `advance` in between. */
export class Child {
  readonly owed: Obligation[] = [];
  private readonly raised: { kind: string; roles: string[]; at: number }[] = [];
  private now: number;
  private lastSeen: string | undefined;
  private phoneOnly = 0;
  private allGood = false;
  private concernedAt: number | undefined;

  constructor(
    readonly placed: Placed,
    /** the instant at which the case was taken over (epoch ms) */
    at: number,
    /** told of every obligation as it is planned */
    private readonly onPlanned: (one: Obligation) => void,
  ) {
    this.now = at;
    this.lastSeen = placed.lastSeenOn;
    const { stepsMade } = placed;
    const all = schedules[placed.risk === 'high' ? 'high' : 'standard'].map((step) =>
      this.plan(step, placed.risk === 'high'),
    );
    const over = all.filter((one) => one.due <= at && !stepsMade.includes(stepOf(one)));
    const latest = over
      .filter((one) => !one.call)
      .sort(byDay)
      .at(-1);
    for (const one of all) {
      const made = stepsMade.includes(stepOf(one)) && startOf(one.on) <= at;
      if (made) Object.assign(one, { status: 'made', madeOn: one.on, closed: at });
      else if (over.includes(one) && one !== latest)
        Object.assign(one, { status: 'missed', reason: 'beforeImport', closed: at });
    }
    this.owed.push(...all);
    for (const one of all) if (one.status === 'planned') onPlanned(one);
  }

  private plan({ step, on: dayOf, opens, call }: Step, high: boolean): Obligation {
    const { placedOn, district, worker } = this.placed;
    const on = dayOf(placedOn);
    const from = Math.max(startOf(addDays(on, -opens)), startOf(placedOn));
    const owner = { role: 'dsw', area: district, assignee: worker };
    const dates = { on, due: startOf(on) + day, exact: false, opens: from, planned: this.now };
    const ladder = high ? 'high' : 'normal';
    return { key: `visit:1/${step}`, call, welfare: false, status: 'planned', ladder, ...owner, ...dates };
  }

  /** Goes on to an instant (epoch ms): days end, and two visits in a row without the child seen call for a check. */
  advance(to: number): void {
    for (;;) {
      const ahead = this.owed.flatMap((one) => (one.status === 'planned' ? [one.opens, one.due] : []));
      const at = Math.min(...ahead.filter((instant) => instant > this.now));
      if (at > to) break;
      this.now = at;
      this.lookForUnseen();
    }
    this.now = to;
  }

  private lookForUnseen(): void {
    const over = this.owed.filter(
      (one) => !one.call && !one.welfare && one.due <= this.now && one.reason !== 'beforeImport',
    );
    const pair = over.sort(byDay).slice(-2);
    if (pair.length < 2 || pair.some(({ status }) => status === 'made' || status === 'late')) return;
    const [, second] = pair as [Obligation, Obligation];
    if (this.lastSeen !== undefined && this.lastSeen >= second.on) return;
    const from = second.due;
    const key = `visit:1/welfare@${dateOf(from)}`;
    if (this.owed.some((one) => one.key === key || (one.welfare && one.status === 'planned'))) return;
    const { district: area, worker: assignee } = this.placed;
    const due = from + welfareWithin;
    const check: Obligation = {
      ...{ key, call: false, welfare: true, status: 'planned', ladder: 'high', role: 'dsw', area, assignee },
      ...{ on: dateOf(due - 1), due, exact: true, opens: from, planned: this.now },
    };
    this.owed.push(check);
    this.raise('notSeen', ['dsw', 'districtSupervisor', 'pdosvyOfficer']);
    this.onPlanned(check);
  }

  /** Whether an act can still be made: a visit that was made meanwhile is not written off. */
  allows(act: Act): boolean {
    if (act.type === 'reported') return this.concernedAt !== undefined;
    if (act.type === 'concern') return this.concernedAt === undefined;
    if (act.type !== 'writtenOff') return true;
    return this.owed.some((one) => one.key === act.key && one.status === 'planned' && one.due <= this.now);
  }

  act(act: Act): void {
    if (act.type === 'writtenOff') this.close(act.key, { status: 'missed', reason: 'writtenOff' });
    else if (act.type === 'concern') this.worry();
    else if (act.type === 'reported') this.report();
    else this.visit(act);
    this.lookForUnseen();
  }

  private visit(act: Extract<Act, { visitOn: string }>): void {
    const { type, visitOn, good } = act;
    const isLate = Math.round((startOf(dateOf(this.now)) - startOf(visitOn)) / day) > countsWithin;
    const counts = type === 'seen' && !isLate;
    const met = counts
      ? this.satisfied(visitOn, false)
      : type === 'phone' && !isLate
        ? this.satisfied(visitOn, true)
        : undefined;
    if (met) this.close(met.key, { status: startOf(visitOn) >= met.due ? 'late' : 'made', madeOn: visitOn });
    const phoneAgain = type === 'phone' && this.phoneOnly >= 1;
    this.phoneOnly = counts || phoneAgain ? 0 : type === 'phone' ? this.phoneOnly + 1 : this.phoneOnly;
    if (counts && (this.lastSeen ?? '') < visitOn) this.lastSeen = visitOn;
    const above = ['districtSupervisor', 'pdosvyOfficer'];
    if (isLate) this.raise('lateEntry', above);
    if (phoneAgain) this.raise('phoneOnly', ['dsw', ...above]);
    const again = counts && good && this.allGood;
    if (again) this.raise('allGoodTwice', ['districtSupervisor']);
    if (counts) this.allGood = good && !again;
    if (!act.injuries && !phoneAgain) return;
    this.raise('riskHigh', ['dsw', ...above]);
    this.rise();
  }

  /** The earliest open contact whose window had opened; a welfare check before the rest; one in a day, however often told. */
  private satisfied(visitOn: string, call: boolean): Obligation | undefined {
    if (this.owed.some((one) => one.call === call && one.madeOn === visitOn)) return undefined;
    return this.owed
      .filter((one) => one.status === 'planned' && one.call === call && dateOf(one.opens) <= visitOn)
      .sort((a, b) => Number(b.welfare) - Number(a.welfare) || byDay(a, b))[0];
  }

  private rise(): void {
    for (const step of schedules.high) {
      const one = this.plan(step, true);
      if (
        one.due <= this.now ||
        this.owed.some(({ on, call, welfare }) => on === one.on && call === one.call && !welfare)
      )
        continue;
      this.owed.push(one);
      this.onPlanned(one);
    }
  }

  private close(key: string, change: Partial<Obligation>): void {
    Object.assign(
      this.owed.find((one) => one.key === key && one.status === 'planned')!,
      change,
      { closed: this.now },
    );
  }

  private worry(): void {
    this.concernedAt = this.now;
    this.raise('safetyConcern', ['dsw', 'districtSupervisor', 'pdosvyOfficer']);
  }

  private report(): void {
    this.overdueReports(this.now);
    this.concernedAt = undefined;
  }

  private overdueReports(until: number): void {
    if (this.concernedAt === undefined) return;
    const [target, limit] = reportWithin.map((within) => this.concernedAt! + within) as [number, number];
    if (target <= until) this.raise('reportOverdue', ['districtSupervisor', 'pdosvyOfficer'], target);
    if (limit <= until) this.raise('reportLimit', ['pdosvyDirector', 'mosvy'], limit);
  }

  private raise(kind: string, roles: string[], at = this.now): void {
    this.raised.push({ kind, roles, at });
  }

  /** Every alert in every inbox until the end of the year. */
  alerts(offices: Offices, end: number): string[] {
    this.overdueReports(end);
    const { number, district } = this.placed;
    return [
      ...this.owed.flatMap((one) => alertsOf(number, one, offices, end)),
      ...this.raised.flatMap(({ kind, roles, at }) =>
        offices.ofRaised(roles, district, at).map((person) => lineOf(number, kind, '', at, person)),
      ),
    ];
  }
}

const stepOf = ({ key }: Obligation): string => key.slice('visit:1/'.length);
const byDay = (a: Obligation, b: Obligation): number => a.due - b.due || (a.key < b.key ? -1 : 1);
