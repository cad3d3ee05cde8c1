/** Many tasks to one person: each judged on its own, so that one bad record never stops the others. */
import { may } from '../../libs/access';
import { subjectOf } from '../../libs/engine';
import { Problem, problems, type ProblemCode } from '../../libs/engine/problem';
import type { Actor, Text } from '../../workflows/workflow';
import type { Context } from './context';

interface Row {
  id: string;
  instance: string | null;
  area: string;
  institution: string | null;
  child: string | null;
  assignee: string | null;
}

/** What became of one task. */
export interface Reassigned {
  task: string;
  assigned: boolean;
  assignee: string | null;
  code: ProblemCode | null;
  title: Text | null;
}

/** Assigns each of the tasks to a person; who may assign nothing here is refused as a whole. */
export async function assignMany(
  context: Context,
  actor: Actor,
  asked: { tasks: string[]; to: string; reason: string },
  { key, route }: { key: string; route: string },
): Promise<{ items: Reassigned[] }> {
  if (!may(actor, 'task.assign', { area: actor.area })) throw new Problem('forbidden');
  const seen = await tasksSeen(context, actor, asked.tasks);
  const items: Reassigned[] = [];
  for (const task of asked.tasks) {
    try {
      if (!seen.has(task)) throw new Problem('not_found');
      const { to, reason } = asked;
      const command = { task, verb: 'assign' as const, to, reason, actor, key: `${key}/${task}`, route };
      const { assignee } = await context.tasks.run(command);
      items.push({ task, assigned: true, assignee, code: null, title: null });
    } catch (problem) {
      items.push(refused(context, task, problem));
    }
  }
  return { items };
}

function refused(context: Context, task: string, problem: unknown): Reassigned {
  if (!(problem instanceof Problem)) context.log.error({ err: problem, task }, 'unexpected failure of one assignment');
  const code: ProblemCode = problem instanceof Problem ? problem.code : 'internal';
  return { task, assigned: false, assignee: null, code, title: problems[code].title };
}

/** Of the open tasks named, those whose case or incident the actor may know of. */
async function tasksSeen({ access, engine, pool }: Context, actor: Actor, ids: string[]): Promise<Set<string>> {
  const { rows } = await pool.query<Row>(
    `select t.id, t.instance, coalesce(n.area, t.area) as area, n.institution, n.child, t.assignee from homeward.tasks t
     left join homeward.incidents n on n.id = t.incident where t.id = any ($1::uuid[]) and t.closed_at is null`,
    [ids],
  );
  const instances = [...new Set(rows.flatMap((row) => row.instance ?? []))];
  const cases = new Map((await engine.records.read(instances)).map((one) => [one.id, one]));
  const seen = new Set<string>();
  for (const { id, instance, area, institution, child, assignee } of rows) {
    const found = instance === null ? undefined : cases.get(instance);
    const subject = found
      ? subjectOf(found)
      : {
          area,
          institution: institution ?? undefined,
          children: child === null ? [] : [child],
          assigned: assignee === null ? [] : [assignee],
        };
    if (await access.maySee(actor, subject)) seen.add(id);
  }
  return seen;
}
