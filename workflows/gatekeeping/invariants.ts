/** The "never" rules that concern an admission, over every state and every step; and mutants that change nothing. */
import { ageOn, dateOf } from '../time';
import type { EffectName, EffectParams, Given, Invariant } from '../workflow';
import { categories, materialReasons, type Context } from './context';
import { residentialKinds } from './rules/checks';

type Step = Parameters<NonNullable<Invariant<Context>['step']>>[0];
type Grant = EffectParams['authority.grant'];

const effectsOf = <N extends EffectName>(step: Step, name: N): EffectParams[N][] =>
  step.effects.filter((e) => e.name === name).map((e) => e.params);
const grantsOf = (step: Step) => effectsOf(step, 'authority.grant');
const residential = (step: Step): Grant[] => grantsOf(step).filter((g) => g.kind === 'residential');
/** Authorities for a place that is no family. */
const away = (step: Step): Grant[] =>
  grantsOf(step).filter(
    (g) =>
      g.kind === 'residential' ||
      (g.institution && residentialKinds.includes(step.event.facts.institution?.kind ?? 'rci')),
  );
const factOf = (given: Given, child: string) => given.facts.children?.find((c) => c.id === child);
const at = (path: string[], state: string) => path.some((p) => p === state || p.startsWith(`${state}.`));
const decides = (given: Given) =>
  given.type.startsWith('decision.') && !/returnedForInfo|referredToMosvy/.test(given.type);
const supports = (step: Step, reason: string) =>
  effectsOf(step, 'instance.open').some(
    (o) => o.workflow === 'family-support' && (o.data as { reason: string }).reason === reason,
  );
const toFinal = (step: Step, state: string) => at(step.after.path, state) && !at(step.before.path, state);

export const invariants: Invariant<Context>[] = [
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
    text: 'who requested, who assessed and who decides are different persons',
    step: (step) => {
      if (!decides(step.event)) return true;
      const { actor } = step.event;
      const { requesters, assessors } = step.before.context.duties;
      return [...requesters, ...assessors].every((p) => p !== actor.person && p !== actor.actingFor);
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
  {
    id: 'refusal helps',
    text: 'every refusal and every withdrawal opens family support in the same step',
    step: (step) => {
      const { type } = step.event;
      if (['decision.refusedFamilySupport', 'court.refused'].includes(type)) return supports(step, 'refused');
      if (toFinal(step, 'withdrawn') || toFinal(step, 'lapsed')) return supports(step, 'withdrawn');
      if (['decision.approved', 'decision.refusedAlternativeCare'].includes(type))
        return supports(step, 'refused') === step.event.data.children.length < step.before.context.children.length;
      return effectsOf(step, 'instance.open').length === 0;
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
    id: 'in the institution',
    text: 'who lives in the institution has an authority that runs, or a void one that somebody must mend',
    state: ({ path }) =>
      !at(path, 'open.steps.admitted') || at(path, 'open.authority.residential') || at(path, 'open.authority.void'),
  },
];

export const equivalents: Record<string, string> = {};
