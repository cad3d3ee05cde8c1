import type { AnyMachineSnapshot } from 'xstate';
import {
  levelOfRole,
  type Actor,
  type EffectParams,
  type EventSpec,
  type Given,
  type Role,
  type Workflow,
} from '../../workflows/workflow';
import type { Facts } from '../../workflows/facts';
import { openingsStream, subjectOf } from './actors';
import { findRepeat, type Answer } from './answers';
import { mustBeAtHand } from './archives';
import { Builder, type Touched } from './build';
import { canonical, type Check, type Key, type Line, type Op, type Outcome, type Unit } from './door';
import { caseId } from './ids';
import { Definitions, Records, type Instance } from './records';
import type { AccessSubject, Reaction } from './ports';
import { Problem, type BrokenRule } from './problem';
import { asJournalled, contentOf, digestOf, entryOf } from './rows';
import { isPossible, verdictOf, type Step } from './step';
import { Timers } from './timers';
import { refusedByDatabase, type DatabaseError } from './walls';
import { Reactions, type Opening } from './reactions';
import { parse } from './forms';
import type { EngineParts } from './parts';

/** What every command carries: who, from where (idempotency scope), and how it is signed. */
export interface Command {
  actor: Actor;
  /** idempotency key of the caller, unique per person and route */
  key?: string;
  route: string;
  /** asks for the signature, where the event needs one; throws `signature_required`. Asked again when a decision is retried */
  sign?: () => Promise<unknown>;
  /** when the person wrote it on a device without a connection, by that device's clock, ISO: kept in the line, and nothing decided by it */
  captured?: string;
  /** in whose place it is recorded: that appointment is asked whether it may, where it is not the actor's own */
  entitled?: Actor;
  /** what the line of the event says besides, and what else is written with it */
  beside?: Beside;
}

/** Fields of the entry of a line, and changes of rows in the same write. */
export interface Beside {
  entry: Record<string, unknown>;
  ops: Op[];
  /** epoch ms at which the server first had the event, where that was earlier */
  received?: number;
}

export interface OpenCommand extends Command {
  workflow: string;
  /** one of the workflow's openings; default the first */
  event?: string;
  area: string;
  data: unknown;
  /** throws where the actor may not name these children in this event: an opening shows their files to its area */
  checkNamed?: (children: readonly string[], spec: EventSpec) => Promise<void>;
}

export interface SendCommand extends Command {
  instance: string;
  type: string;
  data: unknown;
  /** the version the person saw; undefined only where the caller may not have seen one */
  version?: number;
}

type Decided = { unit: Unit; answer: Answer; next: Instance } | { unit: Unit; refusal: Problem };

/** Takes events to instances: who may, which rules, one pure step, one write. */
export class Engine {
  readonly definitions: Definitions;
  readonly records: Records;

  private readonly builder: Builder;
  private readonly timers: Timers;
  private readonly reactions: Reactions;
  private readonly areas = new Set<string>();

  constructor(readonly parts: EngineParts) {
    this.definitions = new Definitions(parts.workflows);
    this.records = new Records(parts.pool, this.definitions);
    this.builder = new Builder(parts, this.records, this.definitions);
    this.timers = new Timers(parts, this.records, this.builder);
    this.reactions = new Reactions(parts, this.records, this.builder);
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
      const id = caseId(this.parts.clock.now());
      const stepper = this.definitions.stepperOf(workflow);
      const snapshot = stepper.start({ id, area: command.area });
      const subjects = workflow.subjects(snapshot.context, data);
      const { given, checks } = await this.given(workflow, spec, type, data, command.actor, subjects, undefined);
      const refusal = this.refusalOf(workflow, snapshot, given);
      if (refusal)
        return this.refuse(openingsStream(workflow.id, command.area), workflow, given, spec, refusal, command, body);
      await command.checkNamed?.(subjects.children, spec);
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
      await this.checkMay(command, spec, subjectOf(instance), true);
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
        command.beside?.received,
      );
      const refusal = this.refusalOf(workflow, snapshot, given);
      if (refusal) {
        // another process may have taken the case on since this one read it: what is refused is refused as it stands
        const [fresh] = await this.records.read([instance.id]);
        if (fresh?.version !== instance.version) return 'again';
        return this.refuse(instance.id, workflow, given, spec, refusal, command, body);
      }
      const step = this.definitions.stepperOf(workflow).advance(snapshot, given);
      return this.accept(workflow, instance, instance.id, instance.area, step, given, spec, checks, command, body);
    });
  }

  /**
   * Fires armed timers due up to an instant, in order, each at its own due time; what they arm before that instant fires
   * too. Returns how many fired. One instance's fault is reported to `onError` and does not stop the others.
   */
  fireDue(until: number, page?: number, onError?: (instance: string, error: unknown) => void): Promise<number> {
    return this.timers.fireDue(until, page, onError);
  }

  /** Fires the one timer that is due first of all, if it is due by then; the clock by hand interleaves it with rungs. */
  fireNext(until: number): Promise<{ at: number } | undefined> {
    return this.timers.fireNext(until);
  }

  /** The earliest armed timer. */
  nextDue(): Promise<{ instance: string; due: number } | undefined> {
    return this.timers.nextDue();
  }

  /**
   * Writes a change of the register together with what it causes in every open instance it concerns, as one unit. The
   * facts those instances see are the facts after the change (`reaction.data.institution` or `.child` laid over them).
   */
  react(reaction: Reaction, line: Line, checks: Check[]): Promise<Outcome> {
    return this.reactions.react(reaction, line, checks);
  }

  /** Writes a line of the register together with the cases that it opens in the register's name: all of them or none. */
  openTogether(openings: readonly Opening[], line: Line, checks: Check[] = []): Promise<Outcome> {
    return this.reactions.open(openings, line, checks);
  }

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
        for (const { stream } of decided.unit.lines) this.records.forget(stream);
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
    const { access, clock } = this.parts;
    const may = async (instance: Instance | undefined): Promise<boolean> =>
      instance !== undefined && (await access.maySee(actor, subjectOf(instance)));
    let instance = await this.records.find(id);
    // the copy at hand may not know yet who was given a task
    if (!(await may(instance))) [instance] = await this.records.read([id]);
    if (!instance || !(await may(instance))) throw new Problem('not_found');
    await mustBeAtHand(this.parts.pool, instance);
    const now = clock.now();
    if (instance.timers.some((t) => t.due <= now)) {
      await this.timers.fireTimersOf(id, now);
      instance = (await this.records.find(id))!;
    }
    return instance;
  }

  /** One that was there is asked for once: should it be gone, the database refuses it. */
  private async checkArea(area: string): Promise<void> {
    if (this.areas.has(area)) return;
    const { rows } = await this.parts.pool.query('select 1 from homeward.areas where code = $1', [area]);
    if (rows.length === 0) throw new Problem('form_invalid', { errors: [{ path: 'area', code: 'unknown_area' }] });
    this.areas.add(area);
  }

  private async checkMay(command: Command, spec: EventSpec, subject: AccessSubject, seen = false): Promise<void> {
    const { actor, entitled = actor } = command;
    if (!(await this.parts.access.maySend(entitled, spec, subject, seen && entitled === actor)))
      throw new Problem('forbidden');
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
    received?: number,
  ): Promise<{ given: Given; checks: Check[] }> {
    const now = this.parts.clock.now();
    // an opening names children: they must exist, whether or not a rule looks at them
    const opening: (keyof Facts)[] = instance === undefined && subjects.children.length > 0 ? ['children'] : [];
    const names = [...new Set([...(spec.facts ?? []), ...opening])];
    const loaded: { facts: Facts; checks: Check[] } =
      names.length > 0
        ? (await this.parts.facts.load([{ names, subjects, actor, workflow: workflow.id, instance, data, now }]))[0]!
        : { facts: {}, checks: [] };
    const given = { type, data, actor, now, received, facts: loaded.facts, ...(await this.parts.settings.at(now)) };
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
    const entry = entryOf(given, workflow, {
      data: content.digest,
      body,
      refused: rules.map((r) => r.id),
      captured: command.captured,
    });
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
    const touched: Touched = new Map();
    const { captured, beside } = command;
    const more = { kind: 'event' as const, body, key: keyOf(command), captured, beside };
    const built = await this.builder.build(workflow, before, id, area, step, given, spec, more, touched);
    if (!before) checkQueues(built.lines[0]!.instance!.openTasks);
    const unit: Unit = { lines: built.lines, checks: [...checks, ...built.checks] };
    for (const change of changesIn(step)) await this.reactions.join(change, unit, given.now, id, touched);
    return { unit, answer: built.answer, next: built.next };
  }

  private refusedByDatabase(error: DatabaseError): Problem {
    if (unknownArea.includes(error.constraint))
      return new Problem('form_invalid', { errors: [{ path: '', code: 'unknown_area' }] });
    return refusedByDatabase(error, this.parts.refusals?.[error.constraint]);
  }
}

/** Constraints that refuse an owner or a guest that is no area of the gazetteer. */
const unknownArea = ['instances_area_fkey', 'instance_guests'];

/** A death that a case records, or a standing that it changes, is heard by the other cases as one that the register records is. */
function changesIn({ effects }: Step): Reaction[] {
  const facts = effects.map(({ name, params }) =>
    name === 'fact.record' ? (params as EffectParams['fact.record']) : undefined,
  );
  const [subject, ...others] = facts.flatMap((fact) => (fact?.kind === 'death' ? fact.children : []));
  const standings = effects.flatMap(({ name, params }): Reaction[] => {
    if (name !== 'institution.standing') return [];
    const { institution, standing, reason } = params as EffectParams['institution.standing'];
    return [{ change: 'institution.standing', subject: institution, data: { institution: { standing }, reason } }];
  });
  if (subject === undefined) return standings;
  return [{ change: 'child.died', subject, others, data: { child: { status: 'died' } } }, ...standings];
}

/** Throws `form_invalid` when an opening names an area so wide that nobody of a task's role covers it. */
function checkQueues(tasks: { role: string; area: string }[]): void {
  if (tasks.some((t) => t.area.length < levelOfRole[t.role as Role]))
    throw new Problem('form_invalid', { errors: [{ path: 'area', code: 'area_too_wide' }] });
}

const keyOf = (command: Command): Key | undefined =>
  command.key === undefined ? undefined : { person: command.actor.person, route: command.route, key: command.key };
