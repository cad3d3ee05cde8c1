/** The "never" rules that concern an admission, over every state and every step. */
import { ageOn, dateOf } from '../../time';
import type { Invariant } from '../../workflow';
import { categories, materialReasons, type Context } from '../context';

import { effectsOf, grantsOf, residential, away, factOf, at, decides, toFinal } from './steps';

export const neverInvariants: Invariant<Context>[] = [
  {
    id: 'N-01',
    text: 'no authority for residential care of a child under three',
    step: (step) =>
      away(step).every((g) =>
        g.children.every((id) => {
          const child = factOf(step.event, id);
          return child !== undefined && ageOn(child.birth.to, dateOf(step.event.now)) >= 3;
        }),
      ),
  },
  {
    id: 'N-02',
    text: 'no residential authority when every reason is material',
    step: (step) =>
      residential(step).length === 0 ||
      step.before.context.reasons.some((r) => !(materialReasons as readonly string[]).includes(r)),
  },
  {
    id: 'N-03',
    text: 'no residential authority without Form 2, verified documents, ladder, plan, quality check and meeting before it',
    step: (step) => {
      const { done } = step.before.context;
      return (
        residential(step).length === 0 ||
        (step.event.type === 'decision.approved' &&
          done.registered &&
          done.contact &&
          done.form2 &&
          done.documents &&
          done.ladder &&
          done.recommended &&
          done.quality &&
          done.panel &&
          !done.decided)
      );
    },
  },
  {
    id: 'N-03 arrival',
    text: 'a child is admitted only after both sides confirmed, under an authority that awaited it',
    step: (step) =>
      !toFinal(step, 'open.steps.admitted') ||
      (at(step.before.path, 'open.steps.awaitingArrival') && step.event.type === 'arrival.recorded') ||
      (step.event.type === 'decision.approved' && step.before.context.present),
  },
  {
    id: 'N-03 presence',
    text: 'an arrival that no authority allows opens an incident, and is recorded all the same',
    step: (step) =>
      step.event.type !== 'arrival.recorded' ||
      (effectsOf(step, 'fact.record').some((f) => f.kind === 'arrival') &&
        (at(step.before.path, 'open.steps.admitted') ||
          (at(step.before.path, 'open.steps.awaitingArrival') &&
            !at(step.after.path, 'open.steps.suspendedByInstitution')) ||
          effectsOf(step, 'incident.open').some((i) => i.kind === 'UNAUTHORISED_PRESENCE'))),
  },
  {
    id: 'N-04',
    text: 'no institution opens a request or an emergency',
    step: (step) =>
      !['request.submitted', 'emergency.opened'].includes(step.event.type) ||
      (['commune', 'dsw', 'police', 'hospital'].includes(step.event.actor.role) &&
        step.event.data.introducedBy !== 'institution'),
  },
  {
    id: 'N-05',
    text: 'no authority at an institution that is not authorised, is full, or is overdue for inspection (N-20: frozen)',
    step: (step) =>
      away(step).every(() => {
        const i = step.event.facts.institution;
        return (
          i !== undefined &&
          i.standing === 'authorised' &&
          i.occupied < i.authorisedCapacity &&
          i.lastInspection !== undefined
        );
      }),
  },
  {
    id: 'N-05 suspension',
    text: 'when the institution may not receive any more, no admission to it keeps waiting; only a person lets it stand again',
    step: (step) => {
      const { event, before, after } = step;
      if (event.type !== 'institution.statusChanged' || !at(before.path, 'open.steps.awaitingArrival'))
        return (
          !(at(before.path, 'open.steps.suspendedByInstitution') && at(after.path, 'open.steps.awaitingArrival')) ||
          event.type === 'decision.reinstated'
        );
      const i = event.facts.institution;
      const bad =
        i?.id === before.context.institution &&
        (i?.standing !== 'authorised' || i.occupied > i.authorisedCapacity || (i.lastInspection ?? '') < '2016-03');
      return at(after.path, 'open.steps.suspendedByInstitution') === bad;
    },
  },
  {
    id: 'N-05 again',
    text: 'only an institution that may receive children again puts its suspended admissions before the director',
    step: (step) =>
      step.event.type !== 'institution.statusChanged' ||
      !at(step.before.path, 'open.steps.suspendedByInstitution') ||
      (step.event.facts.institution?.standing === 'authorised' &&
        effectsOf(step, 'alert.raise').some((a) => a.kind === 'eligibleAgain')),
  },
  {
    id: 'N-20 pending',
    text: 'when the institution may not receive any more, each undecided request for it is suspended in the same step, and its file stays where it is',
    step: (step) => {
      const { event, before, after } = step;
      const { done, present, institution } = before.context;
      if (event.type !== 'institution.statusChanged' || done.decided || present || !institution) return true;
      const stopped = event.facts.institution?.id === institution && event.facts.institution.standing !== 'authorised';
      const steps = (path: string[]) => path.filter((p) => p.startsWith('open.steps')).join();
      return (!stopped || at(after.path, 'open.place.suspended')) && steps(before.path) === steps(after.path);
    },
  },
  {
    id: 'N-20 resumed',
    text: 'a suspended request is told once to the social worker and the commune, and goes on when the institution may receive again, is decided, or asks for another place',
    step: ({ event, before, after, ...step }) => {
      const was = at(before.path, 'open.place.suspended');
      const is = at(after.path, 'open.place.suspended');
      const told = effectsOf({ event, before, after, ...step }, 'alert.raise').map((a) => a.kind);
      if (was === is) return !told.some((kind) => ['requestSuspended', 'requestResumed'].includes(kind));
      if (is) return event.type === 'institution.statusChanged' && told.includes('requestSuspended');
      const { done, present, institution } = after.context;
      if (event.type === 'institution.statusChanged')
        return event.facts.institution?.standing === 'authorised' && told.includes('requestResumed');
      return (
        after.path.every((p) => !p.startsWith('open.')) ||
        done.decided ||
        present ||
        institution !== before.context.institution
      );
    },
  },
  {
    id: 'N-20 held',
    text: 'a request is suspended for the place that it asks for, and for no other',
    state: ({ context, path }) =>
      at(path, 'open.place.suspended') === (context.held !== undefined) &&
      (context.held === undefined ||
        (context.held === context.institution && !context.done.decided && !context.present)),
  },
  {
    id: 'N-22',
    text: 'no child of a closing institution is received elsewhere before its closure has cleared it',
    step: (step) =>
      step.event.type !== 'arrival.recorded' ||
      !step.event.facts.leaving?.some(({ cleared }) => !cleared) ||
      (step.after.context.arrivals.length <= step.before.context.arrivals.length &&
        !(at(step.after.path, 'open.steps.admitted') && !at(step.before.path, 'open.steps.admitted'))),
  },
  {
    id: 'N-06',
    text: 'an authority names an institution that the register holds',
    step: (step) =>
      grantsOf(step).every((g) => g.institution === undefined || g.institution === step.event.facts.institution?.id),
  },
  {
    id: 'N-07',
    text: 'an approval that leaves out a sibling carries a determination for each child it names',
    step: (step) =>
      residential(step).every((g) => {
        const siblings = g.children.flatMap((id) => factOf(step.event, id)?.siblings ?? []);
        const out = [...step.before.context.children, ...siblings].filter((id) => !g.children.includes(id));
        const bids = ((step.event.data.bids ?? []) as { child: string }[]).map((b) => b.child);
        return out.length === 0 || g.children.every((id) => bids.includes(id));
      }),
  },
  {
    id: 'N-08',
    text: 'no residential, kinship or foster care is decided against the parents without a court',
    step: (step) =>
      !['decision.approved', 'decision.refusedAlternativeCare'].includes(step.event.type) ||
      step.before.context.parents !== 'object',
  },
  {
    id: 'N-08 interim',
    text: 'interim care against the parents ends with the hearing of the court',
    step: (step) =>
      step.event.type !== 'decision.interimCare' ||
      step.after.context.parents !== 'object' ||
      step.event.data.until <= step.event.data.hearing?.on,
  },
  {
    id: 'N-09',
    text: 'every authority has a goal and an end, at most 180 days for residential and 90 for interim care',
    step: (step) =>
      grantsOf(step).every((g) => {
        const days = (g.until - g.from) / 86_400_000;
        return g.goal !== '' && days > -3 && days <= (g.kind === 'interim' ? 91 : g.kind === 'emergency' ? 3 : 185);
      }),
  },
  {
    id: 'N-10',
    text: 'who requested, who assessed and who decides are different persons, and nobody decides again whose decision was overturned',
    step: (step) => {
      if (!decides(step.event)) return true;
      const { actor } = step.event;
      const { requesters, assessors, overturned } = step.before.context.duties;
      return [...requesters, ...assessors, ...overturned].every((p) => p !== actor.person && p !== actor.actingFor);
    },
  },
  {
    id: 'N-10 meeting',
    text: 'who sat in the meeting does not decide, and who requested does not sit',
    step: (step) => {
      const { actor, type } = step.event;
      const { panel, requesters } = step.before.context.duties;
      if (type === 'panel.held')
        return !(step.event.data.members as { person: string }[]).some((m) => requesters.includes(m.person));
      return !decides(step.event) || !panel.some((p) => p === actor.person || p === actor.actingFor);
    },
  },
  {
    id: 'meeting',
    text: 'a meeting counts with four persons of three agencies who hold a seat, have no interest and did not assess the case',
    step: (step) => {
      if (step.event.type !== 'panel.held') return true;
      const { assessors } = step.before.context.duties;
      const members = step.event.data.members as { person: string; interestDeclared: string }[];
      const seated = (step.event.facts.panel ?? []).filter(
        (p) =>
          members.some((m) => m.person === p.person) &&
          members.every((m) => m.person !== p.person || m.interestDeclared === 'none') &&
          !assessors.includes(p.person) &&
          p.seats.some((s) => !['commune', 'pdosvyDirector', 'mosvy', 'rciDirector'].includes(s.role)),
      );
      return seated.length >= 4 && new Set(seated.map((p) => p.seats[0]!.agency)).size >= 3;
    },
  },
  {
    id: 'N-10 appeal',
    text: 'an appeal is decided by persons who neither decided nor assessed',
    step: (step) => {
      if (!['appeal.upheld', 'appeal.overturned'].includes(step.event.type)) return true;
      const { requesters, assessors, deciders } = step.before.context.duties;
      return ![...requesters, ...assessors, ...deciders].includes(step.event.actor.person);
    },
  },
  {
    id: 'N-10 state',
    text: 'the province never decides on an admission to an institution that the state operates',
    step: (step) =>
      residential(step).length === 0 ||
      step.event.facts.institution?.operator !== 'state' ||
      step.event.actor.role === 'mosvy',
  },
  {
    id: 'N-11',
    text: 'no residential authority while family-based care was found suitable',
    step: (step) => residential(step).length === 0 || step.before.context.suitable.length === 0,
  },
  {
    id: 'N-12',
    text: 'no residential authority outside the categories of Sub-Decree 119',
    step: (step) =>
      residential(step).length === 0 ||
      step.before.context.reasons.some((r) => (categories as readonly string[]).includes(r)),
  },
  {
    id: 'N-13',
    text: 'no residential authority beside one at another institution',
    step: (step) =>
      residential(step).every((g) =>
        g.children.every((id) => {
          const a = factOf(step.event, id)?.authority;
          return a?.kind !== 'residential' || a.institution === g.institution;
        }),
      ),
  },
  {
    id: 'N-14',
    text: "no decision on care before the child's views were sought",
    step: (step) =>
      !['decision.approved', 'decision.refusedFamilySupport', 'decision.refusedAlternativeCare'].includes(
        step.event.type,
      ) ||
      step.before.context.views ||
      step.before.context.done.decided,
  },
  {
    id: 'N-15',
    text: 'no residential authority because of a disability, and none for a disabled child without a support plan',
    step: (step) =>
      residential(step).every(
        (g) =>
          !step.before.context.reasons.includes('disability') &&
          (step.before.context.disabilityPlan || !g.children.some((id) => factOf(step.event, id)?.disability)),
      ),
  },
  {
    id: 'N-16',
    text: 'no request for a child refused within 90 days unless a fact changed',
    step: (step) =>
      step.event.type !== 'request.submitted' ||
      step.event.actor.role !== 'commune' ||
      !!step.event.data.changedFacts ||
      (step.event.facts.earlierRequests ?? []).every(
        (e) =>
          dateOf(step.event.now - 91 * 86_400_000) >= e.date ||
          (e.same === 'probable' && !!step.event.data.differentChild),
      ),
  },
  {
    id: 'N-30',
    text: 'no child moves to a family without a decision for it and Form 4 with four signatures',
    step: (step) =>
      step.event.type !== 'placement.started' ||
      (step.before.context.familyPlan !== undefined &&
        ['child', 'carer', 'caseworker', 'chief'].every((s) => step.event.data.signatures[s])),
  },
];
