/** Answers about drawings in words. */
import { z } from 'zod';
import { certainty } from './settings';
import { open, role, text } from './shared';

const who = z.strictObject({ role, text });
const place = z.strictObject({ path: z.string(), text });
const rule = z.strictObject({ id: z.string(), source: z.string(), text, who: z.array(who) });
const due = z
  .strictObject({
    name: z.string(),
    text,
    parameter: z.string(),
    value: text,
    within: text,
    source: z.string(),
    certainty: certainty.nullable(),
    certaintyText: text.nullable(),
  })
  .meta({ id: 'StepDeadline' });
const way = z
  .strictObject({
    event: z.string().nullable(),
    kind: z.enum(['event', 'deadline', 'always']),
    text,
    by: z.array(who),
    fields: z.array(z.strictObject({ name: z.string(), text, required: z.boolean() })),
    signature: z.boolean(),
    deadline: due.nullable(),
    rules: z.array(rule),
    to: z.array(place.extend({ anchor: z.string() })),
  })
  .meta({ id: 'StepWay' });

export const step = z
  .strictObject({
    workflow: z.string(),
    version: z.int(),
    parameterVersion: z.int(),
    state: z.string(),
    line: z.array(place),
    text,
    task: z.strictObject({ name: z.string(), text, who, due: due.nullable() }).nullable(),
    outcome: text.nullable(),
    ways: z.array(way),
    also: z.array(z.strictObject({ event: z.string(), text })),
    anchor: z.string(),
    handbook: z.string(),
  })
  .meta({ id: 'Step', description: 'what the handbook says of one step' });

export const chartText = z
  .strictObject({
    id: z.uuid(),
    workflow: z.string(),
    workflowVersion: z.int(),
    title: text,
    parts: z.array(place),
    here: z.array(z.strictObject({ path: z.string(), line: z.array(place) })),
    done: z.array(
      z.strictObject({
        seq: z.int(),
        at: z.iso.datetime(),
        event: z.string(),
        text,
        by: text,
        from: z.array(z.string()),
        to: z.array(z.strictObject({ path: z.string(), text: text.nullable() })),
      }),
    ),
    next: z.strictObject({
      tasks: z.array(
        z.strictObject({ id: z.uuid(), name: z.string(), text, state: z.string().nullable(), who, due: open }),
      ),
      events: z.array(
        z.strictObject({
          event: z.string(),
          text,
          allowed: z.boolean(),
          permitted: z.boolean(),
          by: z.array(who),
          rules: z.array(open),
        }),
      ),
      timers: z.array(z.strictObject({ deadline: z.string(), text, due: open })),
    }),
  })
  .meta({ id: 'ChartText', description: 'the drawing of a case in words' });
