/** What holds of every child of the census on its way: told, cleared, gone, seen, merged, over all paths. */
import { addDays, dateOf } from '../time';
import type { Invariant } from '../workflow';
import { isFamily, isNeedy, isOf, leavingOn, rowOf, type Context } from './context';
import { actors, named } from './invariants-step';

export const childInvariants: Invariant<Context>[] = [
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
    id: 'danger told',
    text: 'danger that a child told is a concern of its own case in the same step, and the case is of high risk',
    step: (s) => {
      if (s.event.type !== 'child.screened' || s.event.data.danger !== true) return true;
      const { child } = rowOf(s.after.context, s.event.data.child as string)!;
      const told = named(s, 'instance.tell').filter((p) => p.child === child && p.workflow === 'family-reintegration');
      return (
        told.some((p) => p.data.high === true && p.orOpen !== undefined) &&
        told.at(-1)?.event === 'safety.concernRaised' &&
        named(s, 'incident.open').some((p) => p.kind === 'CHILD_IN_DANGER')
      );
    },
  },
  {
    id: 'N-33',
    text: 'nobody goes to a family, or to live alone, while a concern about the child or a sibling is open',
    step: (s) =>
      !['child.cleared', 'child.settled'].includes(s.event.type) ||
      s.event.data.destination === 'byDecision' ||
      !s.event.facts.children?.some((c) => c.id === s.event.data.child && c.investigated),
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
    id: 'N-24',
    text: 'nobody is settled alone on the word of the institution',
    step: (s) =>
      s.event.type !== 'child.settled' ||
      (new Set(s.event.data.sources).size >= 2 && s.event.data.sources.some((one: string) => one !== 'institution')),
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
    id: 'found where it was',
    text: 'whoever is counted later is present where it was found, or nowhere: in this institution only who was found there',
    step: (s) => {
      if (s.event.type !== 'census.supplemented') return true;
      const { place, house } = s.event.data as { place: string; house?: string };
      const houses = named(s, 'fact.record').map((p) => p.institution as string);
      if (place === 'elsewhere') return houses.length === 0;
      return houses.every((one) => one === (place === 'house' ? house : s.before.context.institution));
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
    id: 'abandonment at once',
    text: 'nobody waits for the usual date of an assessment when the provider has left',
    state: ({ context, path }) => !context.abandoned || !path.includes('open.steps.assessing'),
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
    text: 'a move that is told for a day before the one the child was cleared for is an incident',
    step: (s) => {
      if (s.event.type !== 'child.progressed' || s.event.data.what !== 'placed' || s.after.context.certified)
        return true;
      const row = rowOf(s.after.context, s.event.data.child);
      return (
        !row ||
        row.accounted === 'died' ||
        (row.clearedOn !== undefined && s.event.data.on >= (row.leavesOn ?? row.clearedOn)) ||
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
