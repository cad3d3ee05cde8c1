/** The public handbook page of a workflow, made from its machine: no script, one stylesheet of this server, fit for print. */
import type { Parameters } from '../../workflows/parameters';
import type { Text, Workflow } from '../../workflows/workflow';
import { khmerDigits } from '../calendar';
import { drawingOf } from './drawing';
import { layoutOf } from './layout';
import { chartOf } from './machine';
import { escaped, listOf, proposalMark, rolesSaid, said } from './markup';
import { leavesInOrder, stepOf, type DueText, type StepText, type WayOut } from './steps';
import { deadlineTable, eventList, outcomeTable, roleTable, ruleTable, tagList } from './tables';
import { chartTexts, handbookTexts as words } from './texts';
import { partsOf } from './view';

type Language = keyof Text;

function page(language: Language, title: string, other: string, body: string): string {
  const switched = language === 'km' ? 'en' : 'km';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><link rel="stylesheet" href="/handbook/handbook.css"></head><body><header><a href="/handbook?lang=${language}">${said(words.all, language)}</a> <a href="${other}?lang=${switched}" lang="${switched}" hreflang="${switched}">${said(words.otherLanguage, language)}</a></header><main>${body}</main></body></html>`;
}

/** The list of all handbooks. */
export function handbookList(workflows: readonly Workflow[], language: Language): string {
  const items = workflows.map(
    ({ id, title, about }) =>
      `<li><a href="/handbook/${escaped(id)}?lang=${language}">${said(title, language)}</a><br>${said(about, language)}</li>`,
  );
  const title = said(words.title, language);
  return page(
    language,
    title,
    '/handbook',
    `<h1>${title}</h1><p>${said(words.lead, language)}</p><ul>${items.join('')}</ul>`,
  );
}

function dueSaid(due: DueText | null, language: Language): string {
  if (!due) return '';
  const sure = due.certaintyText ? `, ${said(due.certaintyText, language)}` : '';
  return `<dt>${said(words.when, language)}</dt><dd>${said(due.within, language)}: ${said(due.text, language)} <span class="tag">${escaped(due.source)}${sure}</span>${proposalMark(due.source, language)}</dd>`;
}

function waySaid(way: WayOut, language: Language): string {
  const name = way.event
    ? `<a href="#event-${escaped(way.event)}">${said(way.text, language)}</a>`
    : said(way.text, language);
  const who = way.by.length > 0 ? `<br>${said(words.by, language)} ${rolesSaid(way.by, language)}` : '';
  const due = way.deadline ? ` (${said(chartTexts.after, language)} ${said(way.deadline.within, language)})` : '';
  const to = way.to.map(({ anchor, text }) => `<a href="#${escaped(anchor)}">${said(text, language)}</a>`);
  const where =
    to.length > 0 ? `${said(words.leadsTo, language)} ${listOf(to, language)}` : said(chartTexts.records, language);
  const rules = way.rules.map(
    ({ id, text, source }) =>
      `<li><a href="#rule-${escaped(id)}">${escaped(id)}</a> ${said(text, language)} <span class="tag">${escaped(source)}</span></li>`,
  );
  const signed = way.signature ? `<br>${said(words.signature, language)}` : '';
  return `<li>${name}${due}: ${where}${who}${signed}${rules.length > 0 ? `<ul class="rules">${rules.join('')}</ul>` : ''}</li>`;
}

function evidenceSaid(step: StepText, language: Language): string {
  const items = step.ways
    .filter((way) => way.fields.length > 0)
    .map(({ text, fields }) => {
      const named = fields.map(
        (f) => said(f.text, language) + (f.required ? '' : ` (${said(words.optional, language)})`),
      );
      return `<li>${said(text, language)}: ${named.join('; ')}</li>`;
    });
  return items.length > 0 ? `<dt>${said(words.evidence, language)}</dt><dd><ul>${items.join('')}</ul></dd>` : '';
}

function stepSaid(step: StepText, language: Language): string {
  const { task } = step;
  const within = step.line.slice(0, -1).map(({ text }) => said(text, language));
  const what = task
    ? `<p>${said(task.text, language)}</p><dl><dt>${said(words.who, language)}</dt><dd>${said(task.who.text, language)}</dd>${dueSaid(task.due, language)}`
    : `<p>${step.outcome ? `${said(words.outcome, language)}: ${said(step.outcome, language)}` : said(words.noTask, language)}</p><dl>`;
  const ways = step.ways.map((way) => waySaid(way, language));
  const follow = ways.length > 0 ? `<dt>${said(words.ways, language)}</dt><dd><ul>${ways.join('')}</ul></dd>` : '';
  const also = step.also.map(({ event, text }) => `<a href="#event-${escaped(event)}">${said(text, language)}</a>`);
  const more = also.length > 0 ? `<dt>${said(words.also, language)}</dt><dd>${also.join('; ')}</dd>` : '';
  return `<section class="step" id="${escaped(step.anchor)}"><h3>${said(step.text, language)}</h3>${within.length > 0 ? `<p class="line">${within.join(' › ')}</p>` : ''}${what}${evidenceSaid(step, language)}${follow}${more}</dl></section>`;
}

/** Name of a drawing: of the part, or "Overview". */
export function drawingTitle(workflow: Workflow, part: string): Text {
  const { text } = chartOf(workflow).states.get(part)!;
  if (part !== '') return text;
  return { en: `${text.en}: ${chartTexts.overview.en}`, km: `${text.km}៖ ${chartTexts.overview.km}` };
}

async function drawings(workflow: Workflow, parameters: Parameters, language: Language): Promise<string> {
  const parts = ['', ...partsOf(workflow)];
  const drawn = await Promise.all(
    parts.map(async (part) => {
      const title = drawingTitle(workflow, part);
      const svg = drawingOf(await layoutOf(workflow, language, parameters, part), language, title[language]);
      return `<figure id="drawing-${escaped(part || 'overview')}"><figcaption>${said(title, language)}</figcaption><div class="scroll" role="region" tabindex="0" aria-label="${said(title, language)}: ${said(words.scroll, language)}">${svg}</div></figure>`;
    }),
  );
  return `<p>${said(words.dashes, language)} <a href="#steps">${said(chartTexts.inWords, language)}</a></p>${drawn.join('')}`;
}

const section = (id: string, title: Text, body: string, language: Language): string =>
  `<section id="${id}"><h2>${said(title, language)}</h2>${body}</section>`;

/** The handbook of one workflow in one language. */
export async function handbookOf(workflow: Workflow, parameters: Parameters, language: Language): Promise<string> {
  const count = (value: number): string => (language === 'km' ? khmerDigits(value) : String(value));
  const steps = leavesInOrder(workflow).map((path) => stepOf(workflow, path, parameters));
  const opens = workflow.openings.map((event) => said(workflow.events[event]!.text, language));
  const parts: [string, Text, string][] = [
    ['drawings', words.drawings, await drawings(workflow, parameters, language)],
    ['steps', words.steps, steps.map((step) => stepSaid(step, language)).join('')],
    ['events', words.events, eventList(workflow, language)],
    ['deadlines', words.deadlines, deadlineTable(workflow, parameters, language)],
    ['rules', words.rules, ruleTable(workflow, language)],
    ['roles', words.roles, roleTable(workflow, steps, language)],
    ['outcomes', words.outcomes, outcomeTable(workflow, language)],
    ['tags', words.tags, tagList(language)],
  ];
  const contents = parts.map(([id, title]) => `<li><a href="#${id}">${said(title, language)}</a></li>`).join('');
  const title = said(workflow.title, language);
  const body = `<h1>${title}</h1><p class="version">${escaped(workflow.id)}, ${said(words.version, language)} ${count(workflow.version)}; ${said(words.parameterVersion, language)} ${count(parameters.version)}</p><h2>${said(words.what, language)}</h2><p>${said(workflow.about, language)}</p><p>${said(words.opens, language)}: ${opens.join('; ')}</p><nav aria-label="${said(words.contents, language)}"><ol>${contents}</ol></nav>${parts.map(([id, name, text]) => section(id, name, text, language)).join('')}`;
  return page(language, title, `/handbook/${escaped(workflow.id)}`, body);
}
