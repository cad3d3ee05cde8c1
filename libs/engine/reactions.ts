import type { Facts } from '../../workflows/facts';
import { registerActor } from './actors';
import type { Builder } from './build';
import type { Check, Line, Outcome, Unit } from './door';
import type { EngineParts } from './parts';
import type { Reaction } from './ports';
import type { Instance, Records } from './records';
import { asJournalled } from './rows';
import { isPossible } from './step';

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

  /** Adds to a unit what a change of the register causes in every open instance it concerns, but one. */
  async join(reaction: Reaction, unit: Unit, now: number, but?: string): Promise<void> {
    const kind = reaction.change.startsWith('institution') ? 'institution' : 'child';
    const subjects = [reaction.subject, ...(reaction.others ?? [])];
    // a case may know the child by another of its records
    const ids = kind === 'child' ? await this.recordsOf(subjects) : subjects;
    const { rows } = await this.parts.pool.query<{ id: string }>(
      `select distinct i.id from homeward.subjects s join homeward.instances i on i.id = s.instance
        where s.kind = $1 and s.subject = any ($2::uuid[]) and i.status = 'open' and i.id is distinct from $3::uuid order by i.id`,
      [kind, ids, but ?? null],
    );
    const instances = rows.length > 0 ? await this.records.read(rows.map((r) => r.id)) : [];
    for (const instance of instances.sort((a, b) => (a.id < b.id ? -1 : 1)))
      await this.reactOne({ ...reaction, others: ids }, instance, now, unit);
  }

  private async recordsOf(children: string[]): Promise<string[]> {
    const { rows } = await this.parts.pool.query<{ id: string }>(
      'select unnest(homeward.records_of(child)) as id from unnest($1::uuid[]) child union select unnest($1::uuid[])',
      [children],
    );
    return rows.map(({ id }) => id);
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
    const step = this.builder.stepperOf(workflow).advance(snapshot, given);
    if (!step.taken) return;
    const built = this.builder.build(workflow, instance, instance.id, instance.area, step, given, undefined, {
      kind: 'event',
    });
    unit.lines.push(...built.lines);
    unit.checks.push(...loaded.checks);
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
