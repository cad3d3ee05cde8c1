/** Folds a journal through XState's public functions: the state, timers and tasks it comes to. */
import { createHash } from 'node:crypto';
import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import type { Given, Workflow } from '../../../workflows/workflow';
import { sorted } from './checker';
import type { Evidence } from './evidence';
import { wrong as wrongClock } from './scheduler';
import type { InstanceRow, LineRow } from './tables';

export interface Folded {
  state: string;
  version: number;
  open: boolean;
  /** timers that are armed, with their due time */
  armed: Map<string, number>;
  /** keys of the open tasks of the states */
  tasks: string[];
  /** keys of the planned visits */
  visits: string[];
  /** what timers did that they must not */
  wrong: string[];
}

interface Said {
  event: string;
  at: string;
  actor: Given['actor'];
  version?: number;
  state?: string;
  received?: string;
  openedIn?: string;
}

/** What the lines of an instance come to, or in words why they come to nothing. */
export function fold(
  instance: InstanceRow,
  lines: readonly LineRow[],
  bodies: ReadonlyMap<number, string>,
  workflow: Workflow,
  { parameters, calendar }: Pick<Evidence, 'parameters' | 'calendar'>,
): Folded | string {
  const { machine } = workflow;
  const first = lines[0] && (JSON.parse(lines[0].entry) as Said);
  const input = { id: instance.id, area: first?.openedIn ?? instance.area };
  let [snapshot] = initialTransition(machine, input as never) as [AnyMachineSnapshot, unknown];
  const armed = new Map<string, number>();
  const wrong: string[] = [];
  let version = 0;
  for (const line of lines) {
    if (line.version === null) continue;
    version = line.version;
    const said = JSON.parse(line.entry) as Said;
    const body = bodies.get(line.seq);
    if (body === undefined) return `line ${line.seq} of ${instance.reference} has no content`;
    const { data, facts } = JSON.parse(body) as Pick<Given, 'data' | 'facts'>;
    const received = said.received === undefined ? undefined : Date.parse(said.received);
    const given: Given = {
      type: said.event,
      data,
      facts,
      actor: said.actor,
      now: line.at,
      received,
      parameters,
      calendar,
    };
    if (line.kind === 'timer') {
      const due = armed.get(said.event);
      if (due === undefined) wrong.push(`${said.event} fired in line ${line.seq} and was not armed`);
      else if (due !== line.at || line.recorded_at < due - wrongClock)
        wrong.push(`${said.event} fired at another time than it was due`);
      armed.delete(said.event);
    }
    const [next, actions] = transition(machine, snapshot as never, given as never) as unknown as [
      AnyMachineSnapshot,
      { type: string; params: any }[],
    ];
    snapshot = next;
    for (const { type, params } of actions) {
      if (type === 'xstate.cancel') armed.delete(String(params.sendId ?? params));
      if (type !== 'xstate.raise' || params.delay === undefined) continue;
      const timer = params.event.type as string;
      const deadline = workflow.deadlines[timer.split('.')[2]!]!;
      armed.set(timer, Math.max(deadline.due(snapshot.context, given).at, line.at));
    }
    if (snapshot.status !== 'active') armed.clear();
    const digest = createHash('sha256').update(stateOf(workflow, snapshot)).digest('hex');
    if (digest !== said.state) return `line ${line.seq} of ${instance.reference} (${said.event}) ends in another state`;
  }
  const open = snapshot.status === 'active';
  const visits = (open ? (workflow.visits?.(snapshot.context) ?? []) : []).filter(({ status }) => status === 'planned');
  return {
    state: stateOf(workflow, snapshot),
    version,
    open,
    armed,
    wrong,
    tasks: open ? tasksOf(snapshot) : [],
    visits: visits.map(({ key }) => key),
  };
}

const stateOf = ({ machine }: Workflow, snapshot: AnyMachineSnapshot): string =>
  sorted(machine.getPersistedSnapshot(snapshot as never));

/** `<state path>/<task>` of each active state that names a task. */
function tasksOf(snapshot: AnyMachineSnapshot): string[] {
  const meta = snapshot.getMeta() as Record<string, { task?: { name: string } } | undefined>;
  const pathOf = (id: string): string => snapshot.machine.getStateNodeById(id).path.join('.');
  return Object.entries(meta).flatMap(([id, of]) => (of?.task ? [`${pathOf(id)}/${of.task.name}`] : []));
}
