import type { EffectParams, EventSpec, Given, Subjects, Workflow } from '../../workflows/workflow';
import type { Facts } from '../../workflows/facts';
import { registerActor } from './actors';
import { answerOf, openedBy, type Answer } from './answers';
import { canonical, type Check, type InstanceChange, type Key, type Line, type Op, type TaskRow } from './door';
import type { EngineParts } from './parts';
import { caseId } from './ids';
import type { ArmedTimer, Definitions, Instance, Records } from './records';
import { asJournalled, changeOf, contentOf, digestOf, entryOf, opsOf, secretOps } from './rows';
import type { Step, Stepper } from './step';

/** What a step comes to: its line and those of the instances that it opens and tells, and what all of them rest on. */
export interface Built {
  lines: Line[];
  checks: Check[];
  answer: Answer;
  /** the instance as it will be after the commit */
  next: Instance;
}

/** Instances by id as the lines of a unit leave them, so that one that a unit touches twice is taken on from there. */
export type Touched = Map<string, Instance>;

/** Turns steps into lines of the journal with all that belongs to them. */
export class Builder {
  constructor(
    private readonly parts: EngineParts,
    private readonly records: Records,
    private readonly definitions: Definitions,
  ) {}

  stepperOf(workflow: Workflow): Stepper {
    return this.definitions.stepperOf(workflow);
  }

  /** The line of a step, the lines of the instances it opens and tells, and the instance as it will be after the commit. */
  async build(
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
      beside?: { entry: Record<string, unknown>; ops: Op[] };
    },
    touched: Touched = new Map(),
  ): Promise<Built> {
    const stepper = this.definitions.stepperOf(workflow);
    const change = { ...changeOf(workflow, stepper, before, step, given, area), fired: more.fired };
    const content = contentOf(given, spec?.restricted ?? false);
    const version = change.expect + 1;
    const entry = entryOf(given, workflow, {
      ...more.beside?.entry,
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
      ops: [
        ...opsOf(step, id),
        ...secretOps(before?.subjects, workflow.subjects(step.snapshot.context)),
        ...(more.beside?.ops ?? []),
      ],
    };
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
    touched.set(id, next);
    const others = await this.others(step, id, change.area, given, touched);
    return {
      lines: [line, ...others.flatMap(({ lines }) => lines)],
      checks: others.flatMap(({ checks }) => checks),
      answer: answerOf(id, next.reference, version, change, openedBy(tasks, given.now)),
      next,
    };
  }

  /** What the step of one instance makes of others, in the order of its effects. */
  private async others(step: Step, from: string, area: string, by: Given, touched: Touched): Promise<Built[]> {
    const built: Built[] = [];
    for (const { name, params } of step.effects) {
      if (name === 'instance.open') built.push(await this.opened(params, from, params.area ?? area, by, touched));
      if (name !== 'instance.tell') continue;
      const { workflow, orOpen } = params as EffectParams['instance.tell'];
      const open = await this.findOpen(params, from, touched);
      if (open) built.push(await this.told(params, open, by, touched));
      else if (orOpen) built.push(await this.opened({ workflow, ...orOpen }, from, area, by, touched));
    }
    return built;
  }

  /** The open instance of the workflow about the child, by whichever of its records; never the one that tells. */
  private async findOpen(
    { workflow, child }: EffectParams['instance.tell'],
    from: string,
    touched: Touched,
  ): Promise<Instance | undefined> {
    const { rows } = await this.parts.pool.query<{ same: string[]; instance: string | null }>({
      name: 'open of child',
      text: `select same, (select i.id from homeward.subjects s join homeward.instances i on i.id = s.instance
                 where s.kind = 'child' and s.subject = any (same) and i.workflow = $2 and i.status = 'open' and i.id <> $3
                 order by i.opened_at, i.id limit 1) as instance
               from (select homeward.certainly_same($1)::uuid[] as same) of_child`,
      values: [child, workflow, from],
    });
    const { same, instance } = rows[0]!;
    const here = [...touched.values()].filter((i) => i.id !== from && i.workflow.id === workflow);
    const known = here.find((i) => i.status === 'open' && i.subjects.children.some((id) => same?.includes(id)));
    if (known || instance === null || here.some(({ id }) => id === instance)) return known;
    return (await this.records.read([instance]))[0];
  }

  /** Takes an instance on by an event of the register. */
  private async told(
    params: EffectParams['instance.tell'],
    instance: Instance,
    by: Given,
    touched: Touched,
  ): Promise<Built> {
    const { id, area, workflow, snapshot, subjects } = instance;
    const spec = specOf(workflow, params.event);
    const { given, checks } = await this.heard(workflow, spec, params, subjects, id, by);
    const step = this.stepperOf(workflow).advance(snapshot, given);
    if (!step.taken) throw new Error(`${workflow.id} ${id} refused ${params.event}`);
    const built = await this.build(workflow, instance, id, area, step, given, spec, { kind: 'event' }, touched);
    return { ...built, checks: [...checks, ...built.checks] };
  }

  /** An instance that another one opens, or the register; the same unit, the actor `register`. */
  async opened(
    params: EffectParams['instance.open'],
    opener: string,
    area: string,
    by: Given,
    touched: Touched,
  ): Promise<Built> {
    const workflow = this.definitions.findNewest(params.workflow);
    if (!workflow) throw new Error(`the effect instance.open names the unknown ${params.workflow}`);
    const spec = specOf(workflow, params.event);
    const id = caseId(by.now);
    const start = this.stepperOf(workflow).start({ id, area });
    const subjects = workflow.subjects(start.context, params.data);
    const { given, checks } = await this.heard(workflow, spec, params, subjects, undefined, by);
    const step = this.stepperOf(workflow).advance(start, given);
    if (!step.taken) throw new Error(`${params.workflow} refused ${params.event} from ${opener}`);
    const built = await this.build(workflow, undefined, id, area, step, given, spec, { kind: 'event' }, touched);
    return { ...built, checks: [...checks, ...built.checks] };
  }

  /** An event of the register, with the facts that its rules need as they were before the unit. */
  private async heard(
    workflow: Workflow,
    spec: EventSpec,
    { event, data: told }: { event: string; data: unknown },
    subjects: Subjects,
    instance: string | undefined,
    by: Given,
  ): Promise<{ given: Given; checks: Check[] }> {
    const data: unknown = spec.form.parse(told);
    const names = spec.facts ?? [];
    const loaded: { facts: Facts; checks: Check[] } =
      names.length === 0
        ? { facts: {}, checks: [] }
        : (
            await this.parts.facts.load([
              { names, subjects, actor: registerActor, workflow: workflow.id, instance, data, now: by.now },
            ])
          )[0]!;
    const given = asJournalled({ ...by, type: event, data, facts: loaded.facts, actor: registerActor });
    return { given, checks: loaded.checks };
  }
}

function specOf(workflow: Workflow, event: string): EventSpec {
  const spec = workflow.events[event];
  if (!spec) throw new Error(`an effect names the unknown ${workflow.id}/${event}`);
  return spec;
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
