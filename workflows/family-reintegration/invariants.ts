/** The "never" rules over all paths, and that what runs beside the way agrees with what is known. */
import type { ScheduledStep } from '../parameters';
import { addDays, dateOf } from '../time';
import type { Invariant, Visit } from '../workflow';
import type { Context } from './context';
import { isDrawn } from './acts-visits';
import { monitoredUntil } from './rules/closure';
import { nextChange, nominalDay, standOf, visitsOf } from './schedule';

type Step = Parameters<NonNullable<Invariant<Context>['step']>>[0];
const enters = (s: Step, state: string) => s.after.path.includes(state) && !s.before.path.includes(state);
const isOpen = (path: string[]) => path.some((p) => p.startsWith('open.'));
const done = ({ status }: Visit) => status === 'made' || status === 'late';
/** Visits that the step turned into something that was made. */
const newlyMade = ({ before, after }: Step) =>
  after.context.visits.filter((v) => done(v) && !before.context.visits.some((w) => w.key === v.key && done(w)));
/** A stay that gatekeeping has decided is a fact here: nothing on this side can hold it up. */
const handsOver = (s: Step) => s.event.type === 'placement.handedOver';
const beginsStay = (s: Step) => s.after.context.stays > s.before.context.stays;
/** The review agreed on the day of the return or before. */
const isAgreedBy = ({ before: { context }, event }: Step) =>
  context.review === 'agreed' && event.data.placedOn >= dateOf(context.anchors.preparing!);
const actors = ({ event }: Step) => [event.actor.person, event.actor.actingFor];

/** The places at which the step raises alerts of a kind; '' is the owner's. */
const told = (s: Step, kind: string) =>
  s.effects.filter((e) => e.name === 'alert.raise' && e.params.kind === kind).map((e) => (e.params.at ?? '') as string);

/** Events by which a planned visit may stop being planned. */
const closers = ['visit.recorded', 'visits.writtenOff', 'breakdown.recorded', 'placement.handedOver', 'risk.changed'];

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
    id: 'N-07 on the day',
    text: 'nobody goes home apart from a brother or sister in care or on the way, unless a reason is written for each',
    step: (s) =>
      s.event.type !== 'placement.made' ||
      (s.event.facts.children ?? [])
        .flatMap((c) => c.siblingsInCare ?? [])
        .every(
          ({ id, home }) =>
            home?.startsWith(s.event.data.home.slice(0, 6)) ||
            s.before.context.apart.includes(id) ||
            s.event.data.siblings?.some((p: { child: string; reason?: string }) => p.child === id && p.reason),
        ),
  },
  {
    id: 'step 1',
    text: 'no way home begins or ends in a family under investigation in another case, but one that the register opens',
    step: (s) =>
      !['child.identified', 'placement.made'].includes(s.event.type) ||
      (s.event.type === 'child.identified' && s.event.actor.role === 'register') ||
      !s.event.facts.children?.some((c) => c.investigated),
  },
  {
    id: 'N-10',
    text: 'who assessed never decides on the placement, who visited never checks a visit, and who proposed an end never approves it',
    step: (s) => {
      const { assessors, proposers } = s.before.context.duties;
      const decides = ['placement.reviewed', 'placement.confirmed'].includes(s.event.type);
      const { visitors } = s.before.context.duties;
      const checks = s.event.type === 'visit.confirmed';
      const ends = ['closing.approved', 'loss.approved', 'withdrawal.approved'].includes(s.event.type);
      return (
        (!decides || !actors(s).some((p) => p && assessors.includes(p))) &&
        (!checks || !actors(s).some((p) => p && visitors.includes(p))) &&
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
    text: 'no stay begins without the four signatures, and the review here or the decision of gatekeeping, except one that began before the case was kept here',
    step: (s) =>
      !beginsStay(s) ||
      s.event.type === 'placement.imported' ||
      ((handsOver(s) || (s.event.type === 'placement.made' && isAgreedBy(s))) &&
        ['child', 'carer', 'caseworker', 'chief'].every((who) => s.event.data.signatures[who])),
  },
  {
    id: 'N-31',
    text: 'no case is closed as a success before its time, with a visit missed, a plan unfinished or a child unseen',
    step: (s) => {
      if (!enters(s, 'sustained')) return true;
      const { placement, visits, lastSeen, actions } = s.before.context;
      const today = dateOf(s.event.now);
      const seen = s.event.parameters.values['P-56'] as { amount: number };
      return (
        placement !== undefined &&
        monitoredUntil(s.before.context, s.event) <= today &&
        actions.length === 0 &&
        lastSeen !== undefined &&
        lastSeen >= addDays(today, -seen.amount) &&
        !visits.some((v) => v.status === 'missed' || (v.status === 'planned' && v.due <= s.event.now))
      );
    },
  },
  {
    id: 'P-18',
    text: 'the monitoring is shortened by the province alone, not below the floor, and a rise in risk takes that back',
    step: (s) => {
      const { shortened: was } = s.before.context;
      const { shortened: is, risk } = s.after.context;
      if (s.event.type === 'monitoring.shortened') return is === s.event.data.months && is! >= 6;
      return is === undefined || (is === was && risk !== 'high');
    },
  },
  {
    id: 'drawn',
    text: 'a visit that was drawn waits for a second person until one has spoken, and somebody has the task',
    step: (s) =>
      newlyMade(s).every(
        (v) =>
          s.event.type !== 'visit.recorded' ||
          v.task === 'followUpCall' ||
          s.after.context.toCheck.includes(v.key) === isDrawn(s.before.context, v.key, s.event),
      ) &&
      s.before.context.toCheck.every(
        (key) =>
          s.after.context.toCheck.includes(key) ||
          !isOpen(s.after.path) ||
          (s.event.type === 'visit.confirmed' && s.event.data.key === key) ||
          s.after.context.placement?.no !== s.before.context.placement?.no,
      ),
  },
  {
    id: 'checked',
    text: 'while a visit waits for a second person, the supervisor has the task',
    state: ({ context, path }) => !isOpen(path) || path.includes('open.checks.due') === context.toCheck.length > 0,
  },
  {
    id: 'outside',
    text: 'where a worker of another district was named, every planned visit is in those hands, and an official is named in an open concern',
    state: ({ context: { visitor, implicated, visits, owner }, path }) =>
      !isOpen(path) ||
      visitor === undefined ||
      (implicated &&
        visitor.area.slice(0, 4) !== owner.slice(0, 4) &&
        visits.every((v) => v.status !== 'planned' || v.assignee === visitor.person)),
  },
  {
    id: 'P-20',
    text: 'the clock of the notes always runs, and an act of a person starts it anew',
    step: (s) =>
      !isOpen(s.after.path) ||
      (s.after.path.includes('open.notes.kept') &&
        !s.after.context.noting &&
        (['clock', 'register'].includes(s.event.actor.role) || s.after.context.anchors.noted === s.event.now)),
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
    text: 'a visit is made only by a contact in person in which the child was seen, and the contacts of a day make one visit at most',
    step: (s) => {
      const made = newlyMade(s);
      if (made.length === 0 || s.event.type === 'placement.imported') return true;
      const { type, data } = s.event;
      const inPerson = data.contactType === 'inPerson' && data.childSeen && (data.spokenAlone || data.notAloneBecause);
      const call = made[0]!.task === 'followUpCall' && data.contactType === 'telephone';
      const kind = made[0]!.task === 'followUpCall';
      const there = visitsOf(s.before.context).filter((v) => v.madeOn === data.visitOn);
      const isFirst = !there.some((v) => (v.task === 'followUpCall') === kind);
      return type === 'visit.recorded' && made.length === 1 && isFirst && (kind ? call : inPerson);
    },
  },
  {
    id: 'N-33',
    text: 'nobody goes home by this case and no case ends by a decision while a safety concern is open',
    step: (s) =>
      s.before.context.concern === 'none' ||
      handsOver(s) ||
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
      [
        path.includes('open.review.none') || path.includes('open.review.urgent'),
        path.includes('open.reassessment.none'),
      ].every((none) => none === (context.placement === undefined)),
  },
  {
    id: 'handed over',
    text: 'whom gatekeeping hands over lives with that family from that day: every visit counts from it, none is left of the stay before, and a home elsewhere is offered to its district while the owner stays',
    step: (s) => {
      if (!handsOver(s)) return true;
      const { data, now, parameters } = s.event;
      const { before, after } = s;
      const { placement, risk, offered, visits, home, worker, birth } = after.context;
      const steps = parameters.values[risk === 'high' ? 'P-16' : 'P-15'] as ScheduledStep[];
      const planned = visits.filter((v) => v.status === 'planned').map((v) => v.on);
      const elsewhere = data.home.slice(0, 4) !== before.context.owner.slice(0, 4);
      const raised = before.context.child !== undefined && before.context.risk === 'high';
      return (
        after.path.includes('open.way.placed') &&
        after.path.includes('open.review.waiting') &&
        after.path.includes('open.location.home') &&
        placement?.on === data.placedOn &&
        placement?.kind === data.homeKind &&
        home.area === data.home &&
        planned.join() === steps.map(({ after: step }) => nominalDay(data.placedOn, step)).join() &&
        visits.every((v) => v.status !== 'planned' || v.assignee === worker) &&
        worker === (before.context.worker ?? data.worker) &&
        risk === (raised ? 'high' : data.risk) &&
        birth?.to === (s.event.facts.children?.[0]?.birth ?? before.context.birth)?.to &&
        offered === (elsewhere ? data.home : before.context.offered) &&
        after.context.anchors.offered === (elsewhere ? now : before.context.anchors.offered) &&
        after.context.anchors.opened === (before.context.anchors.opened ?? now) &&
        after.path.includes(offered === undefined ? 'open.ownership.owned' : 'open.ownership.offered') &&
        told(s, 'reintegration.placed').length === 1 &&
        told(s, 'reintegration.transferOffered').join() === (offered ?? '')
      );
    },
  },
  {
    id: 'P-11',
    text: 'a review that decides for a family is urgent here from that moment, and until the child is there or another review takes it back',
    step: (s) => {
      if (s.event.type !== 'careReview.recorded') return true;
      const { before, after, event } = s;
      const decided = event.data.outcome !== 'continue';
      if (told(s, 'reintegration.bringHome').length !== Number(decided)) return false;
      const was = before.context.reviewWanted;
      const placed = before.context.placement !== undefined;
      const wanted = decided || (placed && was);
      return (
        after.context.reviewWanted === wanted &&
        (wanted === after.path.includes(placed ? 'open.review.due' : 'open.review.urgent') || (placed && !wanted)) &&
        after.context.anchors.wanted === (!wanted ? undefined : was ? before.context.anchors.wanted : event.now)
      );
    },
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
    text: 'nobody goes home by this case and no case is closed while orders of courts contradict each other',
    step: (s) => s.before.context.court.length < 2 || handsOver(s) || (!beginsStay(s) && !enters(s, 'sustained')),
  },
];

export const equivalents: Record<string, string> = {};
