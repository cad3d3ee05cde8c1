/**
 * What `domain.md` says of visits and alerts, written down a second time: the tables of P-14 to P-16 and P-21 to P-23, and who
 * is told. It shares no code with the alerts of the product, so that the two can be compared.
 */
const hour = 3_600_000;
const day = 24 * hour;

export const startOf = (date: string): number => Date.parse(`${date}T00:00:00+07:00`);
export const dateOf = (at: number): string => new Date(at + 7 * hour).toISOString().slice(0, 10);
export const addDays = (date: string, n: number): string => dateOf(startOf(date) + n * day);

/** The same day of a later month, or the last of that month. */
export function addMonths(date: string, n: number): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + n + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + n, Math.min(dayOfMonth, last))).toISOString().slice(0, 10);
}

/** Step, its day after the placement, and P-21: days before it from which it counts. */
export interface Step {
  step: string;
  on(placedOn: string): string;
  opens: number;
  call: boolean;
}
const onDay = (n: number, call = false): Step => ({ step: `D+${n}`, on: (from) => addDays(from, n), opens: 3, call });
const inMonth = (n: number, opens: number): Step => ({
  step: `M${n}`,
  on: (from) => addMonths(from, n),
  opens,
  call: false,
});

/** P-15 and P-16. */
export const schedules: Record<'standard' | 'high', Step[]> = {
  standard: [
    onDay(1, true),
    ...[3, 7, 14, 21, 28].map((n) => onDay(n)),
    ...[2, 3, 4, 5, 6].map((n) => inMonth(n, 7)),
    ...[9, 12].map((n) => inMonth(n, 14)),
  ],
  high: [
    onDay(1, true),
    onDay(2),
    ...[7, 14, 21, 28, 35, 42, 49, 56].map((n) => onDay(n)),
    ...[70, 84, 98, 112, 126, 140, 154, 168, 182].map((n) => onDay(n)),
    ...[7, 8, 9, 10, 11, 12].map((n) => inMonth(n, 7)),
    ...[15, 18, 21, 24].map((n) => inMonth(n, 14)),
  ],
};

export type To = 'worker' | 'supervisor' | 'province' | 'ministry';

/** P-22: rung, days after the due day (or times 24 hours after an exact instant), to whom. */
export const ladders: Record<'normal' | 'high', [string, number, To][]> = {
  normal: [
    ['reminder-7', -7, 'worker'],
    ['reminder-1', -1, 'worker'],
    ['worker', 1, 'worker'],
    ['supervisor', 3, 'supervisor'],
    ['province', 7, 'province'],
    ['ministry', 14, 'ministry'],
  ],
  high: [
    ['worker', 0, 'worker'],
    ['supervisor', 1, 'supervisor'],
    ['province', 2, 'province'],
    ['ministry', 3, 'ministry'],
  ],
};

/** P-23, P-14 (target and limit), in milliseconds; P-50 in days. */
export const welfareWithin = 48 * hour;
export const reportWithin = [24 * hour, 48 * hour] as const;
export const countsWithin = 7;

/** Who holds an office, and when they do not. */
export interface Seat {
  login: string;
  person: string;
  role: string;
  /** district, province, or '' for the country */
  area: string;
  /** the person acted for while they are away or have left */
  actsFor?: string;
  leftAt?: number;
  away: { from: number; until: number }[];
  /** reached at night and on days off */
  onCall: boolean;
}

const levels: Record<string, number> = {
  dsw: 4,
  ngoCaseworker: 4,
  districtSupervisor: 4,
  pdosvyOfficer: 2,
  pdosvyDirector: 2,
  mosvy: 0,
};
const next: Record<string, string> = {
  dsw: 'districtSupervisor',
  ngoCaseworker: 'districtSupervisor',
  districtSupervisor: 'pdosvyDirector',
  pdosvyOfficer: 'pdosvyDirector',
  pdosvyDirector: 'mosvy',
};

/** An obligation as far as it says who must act. */
export interface Owed {
  role: string;
  area: string;
  assignee?: string | null;
}

/** The offices of the story, asked who is told of what at an instant. */
export class Offices {
  constructor(
    readonly seats: Seat[],
    private readonly holidays: ReadonlySet<string>,
  ) {}

  isAway = ({ leftAt, away }: Seat, at: number): boolean =>
    (leftAt !== undefined && leftAt <= at) || away.some(({ from, until }) => from <= at && at < until);

  /** Those of an office who can be reached; a deputy stands in while the one acted for cannot be. */
  holders(role: string, area: string, at: number): Seat[] {
    const all = this.seats.filter((seat) => seat.role === role && seat.area === area.slice(0, levels[role]));
    return all.filter((seat) => {
      if (this.isAway(seat, at)) return false;
      const principal = all.find(({ person }) => person === seat.actsFor);
      return seat.actsFor === undefined || (principal !== undefined && this.isAway(principal, at));
    });
  }

  /** The persons told of a rung; `urgent` reaches who is on call outside office hours too. */
  ofRung(owed: Owed, to: To, at: number, urgent: boolean): string[] {
    const roles = this.rolesOf(owed.role, to);
    const told = to === 'worker' ? this.ofOwner(owed, at) : this.ofOffices(roles, owed.area, at);
    return unique(urgent ? [...told, ...this.duty(roles, owed.area, at)] : told);
  }

  /** The persons told of what a procedure raises. */
  ofRaised(roles: string[], area: string, at: number): string[] {
    return unique([...this.ofOffices(roles, area, at), ...this.duty(roles, area, at)]);
  }

  private rolesOf(role: string, to: To): string[] {
    const height = { mosvy: 3, pdosvyDirector: 2, districtSupervisor: 1 }[role] ?? 0;
    if (to === 'worker') return [role];
    if (to === 'supervisor' && height < 1 && role !== 'pdosvyOfficer') return ['districtSupervisor'];
    if (to === 'ministry' || height >= 2) return ['mosvy'];
    return to === 'supervisor' ? ['pdosvyDirector'] : ['pdosvyDirector', 'pdosvyOfficer'];
  }

  private ofOwner({ role, area, assignee }: Owed, at: number): string[] {
    const holders = this.holders(role, area, at);
    if (assignee) {
      const seats = role === 'dsw' ? [...holders, ...this.holders('ngoCaseworker', area, at)] : holders;
      const own = seats.filter(({ person, actsFor }) => person === assignee && !actsFor);
      const deputies = seats.filter(({ actsFor }) => actsFor === assignee);
      const chosen = own.length > 0 ? own : deputies;
      if (chosen.length > 0) return chosen.map(({ person }) => person);
    }
    return holders.length > 0 ? holders.map(({ person }) => person) : this.upwards(role, area, at);
  }

  private ofOffices(roles: string[], area: string, at: number): string[] {
    return roles.flatMap((role) => {
      const holders = this.holders(role, area, at);
      if (holders.length > 0) return holders.map(({ person }) => person);
      // of the province's two, the director answers for an officer's empty desk
      const director = role === 'pdosvyOfficer' && roles.includes('pdosvyDirector');
      return director && this.holders('pdosvyDirector', area, at).length > 0 ? [] : this.upwards(role, area, at);
    });
  }

  private upwards(role: string, area: string, at: number): string[] {
    for (let above = next[role]; above; above = next[above]) {
      const holders = this.holders(above, area, at);
      if (holders.length > 0) return holders.map(({ person }) => person);
    }
    throw new Error('the reference has nobody at the ministry');
  }

  private duty(roles: string[], area: string, at: number): string[] {
    const time = at - startOf(dateOf(at));
    const weekday = new Date(at + 7 * hour).getUTCDay();
    const isOpen = weekday % 6 !== 0 && !this.holidays.has(dateOf(at)) && time >= 7.5 * hour && time < 17.5 * hour;
    if (isOpen) return [];
    return roles
      .flatMap((role) => this.holders(role, area, at).filter((seat) => seat.onCall))
      .map(({ person }) => person);
  }
}

const unique = (list: string[]): string[] => [...new Set(list)];

/** What a ladder hangs on. */
export interface Climbing extends Owed {
  key: string;
  ladder: 'normal' | 'high';
  /** last good day */
  on: string;
  due: number;
  exact: boolean;
  /** first instant of the window, where there is one */
  opens?: number;
  planned: number;
  /** when it was made, written off or closed */
  closed?: number;
  /** closed before what fires at that same instant */
  closedFirst?: boolean;
}

/** One alert in one inbox, as a line that can be compared. */
export const lineOf = (child: number, what: string, rung: string, at: number, person: string): string =>
  [child, what, rung, new Date(at + 7 * hour).toISOString().slice(0, 19), person].join(' ');

/** Every alert that an obligation gives until `end`, one line for each recipient. */
export function alertsOf(child: number, one: Climbing, offices: Offices, end: number): string[] {
  const stands = (at: number) =>
    at <= end &&
    at >= one.planned &&
    (one.closed === undefined || at < one.closed || (at === one.closed && !one.closedFirst));
  const rungs = ladders[one.ladder].map(([rung, days, to]) => {
    const at = one.exact ? one.due + days * day : startOf(addDays(one.on, days));
    return { rung, at, to, urgent: one.ladder === 'high' || one.exact };
  });
  const { opens, planned } = one;
  // a reminder of that very day says that the window opens
  const isReminded = rungs.some(({ rung, at }) => rung.startsWith('reminder') && at === opens);
  const opening =
    opens !== undefined && opens > planned && !isReminded
      ? [{ rung: 'opens', at: opens, to: 'worker' as const, urgent: false }]
      : [];
  return [...opening, ...rungs]
    .filter(({ at }) => stands(at))
    .flatMap(({ rung, at, to, urgent }) =>
      offices.ofRung(one, to, at, urgent).map((person) => lineOf(child, one.key, rung, at, person)),
    );
}
