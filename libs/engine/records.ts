import type { Pool } from 'pg';
import { LRUCache } from 'lru-cache';
import type { AnyMachineSnapshot } from 'xstate';
import type { Subjects, Workflow } from '../../workflows/workflow';
import type { TaskRow, TimerRow } from './door';
import { Stepper } from './step';

export interface ArmedTimer extends TimerRow {
  armedVersion: number;
  due: number;
}

/** An instance as the engine holds it between events: the row, its open tasks and armed timers, the live snapshot. */
export interface Instance {
  id: string;
  reference: string;
  workflow: Workflow;
  /** who owns it */
  area: string;
  /** areas that take part for now */
  guests: string[];
  version: number;
  snapshot: AnyMachineSnapshot;
  phase: string;
  status: 'open' | 'closed';
  outcome: string | null;
  parameters: number;
  tasks: TaskRow[];
  timers: ArmedTimer[];
  subjects: Subjects;
}

interface Row {
  id: string;
  reference: string;
  workflow: string;
  workflow_version: number;
  area: string;
  guests: string[];
  version: number;
  state: string;
  phase: string;
  status: 'open' | 'closed';
  outcome: string | null;
  parameters: number;
  tasks: TaskRow[];
  timers: (TimerRow & { armed_version: number })[];
}

const text = `select id, reference, workflow, workflow_version, area, guests, version, state, phase, status, outcome, parameters,
  coalesce((select json_agg(json_build_object('id', t.id, 'key', key, 'name', name, 'role', role, 'area', t.area, 'institution', institution,
     'assignee', assignee, 'due_at', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'due_on', due_on, 'exact', exact, 'provisional', provisional,
     'why', why, 'ladder', ladder, 'opens_at', to_char(opens_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by due_at, key) from homeward.tasks t where t.instance = i.id and closed_at is null), '[]') as tasks,
  coalesce((select json_agg(json_build_object('timer', timer, 'deadline', deadline, 'due_at', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
     'armed_version', armed_version, 'why', why, 'provisional', provisional) order by due_at, timer) from homeward.timers m where m.instance = i.id and status = 'armed'), '[]') as timers
  from homeward.instances i where i.id = any($1)`;

/** The workflows by id and pinned version, each with its stepper. */
export class Definitions {
  private readonly byKey = new Map<string, { workflow: Workflow; stepper: Stepper }>();
  private readonly newest = new Map<string, Workflow>();

  constructor(readonly all: readonly Workflow[]) {
    for (const workflow of all) {
      this.byKey.set(`${workflow.id}@${workflow.version}`, { workflow, stepper: new Stepper(workflow) });
      const known = this.newest.get(workflow.id);
      if (!known || known.version < workflow.version) this.newest.set(workflow.id, workflow);
    }
  }

  /** The newest version of a workflow, or undefined. */
  findNewest(id: string): Workflow | undefined {
    return this.newest.get(id);
  }

  get(id: string, version: number): { workflow: Workflow; stepper: Stepper } {
    const found = this.byKey.get(`${id}@${version}`);
    if (!found) throw new Error(`no workflow ${id} version ${version}: a frozen version must stay in the list`);
    return found;
  }

  stepperOf(workflow: Workflow): Stepper {
    return this.get(workflow.id, workflow.version).stepper;
  }
}

/** Reads instances, and keeps the hot ones; the version check at the door makes a stale copy harmless. */
export class Records {
  private readonly cache = new LRUCache<string, Instance>({ max: 5_000 });

  constructor(
    private readonly pool: Pool,
    private readonly definitions: Definitions,
  ) {}

  async find(id: string): Promise<Instance | undefined> {
    return this.cache.get(id) ?? (await this.read([id]))[0];
  }

  /** The copy at hand, which may be stale; asks nobody. */
  known(id: string): Instance | undefined {
    return this.cache.get(id);
  }

  /** Reads from the database, whatever the cache holds. */
  async read(ids: string[]): Promise<Instance[]> {
    const { rows } = await this.pool.query<Row>({ name: 'records', text, values: [ids] });
    return rows.map((row) => {
      const { workflow, stepper } = this.definitions.get(row.workflow, row.workflow_version);
      const snapshot = stepper.restore(row.state);
      const record: Instance = {
        id: row.id,
        reference: row.reference,
        workflow,
        area: row.area,
        guests: row.guests,
        version: row.version,
        snapshot,
        phase: row.phase,
        status: row.status,
        outcome: row.outcome,
        parameters: row.parameters,
        tasks: row.tasks,
        timers: row.timers.map((t) => ({ ...t, armedVersion: t.armed_version, due: Date.parse(t.due_at) })),
        subjects: workflow.subjects(snapshot.context),
      };
      this.keep(record);
      return record;
    });
  }

  keep(record: Instance): void {
    this.cache.set(record.id, record);
  }

  forget(id: string): void {
    this.cache.delete(id);
  }
}
