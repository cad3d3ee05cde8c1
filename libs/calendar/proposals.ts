/** The forms of the four settings commands, and the words of their refusals. */
import { z } from 'zod';
import { parameterSpecs } from '../../workflows/parameters';
import type { Text } from '../../workflows/workflow';
import { Problem, type ProblemCode } from '../engine';
import type { Outcome } from '../engine';

const reason = z.string().trim().min(3).max(2_000);

export const parameterProposal = z.strictObject({
  parameter: z.string().regex(/^P-[0-9]{2,3}$/),
  value: z.unknown(),
  /** takes effect at the start of this day; tomorrow at the earliest */
  effectiveFrom: z.iso.date().refine((day) => year(day), { message: 'year' }),
  reason,
});
export type ParameterProposal = z.infer<typeof parameterProposal>;

/** A value as the parameter's own schema takes it; throws `form_invalid` on another, and on a parameter that is none. */
export function valueOf(parameter: string, value: unknown): unknown {
  const spec = parameterSpecs.find(({ id }) => id === parameter);
  if (!spec) throw new Problem('form_invalid', { errors: [{ path: 'parameter', code: 'unknown_parameter' }] });
  return parsed(spec.value, value, 'value');
}

const year = (date: string): boolean => date.length !== 10 || (date >= '2016-01-01' && date <= '2099-12-31');
const date = z.iso.date().refine(year, { message: 'year' });

export const holidayProposal = z.strictObject({
  /** last date the new calendar covers; the present one when absent */
  until: date.optional(),
  add: z
    .array(
      z.strictObject({
        date,
        name: z.strictObject({ en: z.string().trim().min(1).max(200), km: z.string().trim().min(1).max(200) }),
        kind: z.enum(['fixed', 'lunar', 'decree']),
        source: z.string().trim().min(1).max(500),
        status: z.enum(['official', 'provisional']),
      }),
    )
    .max(500)
    .default([]),
  remove: z
    .array(z.strictObject({ date, nameEn: z.string().min(1) }))
    .max(500)
    .default([]),
  reason,
});
export type HolidayProposal = z.input<typeof holidayProposal>;

const walls: Record<string, { code: ProblemCode; text: Text }> = {
  proposal_known: { code: 'not_found', text: { en: 'There is no such proposal.', km: 'គ្មានសំណើបែបនេះទេ។' } },
  proposal_open: { code: 'conflict', text: { en: 'The proposal is decided already.', km: 'សំណើនេះត្រូវបានសម្រេចរួចហើយ។' } },
  second_person: {
    code: 'second_person',
    text: { en: 'Who proposes a change of settings does not approve it.', km: 'អ្នកស្នើកែការកំណត់ មិនអាចអនុម័តវាដោយខ្លួនឯងទេ។' },
  },
  settings_ministry: {
    code: 'forbidden',
    text: { en: 'Only the ministry changes settings.', km: 'មានតែក្រសួងទេដែលអាចកែការកំណត់។' },
  },
  parameter_future: {
    code: 'conflict',
    text: { en: 'A parameter does not take effect in the past.', km: 'ប៉ារ៉ាម៉ែត្រមិនអាចមានប្រសិទ្ធភាពថយក្រោយទេ។' },
  },
  parameter_order: {
    code: 'conflict',
    text: {
      en: 'A set that takes effect later is approved already; name a date on or after it.',
      km: 'មានសំណុំដែលមានប្រសិទ្ធភាពក្រោយនេះបានអនុម័តរួចហើយ សូមជ្រើសកាលបរិច្ឆេទចាប់ពីពេលនោះទៅ។',
    },
  },
  parameter_minimum_age: {
    code: 'refused_by_database',
    text: { en: 'The minimum age is never below three years (N-01).', km: 'អាយុអប្បបរមាមិនអាចក្រោមបីឆ្នាំទេ (N-01)។' },
  },
  calendar_shrinks: {
    code: 'conflict',
    text: { en: 'A calendar never covers less than the one before.', km: 'ប្រតិទិនថ្មីមិនអាចគ្របដណ្តប់តិចជាងមុនទេ។' },
  },
  holiday_known: {
    code: 'conflict',
    text: { en: 'A holiday to be removed is not in the calendar.', km: 'ថ្ងៃឈប់សម្រាកដែលត្រូវដកចេញ មិនមានក្នុងប្រតិទិនទេ។' },
  },
  holidays_pkey: {
    code: 'conflict',
    text: { en: 'The holiday is in the calendar already.', km: 'ថ្ងៃឈប់សម្រាកនេះមានក្នុងប្រតិទិនរួចហើយ។' },
  },
};

/** The Problem for a wall of the settings by its constraint name. */
export function wall(constraint: string): Problem {
  const found = walls[constraint];
  return found ? new Problem(found.code, { detail: found.text }) : new Problem('refused_by_database');
}

/** Throws the Problem that the door's answer stands for. */
export function orThrow(outcome: Outcome): void {
  if (outcome.ok) return;
  if ('error' in outcome) throw wall(outcome.error.constraint);
  throw new Problem('conflict');
}

/** The value parsed with a schema, or `form_invalid` with the fields named. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, under = ''): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap((i) => {
    const at = (more: PropertyKey[]) => [under, ...i.path, ...more].filter((p) => p !== '').join('.');
    if (i.code === 'unrecognized_keys') return i.keys.map((key) => ({ path: at([key]), code: 'unknown_field' }));
    return [{ path: at([]), code: i.code }];
  });
  throw new Problem('form_invalid', { errors });
}
