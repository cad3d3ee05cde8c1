/** The letters of gatekeeping, and the government's Forms 1 to 3 as the case filled them in. */
import { dueAfter } from '../time';
import type { DocumentSource, DocumentSpec, LetterSpec, Revocation, Text } from '../workflow';
import { categories, materialReasons } from './context';
import { goalLabels, needLabels, reasonLabels, referralLabels, destinationLabels } from './forms/vocabulary';
import * as say from './texts/letters';

const { text } = say;

/** Labels of a list of values, in both languages. */
function listed(labels: Record<string, readonly [string, string]>, values: readonly string[] = []): Text {
  const known = values.map((value) => labels[value] ?? ([value, value] as const));
  return text(known.map(([en]) => en).join(', '), known.map(([, km]) => km).join(' · '));
}
const detail = (label: Text, value: Text | undefined) => (value ? [{ label, value }] : []);
const same = (words: string | undefined): Text | undefined => (words ? text(words, words) : undefined);

/** The children by name, each with the birth date. */
const children = (source: DocumentSource) =>
  source.children.map(({ name, birth }) => ({
    label: say.child,
    value: text(`${name.en}, born ${birth.en}`, `${name.km} កើត${birth.km}`),
  }));

const request = (source: DocumentSource) => source.earlier['request.submitted'];
const asked = (source: DocumentSource): readonly string[] => request(source)?.data.reasons ?? [];

/** What the decision has before it: each step of the case with its date. */
function seen(source: DocumentSource): Text[] {
  return say.steps.flatMap(([event, words]) => {
    const line = source.earlier[event];
    return line ? [words(source.date(line.data?.visitOn ?? line.data?.on ?? line.on))] : [];
  });
}
const opening = (source: DocumentSource): Text => {
  const steps = seen(source);
  return steps.length === 0
    ? say.consideredNothing
    : text(
        `${say.considered.en} ${steps.map(({ en }) => en).join('; ')}.`,
        `${say.considered.km} ${steps.map(({ km }) => km).join(' ')}។`,
      );
};

/** To the ministry, within P-36 of the day on which the letter is received. */
const appealed = (words: (days: Text) => Text[]) => (source: DocumentSource) => {
  const amount = source.parameters.values['P-36'] as Parameters<typeof dueAfter>[1];
  return { paragraphs: words(source.number(amount.amount)), until: dueAfter(source.at, amount, source, 'P-36') };
};

const replaced = (...events: string[]): Revocation[] => events.map((event) => ({ event, reason: say.replaced }));
/** A decision on the request replaces the one before it; interim care only bridges the time until one is carried out. */
const decisions = ['decision.approved', 'decision.refusedFamilySupport', 'decision.refusedAlternativeCare'];
const withdrawn: Revocation = { event: 'request.withdrawn', reason: say.requestWithdrawn };
const overturned: Revocation = { event: 'appeal.overturned', reason: say.overturned };
/** What ends an approval before the child has arrived, or takes it back. */
const approvalEnds: Revocation[] = [
  ...replaced(...decisions, 'review.returnDecided', 'review.familyCareDecided'),
  withdrawn,
  { event: 'challenge.sustained', reason: say.overturned },
  { deadline: 'authorityUnused', reason: say.unused },
  { deadline: 'authorityEnds', reason: say.ended },
  { event: 'institution.statusChanged', to: 'suspendedByInstitution', reason: say.suspended },
  { event: 'arrival.recorded', to: 'suspendedByInstitution', reason: say.suspended },
  { event: 'child.birthDateCorrected', to: 'underAge', reason: say.underAge },
];

/** To the family of the children named, and to the commune. */
const toFamily = ({ children: named, place }: DocumentSource): Text[] => [
  text(
    `${say.family.en} ${named.map(({ name }) => name.en).join(', ')}`,
    `${say.family.km} ${named.map(({ name }) => name.km).join(' · ')}`,
  ),
  text(`${say.administration.en} ${place.en}`, `${say.administration.km}${place.km}`),
];

type Decision = Pick<LetterSpec, 'id' | 'title' | 'sources' | 'revokedBy' | 'subject' | 'paragraphs'> &
  Partial<LetterSpec>;

/** A decision: its reasons, its rules and its appeal go with it. */
const decision = (letter: Decision): LetterSpec => ({
  kind: 'letter',
  addressees: toFamily,
  basis: (rule) => say.bases[rule],
  details: children,
  reasons: (source) => source.data.reasons,
  ...letter,
});

const approval = decision({
  id: 'approval',
  title: say.decision,
  sources: ['decision.approved'],
  revokedBy: approvalEnds,
  institution: true,
  subject: () => say.approvalSubject,
  addressees: (source) => [...toFamily(source), source.institution ?? say.institution],
  paragraphs: (source) => [opening(source), say.approved, say.approvedMeans],
  details: (source) => [
    ...children(source),
    ...detail(say.institution, source.institution),
    ...detail(say.ground, listed(reasonLabels, asked(source))),
    ...detail(say.goal, source.data.goal && listed(goalLabels, [source.data.goal])),
    ...detail(say.returnConditions, same(source.data.returnConditions)),
    ...detail(say.contactPlan, same(source.data.contactPlan)),
    ...detail(say.until, source.data.until && source.date(source.data.until)),
  ],
  rules: () => ['N-01', 'N-03', 'N-07', 'N-09', 'N-11', 'N-12', 'N-14'],
  appeal: appealed(say.challengeRoute),
});

/** The rules of the admission that the request itself does not meet. */
function against(source: DocumentSource): string[] {
  const reasons = asked(source);
  const none = reasons.length > 0 && !reasons.some((reason) => (categories as readonly string[]).includes(reason));
  const material =
    reasons.length > 0 && reasons.every((reason) => (materialReasons as readonly string[]).includes(reason));
  const rungs = (source.earlier['ladder.completed']?.data.rungs ?? []) as { rung: string; result: string }[];
  const nearer = rungs.some(({ rung, result }) => rung !== 'institution' && result === 'suitable');
  return [...(material ? ['N-02'] : []), ...(nearer ? ['N-11'] : []), ...(none ? ['N-12'] : []), 'N-14'];
}

const refusal = decision({
  id: 'refusal',
  title: say.decision,
  sources: ['decision.refusedFamilySupport'],
  revokedBy: [...replaced(...decisions), overturned],
  subject: () => say.refusalSubject,
  paragraphs: (source) => [opening(source), say.refused, say.refusedMeans],
  details: (source) => [
    ...children(source),
    ...detail(say.ground, asked(source).length > 0 ? listed(reasonLabels, asked(source)) : undefined),
    ...detail(say.needs, listed(needLabels, source.data.needs)),
    ...detail(say.referrals, listed(referralLabels, source.data.referrals)),
  ],
  rules: against,
  appeal: appealed(say.appealRoute),
});

const familyCare = decision({
  id: 'family-care',
  title: say.decision,
  sources: ['decision.refusedAlternativeCare'],
  revokedBy: [...replaced(...decisions), withdrawn],
  subject: () => say.familyCareSubject,
  paragraphs: (source) => [opening(source), say.familyCare, say.familyCareMeans],
  details: (source) => [
    ...children(source),
    ...detail(say.care, say.cares[source.data.care as keyof typeof say.cares]),
    ...detail(say.carerAssessed, source.date(source.data.carerAssessedOn)),
    ...detail(say.contactPlan, same(source.data.contactPlan)),
  ],
  rules: () => ['N-07', 'N-11', 'N-14'],
  appeal: appealed(say.complaintRoute),
});

const interim = decision({
  id: 'interim-care',
  title: say.decision,
  sources: ['decision.interimCare'],
  revokedBy: [
    ...replaced('decision.interimCare', 'decision.refusedFamilySupport', 'decision.refusedAlternativeCare'),
    withdrawn,
    { deadline: 'interimEnds', reason: say.ended },
  ],
  institution: true,
  subject: () => say.interimSubject,
  paragraphs: (source) => [opening(source), say.interim],
  details: (source) => [
    ...children(source),
    ...detail(say.destination, listed(destinationLabels, [source.data.destination])),
    ...detail(say.institution, source.data.institution && source.institution),
    ...detail(say.goal, source.data.goal && listed(goalLabels, [source.data.goal])),
    ...detail(say.until, source.data.until && source.date(source.data.until)),
  ],
  rules: () => ['N-01', 'N-09'],
  appeal: appealed(say.complaintRoute),
});

const reinstatement = decision({
  id: 'reinstatement',
  title: say.decision,
  sources: ['decision.reinstated'],
  revokedBy: approvalEnds,
  institution: true,
  subject: () => say.reinstatementSubject,
  addressees: (source) => [...toFamily(source), source.institution ?? say.institution],
  paragraphs: (source) => [
    say.reinstated(source.date(source.earlier['decision.approved']?.on ?? source.on)),
    say.approvedMeans,
  ],
  details: (source) => [...children(source), ...detail(say.institution, source.institution)],
  rules: () => ['N-01', 'N-05', 'N-13'],
  appeal: appealed(say.challengeRoute),
});

const ruling = (id: string, source: string, subject: Text, words: Text): LetterSpec =>
  decision({
    id,
    title: say.appealDecision,
    sources: [source],
    revokedBy: [],
    subject: () => subject,
    paragraphs: () => [words, say.courtRoute],
  });

const printed = (id: string, title: Text, source: string, without?: string[]): DocumentSpec => ({
  kind: 'form',
  id,
  title,
  sources: [source],
  revokedBy: [],
  without,
});

export const documents: DocumentSpec[] = [
  approval,
  refusal,
  familyCare,
  interim,
  reinstatement,
  ruling('appeal-upheld', 'appeal.upheld', say.refusalSubject, say.upheld),
  ruling('appeal-overturned', 'appeal.overturned', say.refusalSubject, say.overturnedWords),
  ruling('challenge-dismissed', 'challenge.dismissed', say.approvalSubject, say.dismissed),
  ruling('challenge-sustained', 'challenge.sustained', say.approvalSubject, say.sustained),
  printed('form-1', say.form1, 'request.submitted', ['changedFacts', 'differentChild']),
  printed('form-2', say.form2, 'form2.submitted'),
  printed('form-3', say.form3, 'plan.recommended'),
];
