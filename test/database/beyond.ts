/** What may look beyond one case: which scan, in which statement, and why. docs/scale.md tells the same list. */
import { unkeyed, type Plan } from './plans';

/** Scans of keyed tables without their key; `words` stand in the statement, `''` is any. */
export const exceptions: [scan: RegExp, words: string, why: string][] = [
  [
    /^tasks: \(id = /,
    '',
    'a task is known by its id alone, in addresses and by alerts: its primary key lacks the case',
  ],
  [
    /^deliveries: .*alert = /,
    '',
    'a message is known by its alert, person and channel: its primary key lacks what it is about',
  ],
  [
    /^attachments: \((id|content) = /,
    '',
    'a file brings its own id, which must be of no other case, and its content has another: both are unique over all cases',
  ],
  [/^documents: \(code = /, '', 'a letter is verified by the code on it, which is unique over all cases'],
  [/^tasks: .*incident = /, '', 'the task of an incident belongs to no case: it is found by the incident'],
  [
    /^subjects: .*subject = /,
    '',
    'from a child or an institution to its cases: the register asks every machine, by its own index',
  ],
  [
    /^(timers|tasks): /,
    'select (select min(due_at) from homeward.timers',
    'the sweeper: the next instant, by the indexes of what is due',
  ],
  [/^tasks: /, 'd.n as next_rung, d.at as next_rung_at', 'the sweeper: rungs and openings due, in their order'],
  [
    /^timers: /,
    'select instance, due_at::text from (select distinct on',
    'the sweeper: cases with timers due, in their order',
  ],
  [/^timers: /, 'order by due_at, instance limit 1', 'the clock by hand: the first timer of all'],
  [/^timers: /, 'with stuck as', 'the sweeper: timers that stay armed although due'],
  [
    /^(alerts|tasks): /,
    'from homeward.alerts a where resolved_at is null',
    'the sweeper: alerts that reached nobody yet',
  ],
  [
    /^tasks: /,
    'select from homeward.tasks where closed_at is null and due_at <= $1 limit 1',
    'the digest: is anything overdue',
  ],
  [/^(instances|tasks): /, 'with near as materialized', 'the digest of a supervisor: what is overdue in an area'],
  [
    /^deliveries: /,
    'with free as ( select d.alert, d.person, d.channel from',
    'the post: what is to be sent, in its order',
  ],
  [
    /^deliveries: /,
    'select distinct d.alert, d.channel, i.reference from',
    'the post: what could not be sent for an hour',
  ],
  [
    /^(instances|tasks): /,
    'with house as (select i.id, left(i.area, 2) as province',
    'the fact about a closure: workload and other closures of a province',
  ],
  [
    /^(instances|tasks|subjects): /,
    'select t.id, t.instance, t.incident, t.name, t.role',
    'the list of tasks of a person or an area',
  ],
  [
    /^(instances|tasks|subjects): /,
    'select i.id, i.reference, i.workflow, i.workflow_version',
    'the list of cases of a person or an area',
  ],
  [
    /^(alerts|deliveries|tasks|subjects|instances): /,
    'select a.id, a.kind, a.rung, a.occurrence, a.task',
    'the list of alerts of a person or an area',
  ],
  [/^(instances|journal): /, 'insert into anchor_heads', 'the daily anchor covers all heads'],
  [/^journal: /, 'new.day > (select coalesce(max(at)', 'the daily anchor is not of a day to come'],
];

const withoutValues = (text: string): string => text.replace(/'[^']*'/g, "'…'");

/** Statements that scan a keyed table without its key, and do not stand in the list of exceptions. */
export const strays = (plans: readonly Plan[]): string[] => [
  ...new Set(
    plans.flatMap((plan) =>
      unkeyed(plan).flatMap((found) =>
        exceptions.some(([scan, words]) => scan.test(found) && plan.text.includes(words))
          ? []
          : [`${withoutValues(found)} in ${plan.text.slice(0, 300)}`],
      ),
    ),
  ),
];
