/** Answers about the procedures. */
import { z } from 'zod';
import { count, open, page, role, text } from './shared';
import { certainty } from './settings';

const summary = {
  id: z.string(),
  version: z.int(),
  prefix: z.string(),
  title: text,
  about: text,
  openings: z.array(z.string()),
};
const opening = z
  .strictObject({ event: z.string(), text, by: z.array(role) })
  .meta({ id: 'Opening', description: 'What you may open, and who else may' });
const version = z
  .strictObject({ version: z.int(), openCases: count })
  .meta({ id: 'WorkflowVersion', description: 'A version, and how many open cases follow it' });
export const workflows = page(
  z
    .strictObject({
      ...summary,
      opens: z.array(opening),
      versions: z
        .array(version)
        .nullable()
        .meta({ description: 'every version, the newest first; null to all but the ministry' }),
    })
    .meta({ id: 'WorkflowSummary' }),
);

const state = z
  .strictObject({
    path: z.string(),
    parent: z.string().nullable(),
    type: z.enum(['atomic', 'compound', 'parallel', 'final', 'history']),
    initial: z.string().nullable(),
    text: text.nullable(),
    task: z.strictObject({ name: z.string(), text: text.nullable(), role, due: z.string() }).nullable(),
    outcome: z.string().nullable(),
    worry: z.boolean().meta({ description: 'should not last: pages mark it' }),
  })
  .meta({ id: 'WorkflowState' });

const transition = z
  .strictObject({
    from: z.string(),
    to: z.array(z.string()),
    event: z.string(),
    kind: z.enum(['event', 'deadline', 'always']),
    deadline: z.string().nullable(),
    rules: z.array(z.string()),
  })
  .meta({ id: 'WorkflowTransition' });

const event = z
  .strictObject({
    type: z.string(),
    text,
    form: open.meta({ description: 'JSON Schema 2020-12 with titles in both languages and widgets' }),
    by: z.array(role),
    signature: z.boolean(),
    restricted: z.boolean(),
    fact: z.boolean(),
    field: z.boolean().meta({ description: 'devices keep the form and send it later' }),
    opening: z.boolean(),
    openedBy: z.array(role).meta({ description: 'roles that may open a case with it' }),
    samples: z.array(
      z.strictObject({ name: z.string(), data: z.unknown().optional(), refusedBy: z.array(z.string()) }),
    ),
  })
  .meta({ id: 'WorkflowEvent' });

const texts = z.record(z.string(), text);

export const workflow = z
  .strictObject({
    ...summary,
    events: z.array(event),
    rules: z.array(
      z
        .strictObject({
          id: z.string(),
          source: z.string(),
          text,
          who: z.array(role),
          needsForm: z.boolean().meta({ description: 'it looks at the answers: checked when the event is sent' }),
        })
        .meta({ id: 'Rule' }),
    ),
    deadlines: z.array(
      z
        .strictObject({
          name: z.string(),
          text,
          parameter: z.string(),
          value: z.unknown(),
          parameterVersion: z.int(),
          clock: z.enum(['working', 'calendar']).nullable(),
          source: z.string().nullable(),
          certainty: certainty.nullable(),
        })
        .meta({ id: 'WorkflowDeadline' }),
    ),
    states: z.array(state),
    texts: z.strictObject({ states: texts, tasks: texts, outcomes: texts, sections: texts.optional() }),
    diagram: z.strictObject({ states: z.array(state), transitions: z.array(transition) }),
  })
  .meta({ id: 'Workflow', description: 'All that a client needs to draw the forms and lists of a procedure' });
