/** The "never" rules over all paths, and that what runs beside the way agrees with what is known. */
import type { ScheduledStep } from '../parameters';
import { addDays, dateOf } from '../time';
import type { Invariant, Visit } from '../workflow';
import type { Context } from './context';
import { nextChange, nominalDay, standOf } from './schedule';

type Step = Parameters<NonNullable<Invariant<Context>['step']>>[0];
const enters = (s: Step, state: string) => s.after.path.includes(state) && !s.before.path.includes(state);
const isOpen = (path: string[]) => path.some((p) => p.startsWith('open.'));
const done = ({ status }: Visit) => status === 'made' || status === 'late';
/** Visits that the step turned into something that was made. */
const newlyMade = ({ before, after }: Step) =>
  after.context.visits.filter((v) => done(v) && !before.context.visits.some((w) => w.key === v.key && done(w)));
const beginsStay = (s: Step) => s.after.context.stays > s.before.context.stays;
const actors = ({ event }: Step) => [event.actor.person, event.actor.actingFor];

/** Events by which a planned visit may stop being planned. */
const closers = ['visit.recorded', 'visits.writtenOff', 'breakdown.recorded', 'risk.changed'];

export const invariants: Invariant<Context>[] = [
  {
    id: 'N-02',
    text: 'poverty alone never refuses the return to a family',
    step: (s) =>
      s.event.type !== 'homeAssessment.submitted' ||
      s.after.path.includes('open.way.plan') ||
      s.event.data.refusalGrounds.some((g: string) => g !== 'material' && g !== 'education'),
  },
  {
    id: 'N-07',
    text: 'no plan leaves open whether brothers and sisters stay together',
    step: (s) =>
      !enters(s, 'open.way.review') ||
      (s.event.facts.children ?? [])
        .flatMap((c) => c.siblings)
        .every((id) =>
          s.event.data.siblings.some(
            (p: { child: string; together: boolean; reason?: string }) => p.child === id && (p.together || p.reason),
          ),
        ),
  },
  {
    id: 'N-10',
    text: 'who assessed never decides on the placement, and who proposed an end never approves it',
    step: (s) => {
      const { assessors, proposers } = s.before.context.duties;
      const decides = ['placement.reviewed', 'placement.confirmed'].includes(s.event.type);
      const ends = ['closing.approved', 'loss.approved', 'withdrawal.approved'].includes(s.event.type);
      return (
        (!decides || !actors(s).some((p) => p && assessors.includes(p))) &&
        (!ends || !actors(s).some((p) => p && proposers.includes(p)))
      );
    },
  },
  {
    id: 'N-14',
    text: 'no assessment counts against the will of the child, or without its views or the reason why not',
    step: (s) =>
      s.event.type !== 'form2.submitted' ||
      (s.event.data.consent !== 'refused' && (s.event.data.views.heard || s.event.data.views.notPossible)),
  },
  {
    id: 'N-24',
    text: 'no family is taken as found on the word of the institution alone',
    step: (s) =>
      s.event.type !== 'family.found' ||
      [...s.event.data.sources, ...s.before.context.tracing.sources].some((source: string) => source !== 'institution'),
  },
  {
    id: 'N-30',
    text: 'no stay begins without the review and the four signatures, except one that began before the case was kept here',
    step: (s) =>
      !beginsStay(s) ||
      s.event.type === 'placement.imported' ||
      (s.event.type === 'placement.made' &&
        s.before.context.review === 'agreed' &&
        ['child', 'carer', 'caseworker', 'chief'].every((who) => s.event.data.signatures[who])),
  },
  {
    id: 'N-31',
    text: 'no case is closed as a success before its time, with a visit missed, a plan unfinished or a child unseen',
    step: (s) => {
      if (!enters(s, 'sustained')) return true;
      const { placement, visits, lastSeen, actions } = s.before.context;
      const today = dateOf(s.event.now);
      const least = s.event.parameters.values['P-18'] as ScheduledStep['after'];
      const seen = s.event.parameters.values['P-56'] as { amount: number };
      return (
        placement !== undefined &&
        nominalDay(placement.on, least) <= today &&
        actions.length === 0 &&
        lastSeen !== undefined &&
        lastSeen >= addDays(today, -seen.amount) &&
        !visits.some((v) => v.status === 'missed' || (v.status === 'planned' && v.due <= s.event.now))
      );
    },
  },
  {
    id: 'N-31 scores',
    text: 'no closure is proposed with a blank, with a child item of 1, or below 21 and 30',
    step: (s) => {
      if (s.event.type !== 'closing.proposed') return true;
      const child = Object.values(s.event.data.child as Record<string, number>);
      const family = Object.values(s.event.data.family as Record<string, number>);
      const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
      return (
        child.length === 11 &&
        family.length === 11 &&
        child.every((score) => score >= 2) &&
        family.filter((score) => score < 2).length <= 1 &&
        sum(child) >= 21 &&
        sum(family) >= 30
      );
    },
  },
  {
    id: 'N-32',
    text: 'a visit is made only by a contact in person in which the child was seen, and a contact makes one visit at most',
    step: (s) => {
      const made = newlyMade(s);
      if (made.length === 0 || s.event.type === 'placement.imported') return true;
      const { type, data } = s.event;
      const inPerson = data.contactType === 'inPerson' && data.childSeen && (data.spokenAlone || data.notAloneBecause);
      const call = made[0]!.task === 'followUpCall' && data.contactType === 'telephone';
      return type === 'visit.recorded' && made.length === 1 && (made[0]!.task === 'followUpCall' ? call : inPerson);
    },
  },
  {
    id: 'N-33',
    text: 'nobody goes home and no case ends by a decision while a safety concern is open',
    step: (s) =>
      s.before.context.concern === 'none' ||
      (!beginsStay(s) &&
        !['sustained', 'lost', 'withdrawn', 'agedOut', 'transferred'].some((state) => enters(s, state))),
  },
  {
    id: 'N-33 interrupt',
    text: 'a safety concern can be raised at any time, and stands until the supervisor closes it or the case ends',
    step: (s) =>
      (s.event.type !== 'safety.concernRaised' || s.after.path.includes('open.safety.concern')) &&
      (s.before.context.concern === 'none' ||
        s.after.context.concern !== 'none' ||
        !isOpen(s.after.path) ||
        (s.event.type === 'safety.closed' && s.after.context.siblingsUnseen.length === 0)),
  },
  {
    id: 'implicated',
    text: 'an official named in a concern is shut out of the files of every child in the home in the same step',
    step: (s) => {
      const { implicated, siblingsAtHome } = (s.event.data ?? {}) as Record<string, string[] | undefined>;
      if (s.event.type !== 'safety.concernRaised' || !implicated) return true;
      const revoked = s.effects.filter((e) => e.name === 'access.revoke').map((e) => e.params);
      return revoked.some(
        ({ children, persons }) =>
          implicated.every((id) => persons.includes(id)) &&
          [s.before.context.child, ...(siblingsAtHome ?? [])].every((id) => children.includes(id)),
      );
    },
  },
  {
    id: 'N-34',
    text: 'a success is approved while the child is at home, and by nothing else; the lost are lost by decision of the province',
    step: (s) =>
      (!enters(s, 'sustained') || (s.event.type === 'closing.approved' && s.before.context.location === 'home')) &&
      (!enters(s, 'lost') || (s.event.type === 'loss.approved' && s.before.context.location !== 'home')),
  },
  {
    id: 'N-34 outcome',
    text: 'the outcome of success belongs to one end alone',
    state: ({ context, path }) => (context.outcome === 'CLOSED_SUSTAINED') === path.includes('sustained'),
  },
  {
    id: 'N-35',
    text: 'a breakdown leads to the search for the next family, and to an institution only by a new decision there',
    step: (s) =>
      (s.event.type !== 'breakdown.recorded' ||
        (s.after.path.includes('open.way.search.alternative') && s.after.context.placement === undefined)) &&
      (!enters(s, 'replaced') || s.event.facts.children?.[0]?.authority?.kind === 'residential'),
  },
  {
    id: 'N-36',
    text: 'nothing that lies in the future is recorded as having happened',
    step: (s) => {
      const { on, visitOn, placedOn, since, diedOn, observedOn } = s.event.data ?? {};
      const days = [on, visitOn, placedOn, since, diedOn, observedOn].filter((d) => typeof d === 'string');
      return days.every((date) => date <= dateOf(s.event.now));
    },
  },
  {
    id: 'owner',
    text: 'at no instant does a case belong to nobody, and only the district that was asked takes it over',
    step: (s) =>
      s.after.context.owner !== '' &&
      (s.after.context.owner === s.before.context.owner ||
        (s.event.type === 'transfer.accepted' &&
          s.after.context.owner === s.before.context.offered &&
          s.after.context.worker === s.event.actor.person)),
  },
  {
    id: 'clocks',
    text: 'no visit is taken off the schedule by a missing child, a concern, a transfer, an order or the clock',
    step: (s) =>
      closers.includes(s.event.type) ||
      s.before.context.visits.every(
        (v) => v.status !== 'planned' || s.after.context.visits.some((w) => w.key === v.key && w.status === 'planned'),
      ),
  },
  {
    id: 'one at a time',
    text: 'a rise in risk takes no visit away',
    step: (s) =>
      s.event.type !== 'risk.changed' ||
      s.event.data.to !== 'high' ||
      s.before.context.visits.every((v) =>
        s.after.context.visits.some((w) => w.key === v.key && w.status === v.status),
      ),
  },
  {
    id: 'schedule',
    text: 'how the visits stand is what the visits say',
    step: (s) =>
      !isOpen(s.after.path) ||
      s.after.path.includes(`open.schedule.${standOf(s.after.context, s.event.now)}`) ||
      // a day may have ended since somebody last looked: the clock of the visits is about to say so
      s.after.context.stand === s.before.context.stand,
  },
  {
    id: 'schedule drawn',
    text: 'the schedule, the place and the safety are drawn as the case knows them',
    state: ({ context, path }) =>
      !isOpen(path) ||
      (path.includes(`open.schedule.${context.stand}`) &&
        path.includes(`open.location.${context.location}`) &&
        path.includes(
          `open.safety.${{ none: 'clear', raised: 'concern', reported: 'investigating' }[context.concern]}`,
        ) &&
        path.includes(`open.age.${context.age}`) &&
        path.includes(`open.ending.${context.ending}`)),
  },
  {
    id: 'timetable',
    text: 'while a visit lies ahead, a clock waits for it',
    step: (s) =>
      !isOpen(s.after.path) ||
      nextChange(s.after.context, s.event.now) === undefined ||
      s.after.path.includes('open.timetable.waiting'),
  },
  {
    id: 'P-23',
    text: 'whoever was not seen twice has an unannounced check that is due or was made',
    step: (s) =>
      !enters(s, 'open.schedule.notSeen') || s.after.context.visits.some((v) => v.exact && v.status === 'planned'),
  },
  {
    id: 'beside',
    text: 'reviews and reassessments run as long as the child lives with a family, and no longer',
    state: ({ context, path }) =>
      !isOpen(path) ||
      [path.includes('open.review.none'), path.includes('open.reassessment.none')].every(
        (none) => none === (context.placement === undefined),
      ),
  },
  {
    id: 'protection',
    text: 'protection away from home always has its end, and somebody who must see to it',
    state: ({ context, path }) =>
      !isOpen(path) || path.includes('open.protection.running') === (context.protectedUntil !== undefined),
  },
  {
    id: 'siblings',
    text: 'while another child of the home is unseen, somebody has the task to see it',
    state: ({ context, path }) =>
      !isOpen(path) || path.includes('open.siblings.unseen') === context.siblingsUnseen.length > 0,
  },
  {
    id: 'court',
    text: 'nobody goes home and no case is closed while orders of courts contradict each other',
    step: (s) => s.before.context.court.length < 2 || (!beginsStay(s) && !enters(s, 'sustained')),
  },
];

export const equivalents: Record<string, string> = {};
