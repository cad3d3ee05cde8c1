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
      ? facts.children?.map((c) => (c.id === reaction.subject ? { ...c, ...data.child } : c))
      : facts.children,
  };
}
