/** The letters of an inspection: never a child in them, and the institution may read them. */
import { dueAfter } from '../time';
import type { DocumentSource, DocumentSpec, LetterSpec, Text } from '../workflow';
import * as say from './texts/letters';

const { text } = say;
const detail = (label: Text, value: Text | undefined) => (value ? [{ label, value }] : []);
const same = (words: string | undefined): Text | undefined => (words ? text(words, words) : undefined);
const place = (source: DocumentSource): Text => source.institution ?? say.institution;

type Letter = Omit<LetterSpec, 'kind' | 'addressees' | 'details'> & Partial<LetterSpec>;
const letter = (spec: Letter): LetterSpec => ({
  kind: 'letter',
  institution: true,
  addressees: (source) => [place(source), say.department],
  basis: (rule) => say.bases[rule],
  details: (source) => detail(say.institution, source.institution),
  ...spec,
});

const report = letter({
  id: 'report',
  title: say.notice,
  sources: ['report.submitted'],
  revokedBy: [],
  subject: () => say.reportSubject,
  paragraphs: () => [say.reportSubmitted, say.reportFixed, say.reportNext],
  details: (source) => [
    ...detail(say.institution, source.institution),
    ...detail(say.inspectedOn, source.date(source.data.on)),
    ...detail(say.digest, same(source.data.digest as string)),
  ],
  rules: () => ['N-40', 'N-41', 'N-42'],
});

const rating = letter({
  id: 'rating',
  title: say.decision,
  sources: ['report.classified', 'rating.changed'],
  revokedBy: [{ event: 'rating.changed', reason: say.ratedAgain }],
  subject: () => say.ratingSubject,
  paragraphs: ({ data }) => [
    say.ratings[data.rating as keyof typeof say.ratings],
    ...(data.rating === 'A' ? [] : [say.planWanted]),
    ...(data.rating === 'D' ? [say.stopped] : []),
  ],
  reasons: (source) => source.data.reason,
  rules: () => ['inspection.proposal', 'inspection.critical'],
});

const plan: DocumentSpec = {
  kind: 'form',
  id: 'corrective-action-plan',
  title: say.plan,
  sources: ['plan.submitted', 'plan.imposed'],
  revokedBy: [
    { event: 'plan.sentBack', reason: say.sentBack },
    { event: 'plan.submitted', reason: say.replaced },
    { event: 'plan.imposed', reason: say.replaced },
  ],
  says: { title: say.planMeans, paragraphs: [say.planClocks, say.planSeen] },
};

const isRecommended = ({ rung }: { rung?: string }): boolean => rung === 'closure';

const order = letter({
  id: 'sanction-order',
  title: say.order,
  sources: ['sanction.ordered'],
  // that a closure is recommended the house learns with its order, a letter of the closure (B.2.3 step 1); till then nothing is replaced
  keptFromInstitution: isRecommended,
  revokedBy: [
    { event: 'sanction.ordered', unless: isRecommended, reason: say.replaced },
    { event: 'standing.lifted', reason: say.lifted },
  ],
  subject: ({ data }) => say.rungs[data.rung as keyof typeof say.rungs],
  paragraphs: ({ data }) => [say.orders[data.rung as keyof typeof say.orders], say.orderBasis],
  reasons: (source) => source.data.reason,
  rules: () => ['inspection.ladder'],
  appeal: (source) => ({
    paragraphs: [say.appeal],
    until: dueAfter(source.at, source.parameters.values['P-36'], source, 'P-36'),
  }),
});

export const documents: DocumentSpec[] = [report, rating, plan, order];
