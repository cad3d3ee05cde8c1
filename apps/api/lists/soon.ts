/** Whole lists where their number matters: my tasks due soon, and the counts of the home page. */
import { dueAfter } from '../../../workflows/time';
import type { Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import { listAlerts } from './alerts';
import { listApprovals } from './approvals';
import { listIncidents } from './incidents';
import { listRequests } from './requests';
import { everyTask, pageSize, walk, type Pages } from './walk';

/** My tasks that are not overdue and fall due within three working days. */
export async function listSoon(context: Context, actor: Actor) {
  const now = context.clock.now();
  const { parameters, calendar } = await context.settings.at(now);
  const { at } = dueAfter(now, { amount: 3, unit: 'workingDays' }, { parameters, calendar }, 'P-22');
  const { items } = await everyTask(context, actor, { mine: true, overdue: false });
  return {
    items: items.filter((task) => Date.parse(task.due.at) <= at),
    next: null,
    until: new Date(at).toISOString(),
  };
}

/** The cards of the home page: each number with the query whose list has exactly that many items. */
export async function countsOf(context: Context, actor: Actor) {
  const size = { limit: pageSize };
  const number = ({ items, more }: Pages<unknown>, list: string) => ({ count: items.length, more, list });
  const soon = await listSoon(context, actor);
  return {
    tasks: number(await everyTask(context, actor, { mine: true }), '/tasks?mine=true'),
    overdue: number(await everyTask(context, actor, { mine: true, overdue: true }), '/tasks?mine=true&overdue=true'),
    soon: number({ items: soon.items, more: false }, '/tasks/soon'),
    alerts: number(
      await walk((cursor) => listAlerts(context, actor, { ...size, cursor, mine: true, unread: true })),
      '/alerts?mine=true&unread=true',
    ),
    approvals: number(await walk((cursor) => listApprovals(context, actor, { ...size, cursor })), '/approvals'),
    incidents: number(
      await walk((cursor) => listIncidents(context, actor, { ...size, cursor, mine: true, status: 'open' })),
      '/incidents?mine=true&status=open',
    ),
    requests: number(
      await walk((cursor) => listRequests(context, actor, { ...size, cursor, status: 'open' })),
      '/requests?status=open',
    ),
  };
}
