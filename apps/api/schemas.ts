/** The schemas of what clients send: bodies, queries and addresses. */
import { z } from 'zod';
import { roles } from '../../workflows/workflow';

export const uuid = z.uuid();
/** gazetteer code: province 2, district 4, commune 6, village 8 digits */
export const area = z
  .string()
  .regex(/^(\d{2}){1,4}$/)
  .meta({ description: 'gazetteer code', examples: ['0804'] });
const year = (text: string): boolean => Number(text.slice(0, 4)) >= 1900 && Number(text.slice(0, 4)) <= 2199;
/** a date that exists, from 1900 to 2199 */
export const date = z.iso.date().refine(year, { error: 'year', abort: true });
/** an instant with its offset */
export const instant = z.iso.datetime({ offset: true }).refine(year, { error: 'year', abort: true });
export const text = (max = 2000) => z.string().trim().min(1).max(max);
/** on one line: it stands in messages and headers of files */
export const name = text(200).regex(/^[^\p{Cc}\u2028\u2029]+$/u);

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((v) => v === 'true' || v === '1' || v === 'yes');
const limit = z.coerce.number().int().min(1).max(200).default(50);
export const page = { cursor: z.string().min(1).max(400).optional(), limit };

export const idParameter = z.strictObject({ id: uuid });
export const areaParameter = z.strictObject({ code: area });

export const openBody = z.strictObject({
  workflow: z.string().min(1).max(64),
  area,
  data: z.record(z.string(), z.unknown()),
  event: z.string().min(1).max(100).optional(),
});
export const sendBody = z.strictObject({
  type: z.string().min(1).max(100),
  data: z.record(z.string(), z.unknown()).optional(),
});

/** `line` is the sequence number of the journal line; `belongsTo` the case that it belongs to, where it is known */
export const correctionBody = z.strictObject({
  line: z.number().int().min(1).max(2_000_000_000),
  reason: text(2000),
  belongsTo: uuid.optional(),
});

export const instancesQuery = z.strictObject({
  ...page,
  workflow: z.string().max(64).optional(),
  status: z.enum(['open', 'closed']).optional(),
  state: z.string().max(100).optional(),
  area: area.optional(),
  child: uuid.optional(),
  institution: uuid.optional(),
  reference: z.string().max(40).optional(),
});
export const tasksQuery = z.strictObject({
  ...page,
  mine: flag.optional(),
  overdue: flag.optional(),
  area: area.optional(),
  child: uuid.optional(),
  institution: uuid.optional(),
  instance: uuid.optional(),
  role: z.enum(roles).optional(),
  assignee: uuid.optional(),
  /** with the visits whose window has not opened */
  upcoming: flag.optional(),
});
/** `from` to `to` are nominal dates; `week` is the week, Monday to Sunday, of a date */
export const visitsQuery = z.strictObject({
  ...page,
  mine: flag.optional(),
  from: date.optional(),
  to: date.optional(),
  week: date.optional(),
  overdue: flag.optional(),
  area: area.optional(),
  child: uuid.optional(),
  assignee: uuid.optional(),
  status: z.enum(['planned', 'made', 'late', 'missed', 'cancelled']).optional(),
});
export const plannerQuery = z.strictObject({
  week: date.optional(),
  mine: flag.optional(),
  area: area.optional(),
  assignee: uuid.optional(),
});
export const alertsQuery = z.strictObject({
  ...page,
  mine: flag.optional(),
  overdue: flag.optional(),
  unread: flag.optional(),
  acknowledged: flag.optional(),
  /** is the task still to be done that the alert is about? */
  open: flag.optional(),
  area: area.optional(),
  child: uuid.optional(),
  institution: uuid.optional(),
  instance: uuid.optional(),
  kind: z.string().max(80).optional(),
});
export const incidentsQuery = z.strictObject({
  ...page,
  mine: flag.optional(),
  overdue: flag.optional(),
  status: z.enum(['open', 'acknowledged', 'resolved']).optional(),
  area: area.optional(),
  child: uuid.optional(),
  institution: uuid.optional(),
  kind: z.string().max(80).optional(),
});
export const pageQuery = z.strictObject(page);

export const assignBody = z.strictObject({ to: uuid, reason: text(500).optional() });
export const handOverBody = z.strictObject({ to: uuid, reason: text(500) });
export const releaseBody = z.strictObject({ reason: text(500).optional() });
export const resolveBody = z.strictObject({ reason: text(2000) });
/** `note`: what was done, for the journal of the case */
export const acknowledgeBody = z.strictObject({ note: text(500).optional() }).optional();
export const emptyBody = z.strictObject({}).optional();

export const clockBody = z.strictObject({ now: instant });

/** A version as an entity tag names it: `"7"`. */
export function versionOf(header: string | undefined): number | undefined {
  const match = /^\s*"(\d{1,9})"\s*$/.exec(header ?? '');
  return match ? Number(match[1]) : undefined;
}

export const childrenQuery = z.strictObject({
  ...page,
  area: area.optional(),
  family: uuid.optional(),
  institution: uuid.optional(),
  text: name.optional(),
  /** exact search in the whole country: kind of identifier, its value, and why */
  identifier: z
    .string()
    .regex(/^[a-z][a-z0-9_]{1,39}$/)
    .optional(),
  value: name.optional(),
  reason: text(500).optional(),
});
export const factsQuery = z.strictObject({
  ...page,
  child: uuid.optional(),
  institution: uuid.optional(),
  kind: z.string().max(40).optional(),
});
export const authoritiesQuery = z.strictObject({ ...page, open: flag.optional() });
export const institutionsQuery = z.strictObject({
  ...page,
  area: area.optional(),
  kind: z.string().max(40).optional(),
  standing: z.string().max(40).optional(),
  operator: z.string().max(40).optional(),
});
export const areasQuery = z.strictObject({
  ...page,
  under: area.optional(),
  level: z.coerce.number().int().min(1).max(4).optional(),
  text: name.optional(),
});
export const proposalsBody = z.strictObject({ reason: text(2000).optional() }).optional();
