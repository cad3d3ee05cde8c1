/** What stands on boxes and arrows, in lines with their sizes in px. */
import type { Text, Workflow } from '../../workflows/workflow';
import { roleTexts } from '../../workflows/roles';
import { khmerDigits } from '../calendar';
import { deadlineText, worded } from './amounts';
import type { ChartArrow } from './machine';
import { linesOf, widthOf } from './measure';
import { chartTexts, reactionTexts } from './texts';
import type { Box, Link } from './view';

export type LineKind = 'title' | 'role' | 'due' | 'outcome' | 'event' | 'deadline' | 'slot' | 'rules' | 'note';

export interface Line {
  kind: LineKind;
  text: string;
  /** a slot is filled by a timer of these states with this deadline */
  slot?: { deadline: string; from: string[] };
}

export interface Label {
  lines: Line[];
  width: number;
  height: number;
}

export interface Wording {
  workflow: Workflow;
  language: keyof Text;
  /** values of the parameters in force */
  values: Record<string, unknown>;
}

export const sizes: Record<LineKind, number> = {
  title: 14,
  role: 12,
  due: 12,
  outcome: 12,
  event: 12,
  deadline: 12,
  slot: 12,
  rules: 11,
  note: 12,
};
const leading: Record<keyof Text, number> = { en: 1.35, km: 1.65 };
/** longest line of a box and of an arrow's label */
const boxWidth = 190;
const labelWidth = 150;
/** events named on one arrow, and rules named on one event; the text beside the drawing has all */
const mostEvents = 4;
const mostRules = 3;

export function lineHeight(kind: LineKind, language: keyof Text): number {
  return Math.round(sizes[kind] * leading[language]);
}

function labelOf(lines: Line[], language: keyof Text, padding: number): Label {
  return {
    lines,
    width: Math.max(0, ...lines.map(({ kind, text }) => widthOf(text, sizes[kind]))) + 2 * padding,
    height: lines.reduce((sum, { kind }) => sum + lineHeight(kind, language), 0) + 2 * padding,
  };
}

const wrapped = (kind: LineKind, text: string, language: keyof Text, width: number): Line[] =>
  linesOf(text, language, sizes[kind], width).map((line) => ({ kind, text: line }));

/** Title, and what is to be done there: who, by when; of a final state its outcome. */
export function boxLabel(box: Box, { workflow, language, values }: Wording): Label {
  const { state } = box;
  const lines = wrapped('title', state.text[language], language, boxWidth);
  const task = box.outside ? null : state.task;
  if (task) {
    const parameter = workflow.deadlines[task.due]?.parameter;
    lines.push(...wrapped('role', roleTexts[task.role][language], language, boxWidth));
    if (parameter)
      lines.push(...wrapped('due', worded('within', deadlineText(parameter, values))[language], language, boxWidth));
  }
  if (state.outcome && !box.outside) {
    const outcome = workflow.texts.outcomes[state.outcome]?.[language] ?? state.outcome;
    lines.push(...wrapped('outcome', `${chartTexts.outcome[language]}: ${outcome}`, language, boxWidth));
  }
  if (box.folded && !box.outside) lines.push(...wrapped('note', chartTexts.collapsed[language], language, boxWidth));
  return labelOf(lines, language, 10);
}

/** Words of a place that is no state: "at any of these steps", "→ Assessment". */
export function noteLabel(box: Box, { language }: Wording): Label {
  if (box.kind === 'post')
    return labelOf(wrapped('note', `→ ${box.state.text[language]}`, language, labelWidth), language, 5);
  const text = box.state.path === '' ? chartTexts.anyTime : chartTexts.anyStep;
  const of = box.outside ? `${box.state.text[language]}: ` : '';
  return labelOf(wrapped('note', `${of}${text[language]}`, language, boxWidth), language, 8);
}

/** What an event is called: by the workflow, or, for what the register tells, by what has changed. */
export function eventText(workflow: Workflow, event: string): Text {
  const spec = workflow.events[event];
  if (spec) return spec.text;
  const change = Object.entries(workflow.reactions).find(([, type]) => type === event)?.[0];
  return change ? reactionTexts[change as keyof typeof reactionTexts] : { en: event, km: event };
}

function ruleLine(rules: string[], language: keyof Text): Line[] {
  const named = rules.filter((id) => /^N-\d+$/.test(id)).slice(0, mostRules);
  const left = rules.length - named.length;
  if (rules.length === 0) return [];
  const count = language === 'km' ? khmerDigits(left) : left;
  const more = left > 0 ? [`+${count} ${chartTexts.moreRules[language]}`] : [];
  return [{ kind: 'rules', text: [...named, ...more].join(' ') }];
}

interface Entry {
  arrow: ChartArrow;
  rules: Set<string>;
  from: Set<string>;
}

/** One entry for each event and each deadline, whatever its variants. */
function entriesOf(link: Link): Entry[] {
  const entries = new Map<string, Entry>();
  for (const arrow of link.arrows) {
    if (arrow.kind === 'always') continue;
    const key = `${arrow.kind} ${arrow.event} ${arrow.deadline ?? ''}`;
    const entry = entries.get(key) ?? { arrow, rules: new Set<string>(), from: new Set<string>() };
    arrow.rules.forEach((rule) => entry.rules.add(rule));
    entry.from.add(arrow.from);
    entries.set(key, entry);
  }
  return [...entries.values()];
}

/** Events with the rules they ask, deadlines with a line left free for the day on which they fire. */
export function linkLabel(link: Link, { workflow, language, values }: Wording): Label | undefined {
  const lines: Line[] = [];
  const entries = entriesOf(link);
  for (const { arrow, rules, from } of entries.slice(0, mostEvents)) {
    if (arrow.deadline) {
      const parameter = workflow.deadlines[arrow.deadline]?.parameter ?? arrow.deadline;
      lines.push(
        ...wrapped('deadline', worded('after', deadlineText(parameter, values))[language], language, labelWidth),
        { kind: 'slot', text: '', slot: { deadline: arrow.deadline, from: [...from] } },
      );
    } else lines.push(...wrapped('event', eventText(workflow, arrow.event)[language], language, labelWidth));
    lines.push(...ruleLine([...rules], language));
  }
  const left = entries.length - mostEvents;
  if (left > 0) {
    const count = language === 'km' ? khmerDigits(left) : String(left);
    lines.push({ kind: 'note', text: `+${count} ${chartTexts.moreRules[language]}` });
  }
  return lines.length > 0 ? labelOf(lines, language, 4) : undefined;
}
