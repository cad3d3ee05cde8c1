/** What each event of the inspection changes, from the plan to the report. */
import { dateOf, dueAfter, startOf } from '../time';
import type { EffectParams, Given, Text } from '../workflow';
import { withActions } from './corrective';
import {
  disclosures,
  hardTriggers,
  headcount,
  isPlanned,
  disclosedAfter,
  newMarks,
  settled,
  showsMore,
  sortedSet,
  youngAfter,
  type Context,
  type Hard,
  type Kind,
} from './context';
import { anchored, effect, kit, set, tell } from './kit';
import { messages } from './texts';

const opened = (kind: Kind) => (context: Context, given: Given) => {
  const { data, facts, now } = given;
  const operator = (data.operator ?? facts.institution?.operator) as string | undefined;
  const on = data.on as string | undefined;
  return {
    institution: data.institution as string,
    state: operator === 'state',
    kind,
    announced: data.announced === true,
    plannedOn: on,
    ...anchored(context, { opened: now, planned: on === undefined ? now : startOf(on) }),
  };
};
export const plan = set(opened('annual'));
export const draw = set(opened('drawn'));
export const require = set(opened('required'));
export const complain = set((context, given) =>
  opened(given.data.about === 'abuse' ? 'abuse' : 'complaint')(context, given),
);

type Member = { person: string; lead: boolean };
const teamOf = ({ data }: Given) => {
  const members = data.members as Member[];
  return { team: sortedSet(members.map((m) => m.person)), lead: members.find((m) => m.lead)?.person };
};
export const assignTeam = set((context, given) => ({
  ...teamOf(given),
  ...anchored(context, { assigned: given.now }),
}));
export const replaceTeam = set((_context, given) => teamOf(given));
export const issue = set((_context, { data }) => ({ checklist: data.checklist as number }));

const instantOf = ({ data, now }: Given, name: string): number => Math.min(Date.parse(data[name] as string), now);
/** The day of the entry: not before the team was assigned, and not ahead, whatever the clock of the device says. */
const dayOfEntry = ({ anchors }: Context, given: Given): string =>
  dateOf(Math.max(instantOf(given, 'at'), anchors.assigned ?? given.now));

export const enter = set((context, given) => ({
  enteredOn: dayOfEntry(context, given),
  plannedOn: undefined,
  // the team's own time is kept in the form; the clock of what follows is the server's
  ...anchored(context, { entered: given.now }),
}));
export const closeVisit = set((context, { now }) => anchored(context, { exit: now }));

const alert = (name: string, to: EffectParams['alert.raise']['to'], text: Text, given: Given) => ({
  type: 'alert.raise' as const,
  params: { kind: `inspection.${name}`, to, text, occurrence: `${name}/${given.now}` },
});

/**
 * A trigger of B.4.3, in whatever state of the inspection: province and ministry learn of it at once, the police of a crime,
 * admissions stop, and what must be corrected has its clock from this very moment, report or no report.
 */
export const raiseAlarm = (hardOf: (context: Context, given: Given) => Hard[]) => [
  kit.enqueueActions(({ context, event, enqueue }) => {
    const hard = hardOf(context, event);
    if (hard.length > 0)
      enqueue(alert('critical', ['pdosvyOfficer', 'pdosvyDirector', 'mosvy'], messages.critical, event));
    // a crime may be told of a danger whose clocks run already
    if (event.data.crime === true && (hard.length > 0 || !context.crime))
      enqueue(alert('crime', ['police'], messages.crime, event));
    if (hard.length > 0 && event.facts.institution?.standing === 'authorised')
      enqueue({
        type: 'institution.standing',
        params: { institution: context.institution!, standing: 'frozen', reason: messages.frozen.en },
      });
  }),
  set((context, given) => {
    const hard = hardOf(context, given);
    const crime = context.crime || given.data.crime === true;
    if (hard.length === 0) return { crime };
    const isYoung = hard.includes('underThree');
    const marks = newMarks(context, given.facts, 'young');
    const froze = given.facts.institution?.standing === 'authorised';
    return {
      hard: sortedSet([...context.hard, ...hard]),
      crime,
      alarm: true,
      underThree: context.underThree || isYoung,
      young: isYoung ? youngAfter(context, marks) : context.young,
      frozen: context.frozen || froze,
      // the rating that was given does not know of it
      doubted: context.doubted || (context.rating !== undefined && context.rating !== 'D'),
      stale: context.stale || (context.anchors.proposed !== undefined && !context.settled),
      visits: withActions(context, hard.map(findingOfHard), given),
      ...anchored(context, {
        // a clock that runs is never set back by what is told later
        alarm: context.alarm ? context.anchors.alarm : given.now,
        underThree: isYoung && !context.underThree ? given.now : context.anchors.underThree,
      }),
    };
  }),
];

/** What is to be corrected where a trigger was found; a door that stays shut is answered by sanction and the next inspection. */
const findingOfHard = (hard: Hard) => ({ item: `hard.${hard}`, severity: 'critical' as const });

const isHard = (code: string): code is Hard => (hardTriggers as readonly string[]).includes(code);

/** It has no authority, and what stops it gives it none. */
const unregistered = ({ institution: place }: Given['facts']): Hard[] =>
  place?.standing === 'unauthorised' || place?.neverAuthorised ? ['unregistered'] : [];

/** Triggers that a report brings beside those told before: what the pieces show, and that the place was never registered. */
export const hardOfReport = ({ hard }: Context, { facts }: Given): Hard[] =>
  [...(facts.inspection?.hard ?? []).filter(isHard), ...unregistered(facts)].filter((code) => !hard.includes(code));
export const hardOfRefusal = (_context: Context, { facts }: Given): Hard[] => ['entryRefused', ...unregistered(facts)];
/** Every clock of a danger runs already: the server took it from the answers before its finder told of it, or it was told twice. */
const isRunning = (context: Context, { facts }: Given, danger: Hard): boolean =>
  context.alarm &&
  context.hard.includes(danger) &&
  facts.institution?.standing !== 'authorised' &&
  (danger !== 'underThree' || (context.underThree && !showsMore(context, facts, 'young'))) &&
  (!disclosures.includes(danger) || !showsMore(context, facts, 'disclosed')) &&
  context.visits.some((visit) => isPlanned(visit) && visit.step === findingOfHard(danger).item);
export const hardOfSafety = (context: Context, given: Given): Hard[] =>
  (given.data.dangers as Hard[]).filter((danger) => !isRunning(context, given, danger));

/**
 * A disclosure starts the clock of the report (P-14) when it was seen, wherever the device was then; not before the team was assigned,
 * nor before the day of the entry, whatever the clock of the device says.
 */
function dangerFrom({ disclosure, enteredOn, anchors }: Context, given: Given): number {
  const began = Math.max(anchors.assigned ?? anchors.opened ?? 0, enteredOn === undefined ? 0 : startOf(enteredOn));
  const seen = Math.min(Math.max(instantOf(given, 'observedAt'), began), given.now);
  return disclosure === 'open' ? Math.min(anchors.danger ?? seen, seen) : seen;
}
/** Abuse, children locked in, a crime: the duty to report it (P-14) begins. */
const isDisclosure = ({ data }: Given): boolean =>
  data.crime === true || (data.dangers as Hard[]).some((danger) => disclosures.includes(danger));
export const reportDanger = [
  kit.enqueueActions(({ context, event, enqueue }) => {
    const { children = [], implicated = [] } = event.data as { children?: string[]; implicated?: string[] };
    if (children.length > 0 && implicated.length > 0)
      enqueue({ type: 'access.revoke', params: { children, persons: implicated } });
    if (hardOfSafety(context, event).includes('underThree'))
      enqueue(alert('underThree', ['dsw', 'districtSupervisor', 'pdosvyOfficer'], messages.underThree, event));
  }),
  ...raiseAlarm(hardOfSafety),
  set((context, given) => ({
    disclosure: isDisclosure(given) ? ('open' as const) : context.disclosure,
    ...(isDisclosure(given) && {
      disclosed: disclosedAfter(context, newMarks(context, given.facts, 'disclosed')),
      ...anchored(context, { danger: dangerFrom(context, given) }),
    }),
  })),
];

/** Families were found for so many children; the others still need one. */
export const placeYoung = set((context, { data, facts }) => {
  const open = Math.max(0, context.young.open - (data.children as number));
  const marks = newMarks(context, facts, 'young');
  return { underThree: open > 0, young: { ...settled(context.young, marks, open), open } };
});
/** The authorities know of every disclosure so far. */
export const reportAbuse = set((context, { facts }) => ({
  disclosure: 'none' as const,
  disclosed: settled(context.disclosed, newMarks(context, facts, 'disclosed'), 0),
}));

const foundBy = (given: Given, standing: string) =>
  (given.facts.inspection?.found ?? []).filter((row) => row.standing === standing);
const known = (rows: { child?: string }[]): string[] =>
  sortedSet(rows.flatMap(({ child }) => (child === undefined ? [] : [child])));

/** What the team found becomes facts: who is there, who is not, and an owner with a clock for each. */
const recordFound = kit.enqueueActions(({ context, event, enqueue }) => {
  // the server's time of the entry: a device may be a day ahead
  const at = Math.min(context.anchors.entered ?? event.now, event.now);
  const institution = context.institution!;
  const by = { by: event.actor.role, inspection: true };
  for (const standing of ['authorisedPresent', 'unauthorisedPresent'] as const) {
    const children = known(foundBy(event, standing));
    if (children.length > 0)
      enqueue({
        type: 'fact.record',
        params: { kind: 'presence', children, institution, at, detail: by },
      });
  }
  const due = dueAfter(event.now, event.parameters.values['P-38'], event, 'P-38').at;
  const incident = (kind: string, children: string[], text: Text) =>
    enqueue({
      type: 'incident.open',
      params: { kind, children, institution, role: 'pdosvyOfficer', ladder: 'high', due, text },
    });
  if (foundBy(event, 'unauthorisedPresent').some(({ child }) => child === undefined))
    incident('UNKNOWN_CHILD_PRESENT', [], messages.unknownChild);
  const missing = known(foundBy(event, 'authorisedAbsent'));
  if (missing.length > 0) incident('MISSING_VS_REGISTER', missing, messages.missing);
  const { found: sleeps = 'unused' } = (event.data.beds ?? {}) as { found?: string };
  if (sleeps !== 'unused') incident('BEDS_BEYOND_CHILDREN', [], messages.bedsBeyond);
  const { children: taught = 0 } = (event.data.schoolRoll ?? {}) as { children?: number };
  if (taught > headcount(event.facts).found) incident('SCHOOL_ROLL_BEYOND_CHILDREN', [], messages.rollBeyond);
  if (hardOfReport(context, event).includes('underThree'))
    enqueue(alert('underThree', ['dsw', 'districtSupervisor', 'pdosvyOfficer', 'mosvy'], messages.underThree, event));
});

/** The report, once and for ever. */
export const submit = [
  effect('inspection.submit', (_context, { data, facts: { inspection: found } }) => ({
    digest: data.digest as string,
    on: data.on as string,
    ...(found && { found }),
  })),
  kit.enqueueActions(({ event, enqueue }) => {
    if ((event.facts.inspection?.elsewhere ?? []).length > 0)
      enqueue(alert('twoPlaces', ['pdosvyOfficer', 'pdosvyDirector', 'mosvy'], messages.twoPlaces, event));
  }),
  recordFound,
  ...raiseAlarm(hardOfReport),
  set((context, given) => {
    const found = given.facts.inspection?.findings ?? [];
    return {
      submitted: true,
      findings: found.map(({ item, severity }) => ({ item, severity })),
      ...anchored(context, { submitted: given.now }),
    };
  }),
];

/** Who keeps inspectors out is inspected again at once. */
export const refuseEntry = [
  ...raiseAlarm(hardOfRefusal),
  effect('instance.open', (context, { now }) => ({
    workflow: 'inspection',
    event: 'inspection.required',
    data: {
      institution: context.institution,
      operator: context.state ? 'state' : 'ngo',
      on: dateOf(now),
      reason: 'entryRefused',
    },
  })),
  set((context, given) => ({
    refused: true,
    plannedOn: undefined,
    enteredOn: dayOfEntry(context, given),
    ...anchored(context, { submitted: given.now }),
  })),
  tell('entryRefused', ['districtSupervisor', 'pdosvyDirector', 'mosvy'], messages.entryRefused),
];
