/** Cases of children on the way home, written straight into the tables: every row known, nothing worked out. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { endOf, startOf } from '../../workflows/time';

const at = (date: string): Date => new Date(startOf(date) + 10 * 3_600_000);
/** A visit of the schedule; what is made, cancelled or missed names its day. */
export interface Planned {
  step: string;
  on: string;
  task?: string;
  made?: string;
  entered?: string;
  cancelled?: [on: string, reason: string];
  missed?: [on: string, reason: string];
}
export interface Case {
  area?: string;
  child?: string;
  closed?: [on: string, outcome: string];
  visits?: Planned[];
  /** event, date on which it was recorded, data */
  said?: [event: string, on: string, data: object][];
}

/** A case with its visits and its lines, past the door; answers its id. */
export async function writeWay(
  owner: Pool,
  { area = '081007', child, closed, visits = [], said = [] }: Case,
): Promise<string> {
  const query = (sql: string, ...values: unknown[]) => owner.query(sql, values);
  const id = randomUUID();
  await query(
    `insert into homeward.instances (id, reference, workflow, workflow_version, area, version, seq, head, state, phase, status, outcome, parameters, opened_at, changed_at)
     values ($1, $2, 'family-reintegration', 1, $3, 1, 1, '\\x00', '{}', 'open', $4, $5, 1, $6, $7)`,
    id,
    `FR-2017-${id.slice(0, 8)}`,
    area,
    closed ? 'closed' : 'open',
    closed?.[1] ?? null,
    at('2016-01-01'),
    at(closed?.[0] ?? '2016-01-01'),
  );
  if (child) await query(`insert into homeward.subjects values ($1, 'child', $2)`, id, child);
  for (const { step, on, task = 'followUpVisit', made, entered, cancelled, missed } of visits) {
    const over = made ? (entered ?? made) : (cancelled ?? missed)?.[0];
    const status = made ? (made > on ? 'late' : 'made') : cancelled ? 'cancelled' : missed ? 'missed' : 'planned';
    await query(
      `insert into homeward.visits (instance, key, task, step, role, area, child, opens_at, due_at, due_on, exact, ladder, parameter, parameters, status,
         planned_at, made_on, entered_at, reason, closed_at, opened_version, closed_version)
       values ($1, $2, $3, $4, 'dsw', $5, $6, $7, $8, $9, false, 'normal', 'P-15', 1, $10, $11, $12, $13, $14, $15, 1, $16)`,
      id,
      `1/${step}`,
      task,
      step,
      area,
      child ?? null,
      new Date(startOf(on) - 3 * 86_400_000),
      new Date(endOf(on)),
      on,
      status,
      at('2016-01-01'),
      made ?? null,
      made ? at(entered ?? made) : null,
      (cancelled ?? missed)?.[1] ?? null,
      over ? at(over) : null,
      over ? 2 : null,
    );
  }
  for (const [seq, [event, on, data]] of said.entries()) {
    await query(
      `insert into homeward.journal (stream, seq, version, kind, at, entry, hash) values ($1, $2, $2, 'event', $3, $4, '\\x00')`,
      id,
      seq + 1,
      at(on),
      JSON.stringify({ event }),
    );
    await query(
      `insert into homeward.contents (stream, seq, digest, compartment, body) values ($1, $2, '', 'open', $3)`,
      id,
      seq + 1,
      JSON.stringify({ data }),
    );
  }
  return id;
}
