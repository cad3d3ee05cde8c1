/** Everything that waits for a second person whom this person could be. */
import type { z } from 'zod';
import { may, personsOf, type Action } from '../../../libs/access';
import { actionOf, type CommandName } from '../../../libs/registry';
import type { Actor, StateMeta, Text, Workflow } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor } from '../cursors';
import { approvalTexts } from '../overview-texts';
import type { pageQuery } from '../schemas';
import { everyTask } from './walk';

export interface Approval {
  id: string;
  kind: keyof typeof approvalTexts;
  text: Text;
  /** name of the task, where one waits */
  task: string | null;
  /** what it is about, without names: a parameter, a reference, a task's title */
  about: Text | null;
  reason: string | null;
  child: string | null;
  instance: string | null;
  area: string;
  since: string;
  due: string | null;
  /** address of the command that approves; null where the case itself is opened */
  approve: string | null;
}

interface Proposed {
  id: string;
  about: string;
  reason: string;
  by: (string | null)[];
  since: Date;
}

const same = (text: string): Text => ({ en: text, km: text });

/** The oldest first. Nobody is shown what they have put forward themselves. */
export async function listApprovals(context: Context, actor: Actor, query: z.infer<typeof pageQuery>) {
  const own = new Set(personsOf(actor));
  const found = [
    ...(await settingsOf(context, actor, own)),
    ...(await correctionsOf(context, actor, own)),
    ...(await renewalsOf(context, actor)),
    ...(await readingsOf(context, actor, own)),
    ...(await tablesOf(context, actor, own)),
    ...(await checksOf(context, actor)),
  ].sort((a, b) => a.since.localeCompare(b.since) || a.id.localeCompare(b.id));
  const [at, id] = readCursor(query.cursor);
  const rest = at === null ? found : found.filter((one) => one.since > at || (one.since === at && one.id > id!));
  return pageOf(
    rest,
    query.limit,
    (one) => [one.since, one.id],
    (one) => one,
  );
}

const empty = { task: null, reason: null, child: null, instance: null, due: null };

async function settingsOf({ pool }: Context, actor: Actor, own: Set<string>): Promise<Approval[]> {
  if (!may(actor, 'parameters.approve', { area: actor.area })) return [];
  const { rows } = await pool.query<Proposed & { kind: 'parameter' | 'holidays' }>(
    `select 'parameter' as kind, id, parameter as about, reason, array[proposed_by, proposed_for] as by, proposed_at as since from homeward.parameter_proposals where status = 'open'
     union all select 'holidays', id, until_date::text, reason, array[proposed_by, proposed_for], proposed_at from homeward.holiday_proposals where status = 'open'`,
  );
  return rows
    .filter(({ by }) => !by.some((person) => person !== null && own.has(person)))
    .map(({ kind, id, about, reason, since }) => ({
      ...empty,
      id,
      kind,
      text: approvalTexts[kind],
      about: same(about),
      reason,
      area: '',
      since: since.toISOString(),
      approve: `/${kind === 'parameter' ? 'parameters' : 'holidays'}/proposals/${id}/approve`,
    }));
}

/** Corrections of the register: whatever kinds it knows, as the matrix allows their approval. */
async function correctionsOf({ registry, access }: Context, actor: Actor, own: Set<string>): Promise<Approval[]> {
  if (!may(actor, 'child.correct', { area: actor.area }) && !may(actor, 'merge.approve', { area: actor.area }))
    return [];
  const { items } = await registry.listProposals({ areas: [actor.area], limit: 200 });
  const hidden = await access.hidden(
    actor,
    items.map((item) => item.child as string),
  );
  return items
    .filter((item) => {
      const action = actionOf[`${item.kind}.approve` as CommandName] as Action | undefined;
      const allowed = action !== undefined && may(actor, action, { area: item.area as string });
      return allowed && !own.has(item.proposedBy as string) && !hidden.has(item.child as string);
    })
    .map((item) => ({
      ...empty,
      id: item.id as string,
      kind: kindOf(item.kind as string),
      text: approvalTexts[kindOf(item.kind as string)],
      about: null,
      reason: item.reason as string,
      child: item.child as string,
      area: item.area as string,
      since: new Date(item.proposedAt as Date).toISOString(),
      approve: `/corrections/${item.id as string}/approve`,
    }));
}

const kindOf = (kind: string): Approval['kind'] => {
  if (kind === 'birth' || kind === 'merge') return kind;
  return kind.startsWith('sibling') ? 'siblings' : 'correction';
};

/** Lost credentials, in real time; the first of the two people is not the second. */
async function renewalsOf({ pool, clock }: Context, actor: Actor): Promise<Approval[]> {
  if (!may(actor, 'renewal.approve', { area: actor.area })) return [];
  const { rows } = await pool.query<{ id: string; what: string; since: Date; until: Date }>(
    `select r.id, r.what, r.asked_at as since, r.expires_at as until from homeward.renewals r
     where r.approved_at is null and r.expires_at > clock_timestamp() and not r.person = any ($1::uuid[]) and not r.asked_by = any ($1)
       and (r.asked_for is null or not r.asked_for = any ($1)) and ($2 = '' or exists (select from homeward.appointments a where a.person = r.person
         and starts_with(a.area, $2) and a.starts_at <= $3 and (a.ends_at is null or a.ends_at > $3)))`,
    [personsOf(actor), actor.area, new Date(clock.now())],
  );
  return rows.map(({ id, what, since, until }) => ({
    ...empty,
    id,
    kind: 'renewal',
    text: approvalTexts.renewal,
    about: same(what),
    area: actor.area,
    since: since.toISOString(),
    due: until.toISOString(),
    approve: `/renewals/${id}/approve`,
  }));
}

async function readingsOf({ breakGlass }: Context, actor: Actor, own: Set<string>): Promise<Approval[]> {
  if (!may(actor, 'breakGlass.review', { area: actor.area })) return [];
  const waiting = await breakGlass.waiting(actor.area);
  return waiting
    .filter(({ person }) => !own.has(person))
    .map((grant) => ({
      ...empty,
      id: grant.id,
      kind: 'breakGlass',
      text: approvalTexts.breakGlass,
      about: null,
      reason: grant.reason,
      area: grant.area,
      since: new Date(grant.openedAt).toISOString(),
      due: new Date(grant.reviewDueAt).toISOString(),
      approve: `/break-glass/${grant.id}/review`,
    }));
}

/** Tables of children placed before. */
async function tablesOf({ pool }: Context, actor: Actor, own: Set<string>): Promise<Approval[]> {
  if (!may(actor, 'placements.approve', { area: actor.area })) return [];
  const { rows } = await pool.query<Proposed & { area: string }>(
    `select id, jsonb_array_length(rows)::text as about, reason, array[proposed_by, proposed_for] as by, proposed_at as since, area
     from homeward.placement_imports where status = 'proposed' and starts_with(area, $1)`,
    [actor.area],
  );
  return rows
    .filter(({ by }) => !by.some((person) => person !== null && own.has(person)))
    .map(({ id, about, reason, since, area }) => ({
      ...empty,
      id,
      kind: 'placements',
      text: approvalTexts.placements,
      about: same(about),
      reason,
      area,
      since: since.toISOString(),
      // its rows are looked at first
      approve: null,
    }));
}

/** Names of the tasks, by workflow, in which one person looks at another's work. */
function checkTasks(workflows: readonly Workflow[]): Set<string> {
  const namesOf = ({ meta, states }: { meta?: StateMeta; states: object }): string[] => [
    ...(meta?.check && meta.task ? [meta.task.name] : []),
    ...Object.values(states).flatMap((state) => namesOf(state as Parameters<typeof namesOf>[0])),
  ];
  return new Set(workflows.flatMap(({ id, machine }) => namesOf(machine.root).map((name) => `${id} ${name}`)));
}

async function checksOf(context: Context, actor: Actor): Promise<Approval[]> {
  const checks = checkTasks(context.engine.definitions.all);
  const names = [...new Set([...checks].map((check) => check.split(' ')[1]!))];
  const { items } = await everyTask(context, actor, { mine: true, names });
  return items
    .filter((task) => checks.has(`${task.workflow} ${task.name}`))
    .map((task) => ({
      ...empty,
      id: task.id,
      kind: 'task',
      text: approvalTexts.task,
      task: task.name,
      about: task.text as Text,
      instance: task.instance,
      area: task.area,
      since: task.openedAt,
      due: task.due.at,
      approve: null,
    }));
}
