/** The queries and bodies of indicators, boards, registers and exports. */
import { z } from 'zod';
import { divisions } from '../../libs/indicators';
import { roles } from '../../workflows/workflow';
import { area, date, page, text, uuid } from './schemas';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const period = { area: area.optional(), from: date.optional(), to: date.optional(), 'as-of': date.optional() };

export const indicatorsQuery = z.strictObject({ ...period, by: z.enum(divisions).optional() });
export const indicatorParameter = z.strictObject({ id: z.string().regex(/^I-\d{2}$/) });
/** `counted=true`: only what the numerator counts */
export const indicatorItemsQuery = z.strictObject({ ...page, ...period, counted: flag.optional() });

export const teamQuery = z.strictObject({ ...page, area: area.optional(), role: z.enum(roles).optional() });
export const assignManyBody = z.strictObject({
  tasks: z
    .array(uuid)
    .min(1)
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'repeated' }),
  to: uuid,
  reason: text(500),
});
export const requestsQuery = z.strictObject({ ...page, status: z.enum(['open', 'closed']).optional() });
export const agendaQuery = z.strictObject({ date: date.optional() });
export const decisionsQuery = z.strictObject({
  ...page,
  area: area.optional(),
  from: date.optional(),
  to: date.optional(),
  outcome: z.string().max(60).optional(),
});
export const overviewQuery = z.strictObject({
  asOf: date.optional(),
  months: z.coerce.number().int().min(1).max(12).default(6),
});
export const messagesQuery = z.strictObject({
  ...page,
  state: z.enum(['failed', 'waiting', 'givenUp']).default('failed'),
});
export const journalQuery = z.strictObject({
  ...page,
  reference: z.string().min(1).max(40).optional(),
  event: z.string().min(1).max(100).optional(),
  person: uuid.optional(),
  from: date.optional(),
  to: date.optional(),
});
