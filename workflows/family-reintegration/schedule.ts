/** The visits of a placement: planned from its day, satisfied one by one, never moved by a late one. */
import type { ScheduledStep } from '../parameters';
import { addDays, addMonths, dateOf, day, dueAfter, endOf, startOf } from '../time';
import type { Given, Visit } from '../workflow';
import type { Context, Placement, Risk, Stand } from './context';

/** What of an event the schedule needs. */
export type When = Pick<Given, 'now' | 'parameters' | 'calendar'>;

const scheduleOf = (risk: Risk): 'P-15' | 'P-16' => (risk === 'high' ? 'P-16' : 'P-15');
const ladderOf = (risk: Risk): Visit['ladder'] => (risk === 'high' ? 'high' : 'normal');

export const isVisit = (visit: Visit): boolean => visit.task !== 'followUpCall';
const isNominal = (visit: Visit): boolean => visit.task === 'followUpVisit';
export const isPlanned = (visit: Visit): boolean => visit.status === 'planned';
const isOfStay = (no: number) => (visit: Visit) => visit.key.startsWith(`${no}/`);

/** Who makes the visits: the worker of the case, unless one of another district was named. */
export const visitorOf = ({ visitor, worker }: Context): string | undefined => visitor?.person ?? worker;

/** What is planned goes to who makes the visits now. */
export const handTo = (visits: readonly Visit[], person: string | undefined): Visit[] =>
  visits.map((v) => (isPlanned(v) && person !== undefined ? { ...v, assignee: person } : v));

/** Visits of the present stay; none where the child lives with no family. */
export const visitsOf = (context: Context): Visit[] =>
  context.placement ? context.visits.filter(isOfStay(context.placement.no)) : [];

/** The nominal day of a step: months are clamped to the month's end. */
export function nominalDay(placedOn: string, { amount, unit }: ScheduledStep['after']): string {
  return unit === 'months' ? addMonths(placedOn, amount) : addDays(placedOn, amount);
}

function planned(
  step: ScheduledStep,
  key: string,
  { on: placedOn }: Placement,
  born: { parameter: string; ladder: Visit['ladder']; assignee?: string },
  when: When,
): Visit {
  const on = nominalDay(placedOn, step.after);
  const window = when.parameters.values['P-21'][step.window] as number;
  return {
    key,
    task: step.kind === 'call' ? 'followUpCall' : 'followUpVisit',
    step: step.step,
    role: 'dsw',
    opens: Math.max(startOf(addDays(on, -window)), startOf(placedOn)),
    due: endOf(on),
    on,
    exact: false,
    count: { from: startOf(placedOn), after: step.after },
    status: 'planned',
    ...born,
  };
}

/** A key is never used again: a step that is planned once more is numbered. */
function freeKey(taken: readonly Visit[], no: number, step: string): string {
  const key = `${no}/${step}`;
  if (!taken.some((v) => v.key === key)) return key;
  for (let n = 2; ; n += 1) if (!taken.some((v) => v.key === `${key}#${n}`)) return `${key}#${n}`;
}

const byDate = (a: Visit, b: Visit): number => a.due - b.due || (a.key < b.key ? -1 : 1);

/** Adds the steps of a risk that the stay has not, those alone whose day is not over where `ahead`. */
function addSteps(context: Context, placement: Placement, risk: Risk, ahead: boolean, when: When): Visit[] {
  const parameter = scheduleOf(risk);
  const born = { parameter, ladder: ladderOf(risk), assignee: visitorOf(context) };
  const visits = [...context.visits];
  for (const step of when.parameters.values[parameter] as ScheduledStep[]) {
    const on = nominalDay(placement.on, step.after);
    if (ahead && endOf(on) <= when.now) continue;
    // a welfare check of that day is no step of the schedule
    const task = step.kind === 'visit' ? 'followUpVisit' : 'followUpCall';
    const there = visits
      .filter(isOfStay(placement.no))
      .some((v) => v.status !== 'cancelled' && v.on === on && v.task === task);
    if (!there) visits.push(planned(step, freeKey(visits, placement.no, step.step), placement, born, when));
  }
  return visits.sort(byDate);
}

/** The whole schedule from the day of the placement, by the risk of that day. */
export function planStay(context: Context, placement: Placement, when: When): Visit[] {
  return addSteps(context, placement, context.risk, false, when);
}

/** A rise in risk adds visits and takes none away. */
export function planHigh(context: Context, when: When): Visit[] {
  return context.placement ? addSteps(context, context.placement, 'high', true, when) : context.visits;
}

/** A fall in risk re-plans the future alone: what no window has reached yet is cancelled with its reason. */
export function planStandard(context: Context, risk: Risk, when: When): Visit[] {
  if (!context.placement) return context.visits;
  const nominal = new Set((when.parameters.values['P-15'] as ScheduledStep[]).map((s) => s.step));
  const visits = context.visits.map((v) =>
    isPlanned(v) && v.parameter === 'P-16' && v.opens > when.now && !nominal.has(v.step)
      ? { ...v, status: 'cancelled' as const, reason: 'riskDown' }
      : v,
  );
  return addSteps({ ...context, visits }, context.placement, risk, true, when);
}

/** Whatever is still planned is cancelled with its reason. */
export const cancelAll = (visits: readonly Visit[], reason: string): Visit[] =>
  visits.map((v) => (isPlanned(v) ? { ...v, status: 'cancelled' as const, reason } : v));

/**
 * The open obligation that a contact on a day satisfies: the earliest whose window had opened, and only that one. A welfare
 * check that runs goes before the rest, since its clock does. Who comes twice on a day, or is written down twice, has come once.
 */
export function satisfiedBy(context: Context, visitOn: string, kind: 'visit' | 'call'): Visit | undefined {
  const ofKind = visitsOf(context).filter((v) => isVisit(v) === (kind === 'visit'));
  if (ofKind.some((v) => v.madeOn === visitOn)) return undefined;
  return ofKind
    .filter((v) => isPlanned(v) && dateOf(v.opens) <= visitOn)
    .sort((a, b) => Number(b.exact) - Number(a.exact) || byDate(a, b))[0];
}

/** The visits after one of them is satisfied by a contact of that day. */
export function satisfy(visits: readonly Visit[], { key }: Visit, visitOn: string): Visit[] {
  return visits.map((v) =>
    v.key === key
      ? { ...v, status: startOf(visitOn) >= v.due ? ('late' as const) : ('made' as const), madeOn: visitOn }
      : v,
  );
}

/** Was the child known not to be on that day where a visit says it was? With relatives or under protection it can be visited. */
export const elsewhereOn = (context: Context, date: string, where: unknown): boolean =>
  context.absences.some(
    ({ since, until, place }) =>
      since <= date && (until === undefined || date < until) && (place !== 'away' || where === 'home'),
  );

/** The two last scheduled visits in a row whose day is over, if neither was made and nobody has seen the child since. */
function unseenPair(context: Context, now: number): [Visit, Visit] | undefined {
  const over = visitsOf(context).filter(
    (v) => isNominal(v) && v.due <= now && v.status !== 'cancelled' && v.reason !== 'beforeImport',
  );
  const [first, second] = over.sort(byDate).slice(-2);
  if (!first || !second) return undefined;
  const unmade = [first, second].every((v) => v.status === 'planned' || v.status === 'missed');
  const seenSince = context.lastSeen !== undefined && context.lastSeen >= second.on;
  return unmade && !seenSince ? [first, second] : undefined;
}

/** The unannounced check that two unseen visits in a row call for, unless one runs or was made for them already. */
export function welfareCheck(context: Context, when: When): Visit | undefined {
  const pair = unseenPair(context, when.now);
  if (!pair || !context.placement) return undefined;
  const from = pair[1].due;
  const key = `${context.placement.no}/welfare@${dateOf(from)}`;
  const there = visitsOf(context).some((v) => v.key === key || (v.exact && isPlanned(v)));
  if (there) return undefined;
  const amount = when.parameters.values['P-23'];
  const due = dueAfter(from, amount, when, 'P-23');
  return {
    key,
    task: 'welfareCheck',
    step: 'welfare',
    role: 'dsw',
    opens: from,
    due: due.at,
    on: dateOf(due.at - 1),
    exact: true,
    parameter: 'P-23',
    count: { from, after: amount },
    ladder: 'high',
    assignee: visitorOf(context),
    status: 'planned',
  };
}

/** How the visits stand at an instant. */
export function standOf(context: Context, now: number): Stand {
  if (!context.placement) return 'none';
  if (unseenPair(context, now)) return 'notSeen';
  const open = visitsOf(context).filter(isPlanned);
  if (open.some((v) => v.due <= now)) return 'overdue';
  return open.some((v) => v.opens <= now) ? 'due' : 'onTrack';
}

/** The next instant at which a window opens or a day ends. */
export function nextChange(context: Context, now: number): number | undefined {
  const ahead = visitsOf(context)
    .filter(isPlanned)
    .flatMap((v) => [v.opens, v.due])
    .filter((at) => at > now);
  return ahead.length > 0 ? Math.min(...ahead) : undefined;
}

/** Scheduled contacts that were not made and whose day lies within the last months (P-57). */
export function missedSince(context: Context, when: When): Visit[] {
  const { amount } = when.parameters.values['P-57'] as { amount: number };
  const since = addMonths(dateOf(when.now), -amount);
  return visitsOf(context).filter(
    (v) => v.on >= since && v.due <= when.now && (v.status === 'planned' || v.status === 'missed'),
  );
}

/**
 * Visits of a child who was placed before the case was kept here: those made are made, the latest overdue one stays open, and
 * the others count as missed without a ladder.
 */
export function planImported(context: Context, placement: Placement, made: readonly string[], when: When): Visit[] {
  const all = addSteps(context, placement, context.risk, false, when);
  const over = all.filter((v) => v.due <= when.now && !made.includes(v.step));
  const latest = over.filter(isVisit).sort(byDate).at(-1);
  return all.map((v) => {
    if (made.includes(v.step) && startOf(v.on) <= when.now) return { ...v, status: 'made' as const, madeOn: v.on };
    if (over.includes(v) && v !== latest) return { ...v, status: 'missed' as const, reason: 'beforeImport' };
    return v;
  });
}

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number => Math.round((startOf(to) - startOf(from)) / day);
