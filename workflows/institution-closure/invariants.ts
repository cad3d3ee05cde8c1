/** The "never" rules over all paths: no closed institution and a child unaccounted for, in no order of events. */
import { addDays, dateOf } from '../time';
import type { Invariant } from '../workflow';
import { isFamily, isNeedy, isOf, isSettled, isTalkedTo, leavingOn, rowOf, type Context } from './context';
import { factInvariants } from './invariants-facts';
import { unnamedOf } from './rules/checks';
import { nextVisit } from './schedule';

type Step = Parameters<NonNullable<Invariant<Context>['step']>>[0];
const enters = (s: Step, state: string) => s.after.path.includes(state) && !s.before.path.includes(state);
const named = (s: Step, name: string) => s.effects.filter((e) => e.name === name).map((e) => e.params);
const actors = ({ event }: Step) => [event.actor.person, event.actor.actingFor].filter((p) => p !== undefined);
const standing = (s: Step) => named(s, 'institution.standing').map((p) => p.standing as string);
const required = (s: Step) =>
  named(s, 'instance.open')
    .filter((p) => p.workflow === 'inspection' && p.event === 'inspection.required')
    .map((p) => (p.data as { reason: string }).reason);
const closedEnds = ['archived', 'transitioned', 'abandoned', 'reopened'];

export const invariants: Invariant<Context>[] = [
  ...factInvariants,
  {
    id: 'N-20',
    text: 'the order freezes the institution in the same step, and nothing unfreezes it but its withdrawal or its closure',
    step: (s) =>
      (s.before.context.ordered ||
        !s.after.context.ordered ||
        standing(s).join() === (s.event.facts.institution?.standing === 'closed' ? '' : 'frozen')) &&
      (s.event.type === 'order.signed' ||
        standing(s).every((to) =>
          to === 'closed' ? s.event.type === 'certificate.signed' : s.event.type === 'freeze.lifted',
        )),
  },
  {
    id: 'N-21',
    text: 'no institution is closed while one child is unaccounted for, lost or unverified',
    state: ({ context }) => !context.certified || (context.sealed && context.children.every(isSettled)),
  },
  {
    id: 'N-21 verification',
    text: 'no verification and no certificate stands against what the register knows to be there',
    step: (s) =>
      !(enters(s, 'open.steps.certifying') || enters(s, 'open.steps.surveillance')) ||
      (s.before.context.children.every(isSettled) &&
        s.event.facts.closure?.stillPresent.length === 0 &&
        s.event.facts.closure.openAuthorities === 0),
  },
  {
    id: 'N-21 ends',
    text: 'an outcome that says closed comes after the certificate alone',
    state: ({ context, path }) => !closedEnds.some((end) => path.includes(end)) || context.certified,
  },
  {
    id: 'N-10',
    text: 'who moved a child, or cleared one to leave, neither verifies nor certifies',
    step: (s) =>
      !(enters(s, 'open.steps.certifying') || enters(s, 'open.steps.surveillance')) ||
      ![...actors(s), ...((s.event.data?.members ?? []) as string[])].some((p) => s.before.context.movers.includes(p)),
  },
  {
    id: 'N-10 child',
    text: 'who moved a child does not verify where it lives',
    step: (s) => {
      if (s.event.type !== 'destination.verified') return true;
      const row = rowOf(s.before.context, s.event.data.child as string);
      return !!row && !actors(s).some((p) => row.movedBy.includes(p));
    },
  },
  {
    id: 'N-13',
    text: 'nobody is cleared to another institution without a decision of gatekeeping for it',
    step: (s) =>
      s.event.type !== 'child.cleared' ||
      s.event.data.destination !== 'byDecision' ||
      s.event.facts.children?.some(
        (c) => c.id === s.event.data.child && c.authority && c.authority.institution !== s.before.context.institution,
      ) === true,
  },
  {
    id: 'N-22',
    text: 'no child is cleared to leave without its destination decided, its file copied and a first visit within a week',
    step: (s) => {
      if (s.event.type !== 'child.cleared') return true;
      const row = rowOf(s.before.context, s.event.data.child as string);
      const { firstVisitOn, destination, worker } = s.event.data;
      const today = dateOf(s.event.now);
      return (
        !!row?.records &&
        worker !== undefined &&
        (row.stage === 'planned' || ['independent', 'byDecision'].includes(destination)) &&
        firstVisitOn >= today &&
        firstVisitOn <= addDays(today, 7)
      );
    },
  },
  {
    id: 'order of moves',
    text: 'a child without need does not go before one in need, unless it is said why',
    step: (s) => {
      if (s.event.type !== 'child.cleared' || s.event.data.needReason) return true;
      const row = rowOf(s.before.context, s.event.data.child as string)!;
      return isNeedy(row) || !s.before.context.children.some((r) => isNeedy(r) && !r.accounted && !r.destination);
    },
  },
  {
    id: 'N-23',
    text: 'a certificate plans the whole watch, and a watch that is not over ends only where children sleep again',
    step: (s) =>
      (!enters(s, 'open.steps.surveillance') ||
        s.after.context.visits.length === (s.event.parameters.values['P-30'] as unknown[]).length) &&
      (!['archived', 'transitioned', 'abandoned'].some((end) => enters(s, end)) ||
        nextVisit(s.after.context) === undefined),
  },
  {
    id: 'outcomes',
    text: 'the outcome says whether the provider had left, or goes on in the community',
    step: (s) =>
      (!enters(s, 'abandoned') || s.before.context.abandoned) &&
      (!enters(s, 'transitioned') || (s.before.context.transition && !s.before.context.abandoned)) &&
      (!enters(s, 'archived') || (!s.before.context.transition && !s.before.context.abandoned)),
  },
  {
    id: 'N-24',
    text: 'nobody is settled alone on the word of the institution',
    step: (s) =>
      s.event.type !== 'child.settled' ||
      (new Set(s.event.data.sources).size >= 2 && s.event.data.sources.some((one: string) => one !== 'institution')),
  },
  {
    id: 'N-42',
    text: 'no census is sealed without every child whom the register knows there and every name of the other lists that is not explained',
    step: (s) =>
      s.event.type !== 'census.sealed' ||
      ((s.event.facts.closure?.expected ?? []).every(({ child }) => rowOf(s.after.context, child) !== undefined) &&
        ((s.event.data.names ?? []) as { child?: string; reason?: string }[]).every(
          ({ child, reason }, line) =>
            reason !== undefined ||
            rowOf(
              s.after.context,
              child ?? s.event.facts.closure?.listed?.find((one) => one.line === line)?.child ?? '',
            ) !== undefined,
        )),
  },
  {
    id: 'census kept',
    text: 'no child of the census is ever forgotten, and each one is told to its own way home in the step that counts it',
    step: (s) => {
      const known = s.before.context.children.map(({ child }) => child);
      const added = s.after.context.children.filter(({ child }) => !known.includes(child));
      const told = named(s, 'instance.tell').map((p) => p.child as string);
      return (
        known.every((child) => rowOf(s.after.context, child) !== undefined) &&
        added.every((row) => row.accounted === 'died' || (told.includes(row.child) && row.pathway === 'open'))
      );
    },
  },
  {
    id: 'abandonment',
    text: 'when the provider leaves, every child of the census is of high risk in the same step, wherever it lives',
    step: (s) => {
      if (!s.after.context.abandoned || s.before.context.abandoned || !s.before.context.sealed) return true;
      const told = named(s, 'instance.tell').filter((p) => p.data.high);
      return s.before.context.children.every(
        (row) => row.accounted === 'died' || told.some((p) => p.child === row.child),
      );
    },
  },
  {
    id: 'regions',
    text: 'a certificate is signed after staff, money, files, freeze and appeal are settled',
    step: (s) => {
      if (!enters(s, 'open.steps.surveillance')) return true;
      const { path } = s.before;
      return (
        ['staff.placedOrReleased', 'money.settled', 'records.filed', 'freeze.served'].every((state) =>
          path.includes(`open.${state}`),
        ) &&
        !path.includes('open.appeal.appealed') &&
        !path.includes('open.appeal.granted') &&
        !path.includes('open.withdrawal.reinspecting')
      );
    },
  },
  {
    id: 'private talks',
    text: 'a certificate is signed when every child was spoken to alone, or its row says why not',
    step: (s) => !enters(s, 'open.steps.surveillance') || s.before.context.children.every(isTalkedTo),
  },
  {
    id: 'found without a name',
    text: 'nothing is called empty while a child was found there without a name, and two people end such an incident',
    step: (s) => {
      const unnamed = unnamedOf(s.before.context, s.event);
      if (s.event.type === 'census.sealed') return s.after.context.children.length >= unnamed;
      if (enters(s, 'open.steps.verifying') || enters(s, 'open.steps.surveillance')) return unnamed === 0;
      if (s.event.type !== 'unnamed.confirmed')
        return (
          s.after.context.outcome !== undefined || (s.after.context.newcomers ?? 0) >= (s.before.context.newcomers ?? 0)
        );
      const told = s.before.context.explainedBy ?? [];
      return told.length > 0 && !actors(s).some((p) => told.includes(p)) && named(s, 'incident.resolve').length === 2;
    },
  },
  {
    id: 'where it lies',
    text: 'a closure is opened in the district of its institution',
    step: (s) =>
      s.before.context.institution !== undefined ||
      s.after.context.institution === undefined ||
      s.event.facts.institution?.area.startsWith(s.after.context.area) === true,
  },
  {
    id: 'money',
    text: 'money that is told of is kept in mind as it was told, before the order and after it',
    step: (s) =>
      !['cash.checked', 'donor.left'].includes(s.event.type) ||
      s.after.context.money === (s.event.data.enough === true ? 'enough' : 'short'),
  },
  {
    id: 'regions drawn',
    text: 'appeal, staff, money and files are drawn as the case knows them',
    state: ({ context, path }) =>
      !path.some((p) => p.startsWith('open.')) ||
      ((context.appeal === 'granted') === path.includes('open.appeal.granted') &&
        (context.returned !== undefined) === path.includes('open.returned.found') &&
        (context.withdrawal === 'open') === path.includes('open.withdrawal.reinspecting') &&
        (context.appeal === 'open') === path.includes('open.appeal.appealed') &&
        (context.staff === 'settled') === path.includes('open.staff.placedOrReleased') &&
        (context.money === 'settled') === path.includes('open.money.settled') &&
        (context.records === 'filed') === path.includes('open.records.filed') &&
        (context.records === 'destroyed') === path.includes('open.records.destroyed')),
  },
  {
    id: 'appeal',
    text: 'an appeal unfreezes nothing, and who signed the order does not decide on it',
    step: (s) =>
      !s.event.type.startsWith('appeal.') ||
      (standing(s).length === 0 &&
        (s.event.type === 'appeal.filed' || !actors(s).some((p) => s.before.context.signers.includes(p)))),
  },
  {
    id: 'withdrawal',
    text: 'an order is withdrawn after an inspection; the freeze stays until another one that the withdrawal opens has found all standards met',
    step: (s) =>
      (s.event.type !== 'order.withdrawn' ||
        (s.event.data.standardsMet === true &&
          (s.event.facts.institution?.lastInspection ?? '') >= s.event.data.reinspectedOn &&
          required(s).join() === 'orderWithdrawn' &&
          standing(s).length === 0)) &&
      (!enters(s, 'withdrawn') ||
        (s.event.facts.closure?.inspected?.rating === 'A' &&
          s.event.facts.closure.inspected.openedAt >= s.before.context.anchors.withdrawn! &&
          standing(s).join() === (s.before.context.before === 'closed' ? '' : s.before.context.before))),
  },
  {
    id: 'reopened',
    text: 'children found in closed premises are an incident and an inspection on the same day, signs of them an inspection too',
    step: (s) =>
      s.event.type !== 'visit.recorded' ||
      s.event.data.found === 'empty' ||
      (named(s, 'incident.open').length === 1 &&
        required(s).join() === 'surveillance' &&
        (s.event.data.found !== 'childrenSleep' ||
          (enters(s, 'reopened') &&
            named(s, 'instance.open').every((p) => (p.data as { on: string }).on === dateOf(s.event.now))))),
  },
  {
    id: 'merged',
    text: 'two records become one child by a merge alone, never without being told, and the child is seen once more',
    step: (s) => {
      const { merge } = (s.event.data ?? {}) as { merge?: { kept: string; merged: string } };
      const fresh = s.after.context.merges.length > s.before.context.merges.length;
      if (!merge || !fresh || s.event.type === 'census.sealed') return !fresh || s.event.type.startsWith('census.');
      const rows = s.after.context.children.filter((row) => isOf(s.after.context, row, merge.kept));
      const both = s.before.context.children.filter((row) => [merge.kept, merge.merged].includes(row.child));
      return (
        rows.length > 0 &&
        rows.every((row) =>
          row.accounted === 'died' ? both.every((one) => one.accounted === 'died') : row.unseen && !row.verified,
        ) &&
        named(s, 'alert.raise').some((p) => p.kind === 'closure.merged')
      );
    },
  },
  {
    id: 'seen after a merge',
    text: 'who was not seen since a merge stays unverified until somebody who did not merge the records has seen the child',
    step: (s) =>
      s.before.context.children.every((row) => {
        const after = rowOf(s.after.context, row.child);
        if (!row.unseen || !after || after.unseen) return true;
        if (after.accounted === 'died' || s.after.context.outcome) return true;
        return s.event.type === 'destination.verified'
          ? s.event.data.childSeen === true && !actors(s).some((p) => row.movedBy.includes(p))
          : s.event.type === 'child.progressed' && s.event.data.what === 'visited';
      }),
  },
  {
    id: 'group moves',
    text: 'more than P-83 children leave to families on one day with the reason of the province alone, or it is an incident',
    step: (s) => {
      const most = s.event.parameters.values['P-83'] as number;
      if (s.event.type === 'child.cleared') {
        const { child, destination, leavesOn = dateOf(s.event.now), groupReason } = s.event.data;
        const others = leavingOn(s.before.context, leavesOn).filter((row) => !isOf(s.before.context, row, child));
        const reasoned = groupReason !== undefined && s.event.actor.role === 'pdosvyDirector';
        return !isFamily(destination) || reasoned || others.length < most;
      }
      if (s.event.type !== 'child.progressed' || s.event.data.what !== 'placed' || s.after.context.certified)
        return true;
      const { on } = s.event.data;
      return (
        leavingOn(s.after.context, on).length <= most ||
        s.after.context.groupDays.includes(on) ||
        !rowOf(s.after.context, s.event.data.child)?.accounted ||
        rowOf(s.after.context, s.event.data.child)!.accounted === 'died' ||
        named(s, 'incident.open').some((p) => p.kind === 'GROUP_MOVE')
      );
    },
  },
  {
    id: 'cleared first',
    text: 'a move that is told for a day before the child was cleared is an incident',
    step: (s) => {
      if (s.event.type !== 'child.progressed' || s.event.data.what !== 'placed' || s.after.context.certified)
        return true;
      const row = rowOf(s.after.context, s.event.data.child);
      return (
        !row ||
        row.accounted === 'died' ||
        (row.clearedOn !== undefined && s.event.data.on >= row.clearedOn) ||
        named(s, 'incident.open').some((p) => p.kind === 'LEFT_BEFORE_CLEARED')
      );
    },
  },
  {
    id: 'two homes',
    text: 'what is told of a child is passed on once to another closure that counted it',
    step: (s) => {
      if (!['child.progressed', 'child.located'].includes(s.event.type)) return true;
      const passed = named(s, 'instance.tell').filter((p) => p.workflow === 'institution-closure');
      return s.event.data.passed === true
        ? passed.length === 0
        : passed.length === 1 && passed[0].child === s.event.data.child && passed[0].data.passed === true;
    },
  },
  {
    id: 'N-13 arrival',
    text: 'at another institution a child counts when a decision is in force there and the register knows it there',
    step: (s) => {
      if (s.event.type !== 'child.arrived') return true;
      const fact = s.event.facts.children?.find(({ id }) => id === s.event.data.child);
      return (
        fact?.authority?.status === 'inForce' &&
        fact.authority.institution !== s.before.context.institution &&
        fact.presentAt === fact.authority.institution
      );
    },
  },
  {
    id: 'extensions',
    text: 'the date moves by a signed extension alone, to a later day, and each is counted',
    step: (s) =>
      !s.before.context.target ||
      s.after.context.target === s.before.context.target ||
      s.after.context.outcome !== undefined ||
      (s.event.type === 'extension.signed' &&
        s.after.context.target! > s.before.context.target &&
        s.after.context.extensions === s.before.context.extensions + 1),
  },
  {
    id: 'located',
    text: 'a child who is found is found in its own case in the same step',
    step: (s) =>
      s.event.type !== 'child.located' ||
      named(s, 'instance.tell').some((p) => p.child === s.event.data.child && p.event === 'child.found'),
  },
  {
    id: 'missing',
    text: 'a child who is missing blocks whatever was known before',
    step: (s) =>
      s.event.type !== 'child.progressed' ||
      s.event.data.what !== 'missing' ||
      s.before.context.certified ||
      rowOf(s.after.context, s.event.data.child as string)?.lost !== false ||
      rowOf(s.after.context, s.event.data.child as string)?.accounted === 'died',
  },
];

export const equivalents: Record<string, string> = {};
