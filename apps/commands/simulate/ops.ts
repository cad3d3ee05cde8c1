/**
 * What the ops of a line do beside the journal. Alerts and incidents are as in the door; of every other op the store keeps
 * what decisions rest on: the versions of the children and institutions it names, a standing, a death.
 */
import { createHash } from 'node:crypto';
import { dateOf } from '../../../workflows/time';
import { levelOfRole, type EffectParams, type Role } from '../../../workflows/workflow';
import { rungAt, type StoreContext } from './task-rows';
import type { AlertRow, Tables } from './tables';

/** The line an op belongs to: `door.line`. */
export interface LineOf {
  stream: string;
  seq: number;
  version: number | null;
  at: number;
  instance: string | null;
  area: string | null;
  parameters: number | null;
}

/** A uuid that follows from a text. */
export function idOf(text: string): string {
  const h = createHash('md5').update(text).digest('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}

/** What tells one alert from another: the three unique indexes of the table in one. */
export function nameOfAlert(a: Pick<AlertRow, 'task' | 'instance' | 'kind' | 'rung' | 'occurrence'>): string {
  if (a.task) return `task ${a.task} ${a.rung} ${a.occurrence}`;
  return a.instance ? `instance ${a.instance} ${a.kind} ${a.rung} ${a.occurrence}` : `${a.kind} ${a.occurrence}`;
}

type NewAlert = Omit<AlertRow, 'about' | 'id' | 'resolved_at' | 'resolve_at' | 'nobody' | 'safety'>;

/** Adds an alert unless it is there; answers its id where it is new. */
export function addAlert({ alerts, tasks }: Tables, alert: NewAlert): string | undefined {
  const id = idOf(nameOfAlert(alert));
  if (alerts.has(id)) return undefined;
  const incident = alert.task === null ? null : tasks.get(alert.task)?.incident;
  const about = alert.instance ?? incident ?? alert.task ?? `f${idOf(`${alert.kind} ${alert.occurrence}`).slice(1)}`;
  alerts.put(id, { about, id, ...alert, resolved_at: null, resolve_at: null, nobody: false, safety: false });
  return id;
}

type Data = Record<string, any> & { children?: string[]; institution?: string };

export function applyOp(tables: Tables, context: StoreContext, op: string, data: Data, line: LineOf): void {
  if (op === 'alert.raise') return raise(tables, data as never, line);
  if (op === 'incident.open') return openIncidents(tables, context, data as never, line);
  if (op === 'incident.resolve') return resolveIncidents(tables, data as never, line);
  touch(tables, op, data);
}

function touch({ children, institutions }: Tables, op: string, data: Data): void {
  const named = [...(Array.isArray(data.children) ? data.children : []), data.child];
  for (const id of new Set(named)) {
    const row = typeof id === 'string' ? children.get(id) : undefined;
    if (row)
      children.put(row.id, {
        ...row,
        version: row.version + 1,
        ...(op === 'fact.record' && data.kind === 'death' && { died: true }),
      });
  }
  const place = data.institution === undefined ? undefined : institutions.get(data.institution);
  if (!place) return;
  const standing = op === 'institution.standing' ? (data.standing as string) : place.standing;
  institutions.put(place.id, { ...place, version: place.version + 1, standing });
}

function raise(tables: Tables, data: EffectParams['alert.raise'], line: LineOf): void {
  addAlert(tables, {
    kind: data.kind,
    task: null,
    instance: line.instance,
    rung: '',
    occurrence: data.occurrence ?? '',
    area: data.at ?? line.area ?? '',
    to_roles: data.to,
    text_en: data.text.en,
    text_km: data.text.km,
    due_at: line.at,
    fired_at: line.at,
  });
}

function openIncidents(
  tables: Tables,
  context: StoreContext,
  data: EffectParams['incident.open'] & { area?: string },
  line: LineOf,
): void {
  const { incidents, tasks } = tables;
  const place = data.institution ?? null;
  for (const child of data.children.length > 0 ? [...data.children] : [null]) {
    const same = (i: { kind: string; child: string | null; institution: string | null; status: string }): boolean =>
      i.status === 'open' && i.kind === data.kind && i.child === child && i.institution === place;
    if (incidents.some(same)) continue;
    const id = idOf(`incident ${data.kind} ${child ?? ''} ${place ?? ''} ${line.at}`);
    incidents.put(id, {
      id,
      kind: data.kind,
      child,
      institution: place,
      instance: line.instance,
      status: 'open',
    });
    const area = (data.area ?? line.area ?? '').slice(0, levelOfRole[data.role]);
    const on = dateOf(data.due);
    const parameters = line.parameters ?? 1;
    const task = idOf(`task of ${id}`);
    tasks.put(task, {
      id: task,
      instance: null,
      incident: id,
      key: `incident/${data.kind}`,
      name: 'incident',
      role: data.role,
      area,
      institution: data.role === ('rciDirector' as Role) ? place : null,
      assignee: null,
      due_at: data.due,
      due_on: on,
      exact: true,
      provisional: false,
      why: { calendarVersion: 0 },
      ladder: data.ladder,
      opens_at: null,
      opening_at: null,
      parameters,
      opened_version: line.version ?? line.seq,
      opened_at: line.at,
      closed_version: null,
      closed_at: null,
      closed_by: null,
      next_rung: 0,
      next_rung_at: rungAt(context, data.ladder, parameters, 0, data.due, on, true),
      case_area: null,
    });
  }
}

function resolveIncidents(tables: Tables, data: EffectParams['incident.resolve'], line: LineOf): void {
  const { incidents, tasks } = tables;
  const named = data.children.length > 0;
  const which = incidents.where(
    (i) =>
      i.status === 'open' &&
      i.kind === data.kind &&
      (named
        ? data.children.includes(i.child ?? '')
        : data.institution !== undefined
          ? i.child === null && i.institution === data.institution
          : i.instance === line.instance),
  );
  for (const { id } of which) {
    incidents.change(id, { status: 'resolved' });
    for (const task of tasks.where((t) => t.incident === id && t.closed_at === null))
      tasks.change(task.id, {
        closed_at: line.at,
        closed_version: line.version ?? line.seq,
        closed_by: 'resolved',
        next_rung_at: null,
      });
  }
}
