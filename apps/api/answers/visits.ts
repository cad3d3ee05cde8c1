/** Answers about visits. */
import { z } from 'zod';
import { area, count, day, id, initials, instant, ladder, page, role, text } from './shared';

export const visit = z
  .strictObject({
    id,
    instance: id.nullable().meta({ description: 'null: made while the case was in your area, where it is no more' }),
    reference: z.string(),
    workflow: z.string(),
    key: z.string().meta({ description: 'unique in its case' }),
    step: z.string(),
    task: z.string(),
    text: text.nullable(),
    role,
    area: area.meta({ description: 'who owned the case when it was closed; who owns it, while it is planned' }),
    assignee: id.nullable(),
    children: z.array(id),
    initials,
    opensAt: instant.meta({ description: 'when its window opens' }),
    due: z.strictObject({
      at: instant.meta({ description: 'the instant from which it is overdue' }),
      on: day.meta({ description: 'the nominal date' }),
      exact: z.boolean().meta({ description: 'due at an instant, not on a day' }),
    }),
    parameter: z.string().meta({ description: 'P-xx of the schedule' }),
    parameters: z.int().meta({ description: 'version of the parameters it was planned under' }),
    ladder,
    status: z.enum(['planned', 'made', 'late', 'missed', 'cancelled']),
    isOpen: z.boolean().meta({ description: 'planned, and its window is open' }),
    overdue: z.boolean(),
    plannedAt: instant,
    madeOn: day.nullable(),
    enteredAt: instant.nullable().meta({ description: 'when what was seen was recorded' }),
    daysLate: count.nullable(),
    reason: z.string().nullable().meta({ description: 'why it was cancelled or written off' }),
    reasonText: text.nullable(),
    closedAt: instant.nullable(),
  })
  .meta({ id: 'Visit', description: 'A scheduled act with a window: planned, then made, late, missed or cancelled' });
export const visits = page(visit);

const village = z
  .strictObject({ area, name: text, visits: z.array(visit) })
  .meta({ id: 'PlannedVillage', description: 'The visits to one village' });

export const planner = z
  .strictObject({
    from: day,
    to: day,
    days: z.array(day),
    villages: z.array(village),
    overdue: z.array(village).meta({ description: 'left from before the week' }),
    more: z.boolean().meta({ description: 'there are more than the answer holds: narrow the area' }),
    workers: z.array(
      z.strictObject({
        person: id,
        name: text,
        cases: count,
        visitsNext30: count,
        shown: count.meta({ description: 'visits of this answer' }),
        level: z.enum(['normal', 'alert', 'block']).meta({ description: 'against P-31' }),
      }),
    ),
    limits: z.strictObject({ alert: count, block: count, span: count }),
    span: z.strictObject({ led: count, over: z.boolean() }).nullable().meta({ description: 'P-32, for a supervisor' }),
  })
  .meta({ id: 'Planner', description: 'The visits of a week by village, and how much each worker carries' });
