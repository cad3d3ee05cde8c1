/** What is due at its time: timers and the rungs of the ladder, each once and none early. It shares no code with the product. */
import { ladders, addDays, startOf } from '../outage-year-reference';
import type { Find, Run } from './checker';
import { grouped, type AlertRow, type Evidence, type Line, type TaskRow } from './evidence';
import { earlier, iso, latestAt, waitFor } from './times';

export function checkTimers({ lines, timers }: Evidence, run: Run, find: Find): number {
  const fired = grouped(
    lines.filter(({ kind }) => kind === 'timer'),
    ({ stream, entry }) => {
      const { event, armed } = JSON.parse(entry) as { event: string; armed?: number };
      return armed === undefined ? `${stream} ${event}` : `${stream} ${event} ${armed}`;
    },
  );
  let count = 0;
  for (const [name, rows] of grouped(timers, ({ instance, timer }) => `${instance} ${timer}`)) {
    const spent = rows.filter(({ status }) => status === 'fired');
    const its = fired.get(name) ?? [];
    count += its.length;
    if (its.length !== spent.length)
      find('timers', `${name}: ${spent.length} are marked as fired, ${its.length} lines say so`);
    for (const line of its) {
      if (!spent.some(({ due }) => Math.abs(due - line.at) < 1))
        find('timers', `${name} fired as of another instant than it was due`);
      if (line.at > latestAt(line.written, run)) find('timers', `${name} fired before ${iso(line.at)}`);
    }
    for (const { status, due } of rows)
      if (status === 'armed' && due <= run.end) find('timers', `${name} was due ${iso(due)} and has not fired`);
    fired.delete(name);
  }
  for (const name of fired.keys()) find('timers', `${name} fired and was never armed`);
  return count;
}

/**
 * The rungs that a task's ladder has by the end, each with its instant; `may` are those that its closing may have overtaken.
 * `closing` is the line that closed it: an act is of the time at which it was decided, and its line may be held up until the
 * clock is past rungs of the task, which was open until then.
 */
function rungsOf(
  task: TaskRow,
  closing: Line | undefined,
  run: Run,
): { must: Map<string, number>; may: Map<string, number> } {
  const must = new Map<string, number>();
  const may = new Map<string, number>();
  const { end, jumps, unattended } = run;
  // whose clock is ahead tells a rung before another one closes the task, at a time that is earlier
  const until =
    task.closed === null
      ? Infinity
      : Math.max(task.closed + earlier(run), closing ? latestAt(closing.written, run) : -Infinity);
  const all = ladders[task.ladder].map(([rung, days]) => {
    const at = task.exact ? task.due + days * 86_400_000 : startOf(addDays(task.on, days));
    return { rung, at };
  });
  // the window of a visit opens; a reminder of that very day says so itself
  if (
    task.opens !== null &&
    task.opens > task.opened &&
    (task.exact || !all.some(({ rung, at }) => rung.startsWith('reminder') && at === task.opens))
  )
    all.push({ rung: 'opens', at: task.opens });
  for (const { rung, at } of all) {
    if (at < task.opened || at > end) continue;
    const { closed, closedBy } = task;
    // what a deadline closes was open until then, however late anybody looked
    const isWhole = closed === null || (closedBy === 'timer' && at < closed) || waitFor(at, closed, jumps) > unattended;
    if (isWhole) must.set(rung, at);
    else if (at <= until) may.set(rung, at);
  }
  return { must, may };
}

/** Each task's alerts beside its ladder; answers how many rungs fired. */
export function checkRungs({ lines, tasks, alerts }: Evidence, run: Run, find: Find): number {
  const byTask = grouped(
    alerts.filter(({ task }) => task !== null),
    ({ task }) => task!,
  );
  const versions = new Map(lines.map((line) => [`${line.stream} ${line.version}`, line]));
  let count = 0;
  for (const task of tasks) {
    const { must, may } = rungsOf(task, versions.get(`${task.instance} ${task.closedVersion}`), run);
    const wrong = (why: string) => find('rungs', `task ${task.id} (${task.key}): ${why}`);
    for (const [rung, fired] of grouped(byTask.get(task.id) ?? [], ({ rung }) => rung)) {
      const at = must.get(rung) ?? may.get(rung);
      count += fired.length;
      if (fired.length > 1) wrong(`${rung} fired ${fired.length} times`);
      if (at === undefined) wrong(`${rung} fired although it is not due`);
      else if (fired.some((alert) => alert.due !== at))
        wrong(`${rung} was due ${iso(at)}, it says ${iso(fired[0]!.due)}`);
      if (fired.some((alert) => alert.fired < alert.due || alert.due > latestAt(alert.written, run)))
        wrong(`${rung} fired before its time`);
      must.delete(rung);
    }
    for (const [rung, at] of must) wrong(`${rung} was due ${iso(at)} and has not fired`);
    byTask.delete(task.id);
  }
  for (const task of byTask.keys()) find('rungs', `an alert names the task ${task}, which is not there`);
  for (const [name, raised] of grouped(
    alerts.filter(({ task }) => task === null),
    nameOfRaised,
  ))
    if (raised.length > 1) find('rungs', `${name} was raised ${raised.length} times`);
  for (const alert of alerts)
    if (alert.deliveries === 0 && !alert.nobody)
      find('told', `${alert.kind} ${alert.rung} of ${alert.task ?? alert.instance} reached nobody`);
  return count;
}

const nameOfRaised = ({ instance, kind, rung, occurrence }: AlertRow): string =>
  [kind, instance, rung, occurrence].join(' ');
