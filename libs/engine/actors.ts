import { createHash } from 'node:crypto';
import type { Actor } from '../../workflows/workflow';
import { asKept } from './ids';
import type { AccessSubject } from './ports';
import type { Instance } from './records';

/** The fixed ids of the two actors that are no persons. */
export const clockId = '00000000-0000-0000-0000-00000000c10c';
export const registerId = '00000000-0000-0000-0000-0000000000fe';
export const clockActor: Actor = { person: clockId, role: 'clock', area: '' };
export const registerActor: Actor = { person: registerId, role: 'register', area: '' };

/** What an access question about an instance is about. */
export function subjectOf(instance: Instance): AccessSubject {
  return {
    area: instance.area,
    guests: instance.guests,
    workflow: instance.workflow.id,
    instance: instance.id,
    children: instance.subjects.children,
    institution: instance.subjects.institution,
    secret: instance.subjects.secret,
    assigned: instance.tasks.flatMap((t) => (t.assignee ? [t.assignee] : [])),
  };
}

/** The stream of refused openings of a workflow in an area. */
export function openingsStream(workflow: string, area: string): string {
  const h = createHash('sha256').update(`openings:${workflow}:${area}`).digest('hex');
  return asKept(`${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`);
}
