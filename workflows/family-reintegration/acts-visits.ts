/** What a contact with the child changes: which obligation it satisfies, and what it sets off. */
import { dateOf } from '../time';
import type { EffectParams, Given, Role, Text, Visit } from '../workflow';
import { raised, wanted } from './acts';
import { persons, sortedSet, type Context, type Risk } from './context';
import { safetyFields } from './forms';
import { anchored, kit, set } from './kit';
import {
  daysBetween,
  elsewhereOn,
  isPlanned,
  isVisit,
  planStandard,
  satisfiedBy,
  satisfy,
  visitsOf,
  welfareCheck,
} from './schedule';
import { messages } from './texts';

const isMade = (visit: Visit): boolean => isVisit(visit) && visit.madeOn !== undefined;

const filled = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** Did it reach the server later than P-50 allows? How long it waited for a review there is not its worker's delay. */
const isLate = ({ data, now, received, parameters }: Given): boolean =>
  daysBetween(data.visitOn as string, dateOf(received ?? now)) > (parameters.values['P-50'].amount as number);

const isSighting = ({ data }: Given): boolean => data.contactType === 'inPerson' && data.childSeen === true;

/** Every safety field is answered, and the child was spoken to alone or it is written why not (N-32). */
const isComplete = ({ data }: Given): boolean =>
  safetyFields.every((name) => filled(data[name])) && (data.spokenAlone === true || filled(data.notAloneBecause));

/** Does the contact count as a visit (N-32, P-50), and agree with what is known about where the child was? */
export const counts = (context: Context, given: Given): boolean =>
  context.placement !== undefined &&
  isSighting(given) &&
  isComplete(given) &&
  !isLate(given) &&
  given.data.visitOn >= context.placement.on &&
  !contradicts(context, given);

/** A visit that claims to have seen the child on a day on which it was known to be elsewhere. */
export const contradicts = (context: Context, given: Given): boolean =>
  isSighting(given) && elsewhereOn(context, given.data.visitOn as string, given.data.where);

const phoneAgain = (context: Context, { data }: Given): boolean =>
  data.contactType === 'telephone' && context.phoneOnly + 1 >= 2;

/** What re-rates a case to high at once (B.3.3). */
export const triggers = (context: Context, given: Given): boolean => {
  const { data } = given;
  const concerns = (data.concerns as string[]).some((c) => c !== 'none');
  return (
    concerns ||
    data.injuries === true ||
    data.newAdult === true ||
    (data.absentDays ?? 0) > 5 ||
    data.risk === 'high' ||
    phoneAgain(context, given)
  );
};

const isGood = ({ data }: Given): boolean =>
  data.food === 'ok' && data.sleeping === 'ok' && data.health === 'good' && data.school !== 'absent' && !data.work;

/** The same number from 0 to 99 whenever it is asked: nobody can foresee it, nobody can draw again (FNV-1a). */
function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) % 100;
}

/** Is the visit drawn for the word of a second person (B.3.7, P-60)? */
export const isDrawn = ({ id }: Pick<Context, 'id'>, key: string, { parameters }: Pick<Given, 'parameters'>): boolean =>
  lotOf(`${id}/${key}`) < (parameters.values['P-60'].percent as number);

const isGoodAgain = (context: Context, given: Given): boolean =>
  context.allGood && counts(context, given) && isGood(given);

/** The visits that wait for a second person, after this one: drawn, or the second in a row without a fault. */
function checksAfter(context: Context, given: Given, visits: readonly Visit[], met?: Visit): string[] {
  const key =
    met?.key ??
    visitsOf({ ...context, visits: [...visits] })
      .filter(isMade)
      .at(-1)?.key;
  if (key === undefined || context.toCheck.includes(key)) return context.toCheck;
  const drawn = met !== undefined && isVisit(met) && isDrawn(context, key, given);
  return drawn || isGoodAgain(context, given) ? sortedSet([...context.toCheck, key]) : context.toCheck;
}

/** Who made a visit of the schedule never checks one. */
const visitedBy = ({ duties }: Context, { actor }: Given): Context['duties'] => ({
  ...duties,
  visitors: sortedSet([...duties.visitors, ...persons(actor)]),
});

function kept(context: Context, given: Given): Partial<Context> {
  const { data } = given;
  const visitOn = data.visitOn as string;
  const counted = counts(context, given);
  const phone = data.contactType === 'telephone';
  const met = counted
    ? satisfiedBy(context, visitOn, 'visit')
    : phone && visitOn >= context.placement!.on && !isLate(given)
      ? satisfiedBy(context, visitOn, 'call')
      : undefined;
  const done = (data.actionsDone ?? []) as number[];
  const risk: Risk = data.risk === 'medium' && context.risk === 'low' ? 'medium' : context.risk;
  const visits = met ? satisfy(context.visits, met, visitOn) : context.visits;
  const toCheck = checksAfter(context, given, visits, met);
  return {
    risk,
    visits,
    toCheck,
    duties: met ? visitedBy(context, given) : context.duties,
    replan: true,
    lastSeen: counted && (context.lastSeen ?? '') < visitOn ? visitOn : context.lastSeen,
    phoneOnly: counted || phoneAgain(context, given) ? 0 : phone ? context.phoneOnly + 1 : context.phoneOnly,
    allGood: counted ? isGood(given) && !isGoodAgain(context, given) : context.allGood,
    actions: context.actions.filter((n) => !done.includes(n)),
    ...anchored(context, {
      ...(data.contactType !== 'written' && { contact: given.now }),
      ...(context.toCheck.length === 0 && toCheck.length > 0 && { drawn: given.now }),
    }),
  };
}

const note = (name: string, to: Role[], text: Text, given: Given) => ({
  type: 'alert.raise' as const,
  params: {
    kind: `reintegration.${name}`,
    to,
    text,
    occurrence: String(given.now),
  } satisfies EffectParams['alert.raise'],
});

/** What a visit tells others: that it came late, contradicts a fact, found danger, or was one of two without a fault. */
const tellOfVisit = kit.enqueueActions(({ context, event, enqueue }) => {
  const above: Role[] = ['districtSupervisor', 'pdosvyOfficer'];
  if (isLate(event)) enqueue(note('lateEntry', above, messages.lateEntry, event));
  if (contradicts(context, event)) enqueue(note('contradiction', above, messages.contradiction, event));
  if (phoneAgain(context, event)) enqueue(note('phoneOnly', ['dsw', ...above], messages.phoneOnly, event));
  if (triggers(context, event)) enqueue(note('riskHigh', ['dsw', ...above], messages.riskHigh, event));
  if (isGoodAgain(context, event)) enqueue(note('allGoodTwice', ['districtSupervisor'], messages.allGoodTwice, event));
});

/** Records a contact of whatever kind; only what counts satisfies anything, and only one thing. */
export const recordVisit = [
  tellOfVisit,
  set((context, given) => {
    const after = { ...context, ...kept(context, given) };
    return triggers(context, given) ? { ...after, ...raised(after, given) } : after;
  }),
];

/** Missed for good: they count as missed in every number. */
export const writeOff = set((context, { data }) => ({
  visits: context.visits.map((v) =>
    (data.keys as string[]).includes(v.key) && isPlanned(v)
      ? { ...v, status: 'missed' as const, reason: 'writtenOff' }
      : v,
  ),
  replan: true,
}));

export const changeRisk = set((context, given) => {
  const to = given.data.to as Risk;
  if (to === 'high') return raised(context, given);
  const falls = context.risk === 'high';
  return {
    risk: to,
    mayStepDown: false,
    visits: falls ? planStandard(context, to, given) : context.visits,
    replan: true,
  };
});

/** A second person says that the child was not seen: the case is of high risk until a review has looked at it. */
export const confirmVisit = [
  kit.enqueueActions(({ event, enqueue }) => {
    if (event.data.seen === false)
      enqueue(note('contradiction', ['districtSupervisor', 'pdosvyOfficer'], messages.contradiction, event));
  }),
  set((context, given) => {
    const checked: Context = {
      ...context,
      toCheck: context.toCheck.filter((key) => key !== given.data.key),
      ...anchored(context, { drawn: given.now }),
    };
    return given.data.seen === true ? checked : { ...checked, ...raised(checked, given) };
  }),
];

/** The province deems less than P-18 enough, until the risk goes up again. */
export const shorten = set((_context, { data }) => ({ shortened: data.months as number }));

export const holdReview = set((context, given) => {
  const { conclusion } = given.data as { conclusion: string };
  const held: Context = {
    ...context,
    reviewWanted: false,
    mayStepDown: conclusion === 'stepDown',
    ...anchored(context, { lastReview: given.now, wanted: undefined }),
  };
  if (conclusion !== 'stepUp') return held;
  const { visits } = raised(held, given);
  return { ...held, risk: 'high' as const, shortened: undefined, visits, replan: true };
});

/** Low scores of the reassessment call for a review. */
export const reassess = set((context, given) => {
  const scores = [...Object.values(given.data.child as object), ...Object.values(given.data.family as object)];
  const weak = scores.some((score) => (score as number) <= 2);
  const after = { ...context, ...anchored(context, { reassessed: given.now }) };
  return weak ? { ...after, ...wanted(after, given) } : after;
});

export const finishActions = set((context, { data }) => ({
  actions: context.actions.filter((n) => !(data.lines as number[]).includes(n)),
}));

/** Two visits in a row without the child seen: an unannounced check, once, and everybody above learns of it. */
export const checkWelfare = [
  kit.enqueueActions(({ context, event, enqueue }) => {
    if (welfareCheck(context, event))
      enqueue(note('notSeen', ['dsw', 'districtSupervisor', 'pdosvyOfficer'], messages.notSeen, event));
  }),
  set((context, given) => {
    const check = welfareCheck(context, given);
    return check ? { visits: [...context.visits, check] } : {};
  }),
];

/** Visits that claim a sighting on a day from which the child is now said to have been away. */
export const tellOfGhosts = (since: (given: Given) => string) =>
  kit.enqueueActions(({ context, event, enqueue }) => {
    const ghosts = visitsOf(context).some((v) => v.madeOn !== undefined && v.madeOn > since(event));
    if (ghosts) enqueue(note('contradiction', ['districtSupervisor', 'pdosvyOfficer'], messages.contradiction, event));
  });
