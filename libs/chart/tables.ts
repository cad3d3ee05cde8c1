/** The tables of the handbook: events, deadlines, rules, roles, outcomes, tags. */
import type { Parameters } from '../../workflows/parameters';
import { roleTexts } from '../../workflows/roles';
import { roles, type Text, type Workflow } from '../../workflows/workflow';
import { chartOf } from './machine';
import { escaped, listOf, proposalMark, rolesSaid, said } from './markup';
import { anchorOf, dueText, fieldsOf, namedRoles, type StepText } from './steps';
import { handbookTexts as words, tagTexts } from './texts';

type Language = keyof Text;

function table(caption: Text, heads: Text[], rows: string[], language: Language): string {
  const name = said(caption, language);
  const head = heads.map((text) => `<th scope="col">${said(text, language)}</th>`).join('');
  return `<div class="scroll" role="region" tabindex="0" aria-label="${name}"><table><caption>${name}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
const cells = (values: string[]): string => values.map((value) => `<td>${value}</td>`).join('');

/** Each event with who may send it, its form and its rules. */
export function eventList(workflow: Workflow, language: Language): string {
  const { arrows } = chartOf(workflow);
  const items = Object.entries(workflow.events).map(([event, spec]) => {
    const asked = [...new Set(arrows.filter((arrow) => arrow.event === event).flatMap((arrow) => arrow.rules))];
    const fields = fieldsOf(spec.form).map(
      (f) => said(f.text, language) + (f.required ? '' : ` (${said(words.optional, language)})`),
    );
    const rules = asked.map((id) => `<a href="#rule-${escaped(id)}">${escaped(id)}</a>`);
    return `<section class="event" id="event-${escaped(event)}"><h3>${said(spec.text, language)}</h3><dl><dt>${said(words.who, language)}</dt><dd>${rolesSaid(namedRoles(spec.by), language)}${spec.signature ? `; ${said(words.signature, language)}` : ''}</dd><dt>${said(words.evidence, language)}</dt><dd>${fields.join('; ')}</dd><dt>${said(words.rules, language)}</dt><dd>${rules.length > 0 ? listOf(rules, language) : said(words.noRule, language)}</dd></dl></section>`;
  });
  return items.join('');
}

/** Each deadline with its value in force, source and certainty. */
export function deadlineTable(workflow: Workflow, parameters: Parameters, language: Language): string {
  const rows = Object.keys(workflow.deadlines).map((name) => {
    const due = dueText(workflow, name, parameters)!;
    const sure = due.certaintyText ? said(due.certaintyText, language) : '';
    return `<tr><th scope="row">${said(due.text, language)}</th>${cells([escaped(due.parameter), said(due.value, language), escaped(due.source) + proposalMark(due.source, language), sure])}</tr>`;
  });
  const heads = [words.deadline, words.parameter, words.value, words.source, words.certainty];
  return table(words.deadlines, heads, rows, language);
}

export function ruleTable(workflow: Workflow, language: Language): string {
  const rows = Object.values(workflow.rules).map(({ id, text, source, who }) => {
    const supplies = who.length > 0 ? rolesSaid(namedRoles(who), language) : said(words.nobody, language);
    return `<tr id="rule-${escaped(id)}"><th scope="row">${escaped(id)}</th>${cells([said(text, language), escaped(source) + proposalMark(source, language), supplies])}</tr>`;
  });
  return table(words.rules, [words.rule, words.what, words.source, words.supplies], rows, language);
}

/** Each role with its tasks and what it may do. */
export function roleTable(workflow: Workflow, steps: StepText[], language: Language): string {
  const rows = roles.flatMap((role) => {
    const tasks = steps
      .filter((step) => step.task?.who.role === role)
      .map((step) => `<a href="#${escaped(step.anchor)}">${said(step.task!.text, language)}</a>`);
    const may = Object.entries(workflow.events)
      .filter(([, spec]) => spec.by.includes(role))
      .map(([event, spec]) => `<a href="#event-${escaped(event)}">${said(spec.text, language)}</a>`);
    if (tasks.length + may.length === 0) return [];
    return [
      `<tr><th scope="row">${said(roleTexts[role], language)}</th>${cells([tasks.join('; '), may.join('; ')])}</tr>`,
    ];
  });
  return table(words.roles, [words.role, words.tasks, words.may], rows, language);
}

export function outcomeTable(workflow: Workflow, language: Language): string {
  const finals = [...chartOf(workflow).states.values()].filter((state) => state.outcome);
  const rows = Object.entries(workflow.texts.outcomes).map(([outcome, text]) => {
    const ends = finals
      .filter((state) => state.outcome === outcome)
      .map((state) => `<a href="#${escaped(anchorOf(state.path))}">${said(state.text, language)}</a>`);
    return `<tr><th scope="row">${said(text, language)}</th>${cells([ends.join('; ')])}</tr>`;
  });
  return table(words.outcomes, [words.outcome, words.ends], rows, language);
}

export function tagList(language: Language): string {
  const items = tagTexts.map(({ tag, text }) => `<dt>${escaped(tag)}</dt><dd>${said(text, language)}</dd>`);
  return `<dl>${items.join('')}</dl>`;
}
