/** Whole lists where their number matters: my tasks due soon, and the counts of the home page. */
import { dueAfter } from '../../../workflows/time';
import type { Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import { listAlerts } from './alerts';
import { listApprovals } from './approvals';
import { listIncidents } from './incidents';
import { listRequests } from './requests';
import { listTasks } from './tasks';
import { everyTask, walk, type Pages } from './walk';

/** The most that a card of the home page counts: more is `99+`. */
const most = 99;
const size = { limit: most + 1 };

/** The end (epoch ms) of three working days from now. */
async function soonUntil(context: Context): Promise<number> {
  const now = context.clock.now();
  const { parameters, calendar } = await context.settings.at(now);
  return dueAfter(now, { amount: 3, unit: 'workingDays' }, { parameters, calendar }, 'P-22').at;
}

/** My tasks that are not overdue and fall due within three working days. */
export async function listSoon(context: Context, actor: Actor) {
  const at = await soonUntil(context);
  const { items } = await everyTask(context, actor, { mine: true, overdue: false });
  return {
    items: items.filter((task) => Date.parse(task.due.at) <= at),
    next: null,
    until: new Date(at).toISOString(),
  };
}

/** My tasks, those that are overdue and those due soon; read once, or each list by itself where there are too many to count. */
async function countTasks(context: Context, actor: Actor) {
  const read = (overdue?: boolean) =>
    walk((cursor) => listTasks(context, actor, { ...size, cursor, mine: true, overdue }), most);
  const until = await soonUntil(context);
  const all = await read();
  const overdue = all.more ? await read(true) : { items: all.items.filter((task) => task.overdue), more: false };
  const ahead = all.more ? await read(false) : { items: all.items.filter((task) => !task.overdue), more: false };
  // they come by their due dates
  const items = ahead.items.filter((task) => Date.parse(task.due.at) <= until);
  return { all, overdue, soon: { items, more: ahead.more && items.length === ahead.items.length } };
}

/** The cards of the home page: each number with the query whose list has exactly that many items, or `more`. */
export async function countsOf(context: Context, actor: Actor) {
  const number = ({ items, more }: Pages<unknown>, list: string) => ({ count: items.length, more, list });
  const tasks = await countTasks(context, actor);
  return {
    tasks: number(tasks.all, '/tasks?mine=true'),
    overdue: number(tasks.overdue, '/tasks?mine=true&overdue=true'),
    soon: number(tasks.soon, '/tasks/soon'),
    alerts: number(
      await walk((cursor) => listAlerts(context, actor, { ...size, cursor, mine: true, unread: true }), most),
      '/alerts?mine=true&unread=true',
    ),
    approvals: number(await walk((cursor) => listApprovals(context, actor, { ...size, cursor }), most), '/approvals'),
    incidents: number(
      await walk((cursor) => listIncidents(context, actor, { ...size, cursor, mine: true, status: 'open' }), most),
      '/incidents?mine=true&status=open',
    ),
    requests: number(
      await walk((cursor) => listRequests(context, actor, { ...size, cursor, status: 'open' }), most),
      '/requests?status=open',
    ),
  };
}
