import type { Pool } from 'pg';
import type { Actor, Role } from '../../workflows/workflow';
import { findRepeat } from './answers';
import { canonical, type Door, type Line } from './door';
import type { Clock } from './ports';
import { Problem } from './problem';
import { digestOf, isoOf } from './rows';

/** Who holds a role over an area at an instant; the access lib answers. */
export type HoldersOf = (role: Role, area: string, at: number) => Promise<{ person: string }[]>;

export interface TaskCommand {
  task: string;
  verb: 'claim' | 'assign' | 'handOver' | 'release';
  /** to whom; not for claim and release */
  to?: string;
  reason?: string;
  actor: Actor;
  key?: string;
  route: string;
}

interface OpenTask {
  id: string;
  instance: string | null;
  incident: string | null;
  role: Role;
  area: string;
  institution: string | null;
  assignee: string | null;
}

const supervisors: readonly Actor['role'][] = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];

/**
 * Claim, assign, hand over or release an open task; journalled on its instance (or incident), where it takes a sequence
 * number but no version. Claim: who holds the task's role. Assign: a supervisor over the area. Hand over and release: who
 * holds it now. The rules of the task's own event stay: an assignment never lifts the separation of duties.
 */
export class Tasks {
  /** told of each instance whose tasks changed hands, so that nobody decides on an old copy */
  onChange: (instance: string) => void = () => undefined;

  constructor(
    private readonly pool: Pool,
    private readonly door: Door,
    private readonly holdersOf: HoldersOf,
    private readonly clock: Clock,
  ) {}

  async run(command: TaskCommand): Promise<{ id: string; assignee: string | null }> {
    const { actor, verb } = command;
    const body = digestOf(canonical({ task: command.task, verb, to: command.to, reason: command.reason }));
    if (command.key) {
      const first = await findRepeat(this.pool, { person: actor.person, route: command.route, key: command.key }, body);
      if (first) return first as unknown as { id: string; assignee: string | null };
    }
    const { rows } = await this.pool.query<OpenTask>(
      'select id, instance, incident, role, area, institution, assignee from homeward.tasks where id = $1 and closed_at is null',
      [command.task],
    );
    const task = rows[0];
    if (!task || !task.area.startsWith(actor.area.slice(0, task.area.length))) throw new Problem('not_found');
    const assignee = await this.assigneeOf(command, task);
    const answer = { id: task.id, assignee };
    const at = isoOf(this.clock.now());
    const { person, role, area, actingFor, appointment } = actor;
    const line: Line = {
      stream: task.instance ?? task.incident!,
      kind: 'task',
      at,
      entry: canonical({
        event: `task.${verb}`,
        actor: { person, role, area, actingFor, appointment },
        at,
        body,
        task: task.id,
        before: task.assignee,
        assignee,
        reason: command.reason,
      }),
      key: command.key ? { person, route: command.route, key: command.key } : undefined,
      answer,
      ops: [{ op: 'task.assign', data: { task: task.id, assignee } }],
    };
    const outcome = await this.door.write({ lines: [line], checks: [] });
    if (!outcome.ok) throw new Problem('conflict');
    this.onChange(line.stream);
    return answer;
  }

  private async assigneeOf(command: TaskCommand, task: OpenTask): Promise<string | null> {
    const { actor, verb } = command;
    const covers = task.area.startsWith(actor.area);
    if (verb === 'claim') {
      if (actor.role !== task.role || !covers || (task.institution && task.institution !== actor.institution))
        throw new Problem('forbidden');
      if (task.assignee && task.assignee !== actor.person)
        throw new Problem('conflict', { errors: [{ path: 'task', code: 'already_assigned' }] });
      return actor.person;
    }
    const holds = task.assignee === actor.person;
    const supervises = covers && supervisors.includes(actor.role) && actor.role !== task.role;
    if (verb === 'assign' ? !supervises : !holds && !supervises) throw new Problem('forbidden');
    if (verb === 'release') return null;
    if (!command.to) throw new Problem('form_invalid', { errors: [{ path: 'to', code: 'required' }] });
    const holders = await this.holdersOf(task.role, task.area, this.clock.now());
    if (!holders.some((h) => h.person === command.to)) {
      throw new Problem('form_invalid', { errors: [{ path: 'to', code: 'holds_no_such_appointment' }] });
    }
    return command.to;
  }
}
