/** The "never" rules of an inspection over all paths. */
import { dateOf } from '../time';
import type { Invariant } from '../workflow';
import { isSecret, rungs, type Context } from './context';
import { afterInvariants } from './invariants-after';

type Step = Parameters<NonNullable<Invariant<Context>['step']>>[0];
const isOpen = (path: string[]) => path.some((p) => p.startsWith('open.'));
const enters = (s: Step, state: string) => s.after.path.includes(state) && !s.before.path.includes(state);
const isWaiting = (path: string[]) => path.some((p) => p.startsWith('open.way.ready'));
const actors = ({ event }: Step) => [event.actor.person, event.actor.actingFor];
const rates = ({ event }: Step) => event.type === 'report.classified' || event.type === 'rating.changed';
const named = (s: Step, name: string) => s.effects.filter((e) => e.name === name).map((e) => e.params);

export const invariants: Invariant<Context>[] = [
  {
    id: 'N-40',
    text: 'no team of one, and none with an interest; nobody of a department inspects what it operates',
    step: (s) => {
      if (s.event.type !== 'team.assigned' && s.event.type !== 'visit.recorded') return true;
      const place = s.event.facts.institution!;
      const members = s.event.data.members as { person: string; interestDeclared: string }[];
      const seats = (person: string) => s.event.facts.panel!.filter((p) => p.person === person);
      return (
        members.length >= 2 &&
        members.every(
          ({ person, interestDeclared }) =>
            interestDeclared === 'none' &&
            !place.persons.includes(person) &&
            seats(person).every(
              (p) =>
                !p.institutions.includes(place.id) &&
                !p.persons.some((other) => place.persons.includes(other)) &&
                (place.operator !== 'state' ||
                  !p.seats.some((seat) => seat.agency !== undefined && seat.agency === place.operatorAgency)),
            ),
        )
      );
    },
  },
  {
    id: 'N-41',
    text: 'a report is submitted once, by the team, over the very pieces that were signed',
    step: (s) =>
      named(s, 'inspection.submit').length > 0 === (s.event.type === 'report.submitted') &&
      (s.event.type !== 'report.submitted' ||
        (!s.before.context.submitted &&
          s.event.data.digest === s.event.facts.inspection?.digest &&
          actors(s).some((p) => p && s.before.context.team.includes(p)))),
  },
  {
    id: 'N-42',
    text: 'no report with a child unreconciled, beds uncounted or more than children without a word, a mandatory item blank or an item answered twice',
    step: (s) => {
      if (s.event.type !== 'report.submitted') return true;
      const { unreconciled, missing, conflicts, rooms, beds, found } = s.event.facts.inspection!;
      const asked = rooms > 0 && (beds <= found.length || s.event.data.beds?.reason !== undefined);
      return unreconciled === 0 && asked && missing.length === 0 && conflicts.length === 0;
    },
  },
  {
    id: 'N-33',
    text: 'no report and no end while a disclosure is unreported, an alarm unheard or a child under three not placed',
    step: (s) => {
      const { disclosure, alarm, underThree } = s.before.context;
      const safe = disclosure === 'none' && !alarm && !underThree;
      if (s.event.type === 'report.submitted') return disclosure === 'none';
      return isOpen(s.after.path) || !isOpen(s.before.path) || safe || endsDanger(s);
    },
  },
  {
    id: 'P-14',
    text: 'what was told of danger starts its clocks in the same step, from whatever state',
    step: (s) =>
      s.event.type !== 'safety.reported' ||
      (s.after.path.includes('open.alarm.raised') &&
        (!s.event.data.dangers.includes('abuse') || s.after.path.includes('open.safety.open')) &&
        (!s.event.data.dangers.includes('underThree') || s.after.path.includes('open.fostering.seeking'))),
  },
  {
    id: 'B.4.3',
    text: 'a hard trigger stops admissions, tells province and ministry, and is rated D by all but the ministry with a reason',
    step: (s) => {
      const more = s.after.context.hard.length > s.before.context.hard.length;
      const { rating, reason } = (s.event.data ?? {}) as { rating?: string; reason?: string };
      const told = named(s, 'alert.raise').some((p) => p.kind === 'inspection.critical' && p.to.includes('mosvy'));
      const stopped = named(s, 'institution.standing').some((p) => p.standing === 'frozen');
      return (
        (!more || (told && (s.event.facts.institution?.standing !== 'authorised' || stopped))) &&
        (!rates(s) ||
          s.before.context.hard.length === 0 ||
          rating === 'D' ||
          (s.event.actor.role === 'mosvy' && reason !== undefined))
      );
    },
  },
  {
    id: 'lifted',
    text: 'what an inspection stopped is lifted by the ministry alone, with its reason',
    step: (s) =>
      named(s, 'institution.standing').every(
        (p) =>
          p.institution === s.before.context.institution &&
          (p.standing === 'frozen' || (s.event.actor.role === 'mosvy' && p.reason.length > 0)),
      ),
  },
  {
    id: 'N-10',
    text: 'who inspected never classifies, and who has rated never rates again',
    step: (s) =>
      !rates(s) ||
      !actors(s).some((p) => p && (s.before.context.team.includes(p) || s.before.context.raters.includes(p))),
  },
  {
    id: 'rating',
    text: 'every rating is a new row, and what is published is the newest',
    step: (s) =>
      named(s, 'inspection.classify').length === (rates(s) ? 1 : 0) &&
      (!rates(s) || s.after.context.published === false) &&
      named(s, 'inspection.publish').every((p) => p.rating === s.before.context.rating),
  },
  {
    id: 'secret',
    text: 'an unannounced inspection is a secret until the team stands at the door',
    state: ({ context, path }) =>
      isSecret(context) ===
        (!context.announced &&
          path.some((p) => ['assigning', 'packing', 'ready'].some((state) => p.startsWith(`open.way.${state}`)))) ||
      !isOpen(path),
  },
  {
    id: 'secret messages',
    text: 'no message about a secret goes to who may not know of it',
    step: (s) =>
      !isSecret(s.after.context) ||
      named(s, 'alert.raise').every((p) =>
        p.to.every((role: string) =>
          ['dsw', 'districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy', 'police'].includes(role),
        ),
      ),
  },
  {
    id: 'entered',
    text: 'who acts at the place was let in, or was refused',
    state: ({ context, path }) =>
      !path.some((p) => p.startsWith('open.way.onSite') || p.startsWith('open.way.remedy')) ||
      context.enteredOn !== undefined,
  },
  {
    id: 'other lead',
    text: 'an action is done only where another lead has seen it, one at a time',
    step: (s) => {
      const done = s.after.context.visits.filter(
        (v) => v.madeOn !== undefined && !s.before.context.visits.some((w) => w.key === v.key && w.madeOn),
      );
      if (done.length === 0) return true;
      const leads = (s.event.data.members as { person: string; lead: boolean }[]).filter((m) => m.lead);
      return (
        s.event.type === 'visit.recorded' &&
        done.length === 1 &&
        leads.length === 1 &&
        leads[0]!.person !== s.before.context.lead &&
        s.event.data.evidence.length > 0
      );
    },
  },
  {
    id: 'at once',
    text: 'a hard trigger has its action and its clock in the same step, in whatever state; only a shut door has none',
    step: (s) =>
      s.after.context.outcome !== undefined ||
      s.after.context.hard
        .filter((hard) => hard !== 'entryRefused' && !s.before.context.hard.includes(hard))
        .every((hard) =>
          s.after.context.visits.some(
            (v) =>
              v.step === `hard.${hard}` &&
              v.status === 'planned' &&
              v.count?.from === s.event.now &&
              v.ladder === 'high',
          ),
        ),
  },
  {
    id: 'action clocks',
    text: 'while an action has its day ahead, its clock is watched',
    state: ({ context, path }) =>
      !isOpen(path) || context.visits.every((v) => v.status !== 'planned') || !path.includes('open.actions.none'),
  },
  {
    id: 'cancelled',
    text: 'no inspection is called off after an allegation of abuse or with a danger, and none but of the calendar by the province',
    step: (s) =>
      s.event.type !== 'inspection.cancelled' ||
      !s.after.path.includes('cancelled') ||
      (s.before.context.kind !== 'abuse' &&
        s.before.context.hard.length === 0 &&
        (s.before.context.kind === 'annual' || s.event.actor.role === 'mosvy')),
  },
  {
    id: 'photos',
    text: 'no report while a photo is on its way, unless the lead signs for each that is lost',
    step: (s) => {
      if (s.event.type !== 'report.submitted') return true;
      const lost: string[] = s.event.data.lost?.photos ?? [];
      const { awaited } = s.event.facts.inspection!;
      return (
        awaited.every((id) => lost.includes(id)) &&
        lost.every((id) => awaited.includes(id)) &&
        (lost.length === 0 || actors(s).includes(s.before.context.lead))
      );
    },
  },
  {
    id: 'evidence',
    text: 'what shows a correction is a file of the case that arrived after the action was set',
    step: (s) => {
      if (s.event.type !== 'visit.recorded') return true;
      const from = s.before.context.visits.find((v) => v.key === s.event.data.key)?.count?.from ?? Infinity;
      return (s.event.data.evidence as string[]).every((id) =>
        s.event.facts.files?.some((file) => file.id === id && file.at > from),
      );
    },
  },
  {
    id: 'interest',
    text: 'nobody tied to the institution plans, rates, changes, accepts, orders, lifts or calls off',
    step: (s) =>
      !decides.includes(s.event.type) ||
      (!s.event.facts.interests?.institutions.includes(s.event.facts.institution!.id) &&
        (s.event.actor.agency === undefined || s.event.actor.agency !== s.event.facts.institution?.operatorAgency)),
  },
  {
    id: 'stale plan',
    text: 'no plan is accepted that was written before a danger was found',
    step: (s) => s.event.type !== 'plan.accepted' || !s.before.context.stale,
  },
  {
    id: 'doubted',
    text: 'no rating is published, and nothing ends on one, that leaves out a danger found since',
    step: (s) =>
      !s.before.context.doubted ||
      (s.event.type !== 'rating.published' &&
        (!['compliant', 'entryRefused', 'closureRecommended', 'unregisteredFound'].some((end) => enters(s, end)) ||
          s.event.type === 'rating.changed')),
  },
  {
    id: 'actions',
    text: 'each finding has its action, from the classification on',
    step: (s) =>
      s.event.type !== 'report.classified' ||
      s.before.context.refused ||
      s.before.context.findings.every((f) =>
        s.after.context.visits.some((v) => v.step === f.item && v.status === 'planned'),
      ),
  },
  {
    id: 'ladder',
    text: 'sanctions never go down, and skip a rung only where a hard trigger was found',
    step: (s) => {
      const [from, to] = [s.before.context.rung, s.after.context.rung].map((rung) => rungs.indexOf(rung));
      if (s.after.context.outcome !== undefined) return true;
      return to === from || (to! > from! && (to === from! + 1 || s.before.context.hard.length > 0));
    },
  },
  {
    id: 'unresolved',
    text: 'what is beyond its day waits for the ministry or stands under its order',
    state: ({ context, path }) =>
      !isOpen(path) ||
      !context.unresolved ||
      ['asked', 'ordered', 'closing'].some((state) => path.includes(`open.sanction.${state}`)),
  },
  {
    id: 'compliant',
    text: 'nothing is compliant with an action open, admissions stopped or a rating unpublished',
    step: (s) => {
      if (!enters(s, 'compliant')) return true;
      return (
        !s.after.context.visits.some((v) => v.status === 'planned') &&
        s.before.context.rating !== undefined &&
        !s.before.context.hard.includes('unregistered') &&
        !s.before.context.refused
      );
    },
  },
  {
    id: 'closed',
    text: 'an inspection ends with its institution where that was closed, a rating was given and nobody is left in danger',
    step: (s) => {
      if (s.event.type !== 'institution.standing') return true;
      const { rating, disclosure, alarm, underThree } = s.before.context;
      const safe = rating !== undefined && disclosure === 'none' && !alarm && !underThree;
      return enters(s, 'institutionClosed') === (safe && s.event.facts.institution?.standing === 'closed');
    },
  },
  {
    id: 'P-25',
    text: 'an allegation of abuse is inspected on its day, another complaint within its days, all else on the day of the calendar',
    state: ({ context, path }) =>
      path.includes('open.way.ready.sameDay') === (context.kind === 'abuse' && isWaiting(path)) &&
      path.includes('open.way.ready.within') === (context.kind === 'complaint' && isWaiting(path)),
  },
  {
    id: 'N-36',
    text: 'nothing that lies in the future is recorded as having happened',
    step: (s) => {
      const { visitOn, from, on } = s.event.data ?? {};
      const days = [visitOn, from, s.event.type === 'report.submitted' ? on : undefined];
      return days.every((date) => typeof date !== 'string' || date <= dateOf(s.event.now));
    },
  },
  {
    id: 'beside',
    text: 'danger, alarm, the youngest and the publication are drawn as the inspection knows them',
    state: ({ context, path }) =>
      !isOpen(path) ||
      (path.includes('open.safety.open') === (context.disclosure === 'open') &&
        path.includes('open.alarm.raised') === context.alarm &&
        path.includes('open.fostering.seeking') === context.underThree &&
        path.includes('open.publication.doubted') === context.doubted &&
        path.includes('open.publication.pending') ===
          (context.rating !== undefined && !context.published && !context.doubted)),
  },
  ...afterInvariants,
];

/** What somebody with an interest never does. */
const decides = [
  'inspection.planned',
  'inspection.drawn',
  'team.assigned',
  'report.classified',
  'rating.changed',
  'plan.accepted',
  'plan.sentBack',
  'plan.imposed',
  'sanction.ordered',
  'standing.lifted',
  'inspection.cancelled',
];

/** The last thing that stood in the way was done in this very step. */
function endsDanger({ event }: Step): boolean {
  return ['abuse.reported', 'alarm.acknowledged', 'fostering.arranged'].includes(event.type);
}

export const equivalents: Record<string, string> = {};
