/** What must hold of a child in care and of a family that was refused, over every state and every step. */
import { ageOn, dateOf } from '../../time';
import type { Invariant } from '../../workflow';
import { type Context } from '../context';

import { effectsOf, grantsOf, factOf, at, isSuperset, opened, supports, toFinal, wayTold } from './steps';

const reviewOutcomes: Record<string, string> = {
  'review.continued': 'continue',
  'review.returnDecided': 'return',
  'review.familyCareDecided': 'familyCare',
};

export const careInvariants: Invariant<Context>[] = [
  {
    id: 'refusal helps',
    text: 'every refusal and every withdrawal opens family support in the same step',
    step: (step) => {
      const { type } = step.event;
      if (['decision.refusedFamilySupport', 'court.refused'].includes(type)) return supports(step, 'refused');
      if (type === 'challenge.sustained')
        return supports(step, 'refused') === (step.before.context.cover === 'none' && !step.before.context.present);
      if (toFinal(step, 'withdrawn') || toFinal(step, 'lapsed')) return supports(step, 'withdrawn');
      if (type === 'decision.refusedAlternativeCare') {
        const supported = opened(step, 'family-support').flatMap((o) => (o.data as { children: string[] }).children);
        return supports(step, 'refused') && supported.sort().join() === [...step.before.context.children].sort().join();
      }
      if (type === 'decision.approved')
        return supports(step, 'refused') === step.event.data.children.length < step.before.context.children.length;
      return opened(step, 'family-support').length === 0;
    },
  },
  {
    id: 'way home',
    text: 'an admission opens the way home of each child who has none that is open',
    step: (step) => {
      const { admitted, institution, risk, reasons } = step.after.context;
      const ways = opened(step, 'family-reintegration').map(({ event, data }) => ({ event, ...(data as object) }));
      const newcomers =
        step.before.context.present || !toFinal(step, 'open.steps.admitted')
          ? []
          : admitted.filter((id) => !factOf(step.event, id)?.openCases?.includes('family-reintegration'));
      const told = { institution, risk, abuseAlleged: reasons.includes('fledAbuse') };
      return (
        ways.length === newcomers.length &&
        newcomers.every((child, i) => isSuperset(ways[i]!, { event: 'child.identified', child, ...told }))
      );
    },
  },
  {
    id: 'follow-up',
    text: 'a hand-over goes on the way home of each child handed over, with its day, the home, who answers and the four signatures',
    step: (step) => {
      const told = wayTold(step, 'placement.handedOver');
      if (step.event.type !== 'placement.started') return told.length === 0;
      const { context } = step.before;
      const { children, at: when, commune, carer, signatures } = step.event.data;
      const { person, role } = step.event.actor;
      const expected = {
        case: context.id,
        home: commune,
        homeKind: { home: 'parents', kinship: 'kin', foster: 'foster' }[context.familyPlan!],
        placedOn: when.slice(0, 10),
        carer,
        risk: context.risk ?? 'high',
        worker: context.caseworker ?? (['dsw', 'ngoCaseworker'].includes(role) ? person : undefined),
        signatures,
      };
      return (
        told.length === children.length &&
        told.every(
          ({ child, data, orOpen }) =>
            children.includes(child) &&
            isSuperset(data as object, { ...expected, child }) &&
            orOpen?.event === 'placement.handedOver' &&
            isSuperset(orOpen.data as object, { ...expected, child }),
        )
      );
    },
  },
  {
    id: 'review told',
    text: 'each review of the care is told on the way home of every child under it, and opens one where none is',
    step: (step) => {
      const told = wayTold(step, 'careReview.recorded');
      const outcome = reviewOutcomes[step.event.type];
      if (outcome === undefined) return told.length === 0;
      const { context } = step.before;
      const { institution, risk, reasons, admitted, children, placed } = context;
      const under = (admitted.length > 0 ? admitted : children).filter((id) => !placed.includes(id));
      const form1 = { source: 'review', institution, risk, abuseAlleged: reasons.includes('fledAbuse') };
      return (
        told.map(({ child }) => child).join() === under.join() &&
        told.every(
          ({ child, data, orOpen }) =>
            isSuperset(data as object, { case: context.id, on: step.event.data.on, outcome }) &&
            orOpen?.event === 'child.identified' &&
            isSuperset(orOpen.data as object, { ...form1, child }),
        )
      );
    },
  },
  {
    id: 'timers move nobody',
    text: 'a deadline that passes never records a place, a hand-over or an authority for a child',
    step: (step) =>
      !step.event.type.startsWith('xstate.after.') ||
      (grantsOf(step).length === 0 &&
        effectsOf(step, 'fact.record').length === 0 &&
        effectsOf(step, 'authority.change').every((c) => c.to === 'ended' || c.to === 'void') &&
        step.after.context.placed.length === step.before.context.placed.length),
  },
  {
    id: 'lapse',
    text: 'an emergency or interim authority that runs out opens an incident and tells the director and the ministry',
    step: (step) => {
      if (!/after\.(emergencyAuthority|interimEnds)\./.test(step.event.type)) return true;
      const told = effectsOf(step, 'alert.raise').some(
        (a) => a.to.includes('pdosvyDirector') && a.to.includes('mosvy'),
      );
      return told && effectsOf(step, 'incident.open').some((i) => i.kind === 'EMERGENCY_AUTHORITY_LAPSED');
    },
  },
  {
    id: 'lapse repeats',
    text: 'a lapse that nobody acknowledged is told again',
    step: (step) => !/after\.lapseRepeat\./.test(step.event.type) || effectsOf(step, 'alert.raise').length === 1,
  },
  {
    id: 'lapse blocks',
    text: 'after a lapse a child leaves only by a decision and Form 4',
    step: (step) =>
      step.before.context.cover !== 'lapsed' ||
      step.after.context.placed.length === step.before.context.placed.length ||
      step.event.type === 'placement.started',
  },
  {
    id: 'emergency pattern',
    text: 'a third emergency by the same referrer to the same facility raises an alert, and only then',
    step: (step) =>
      step.event.type !== 'destination.proposed' ||
      effectsOf(step, 'alert.raise').some((a) => a.kind === 'emergencyPattern') ===
        (step.event.facts.emergencies?.sameReferrerSameFacility ?? 0) >= 2,
  },
  {
    id: 'withdrawal',
    text: 'a request is taken back only while its children are at home',
    step: (step) =>
      !toFinal(step, 'withdrawn') ||
      (step.before.context.cover === 'none' &&
        !step.before.context.present &&
        step.before.context.familyPlan === undefined &&
        (!step.before.context.done.decided || at(step.before.path, 'open.steps.awaitingArrival'))),
  },
  {
    id: 'return',
    text: 'a child who lives away from home is not refused and forgotten: the return is planned with Form 4',
    step: (step) => {
      if (!['decision.refusedFamilySupport', 'court.refused'].includes(step.event.type)) return true;
      const { cover, present } = step.before.context;
      return at(step.after.path, cover === 'none' && !present ? 'open.steps.refused' : 'open.steps.placing');
    },
  },
  {
    id: 'emergency authority',
    text: 'an emergency authority is granted only while the 72 hours run',
    step: (step) => grantsOf(step).every((g) => g.kind !== 'emergency' || step.before.context.cover === 'emergency'),
  },
  {
    id: 'corrected birth date',
    text: 'a child who proves to be under three loses the authority at once, with an incident and an alert; nobody else does',
    step: (step) => {
      if (step.event.type !== 'child.birthDateCorrected') return true;
      const { destination, admitted, present, children } = step.before.context;
      const young = (admitted.length > 0 ? admitted : children).some((id) => {
        const child = factOf(step.event, id);
        return child !== undefined && ageOn(child.birth.to, dateOf(step.event.now)) < 3;
      });
      return (
        young &&
        (destination === 'facility' || admitted.length > 0 || present) &&
        effectsOf(step, 'authority.change').some((c) => c.to === 'void') &&
        effectsOf(step, 'incident.open').some((i) => i.kind === 'UNDER_THREE_IN_CARE')
      );
    },
  },
  {
    id: 'hand-over',
    text: 'relatives and foster families get the authority decided, parents need none; the case ends with its last child, and as it was',
    step: (step) => {
      if (step.event.type !== 'placement.started') return true;
      const { context } = step.before;
      const kinds = grantsOf(step).map((g) => g.kind as string);
      if (kinds.join() !== (context.familyPlan === 'home' ? '' : context.familyPlan)) return false;
      const whom = context.admitted.length > 0 ? context.admitted : context.children;
      const all = whom.every((id) => context.placed.includes(id) || step.event.data.children.includes(id));
      const end = context.present ? 'discharged' : context.familyPlan === 'home' ? 'returnedHome' : 'placedInFamily';
      return at(step.after.path, all ? end : 'open.steps.placing');
    },
  },
  {
    id: 'village pattern',
    text: 'the third child of one village admitted to one institution within a year raises an alert, and only then',
    step: (step) =>
      step.event.type !== 'decision.approved' ||
      effectsOf(step, 'alert.raise').some((a) => a.kind === 'villagePattern') ===
        (step.event.facts.origin?.sameVillage ?? 0) + step.event.data.children.length >= 3,
  },
  {
    id: 'one authority',
    text: 'an authority is granted only after the earlier one of the child has ended',
    step: (step) => {
      const names = step.effects.filter((e) => e.name.startsWith('authority.'));
      const grant = names.findIndex((e) => e.name === 'authority.grant');
      return grant < 0 || names.slice(0, grant).some((e) => e.params.to === 'ended');
    },
  },
  {
    id: 'facts',
    text: 'a concern for safety, a missing child, a court order and a death each open an incident with an owner and a clock',
    step: (step) =>
      !['safetyConcern', 'childMissing', 'courtOrderReceived', 'childDied', 'child.died', 'child.courtOrder'].includes(
        step.event.type,
      ) || effectsOf(step, 'incident.open').some((i) => i.due > step.event.now),
  },
  {
    id: 'no gap',
    text: 'an approval leaves the authority of an emergency in force, with its clock; the arrival ends it in the step that puts the new one in force',
    step: (step) => {
      const { before, after, event } = step;
      const running = ['emergency', 'interim'].includes(before.context.cover);
      const ended = effectsOf(step, 'authority.change').some(
        (c) => c.to !== 'inForce' && (!c.kinds || c.kinds.includes('emergency')) && c.children.length > 0,
      );
      if (event.type === 'decision.approved')
        return !running || (!ended && after.context.cover === before.context.cover);
      const admitted = toFinal(step, 'open.steps.admitted') && event.type === 'arrival.recorded';
      const begins = effectsOf(step, 'authority.change').some((c) => c.to === 'inForce');
      return admitted === begins && (!running || !begins || ended);
    },
  },
  {
    id: 'unused',
    text: 'an approval that nobody used never closes the case of a child who is away from home',
    step: (step) =>
      !/after\.authorityUnused\./.test(step.event.type) ||
      at(step.after.path, 'lapsed') === (step.before.context.cover === 'none'),
  },
  {
    id: 'clock beside the steps',
    text: 'an emergency or interim authority is watched by its clock, whatever step the case is in',
    state: ({ context, path }) =>
      context.outcome !== undefined ||
      !['emergency', 'interim'].includes(context.cover) ||
      at(path, `open.authority.bridge.${context.cover}`),
  },
  {
    id: 'P-11',
    text: 'who lives in the institution has a review to come, whatever else is prepared',
    state: ({ context, path }) => !context.present || at(path, 'open.review.due'),
  },
  {
    id: 'danger',
    text: 'a report of immediate danger is answered by the emergency, or by a social worker who did not report it',
    step: ({ before, event, after }) =>
      !at(before.path, 'danger') ||
      at(after.path, 'danger') ||
      at(after.path, 'open.steps.emergency') ||
      at(after.path, 'childDied') ||
      (event.actor.role === 'dsw' && !before.context.duties.reporters?.includes(event.actor.person)),
  },
  {
    id: 'duty worker',
    text: 'no emergency authority in a facility before the social worker on duty was called, or has seen the child',
    step: ({ before: { context }, event, effects }) =>
      event.type !== 'destination.proposed' ||
      event.actor.role === 'dsw' ||
      !['transitHome', 'institution'].includes(event.data.destination) ||
      effects.every((e) => e.name !== 'authority.grant') ||
      !!context.called ||
      context.seen,
  },
  {
    id: 'replaced',
    text: 'an emergency that ends the authority of another case says so in an incident',
    step: (step) =>
      step.event.type !== 'destination.proposed' ||
      effectsOf(step, 'incident.open').some((i) => i.kind === 'AUTHORITY_REPLACED') ===
        (step.event.facts.children ?? []).some((c) => c.authority?.instance !== undefined),
  },
  {
    id: 'in the institution',
    text: 'who lives in the institution has an authority that runs, or a void one that somebody must mend',
    state: ({ path }) =>
      !at(path, 'open.steps.admitted') || at(path, 'open.authority.residential') || at(path, 'open.authority.void'),
  },
];
