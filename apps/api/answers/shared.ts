/** What many answers are made of. */
import { z } from 'zod';
import { roles } from '../../../workflows/workflow';

export const id = z.guid();
export const instant = z.iso.datetime({ offset: true });
export const day = z.iso.date();
/** an area of the gazetteer */
export const area = z.string().regex(/^(\d{2}){1,4}$/);
/** an area, or '' for the whole country */
export const reach = z.string().regex(/^(\d{2}){0,4}$/);
export const count = z.int().nonnegative();
export const role = z.enum(roles).meta({ id: 'Role' });
export const actorRole = z.enum([...roles, 'clock', 'register']);
export const ladder = z.enum(['normal', 'high']);
/** data whose shape a form, a parameter or an event gives */
export const open = z.record(z.string(), z.unknown());

export const text = z
  .strictObject({ en: z.string(), km: z.string() })
  .meta({ id: 'Text', description: 'One text in both languages' });

export const why = z
  .strictObject({
    deadline: z.string(),
    parameter: z.string().meta({ description: 'P-xx' }),
    parameterVersion: z.int(),
    calendarVersion: z.int(),
    clock: z.enum(['working', 'calendar']),
    anchor: z.number().optional().meta({ description: 'epoch ms from which the count starts; a visit may have none' }),
    amount: z.number().optional(),
    unit: z.enum(['hours', 'days', 'workingDays', 'months']).optional(),
    skipped: z.array(day).meta({ description: 'holidays skipped; weekends are not listed' }),
  })
  .meta({ id: 'Why', description: 'Why a due date is that date' });

const clocked = {
  at: instant.meta({ description: 'the instant from which it is overdue' }),
  provisional: z.boolean().meta({ description: 'the calendar does not cover the days counted' }),
  why,
  explanation: text.nullable(),
};
export const timerDue = z.strictObject(clocked).meta({ id: 'TimerDue' });
export const due = z
  .strictObject({
    ...clocked,
    on: day.meta({ description: 'the last good day' }),
    exact: z.boolean().meta({ description: 'due at an instant, not on a day' }),
  })
  .meta({ id: 'Due', description: 'When something is due, and why then' });

export const brokenRule = z
  .strictObject({ id: z.string(), source: z.string(), message: text, missing: text, who: z.array(role) })
  .meta({ id: 'BrokenRule', description: 'A rule that stands in the way' });

/** What lists say of children in place of their names. */
export const initials = z
  .array(text)
  .meta({ description: 'first letters of the name of each child, in the order of `children`' });

/** What a command made or changed. */
export const made = z.strictObject({ id }).meta({ id: 'Made' });

/** A page of a list. */
export const page = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'cursor of the next page; null at the end' }),
  });
