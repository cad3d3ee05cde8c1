import type { Actor, Given, Role, Text } from '../../workflows/workflow';
import type { Facts } from '../../workflows/facts';
import { byDue, openedBy, taskAnswer, type TaskAnswer } from './answers';
import { mustBeAtHand } from './archives';
import { subjectOf } from './actors';
import { countCorrections } from './corrections';
import type { Engine } from './engine';
import { Problem, type BrokenRule } from './problem';
import { isPossible, verdictOf } from './step';

/** One event of the present state: may this person send it, and if not, why and who can. */
export interface Allowed {
  event: string;
  text: Text;
  allowed: boolean;
  /** false: another role must do it; `by` says which */
  permitted: boolean;
  by: Role[];
  signature: boolean;
  rules: BrokenRule[];
}

/** An instance as a person sees it. */
export interface View {
  id: string;
  reference: string;
  workflow: string;
  workflowVersion: number;
  area: string;
  /** areas that take part for now */
  guests: string[];
  version: number;
  state: string[];
  status: 'open' | 'closed';
  outcome: string | null;
  children: string[];
  institution: string | null;
  tasks: (TaskAnswer & { assignee: string | null; text: Text })[];
  timers: { deadline: string; text: Text; due: { at: string; provisional: boolean; why: unknown } }[];
  allowed: Allowed[];
  /** lines of this case that were corrected by a later one */
  corrections: number;
}

/** Reads an instance for a person; `not_found` when it does not exist or may not be seen. */
export async function viewOf(engine: Engine, id: string, actor: Actor): Promise<View> {
  const { access, facts, settings, clock } = engine.parts;
  const [instance] = await engine.records.read([id]);
  if (!instance || !(await access.maySee(actor, subjectOf(instance)))) throw new Problem('not_found');
  await mustBeAtHand(engine.parts.pool, instance);
  const { workflow, snapshot } = instance;
  const now = clock.now();
  const possible =
    instance.status === 'open' ? Object.entries(workflow.events).filter(([type]) => isPossible(snapshot, type)) : [];
  const names = [...new Set(possible.flatMap(([, spec]) => spec.facts ?? []))] as (keyof Facts)[];
  const loaded =
    names.length > 0
      ? (
          await facts.load([
            { names, subjects: instance.subjects, actor, workflow: workflow.id, instance: id, data: undefined, now },
          ])
        )[0]!.facts
      : {};
  const current = await settings.at(now);
  const allowed: Allowed[] = [];
  for (const [type, spec] of possible) {
    const permitted = await access.maySend(actor, spec, subjectOf(instance));
    const given: Given = { type, data: undefined, actor, now, facts: loaded, ...current };
    const { open, broken } = verdictOf(workflow, snapshot, given);
    allowed.push({
      event: type,
      text: spec.text,
      allowed: permitted && open,
      permitted,
      by: spec.by,
      signature: spec.signature ?? false,
      rules: broken.map(({ rule, missing }) => ({
        id: rule.id,
        source: rule.source,
        message: rule.text,
        missing,
        who: rule.who,
      })),
    });
  }
  const nameless: Text = { en: '', km: '' };
  return {
    id,
    reference: instance.reference,
    workflow: workflow.id,
    workflowVersion: workflow.version,
    area: instance.area,
    guests: instance.guests,
    version: instance.version,
    state: instance.phase.split(' '),
    status: instance.status,
    outcome: instance.outcome,
    children: instance.subjects.children,
    institution: instance.subjects.institution ?? null,
    tasks: openedBy(instance.tasks, now)
      .sort(byDue)
      .map((t) => ({ ...taskAnswer(t), assignee: t.assignee ?? null, text: workflow.texts.tasks[t.name] ?? nameless })),
    timers: instance.timers.map((t) => ({
      deadline: t.deadline,
      text: workflow.deadlines[t.deadline]?.text ?? nameless,
      due: { at: t.due_at, provisional: t.provisional, why: t.why },
    })),
    allowed,
    corrections: await countCorrections(engine, id),
  };
}
