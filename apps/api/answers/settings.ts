/** Answers about parameters and holidays. */
import { z } from 'zod';
import { count, day, id, instant, open, page, text } from './shared';

export const certainty = z.enum(['verified', 'analogue', 'proposal']);

export const parameters = page(
  z
    .strictObject({
      id: z.string().meta({ description: 'P-xx' }),
      text,
      source: z.string(),
      certainty,
      value: z.unknown(),
      version: z.int(),
      history: z.array(
        z.strictObject({
          version: z.int(),
          value: z.unknown(),
          effectiveFrom: instant,
          reason: z.string(),
          source: z.enum(['default', 'proposal', 'import']),
        }),
      ),
    })
    .meta({ id: 'Parameter', description: 'A parameter with its value in force and its history' }),
);

const decision = {
  id,
  reason: z.string(),
  proposed_by: id,
  proposed_for: id.nullable(),
  proposed_at: instant,
  status: z.enum(['open', 'approved', 'rejected']),
  decided_by: id.nullable(),
  decided_for: id.nullable(),
  decided_at: instant.nullable(),
  decided_why: z.string().nullable(),
  version: z.int().nullable(),
};
const kind = z.enum(['fixed', 'lunar', 'decree']);
const status = z.enum(['official', 'provisional']);

const parameterProposal = z
  .strictObject({
    kind: z.literal('parameter'),
    ...decision,
    parameter: z.string(),
    value: z.unknown(),
    effective_from: instant,
  })
  .meta({ id: 'ParameterProposal' });
const holidayProposal = z
  .strictObject({
    kind: z.literal('holidays'),
    ...decision,
    until_date: day,
    added: z.array(
      z.strictObject({ date: day, nameEn: z.string(), nameKm: z.string(), kind, source: z.string(), status }),
    ),
    removed: z.array(z.strictObject({ date: day, nameEn: z.string() })),
  })
  .meta({ id: 'HolidayProposal' });
export const proposals = page(z.discriminatedUnion('kind', [parameterProposal, holidayProposal]));

const dated = z.strictObject({ at: instant, on: day });
export const effect = page(
  z
    .strictObject({
      workflow: z.string(),
      title: text,
      deadline: z.string(),
      text,
      open: count.meta({ description: 'cases in which it is open and counted with the parameter, or would be' }),
      moved: count.meta({ description: 'of these, the ones that would have another date' }),
      samples: z.array(
        z.strictObject({
          instance: id,
          reference: z.string(),
          from: dated,
          to: dated,
        }),
      ),
    })
    .meta({ id: 'Effect', description: 'What another value of a parameter would do to an open deadline' }),
);

export const parameterApproved = z.strictObject({ id, effectiveFrom: instant }).meta({ id: 'ParameterApproved' });

const holiday = z.strictObject({ date: day, name: text, kind, source: z.string(), status }).meta({ id: 'Holiday' });
export const holidays = page(holiday).extend({
  covered: z
    .strictObject({
      needed: z.boolean(),
      version: z.int(),
      until: day,
      daysLeft: z.int().meta({ description: 'negative once the calendar is passed' }),
      text,
    })
    .meta({ id: 'CalendarNeed', description: 'Whether the calendar must be continued' }),
});

const moment = z.strictObject({ at: instant, on: day, provisional: z.boolean() });
const move = z
  .strictObject({
    kind: z.enum(['task', 'timer']),
    instance: id,
    reference: z.string(),
    name: z.string(),
    from: moment,
    to: moment,
    row: open,
  })
  .meta({ id: 'Move', description: 'A deadline that a calendar moves' });
export const moves = page(move);
export const calendarChange = z.strictObject({ id, moves: z.array(move) }).meta({ id: 'CalendarChange' });
