/** What another value of a parameter would do: the open deadlines that it would give another date, were they counted with it. */
import { z } from 'zod';
import { may } from '../../../libs/access';
import { dueByDeadline, openDeadlines, valueOf, type OpenDeadline } from '../../../libs/calendar';
import { Problem } from '../../../libs/engine/problem';
import { dateOf, dueAfter, type Due } from '../../../workflows/time';
import type { Amount } from '../../../workflows/parameters';
import type { Actor, Text, Workflow } from '../../../workflows/workflow';
import type { Context } from '../context';

export const effectBody = z.strictObject({ parameter: z.string().regex(/^P-[0-9]{2,3}$/), value: z.unknown() });

/** Most examples of one deadline. */
const mostSamples = 5;

interface Sample {
  instance: string;
  reference: string;
  from: { at: string; on: string };
  to: { at: string; on: string };
}

interface Effect {
  workflow: string;
  title: Text;
  deadline: string;
  text: Text;
  /** cases in which the deadline is open, as a task, a timer or both, and is counted with the parameter or would be */
  cases: Set<string>;
  /** by case, those that would have another date */
  moved: Map<string, Sample>;
}

type Settings = Awaited<ReturnType<Context['settings']['version']>>;

/** Nothing is stored. The examples leave out cases that an allegation hides from the actor. */
export async function effectOf(context: Context, actor: Actor, { parameter, value }: z.infer<typeof effectBody>) {
  if (!may(actor, 'parameters.propose', { area: actor.area })) throw new Problem('forbidden');
  const next = valueOf(parameter, value);
  const workflows = context.engine.definitions.all;
  const effects = new Map<string, Effect>();
  for await (const rows of openDeadlines(context.pool))
    for (const row of rows) {
      const settings = await context.settings.version(row.why.parameterVersion, row.why.calendarVersion);
      const to = dueWith(row, settings, parameter, next, workflows);
      const moved = to !== undefined && to.at !== row.due_at.getTime();
      if (row.why.parameter !== parameter && !moved) continue;
      const effect = effectFor(effects, row, workflows);
      effect.cases.add(row.instance);
      if (moved && !effect.moved.has(row.instance)) effect.moved.set(row.instance, sampleOf(row, to));
    }
  return { items: await withSamples(context, actor, [...effects.values()]), next: null };
}

/** The row's date with the other value; undefined where nothing leads to the date it has. */
function dueWith(
  row: OpenDeadline,
  { parameters, calendar }: Settings,
  parameter: string,
  value: unknown,
  workflows: readonly Workflow[],
): Due | undefined {
  const changed = { version: parameters.version, values: { ...parameters.values, [parameter]: value } };
  const was = dueByDeadline(row, { parameters, calendar }, workflows);
  if (was?.at === row.due_at.getTime()) return dueByDeadline(row, { parameters: changed, calendar }, workflows);
  const amount = value as Partial<Amount> | null;
  if (row.why.parameter !== parameter || typeof amount?.amount !== 'number' || !amount.unit) return undefined;
  return dueAfter(row.why.anchor, amount as Amount, { parameters: changed, calendar }, parameter);
}

function effectFor(effects: Map<string, Effect>, row: OpenDeadline, workflows: readonly Workflow[]): Effect {
  const key = `${row.workflow} ${row.why.deadline}`;
  const known = effects.get(key);
  if (known) return known;
  const workflow = workflows.find(({ id, version }) => id === row.workflow && version === row.workflow_version);
  const name = { en: row.why.deadline, km: row.why.deadline };
  const made: Effect = {
    workflow: row.workflow,
    title: workflow?.title ?? { en: row.workflow, km: row.workflow },
    deadline: row.why.deadline,
    text: workflow?.deadlines[row.why.deadline]?.text ?? name,
    cases: new Set(),
    moved: new Map(),
  };
  effects.set(key, made);
  return made;
}

function sampleOf(row: OpenDeadline, to: Due): Sample {
  const due = row.due_at.getTime();
  return {
    instance: row.instance,
    reference: row.reference,
    from: { at: row.due_at.toISOString(), on: dateOf(row.why.unit === 'hours' ? due : due - 1) },
    to: { at: new Date(to.at).toISOString(), on: to.on },
  };
}

async function withSamples({ pool, access }: Context, actor: Actor, effects: Effect[]) {
  const instances = [...new Set(effects.flatMap(({ moved }) => [...moved.keys()]))];
  const { rows } = await pool.query<{ instance: string; child: string }>(
    `select instance, subject as child from homeward.subjects where kind = 'child' and instance = any ($1::uuid[])`,
    [instances],
  );
  const hidden = await access.hidden(actor, [...new Set(rows.map(({ child }) => child))]);
  const kept = new Set(rows.flatMap(({ instance, child }) => (hidden.has(child) ? [instance] : [])));
  return effects
    .map(({ cases, moved, ...effect }) => ({
      ...effect,
      open: cases.size,
      moved: moved.size,
      samples: [...moved.values()].filter(({ instance }) => !kept.has(instance)).slice(0, mostSamples),
    }))
    .sort((a, b) => b.moved - a.moved || a.workflow.localeCompare(b.workflow) || a.deadline.localeCompare(b.deadline));
}
