/** Answers about tasks, alerts and incidents. */
import { z } from 'zod';
import { due, id, initials, instant, ladder, page, reach, role, text } from './shared';

export const task = z
  .strictObject({
    id,
    name: z.string(),
    text: text.nullable(),
    role,
    area: reach,
    institution: id.nullable(),
    assignee: id.nullable(),
    instance: id.nullable(),
    reference: z.string().nullable(),
    workflow: z.string().nullable(),
    incident: id.nullable(),
    incidentKind: z.string().nullable(),
    children: z.array(id),
    initials,
    due,
    overdue: z.boolean(),
    ladder,
    nextRungAt: instant.nullable(),
    openedAt: instant,
    opensAt: instant
      .nullable()
      .meta({ description: 'a visit: when its window opens; null where it can be done at once' }),
  })
  .meta({ id: 'Task', description: 'Someone must act, by a date' });
export const tasks = page(task);

export const taskHolder = z
  .strictObject({ id, assignee: id.nullable() })
  .meta({ id: 'TaskHolder', description: 'Who holds the task now' });

export const alert = z
  .strictObject({
    id,
    kind: z.string(),
    rung: z.string(),
    occurrence: z.string(),
    task: id.nullable(),
    instance: id.nullable(),
    reference: z.string().nullable(),
    area: reach,
    to: z.array(role),
    text,
    dueAt: instant,
    firedAt: instant,
    recipients: z.array(
      z.strictObject({
        person: id,
        role: z.union([role, z.literal('')]),
        reason: z.string(),
        actingFor: id.nullable(),
        sentAt: instant.nullable(),
        readAt: instant.nullable(),
      }),
    ),
    reason: z.string().nullable().meta({ description: 'why it reached you; null when it was not sent to you' }),
    readAt: instant.nullable().meta({ description: 'when you read it' }),
    acknowledgedAt: instant.nullable(),
    acknowledgedBy: id.nullable(),
    note: z
      .string()
      .nullable()
      .meta({ description: 'what was done, in the words of who acknowledged it; null where you may not read it' }),
  })
  .meta({ id: 'Alert', description: 'Someone must know' });
export const alerts = page(alert);

export const alertRead = z.strictObject({ id, readAt: instant }).meta({ id: 'AlertRead' });
export const acknowledgement = z
  .strictObject({ id, acknowledgedAt: instant, acknowledgedBy: id })
  .meta({ id: 'Acknowledgement', description: 'Who took note of an alert, and when' });

const incidentStatus = z.enum(['open', 'acknowledged', 'resolved']);

export const incident = z
  .strictObject({
    id,
    kind: z.string(),
    child: id.nullable(),
    institution: id.nullable(),
    instance: id.nullable(),
    fact: id.nullable(),
    role,
    area: reach,
    ladder,
    text,
    openedAt: instant,
    dueAt: instant,
    status: incidentStatus,
    acknowledgedAt: instant.nullable(),
    acknowledgedBy: id.nullable(),
    resolvedAt: instant.nullable(),
    resolution: z.string().nullable(),
    task: id.nullable(),
    assignee: id.nullable(),
  })
  .meta({ id: 'Incident', description: 'Fact and authority disagree: it has an owner and a clock' });
export const incidents = page(incident);

export const incidentHandled = z
  .strictObject({ id, status: z.enum(['acknowledged', 'resolved']) })
  .meta({ id: 'IncidentHandled' });
