/** The "never" rules over all paths: no closed institution and a child unaccounted for, in no order of events. */
import { dateOf } from '../time';
import type { Invariant } from '../workflow';
import { isGone, isSettled, isTalkedTo, rowOf, type Context } from './context';
import { factInvariants } from './invariants-facts';
import { childInvariants } from './invariants-children';
import { actors, enters, named, type Step } from './invariants-step';
import { unnamedOf } from './rules/checks';
import { nextVisit } from './schedule';

const standing = (s: Step) => named(s, 'institution.standing').map((p) => p.standing as string);
const required = (s: Step) =>
  named(s, 'instance.open')
    .filter((p) => p.workflow === 'inspection' && p.event === 'inspection.required')
    .map((p) => (p.data as { reason: string }).reason);
const closedEnds = ['archived', 'transitioned', 'abandoned', 'reopened'];

export const invariants: Invariant<Context>[] = [
  ...factInvariants,
  ...childInvariants,
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
    id: 'lived in again',
    text: 'no files are filed while a child has still to leave, and staff and money are open again when a child lives in a house that all had left',
    state: ({ context, path }) =>
      !path.includes('open.records.filed') || context.children.every(({ accounted }) => accounted !== undefined),
    step: (s) =>
      s.event.type !== 'census.supplemented' ||
      s.event.data.place !== 'here' ||
      !s.before.context.children.every(isGone) ||
      s.event.data.rows.every((row: { found: string }) => !row.found.endsWith('Present')) ||
      (s.after.context.staff !== 'settled' && s.after.context.money !== 'settled'),
  },
  {
    id: 'private talks',
    text: 'a certificate is signed when every child was spoken to alone, or its row says why not',
    step: (s) => !enters(s, 'open.steps.surveillance') || s.before.context.children.every(isTalkedTo),
  },
  {
    id: 'no talk',
    text: 'that no talk could be held is never the word of one alone',
    step: (s) =>
      s.after.context.children.every((row) => {
        const before = rowOf(s.before.context, row.child);
        if (row.untalked === undefined || before?.untalked !== undefined || s.event.data?.merge) return true;
        const said = before?.unable?.by ?? [];
        return said.length > 0 && s.event.type === 'untalked.confirmed' && !actors(s).some((p) => said.includes(p));
      }),
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
    text: 'an appeal unfreezes nothing, and who signed the order or filed it does not decide on it',
    step: (s) => {
      const { signers, filers = [] } = s.before.context;
      return (
        !s.event.type.startsWith('appeal.') ||
        (standing(s).length === 0 &&
          (s.event.type === 'appeal.filed'
            ? actors(s).every((p) => s.after.context.filers?.includes(p))
            : !actors(s).some((p) => signers.includes(p) || filers.includes(p))))
      );
    },
  },
  {
    id: 'one appeal',
    text: 'an order, and each extension, has one appeal that holds the certificate',
    step: (s) => {
      const { contested = [] } = s.after.context;
      const opens = s.after.context.appeal === 'open' && s.before.context.appeal !== 'open';
      return (
        new Set(contested).size === contested.length &&
        (!opens || contested.length === (s.before.context.contested ?? []).length + 1)
      );
    },
  },
  {
    id: 'withdrawal',
    text: 'an order is withdrawn after an inspection; the freeze stays until another one that the withdrawal opens has found all standards met',
    step: (s) =>
      (s.event.type !== 'order.withdrawn' ||
        (s.event.data.standardsMet === true &&
          (s.event.facts.institution?.lastInspection ?? '') >= s.event.data.reinspectedOn &&
          (s.event.data.reinspectedOn > dateOf(s.before.context.anchors.ordered!) ||
            (s.event.facts.closure?.inspected?.openedAt ?? 0) >= s.before.context.anchors.ordered!) &&
          required(s).join() === 'orderWithdrawn' &&
          standing(s).length === 0)) &&
      (!enters(s, 'withdrawn') ||
        (s.event.facts.closure?.inspected?.rating === 'A' &&
          s.event.facts.closure.inspected.openedAt >= s.before.context.anchors.withdrawn! &&
          standing(s).join() === (s.before.context.before === 'closed' ? '' : s.before.context.before))),
  },
  {
    id: 'reopened',
    text: 'children seen in closed premises are an incident and an inspection on the same day, signs of them an inspection too, and people of the home an incident',
    step: (s) => {
      if (s.event.type !== 'visit.recorded') return true;
      const { found, people } = s.event.data as { found: string; people: string[] };
      const sleep = found === 'childrenSleep';
      const seen = sleep || people.includes('children');
      if (!seen && found === 'empty' && !people.some((one) => one !== 'nobody')) return true;
      if (named(s, 'incident.open').length !== 1 || (sleep && !enters(s, 'reopened'))) return false;
      if (!seen && found === 'empty') return true;
      return (
        required(s).join() === 'surveillance' &&
        (!seen || named(s, 'instance.open').every((p) => (p.data as { on: string }).on === dateOf(s.event.now)))
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
];

export const equivalents: Record<string, string> = {};
