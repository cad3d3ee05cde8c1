import type { Facts } from '../../workflows/facts';
import type { EffectParams, Given } from '../../workflows/workflow';
import { registerActor } from './actors';
import type { Builder, Touched } from './build';
import type { Check, Line, Outcome, Unit } from './door';
import type { EngineParts } from './parts';
import type { Reaction } from './ports';
import type { Instance, Records } from './records';
import { asJournalled } from './rows';
import { isPossible } from './step';

/** What is opened, and where. */
export type Opening = EffectParams['instance.open'] & { area: string };

/** Writes changes of the register together with what they cause in instances. */
export class Reactions {
  constructor(
    private readonly parts: EngineParts,
    private readonly records: Records,
    private readonly builder: Builder,
  ) {}

  /**
   * Writes a change of the register together with what it causes in every open instance it concerns, as one unit. The
   * facts those instances see are the facts after the change (`reaction.data.institution` or `.child` laid over them).
   */
  async react(reaction: Reaction, line: Line, checks: Check[]): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
      const unit: Unit = { lines: [line], checks: [...checks] };
      await this.join(reaction, unit, Date.parse(line.at));
      const outcome = await this.parts.door.write(unit);
      for (const { stream } of unit.lines) this.records.forget(stream);
      if (outcome.ok || !('conflict' in outcome) || outcome.conflict === 'key' || attempt >= 20) return outcome;
      if (checks.some((c) => c.id === (outcome as { id?: string }).id)) return outcome;
    }
  }

  /**
   * Writes a line of the register together with the cases that it opens, each in the area named: all of them or none. They are
   * opened by the register, whose doors no person has.
   */
  async open(openings: readonly Opening[], line: Line, checks: Check[]): Promise<Outcome> {
    const now = Date.parse(line.at);
    const by: Given = {
      type: '',
      data: {},
      actor: registerActor,
      now,
      facts: {},
      ...(await this.parts.settings.at(now)),
    };
    for (let attempt = 1; ; attempt += 1) {
      const unit: Unit = { lines: [line], checks: [...checks] };
      const touched: Touched = new Map();
      for (const { area, ...opening } of openings) {
        const built = await this.builder.opened(opening, line.stream, area, by, touched);
        unit.lines.push(...built.lines);
        unit.checks.push(...built.checks);
      }
      const outcome = await this.parts.door.write(unit);
      if (outcome.ok || !('conflict' in outcome) || outcome.conflict === 'key' || attempt >= 20) return outcome;
      if (checks.some((c) => c.id === (outcome as { id?: string }).id)) return outcome;
    }
  }

  /** Adds to a unit what a change of the register causes in every open instance it concerns, but one. */
  async join(reaction: Reaction, unit: Unit, now: number, but?: string, touched: Touched = new Map()): Promise<void> {
    const kind = reaction.change.startsWith('institution') ? 'institution' : 'child';
    const subjects = [reaction.subject, ...(reaction.others ?? [])];
    // what is decided for the institution from now on finds its version moved, and so does this unit where it was decided first
    const places = kind === 'institution' ? subjects : reaction.place === undefined ? [] : [reaction.place];
    if (places.length > 0) unit.checks.push(...(await this.versionsOf(places)));
    // a case may know the child by another of its records
    const ids = kind === 'child' ? await this.recordsOf(subjects) : subjects;
    const { rows } = await this.parts.pool.query<{ id: string }>(
      `select distinct i.id from homeward.subjects s join homeward.instances i on i.id = s.instance
        where (s.kind = $1 and s.subject = any ($2::uuid[])
            or s.kind = 'institution' and s.subject = $4::uuid and i.workflow = any ($5::text[]))
          and i.status = 'open' and i.id is distinct from $3::uuid order by i.id`,
      [kind, ids, but ?? null, reaction.place ?? null, this.hearing(reaction)],
    );
    const instances = rows.length > 0 ? await this.records.read(rows.map((r) => r.id)) : [];
    await this.reactAll({ ...reaction, others: ids }, instances, now, unit, touched);
  }

  /** Ids of the workflows that hear of such a change. */
  private hearing({ change }: Reaction): string[] {
    const all = this.parts.workflows.filter(({ reactions }) => reactions[change] !== undefined);
    return [...new Set(all.map(({ id }) => id))];
  }

  private async versionsOf(institutions: string[]): Promise<Check[]> {
    const { rows } = await this.parts.pool.query<{ id: string; version: number }>(
      'select id, version from homeward.institutions where id = any ($1::uuid[])',
      [institutions],
    );
    return rows.map((row) => ({ table: 'institutions' as const, ...row }));
  }

  private async recordsOf(children: string[]): Promise<string[]> {
    const { rows } = await this.parts.pool.query<{ id: string }>(
      'select unnest(homeward.records_of(child)) as id from unnest($1::uuid[]) child union select unnest($1::uuid[])',
      [children],
    );
    return rows.map(({ id }) => id);
  }

  /** Those of the instances that react, with their facts loaded at once, in the order of their ids. */
  private async reactAll(
    reaction: Reaction,
    instances: readonly Instance[],
    now: number,
    unit: Unit,
    touched: Touched,
  ): Promise<void> {
    const concerned = instances
      .map((instance) => touched.get(instance.id) ?? instance)
      .filter(({ workflow, snapshot }) => {
        const type = workflow.reactions[reaction.change];
        return type !== undefined && isPossible(snapshot, type);
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const facts = await this.factsOf(reaction, concerned, now);
    // an earlier one may have told a later one
    for (const [i, instance] of concerned.entries())
      await this.reactOne(reaction, touched.get(instance.id) ?? instance, facts[i]!, now, unit, touched);
  }

  /**
   * The facts of each. Of the children nothing has changed where an institution has, and an order may concern hundreds of
   * cases: there each institution is read once.
   */
  private async factsOf(
    { change, data }: Reaction,
    instances: readonly Instance[],
    now: number,
  ): Promise<{ facts: Facts; checks: Check[] }[]> {
    const apart = !change.startsWith('institution');
    const names: (keyof Facts)[] = apart ? ['children', 'institution'] : ['institution'];
    const keyOf = ({ id, subjects }: Instance) => (apart ? id : subjects.institution);
    const asked = new Map(instances.map((instance) => [keyOf(instance), instance]));
    const loaded = await this.parts.facts.load(
      [...asked.values()].map(({ id, workflow, subjects }) => ({
        names,
        subjects,
        actor: registerActor,
        workflow: workflow.id,
        instance: id,
        data,
        now,
      })),
    );
    const found = new Map([...asked.keys()].map((key, i) => [key, loaded[i]!]));
    return instances.map((instance) => found.get(keyOf(instance))!);
  }

  private async reactOne(
    reaction: Reaction,
    instance: Instance,
    loaded: { facts: Facts; checks: Check[] },
    now: number,
    unit: Unit,
    touched: Touched,
  ): Promise<void> {
    const { id, area, workflow, snapshot } = instance;
    const given = asJournalled({
      type: workflow.reactions[reaction.change]!,
      data: reaction.data ?? {},
      actor: registerActor,
      now,
      facts: after(reaction, loaded.facts),
      ...(await this.parts.settings.at(now)),
    });
    const step = this.builder.stepperOf(workflow).advance(snapshot, given);
    if (!step.taken) return;
    const more = { kind: 'event' as const };
    const built = await this.builder.build(workflow, instance, id, area, step, given, undefined, more, touched);
    unit.lines.push(...built.lines);
    unit.checks.push(...loaded.checks, ...built.checks);
  }
}

/** The facts after a change of the register. */
function after(reaction: Reaction, facts: Facts): Facts {
  const data = (reaction.data ?? {}) as { institution?: object; child?: object };
  return {
    ...facts,
    institution:
      facts.institution && data.institution ? { ...facts.institution, ...data.institution } : facts.institution,
    children: data.child
      ? facts.children?.map((c) =>
          [reaction.subject, ...(reaction.others ?? [])].includes(c.id) ? { ...c, ...data.child } : c,
        )
      : facts.children,
  };
}
