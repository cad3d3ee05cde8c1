/** What a document says, frozen: every word in both languages, so that nothing is looked up when it is shown again. */
import type { DocumentSource, DocumentSpec, Text, Workflow } from '../../workflows/workflow';
import { formParts, type FormPart } from './form';
import { letterTexts } from './texts';
import { letterDate, lunarText, number as inDigits } from './words';

export type Language = keyof Text;

interface Common {
  kind: 'letter' | 'form';
  template: 'letter-1' | 'form-1';
  /** reference of the case and line of the journal */
  number: string;
  title: Text;
  office: Text[];
  /** epoch ms and date of the journal line */
  at: number;
  on: string;
  dated: Text;
  province: Text;
  signatory: { role: Text; name: Text; behalf: Text | null };
  /** workflow, parameters and calendar by version */
  basis: { workflow: string; parameters: number; calendar: number };
  /** where codes are asked for */
  link: string;
}

export interface LetterSnapshot extends Common {
  kind: 'letter';
  /** the lunar date; absent on letters that were issued before it was printed */
  lunar?: Text;
  subject: Text;
  addressees: Text[];
  paragraphs: Text[];
  details: { label: Text; value: Text }[];
  reasons: string | null;
  rules: { id: string; text: Text; source: Text }[];
  appeal: { paragraphs: Text[]; last: Text } | null;
}

export interface FormSnapshot extends Common {
  kind: 'form';
  reference: string;
  place: Text;
  children: Text[];
  parts: FormPart[];
}
export type Snapshot = LetterSnapshot | FormSnapshot;

/** A snapshot with what belongs to one print of it. */
export interface Draft {
  snapshot: Snapshot;
  language: Language;
  /** absent on forms and drafts */
  code?: string;
  /** not signed: carries a watermark */
  draft?: boolean;
}

/** What a snapshot needs beside the source: the case, the office that signs, the names of ids. */
export interface Setting {
  reference: string;
  number: string;
  office: Text[];
  signatory: Common['signatory'];
  names: ReadonlyMap<string, Text>;
  link: string;
}

/** Writes a document from its source. */
export function snapshotOf(workflow: Workflow, spec: DocumentSpec, source: DocumentSource, about: Setting): Snapshot {
  const common: Omit<Common, 'kind' | 'template'> = {
    number: about.number,
    title: spec.title,
    office: about.office,
    at: source.at,
    on: source.on,
    dated: letterDate(source.on),
    province: source.province,
    signatory: about.signatory,
    basis: {
      workflow: `${workflow.id}@${workflow.version}`,
      parameters: source.parameters.version,
      calendar: source.calendar.version,
    },
    link: about.link,
  };
  if (spec.kind === 'form') {
    const parts = formParts(workflow.events[source.event]!.form, source.data, {
      names: about.names,
      without: spec.without ?? [],
      says: spec.says,
    });
    const children = source.children.map(({ name, birth }) => ({
      en: `${name.en}, ${birth.en}`,
      km: `${name.km} ${birth.km}`,
    }));
    return {
      ...common,
      kind: 'form',
      template: 'form-1',
      reference: about.reference,
      place: source.place,
      children,
      parts,
    };
  }
  const appeal = spec.appeal?.(source);
  return {
    ...common,
    kind: 'letter',
    template: 'letter-1',
    lunar: lunarText(source.on),
    subject: spec.subject(source),
    addressees: spec.addressees(source),
    paragraphs: spec.paragraphs(source),
    details: spec.details(source),
    reasons: spec.reasons?.(source) ?? null,
    rules: (spec.rules?.(source) ?? []).map((id) => ruleOf(workflow, id, spec.basis?.(id))),
    appeal: appeal ? { paragraphs: appeal.paragraphs, last: letterDate(appeal.until.on) } : null,
  };
}

function ruleOf(workflow: Workflow, id: string, basis: Text | undefined): LetterSnapshot['rules'][number] {
  const rule = workflow.rules[id];
  if (!rule) throw new Error(`${workflow.id}: a document names the unknown rule ${id}`);
  return { id, text: rule.text, source: basis ?? { en: rule.source, km: rule.source } };
}

const isText = (value: object): value is Text =>
  Object.keys(value).length === 2 && typeof (value as Text).en === 'string' && typeof (value as Text).km === 'string';

/** The same data with every text in one language. */
export function inLanguage(value: unknown, language: Language): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => inLanguage(item, language));
  if (isText(value)) return value[language];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inLanguage(item, language)]));
}

/** The basis in words: the record, and the versions of what was in force. */
export function basisText({ basis }: Snapshot): Text {
  const [parameters, calendar] = [inDigits(basis.parameters), inDigits(basis.calendar)];
  const say = (language: Language): string =>
    `${letterTexts.basis[language]} ${basis.workflow}, ${letterTexts.parameters[language]} ${parameters[language]}, ${letterTexts.calendar[language]} ${calendar[language]}`;
  return { en: say('en'), km: say('km') };
}
