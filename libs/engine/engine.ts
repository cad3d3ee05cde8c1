import { createHash, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { AnyMachineSnapshot } from 'xstate';
import type { Actor, EventSpec, Given, Workflow } from '../../workflows/workflow';
import type { Facts } from '../../workflows/facts';
import { answerOf, findRepeat, type Answer } from './answers';
import { canonical, type Check, type Door, type Key, type Line, type Outcome, type Unit } from './door';
import { Definitions, Records, type ArmedTimer, type Instance } from './records';
import type { AccessPort, AccessSubject, Clock, FactsPort, Reaction, SettingsPort } from './ports';
import { Problem, type BrokenRule, type FieldError } from './problem';
import { asJournalled, changeOf, contentOf, digestOf, entryOf, opsOf } from './rows';
import { isGuarded, isPossible, verdictOf, type Step } from './step';

/** The fixed ids of the two actors that are no persons. */
export const clockId = '00000000-0000-0000-0000-00000000c10c';
export const registerId = '00000000-0000-0000-0000-0000000000fe';
export const clockActor: Actor = { person: clockId, role: 'clock', area: '' };
export const registerActor: Actor = { person: registerId, role: 'register', area: '' };

/** What every command carries: who, from where (idempotency scope), and how it is signed. */
export interface Command {
  actor: Actor;
  /** idempotency key of the caller, unique per person and route */
  key?: string;
  route: string;
  /** asks for the signature, where the event needs one; throws `signature_required`. Asked again when a decision is retried */
  sign?: () => Promise<unknown>;
}

export interface OpenCommand extends Command {
  workflow: string;
  /** one of the workflow's openings; default the first */
  event?: string;
  area: string;
  data: unknown;
}

export interface SendCommand extends Command {
  instance: string;
  type: string;
  data: unknown;
  /** the version the person saw; undefined only where the caller may not have seen one */
  version?: number;
}

export interface EngineParts {
  pool: Pool;
  door: Door;
  workflows: readonly Workflow[];
  facts: FactsPort;
  settings: SettingsPort;
  access: AccessPort;
  clock: Clock;
  /** texts of database refusals by constraint name */
  refusals?: Record<string, BrokenRule>;
}

type Decided = { unit: Unit; answer: Answer; next: Instance } | { unit: Unit; refusal: Problem };

/** Takes events to instances: who may, which rules, one pure step, one write. */
export class Engine {
  readonly definitions: Definitions;
  readonly records: Records;

  constructor(readonly parts: EngineParts) {
    this.definitions = new Definitions(parts.workflows);
    this.records = new Records(parts.pool, this.definitions);
  }

  /** Opens an instance by its opening event. Refusals by rule are journalled on a stream of the workflow and area. */
  async open(command: OpenCommand): Promise<Answer> {
    const workflow = this.definitions.findNewest(command.workflow);
    if (!workflow) throw new Problem('workflow_unknown');
    const type = command.event ?? workflow.openings[0]!;
    const body = digestOf(canonical({ workflow: workflow.id, event: type, area: command.area, data: command.data }));
    return this.decide(command, body, async () => {
      const spec = workflow.openings.includes(type) ? workflow.events[type] : undefined;
      if (!spec) throw new Problem('event_unknown');
      await this.checkArea(command.area);
      await this.checkMay(command, spec, { area: command.area, workflow: workflow.id });
      const data = parse(spec, command.data);
      const id = randomUUID();
      const stepper = this.definitions.stepperOf(workflow);
      const snapshot = stepper.start({ id, area: command.area });
      const subjects = workflow.subjects(snapshot.context, data);
      const { given, checks } = await this.given(workflow, spec, type, data, command.actor, subjects, undefined);
      const refusal = this.refusalOf(workflow, snapshot, given);
      if (refusal)
        return this.refuse(openingsStream(workflow.id, command.area), workflow, given, spec, refusal, command, body);
      const step = stepper.advance(snapshot, given);
      return this.accept(workflow, undefined, id, command.area, step, given, spec, checks, command, body);
    });
  }

  /** Takes one event of a person to an instance. */
  async send(command: SendCommand): Promise<Answer> {
    const body = digestOf(canonical({ type: command.type, data: command.data }));
    return this.decide(command, body, async () => {
      const instance = await this.seen(command.instance, command.actor);
      const { workflow, snapshot } = instance;
      if (command.version !== undefined && command.version !== instance.version) {
        this.records.forget(instance.id);
        const [fresh] = await this.records.read([instance.id]);
        if (!fresh || fresh.version !== command.version) throw new Problem('version_stale');
        return 'again';
      }
      const spec = workflow.events[command.type];
      if (!spec) throw new Problem('event_unknown');
      if (instance.status === 'closed') throw new Problem('instance_closed');
      if (!isPossible(snapshot, command.type)) throw new Problem('event_not_possible');
      await this.checkMay(command, spec, subjectOf(instance));
      const data = parse(spec, command.data);
      const subjects = workflow.subjects(snapshot.context, data);
      const { given, checks } = await this.given(
        workflow,
        spec,
        command.type,
        data,
        command.actor,
        subjects,
        instance.id,
      );
      const refusal = this.refusalOf(workflow, snapshot, given);
      if (refusal) return this.refuse(instance.id, workflow, given, spec, refusal, command, body);
      const step = this.definitions.stepperOf(workflow).advance(snapshot, given);
      return this.accept(workflow, instance, instance.id, instance.area, step, given, spec, checks, command, body);
    });
  }

  /**
   * Fires armed timers due up to an instant, in order, each at its own due time; what they arm before that instant fires too.
   * Returns how many fired. One instance's fault is reported to `onError` and does not stop the others.
   */
  async fireDue(
    until: number,
    page = 500,
    onError: (instance: string, error: unknown) => void = () => {},
  ): Promise<number> {
    let fired = 0;
    // page by page in due order, so that instances that fail again and again hide nobody behind them
    for (let after = { due_at: '-infinity', instance: '00000000-0000-0000-0000-000000000000' }; ;) {
      const { rows } = await this.parts.pool.query<{ instance: string; due_at: string }>({
        name: 'due',
        text: `select instance, due_at::text from (select distinct on (instance) instance, due_at from homeward.timers
                 where status = 'armed' and due_at <= to_timestamp($1 / 1000.0) order by instance, due_at) d
               where (due_at, instance) > ($2::timestamptz, $3::uuid) order by due_at, instance limit $4`,
        values: [until, after.due_at, after.instance, page],
      });
      for (const { instance } of rows) {
        try {
          fired += await this.fireTimersOf(instance, until);
        } catch (error) {
          onError(instance, error);
        }
      }
      if (rows.length < page) return fired;
      after = rows[rows.length - 1]!;
    }
  }

  /** Fires the one timer that is due first of all, if it is due by then; the clock by hand interleaves it with rungs. */
  async fireNext(until: number): Promise<{ at: number } | undefined> {
    const next = await this.nextDue();
    if (next === undefined || next.due > until) return undefined;
    this.records.forget(next.instance);
    const instance = (await this.records.read([next.instance]))[0]!;
    const timer = instance.timers[0];
    if (timer) await this.fire(instance, timer);
    return { at: next.due };
  }

  /** The earliest armed timer. */
  async nextDue(): Promise<{ instance: string; due: number } | undefined> {
    const { rows } = await this.parts.pool.query<{ instance: string; due: string }>(
      `select instance, extract(epoch from due_at) * 1000 as due from homeward.timers where status = 'armed' order by due_at, instance limit 1`,
    );
    return rows[0] && { instance: rows[0].instance, due: Number(rows[0].due) };
  }

  private async fireTimersOf(id: string, until: number): Promise<number> {
    for (let fired = 0; ; fired += 1) {
      this.records.forget(id);
      const [instance] = await this.records.read([id]);
      const timer = instance?.timers[0];
      if (!instance || !timer || timer.due > until) return fired;
      await this.fire(instance, timer);
    }
  }

  /** Sends one due timer down the road of every event, with the actor `clock`, at its own due time. */
  private async fire(instance: Instance, timer: ArmedTimer): Promise<void> {
    const { workflow, snapshot } = instance;
    const stepper = this.definitions.stepperOf(workflow);
    const at = timer.due;
    const guarded = isGuarded(snapshot, timer.timer);
    const { facts, checks } = guarded
      ? (
          await this.parts.facts.load([
            {
              names: ['children', 'institution'],
              subjects: instance.subjects,
              actor: clockActor,
              workflow: workflow.id,
              instance: instance.id,
              data: undefined,
              now: at,
            },
          ])
        )[0]!
      : { facts: {}, checks: [] };
    const given = asJournalled({
      type: timer.timer,
      data: null,
      actor: clockActor,
      now: at,
      facts,
      ...(await this.parts.settings.at(at)),
    });
    const step =
      instance.status === 'open'
        ? stepper.advance(snapshot, given)
        : { snapshot, taken: false, effects: [], armed: [], cancelled: [] };
    const built = await this.build(workflow, instance, instance.id, instance.area, step, given, undefined, {
      kind: 'timer',
      fired: { timer: timer.timer, version: timer.armedVersion },
      consumed: step.taken ? undefined : true,
    });
    const outcome = await this.parts.door.write({ lines: built.lines, checks });
    this.records.forget(instance.id);
    if (!outcome.ok && 'error' in outcome && outcome.error.constraint !== 'timer_armed') {
      throw new Error(`timer ${timer.timer} of ${instance.id}: ${outcome.error.message}`);
    }
  }

  /**
   * Writes a change of the register together with what it causes in every open instance it concerns, as one unit. The
   * facts those instances see are the facts after the change (`reaction.data.institution` or `.child` laid over them).
   */
  async react(reaction: Reaction, line: Line, checks: Check[]): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
      const unit: Unit = { lines: [line], checks: [...checks] };
      const kind = reaction.change.startsWith('institution') ? 'institution' : 'child';
      const { rows } = await this.parts.pool.query<{ id: string }>(
        `select i.id from homeward.subjects s join homeward.instances i on i.id = s.instance
          where s.kind = $1 and s.subject = $2 and i.status = 'open' order by i.id`,
        [kind, reaction.subject],
      );
      const instances = rows.length > 0 ? await this.records.read(rows.map((r) => r.id)) : [];
      for (const instance of instances.sort((a, b) => (a.id < b.id ? -1 : 1))) {
        await this.reactOne(reaction, instance, Date.parse(line.at), unit);
      }
      const outcome = await this.parts.door.write(unit);
      for (const { id } of instances) this.records.forget(id);
      if (outcome.ok || !('conflict' in outcome) || outcome.conflict === 'key' || attempt >= 20) return outcome;
      if (checks.some((c) => c.id === (outcome as { id?: string }).id)) return outcome;
    }
  }

  private async reactOne(reaction: Reaction, instance: Instance, now: number, unit: Unit): Promise<void> {
    const { workflow, snapshot } = instance;
    const type = workflow.reactions[reaction.change];
    if (!type || !isPossible(snapshot, type)) return;
    const loaded = (
      await this.parts.facts.load([
        {
          names: ['children', 'institution'],
          subjects: instance.subjects,
          actor: registerActor,
          workflow: workflow.id,
          instance: instance.id,
          data: reaction.data,
          now,
        },
      ])
    )[0]!;
    const facts = after(reaction, loaded.facts);
    const given = asJournalled({
      type,
      data: reaction.data ?? {},
      actor: registerActor,
      now,
      facts,
      ...(await this.parts.settings.at(now)),
    });
    const step = this.definitions.stepperOf(workflow).advance(snapshot, given);
    if (!step.taken) return;
    const built = await this.build(workflow, instance, instance.id, instance.area, step, given, undefined, {
      kind: 'event',
    });
    unit.lines.push(...built.lines);
    unit.checks.push(...loaded.checks);
  }

  // ---- the road of one event -------------------------------------------------------------------------------------

  /** Runs a decision until its write meets no moved version; answers a repeated key with its first answer. */
  private async decide(command: Command, body: string, make: () => Promise<Decided | 'again'>): Promise<Answer> {
    const key: Key | undefined =
      command.key === undefined ? undefined : { person: command.actor.person, route: command.route, key: command.key };
    for (let attempt = 1; attempt <= 50; attempt += 1) {
      let decided: Decided | 'again';
      try {
        decided = await make();
      } catch (problem) {
        if (problem instanceof Problem && key && problem.code !== 'not_found') {
          const first = await findRepeat(this.parts.pool, key, body);
          if (first) return first;
        }
        throw problem;
      }
      if (decided === 'again') continue;
      const outcome = await this.parts.door.write(decided.unit);
      if (outcome.ok) {
        if ('refusal' in decided) throw decided.refusal;
        const line = outcome.lines[0]!;
        decided.next.version = line.version!;
        decided.next.reference = line.reference ?? decided.next.reference;
        for (const t of decided.next.timers) if (t.armedVersion === 0) t.armedVersion = line.version!;
        this.records.keep(decided.next);
        return { ...decided.answer, reference: decided.next.reference, version: line.version! };
      }
      for (const line of decided.unit.lines) this.records.forget(line.stream);
      if ('error' in outcome) throw this.refusedByDatabase(outcome.error);
      if (outcome.conflict === 'key') {
        const first = await findRepeat(this.parts.pool, key!, body);
        if (first) return first;
      }
    }
    throw new Problem('busy');
  }

  /** The instance, if this actor may know that it exists; its overdue timers are fired first. */
  private async seen(id: string, actor: Actor): Promise<Instance> {
    let instance = await this.records.find(id);
    if (!instance || !(await this.parts.access.maySee(actor, subjectOf(instance)))) throw new Problem('not_found');
    const now = this.parts.clock.now();
    if (instance.timers.some((t) => t.due <= now)) {
      await this.fireTimersOf(id, now);
      instance = (await this.records.find(id))!;
    }
    return instance;
  }

  private async checkArea(area: string): Promise<void> {
    const { rows } = await this.parts.pool.query('select 1 from homeward.areas where code = $1', [area]);
    if (rows.length === 0) throw new Problem('form_invalid', { errors: [{ path: 'area', code: 'unknown_area' }] });
  }

  private async checkMay(command: Command, spec: EventSpec, subject: AccessSubject): Promise<void> {
    if (!(await this.parts.access.maySend(command.actor, spec, subject))) throw new Problem('forbidden');
    if (!spec.signature) return;
    if (!command.sign) throw new Problem('signature_required');
    await command.sign();
  }

  private async given(
    workflow: Workflow,
    spec: EventSpec,
    type: string,
    data: unknown,
    actor: Actor,
    subjects: Instance['subjects'],
    instance: string | undefined,
  ): Promise<{ given: Given; checks: Check[] }> {
    const now = this.parts.clock.now();
    const names = spec.facts ?? [];
    const loaded: { facts: Facts; checks: Check[] } =
      names.length > 0
        ? (await this.parts.facts.load([{ names, subjects, actor, workflow: workflow.id, instance, data, now }]))[0]!
        : { facts: {}, checks: [] };
    const given = { type, data, actor, now, facts: loaded.facts, ...(await this.parts.settings.at(now)) };
    return { given: asJournalled(given), checks: loaded.checks };
  }

  private refusalOf(workflow: Workflow, snapshot: AnyMachineSnapshot, given: Given): BrokenRule[] | undefined {
    const verdict = verdictOf(workflow, snapshot, given);
    if (verdict.open) return undefined;
    if (verdict.broken.length === 0) throw new Problem('event_not_possible');
    return verdict.broken.map(({ rule, missing }) => ({
      id: rule.id,
      source: rule.source,
      message: rule.text,
      missing,
      who: rule.who,
    }));
  }

  private refuse(
    stream: string,
    workflow: Workflow,
    given: Given,
    spec: EventSpec,
    rules: BrokenRule[],
    command: Command,
    body: string,
  ): Decided {
    const content = contentOf(given, spec.restricted ?? false, { rules });
    const entry = entryOf(given, workflow, { data: content.digest, body, refused: rules.map((r) => r.id) });
    const line: Line = {
      stream,
      kind: 'refused',
      at: entry.at,
      entry: canonical(entry),
      content,
      key: keyOf(command),
      ops: [],
    };
    return { unit: { lines: [line], checks: [] }, refusal: new Problem('refused_by_rule', { rules }) };
  }

  private async accept(
    workflow: Workflow,
    before: Instance | undefined,
    id: string,
    area: string,
    step: Step,
    given: Given,
    spec: EventSpec,
    checks: Check[],
    command: Command,
    body: string,
  ): Promise<Decided> {
    const built = await this.build(workflow, before, id, area, step, given, spec, {
      kind: 'event',
      body,
      key: keyOf(command),
    });
    return { unit: { lines: built.lines, checks }, answer: built.answer, next: built.next };
  }

  /** The line of a step, the lines of the instances it opens, and the instance as it will be after the commit. */
  private async build(
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
      fired?: { timer: string; version: number };
      consumed?: true;
    },
  ): Promise<{ lines: Line[]; answer: Answer; next: Instance }> {
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
      state: digestOf(change.state),
      consumed: more.consumed,
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
      if (effect.name === 'instance.open') lines.push(...(await this.opened(effect.params, id, area, given)));
    }
    const closing = new Set(change.closeTasks);
    const tasks = [...(before?.tasks ?? []).filter((t) => !closing.has(t.key)), ...change.openTasks];
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
      area,
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
    return { lines, answer: answerOf(id, next.reference, version, change, tasks), next };
  }

  /** Lines of an instance that another one opens; the same unit, the actor `register`. */
  private async opened(
    params: { workflow: string; event: string; data: unknown },
    opener: string,
    area: string,
    by: Given,
  ): Promise<Line[]> {
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
    const { lines } = await this.build(workflow, undefined, id, area, step, given, spec, { kind: 'event' });
    return lines;
  }

  private refusedByDatabase(error: { state: string; constraint: string; message: string }): Problem {
    const rule = this.parts.refusals?.[error.constraint];
    if (rule) return new Problem('refused_by_database', { rules: [rule] });
    if (error.state.startsWith('22') || error.state.startsWith('23')) {
      return new Problem('conflict', { errors: [{ path: '', code: error.constraint || error.state }] });
    }
    const failure = new Problem('internal');
    failure.cause = error;
    return failure;
  }
}

const keyOf = (command: Command): Key | undefined =>
  command.key === undefined ? undefined : { person: command.actor.person, route: command.route, key: command.key };

/** The stream of refused openings of a workflow in an area. */
export function openingsStream(workflow: string, area: string): string {
  const h = createHash('sha256').update(`openings:${workflow}:${area}`).digest('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

export function subjectOf(instance: Instance): AccessSubject {
  return {
    area: instance.area,
    workflow: instance.workflow.id,
    instance: instance.id,
    children: instance.subjects.children,
    institution: instance.subjects.institution,
    assigned: instance.tasks.flatMap((t) => (t.assignee ? [t.assignee] : [])),
  };
}

/** The facts after a change of the register. */
function after(reaction: Reaction, facts: Facts): Facts {
  const data = (reaction.data ?? {}) as { institution?: object; child?: object };
  return {
    ...facts,
    institution:
      facts.institution && data.institution ? { ...facts.institution, ...data.institution } : facts.institution,
    children: data.child
      ? facts.children?.map((c) => (c.id === reaction.subject ? { ...c, ...data.child } : c))
      : facts.children,
  };
}

/** The form's data, or a problem that names every field. */
function parse(spec: EventSpec, data: unknown): unknown {
  const parsed = spec.form.safeParse(data ?? {});
  if (parsed.success) return parsed.data;
  throw new Problem('form_invalid', { errors: fieldErrors(parsed.error.issues) });
}

/** Issues of zod as places and codes. */
export function fieldErrors(
  issues: readonly { path: PropertyKey[]; code: string; message: string; keys?: string[] }[],
): FieldError[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') {
      return (issue.keys ?? []).map((key) => ({ path: path ? `${path}.${key}` : key, code: 'unknown_field' }));
    }
    return [{ path, code: issue.code }];
  });
}
