import { randomUUID } from 'node:crypto';
import type { EventSpec, Given, Workflow } from '../../workflows/workflow';
import { registerActor } from './actors';
import { answerOf, openedBy, type Answer } from './answers';
import { canonical, type InstanceChange, type Key, type Line, type TaskRow } from './door';
import type { ArmedTimer, Definitions, Instance } from './records';
import { asJournalled, changeOf, contentOf, digestOf, entryOf, opsOf } from './rows';
import type { Step, Stepper } from './step';

/** Turns steps into lines of the journal with all that belongs to them. */
export class Builder {
  constructor(private readonly definitions: Definitions) {}

  stepperOf(workflow: Workflow): Stepper {
    return this.definitions.stepperOf(workflow);
  }

  /** The line of a step, the lines of the instances it opens, and the instance as it will be after the commit. */
  build(
    workflow: Workflow,
    before: Instance | undefined,
    id: string,
    area: string,
    step: Step,
    given: Given,
    spec: EventSpec | undefined,
    more: {
      kind: 'event' | 'timer';
      body?: string;
      key?: Key;
      captured?: string;
      fired?: { timer: string; version: number };
      consumed?: true;
    },
  ): { lines: Line[]; answer: Answer; next: Instance } {
    const stepper = this.definitions.stepperOf(workflow);
    const change = { ...changeOf(workflow, stepper, before, step, given, area), fired: more.fired };
    const content = contentOf(given, spec?.restricted ?? false);
    const version = change.expect + 1;
    const entry = entryOf(given, workflow, {
      data: content.digest,
      body: more.body,
      from: before?.phase,
      to: change.phase,
      version,
      status: change.status,
      outcome: change.outcome ?? undefined,
      area: workflow.areas && change.area,
      guests: change.guests?.length ? change.guests : undefined,
      openedIn: workflow.areas && !before ? area : undefined,
      state: digestOf(change.state),
      consumed: more.consumed,
      captured: more.captured,
      effects: step.effects.length > 0 ? step.effects.map((e) => e.name) : undefined,
    });
    const line: Line = {
      stream: id,
      kind: more.kind,
      at: entry.at,
      entry: canonical(entry),
      content,
      key: more.key,
      instance: change,
      ops: opsOf(step, id),
    };
    const lines = [line];
    for (const effect of step.effects) {
      if (effect.name === 'instance.open') lines.push(...this.opened(effect.params, id, change.area, given));
    }
    const tasks = tasksAfter(before?.tasks ?? [], change);
    const cancelled = new Set([
      ...change.cancelTimers,
      ...change.armTimers.map((t) => t.timer),
      ...(more.fired ? [more.fired.timer] : []),
    ]);
    const timers: ArmedTimer[] = [
      ...(before?.timers ?? []).filter((t) => !cancelled.has(t.timer)),
      ...change.armTimers.map((t) => ({ ...t, armedVersion: version, due: Date.parse(t.due_at) })),
    ].sort((a, b) => a.due - b.due || (a.timer < b.timer ? -1 : 1));
    const next: Instance = {
      id,
      reference: before?.reference ?? '',
      workflow,
      area: change.area,
      guests: change.guests ?? [],
      version,
      snapshot: step.snapshot,
      phase: change.phase,
      status: change.status,
      outcome: change.outcome ?? null,
      parameters: change.parameters,
      tasks,
      timers,
      subjects: workflow.subjects(step.snapshot.context),
    };
    return { lines, answer: answerOf(id, next.reference, version, change, openedBy(tasks, given.now)), next };
  }

  /** Lines of an instance that another one opens; the same unit, the actor `register`. */
  private opened(
    params: { workflow: string; event: string; data: unknown },
    opener: string,
    area: string,
    by: Given,
  ): Line[] {
    const workflow = this.definitions.findNewest(params.workflow);
    const spec = workflow?.events[params.event];
    if (!workflow || !spec)
      throw new Error(`the effect instance.open names the unknown ${params.workflow}/${params.event}`);
    const id = randomUUID();
    const stepper = this.definitions.stepperOf(workflow);
    const data = spec.form.parse(params.data);
    const given = asJournalled({ ...by, type: params.event, data, facts: {}, actor: registerActor });
    const step = stepper.advance(stepper.start({ id, area }), given);
    if (!step.taken) throw new Error(`${params.workflow} refused ${params.event} from ${opener}`);
    const { lines } = this.build(workflow, undefined, id, area, step, given, spec, { kind: 'event' });
    return lines;
  }
}

/** Open tasks after a change, as the door leaves them. */
function tasksAfter(before: readonly TaskRow[], change: InstanceChange): TaskRow[] {
  const closing = new Set(change.closeTasks);
  const queues = new Map(change.moveTasks?.map(({ key, area }) => [key, area]));
  const hands = new Map(change.assignTasks?.map(({ key, assignee }) => [key, assignee]));
  const stay = before
    .filter(({ key }) => !closing.has(key))
    .map((task) => {
      const area = queues.get(task.key) ?? task.area;
      return { ...task, area, assignee: hands.get(task.key) ?? (area === task.area ? task.assignee : null) };
    });
  return [...stay, ...change.openTasks];
}
