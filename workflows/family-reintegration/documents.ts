/** The letters of the way home, and the government's Forms 1 to 6 as the case filled them in. */
import { dueAfter } from '../time';
import type { DocumentSource, DocumentSpec, FormSpec, LetterSpec, Text } from '../workflow';
import { homeKindLabels } from './forms/vocabulary';
import * as say from './texts/letters';

const { text } = say;

const detail = (label: Text, value: Text | undefined) => (value ? [{ label, value }] : []);
const same = (words: string | undefined): Text | undefined => (words ? text(words, words) : undefined);
const children = (source: DocumentSource) =>
  source.children.map(({ name, birth }) => ({
    label: say.child,
    value: text(`${name.en}, born ${birth.en}`, `${name.km} កើត${birth.km}`),
  }));
const earlier = (source: DocumentSource, event: string): any => source.earlier[event]?.data;

const commune = ({ place }: DocumentSource): Text =>
  text(`${say.administration.en} ${place.en}`, `${say.administration.km}${place.km}`);
/** To the child and the family, and to the commune. */
const toFamily = (source: DocumentSource): Text[] => {
  const names = source.children.map(({ name }) => name);
  return [
    ...names,
    text(
      `${say.family.en} ${names.map(({ en }) => en).join(', ')}`,
      `${say.family.km} ${names.map(({ km }) => km).join(' · ')}`,
    ),
    commune(source),
  ];
};

type Letter = Omit<LetterSpec, 'kind' | 'addressees' | 'details'> & Partial<LetterSpec>;
const letter = (spec: Letter): LetterSpec => ({
  kind: 'letter',
  addressees: toFamily,
  basis: (rule) => say.bases[rule],
  details: children,
  reasons: (source) => source.data.reasons,
  ...spec,
});

/** With whom the child will live, as it was found. */
function careOf(source: DocumentSource): Text | undefined {
  const kind = earlier(source, 'family.found')?.homeKind as keyof typeof homeKindLabels | undefined;
  return kind && text(homeKindLabels[kind][0], homeKindLabels[kind][1]);
}

const placement = letter({
  id: 'placement-decision',
  title: say.decision,
  sources: ['placement.reviewed', 'placement.confirmed'],
  into: 'way.preparation',
  revokedBy: [
    { event: 'placement.reviewed', reason: say.replaced },
    { event: 'breakdown.recorded', reason: say.brokenDown },
    { event: 'withdrawal.approved', reason: say.familyWithdrew },
    { event: 'death.recorded', reason: say.childDied },
    { event: 'child.died', reason: say.childDied },
  ],
  subject: () => say.placementSubject,
  paragraphs: ({ data }) =>
    data.decision === 'return' || data.agreed === false
      ? [say.placementSentBack]
      : [say.placementDecided, say.placementMeans],
  details: (source) => {
    const [assessed, plan, reviewed] = ['homeAssessment.submitted', 'plan.submitted', 'placement.reviewed'].map(
      (event) => earlier(source, event),
    );
    return [
      ...children(source),
      ...detail(say.care, careOf(source)),
      ...detail(say.homeAssessed, assessed && source.date(assessed.visitOn)),
      ...detail(say.aims, same(source.data.aims ?? reviewed?.aims)),
      ...detail(say.returnConditions, same(plan?.returnConditions)),
      ...detail(say.contactPlan, same(plan?.contactPlan)),
    ];
  },
  rules: () => ['N-02', 'N-07', 'N-14', 'N-30'],
  appeal: (source) => {
    const amount = source.parameters.values['P-36'] as Parameters<typeof dueAfter>[1];
    return {
      paragraphs: say.complaint(source.number(amount.amount)),
      until: dueAfter(source.at, amount, source, 'P-36'),
    };
  },
});

const transfer = letter({
  id: 'transfer',
  title: say.notice,
  sources: ['transfer.accepted'],
  revokedBy: [{ event: 'transfer.accepted', reason: say.movedAgain }],
  subject: () => say.transferSubject,
  paragraphs: (source) => [say.transferred(source.place), say.transferMeans],
  details: (source) => {
    const proposed = earlier(source, 'transfer.proposed');
    return [
      ...children(source),
      ...detail(say.movedOn, proposed && source.date(proposed.movedOn)),
      ...detail(say.firstVisit, source.date(source.data.firstVisitOn)),
    ];
  },
  reasons: undefined,
});

const closure = letter({
  id: 'closure',
  title: say.notice,
  sources: ['closing.approved'],
  revokedBy: [],
  subject: () => say.closureSubject,
  paragraphs: () => [say.closed, say.reopen],
  details: (source) => [
    ...children(source),
    ...detail(say.aftercareContact, same(earlier(source, 'closing.proposed')?.aftercareContact)),
  ],
});

const loss = letter({
  id: 'loss',
  title: say.notice,
  sources: ['loss.approved'],
  revokedBy: [],
  subject: () => say.lossSubject,
  addressees: (source) => [commune(source)],
  paragraphs: (source) => {
    const search = earlier(source, 'loss.proposed')?.search;
    return [
      search ? say.lost(source.date(search.since), source.number(search.attempts.length)) : say.lostUnsearched,
      say.askToTell,
    ];
  },
});

const printed = (id: string, title: Text, sources: string[], more: Partial<FormSpec> = {}): FormSpec => ({
  kind: 'form',
  id,
  title,
  sources,
  revokedBy: [],
  ...more,
});

export const documents: DocumentSpec[] = [
  placement,
  transfer,
  closure,
  loss,
  printed('form-1', say.form1, ['child.identified']),
  printed('form-2', say.form2Child, ['form2.submitted', 'reassessment.submitted']),
  printed('form-2-family', say.form2Family, ['homeAssessment.submitted']),
  printed('form-3', say.form3, ['plan.submitted']),
  printed('form-4', say.form4, ['placement.made'], { says: say.undertakings }),
  printed('form-5', say.form5, ['visit.recorded']),
  printed('form-6', say.form6, ['closing.proposed'], { says: say.thresholds }),
];
