/** The letters of a closure: order, notice of the freeze, extension, certificate. */
import { dueAfter } from '../time';
import type { DocumentSource, DocumentSpec, LetterSpec, Text } from '../workflow';
import * as say from './texts/letters';

const { text } = say;
const toInstitution = ({ institution, province }: DocumentSource): Text[] => [
  say.director,
  ...(institution ? [institution] : []),
  text(`${say.province.en} ${province.en}`, `${say.province.km}${province.km}`),
];
const same = (words: string): Text => text(words, words);

type Letter = Omit<LetterSpec, 'kind' | 'addressees' | 'institution'>;
const letter = (spec: Letter): LetterSpec => ({
  kind: 'letter',
  addressees: toInstitution,
  institution: true,
  ...spec,
});
/** The freeze outlives the withdrawal, until an inspection has found every standard met. */
const withdrawn = [{ event: 'freeze.lifted', reason: say.withdrawn }];

export const documents: DocumentSpec[] = [
  letter({
    id: 'closure-order',
    title: say.order,
    sources: ['order.signed'],
    revokedBy: withdrawn,
    subject: () => say.orderSubject,
    paragraphs: () => [say.ordered, say.frozen],
    details: (source) => [
      { label: say.legalBasis, value: same(source.data.legalBasis as string) },
      { label: say.emptyBy, value: source.date(source.data.targetOn as string) },
    ],
    reasons: ({ data }) => data.reasons as string,
    rules: () => ['N-21', 'N-22'],
    appeal: (source) => ({
      paragraphs: say.appeal,
      until: dueAfter(source.at, source.parameters.values['P-36'] as Parameters<typeof dueAfter>[1], source, 'P-36'),
    }),
  }),
  letter({
    id: 'freeze-notice',
    title: say.notice,
    sources: ['order.signed'],
    revokedBy: withdrawn,
    subject: () => say.freezeSubject,
    paragraphs: () => [say.frozen, say.acknowledge],
    details: () => [],
  }),
  letter({
    id: 'extension',
    title: say.notice,
    sources: ['extension.signed'],
    revokedBy: [{ event: 'extension.signed', reason: say.replaced }, ...withdrawn],
    subject: () => say.extensionSubject,
    paragraphs: () => [say.extended],
    details: (source) => [{ label: say.emptyBy, value: source.date(source.data.targetOn as string) }],
    reasons: ({ data }) => data.reasons as string,
  }),
  letter({
    id: 'closure-certificate',
    title: say.certificate,
    sources: ['certificate.signed'],
    revokedBy: [{ event: 'visit.recorded', to: 'reopened', reason: say.reopened }],
    subject: () => say.certificateSubject,
    paragraphs: () => [say.certified, say.watched],
    details: ({ data, facts, number }) => [
      { label: say.filesAt, value: same(data.filesAt as string) },
      ...(facts.closure?.merged?.length ? [{ label: say.merged, value: number(facts.closure.merged.length) }] : []),
    ],
    rules: () => ['N-21'],
  }),
];
