/** Answers about instances, which people call cases. */
import { z } from 'zod';
import {
  actorRole,
  area,
  brokenRule,
  count,
  due,
  id,
  initials,
  instant,
  page,
  reach,
  role,
  text,
  timerDue,
} from './shared';

const status = z.enum(['open', 'closed']);
const states = z.array(z.string()).meta({ description: 'dotted paths of the active states' });

const head = {
  id,
  reference: z.string(),
  workflow: z.string(),
  workflowVersion: z.int(),
  area,
  version: z.int().meta({ description: 'for If-Match' }),
  state: states,
  status,
  outcome: z.string().nullable(),
};

const told = {
  texts: z.strictObject({ workflow: text, state: z.array(text.nullable()), outcome: text.nullable() }),
};

const task = {
  id,
  name: z.string(),
  text: text.nullable(),
  role,
  area: reach,
  institution: id.nullable(),
  due,
};

/** The answer to an opening or an event. */
export const caseAnswer = z
  .strictObject({ ...head, ...told, tasks: z.array(z.strictObject(task)) })
  .meta({ id: 'CaseAnswer', description: 'The case after what was done' });

const timer = z
  .strictObject({ deadline: z.string(), text, due: timerDue })
  .meta({ id: 'Timer', description: 'What happens by itself, and when' });

const allowed = z
  .strictObject({
    event: z.string(),
    text,
    allowed: z.boolean(),
    permitted: z.boolean().meta({ description: 'false: another role must do it; `by` says which' }),
    by: z.array(role),
    signature: z.boolean(),
    rules: z.array(brokenRule),
  })
  .meta({ id: 'Allowed', description: 'One event of the present state: may you send it, and if not, why and who can' });

export const caseView = z
  .strictObject({
    ...head,
    ...told,
    guests: z.array(area).meta({ description: 'further areas whose officers take part for now' }),
    children: z.array(id),
    institution: id.nullable(),
    tasks: z.array(z.strictObject({ ...task, assignee: id.nullable() }).meta({ id: 'CaseTask' })),
    timers: z.array(timer),
    allowed: z.array(allowed),
    corrections: count.meta({ description: 'lines of this case that were corrected by a later one' }),
  })
  .meta({ id: 'CaseView', description: 'A case as you may see it' });

export const caseLine = z
  .strictObject({
    ...head,
    openedAt: instant,
    changedAt: instant,
    children: z.array(id),
    initials,
    institution: id.nullable(),
    nextDue: instant.nullable(),
  })
  .meta({ id: 'CaseLine' });
export const caseLines = page(caseLine);

const actor = z
  .strictObject({
    person: id,
    role: actorRole,
    area: reach,
    actingFor: id.optional(),
    institution: id.optional(),
    agency: id.optional(),
    appointment: id.optional(),
  })
  .meta({ id: 'Actor', description: 'Who acted, in which appointment' });

const lineCorrected = z
  .strictObject({
    line: count.meta({ description: 'the line of the correction' }),
    reason: z.string().nullable().meta({ description: 'null where you may not read it' }),
    belongsTo: id.nullable().meta({ description: 'null where it is not known, or you may not see that case' }),
  })
  .meta({ id: 'LineCorrected', description: 'The event was recorded on the wrong case' });

/** The answer to a correction. */
export const correction = z
  .strictObject({
    id,
    seq: count.meta({ description: 'the line of the correction' }),
    corrected: z.strictObject({ line: count, belongsTo: id.nullable() }),
  })
  .meta({ id: 'LineCorrection', description: 'The line that says what was recorded wrongly' });

export const journalLine = z
  .strictObject({
    seq: count,
    version: z.int().nullable(),
    kind: z.enum(['event', 'refused', 'timer', 'registry', 'task', 'access', 'correction']),
    at: instant,
    recordedAt: instant,
    capturedAt: instant.nullable().meta({
      description: 'by the clock of the device that recorded it without a connection; null where it was sent at once',
    }),
    event: z.string(),
    text: text.nullable(),
    actor,
    from: z.string().nullable(),
    to: z.string().nullable(),
    parameters: z.int().nullable(),
    calendar: z.int().nullable(),
    refused: z
      .array(z.union([brokenRule, z.string()]))
      .meta({ description: 'rules that refused it; only their ids where you may not read the content' }),
    restricted: z.boolean(),
    data: z.unknown().meta({ description: 'the form; null where there is none or you may not read it' }),
    digest: z.string().nullable(),
    corrected: lineCorrected.nullable(),
    removed: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'JournalLine' });
export const journalLines = page(journalLine);
