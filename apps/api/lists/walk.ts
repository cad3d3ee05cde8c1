/** Whole lists, where all of their rows are wanted: counts, exports. */
import type { Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import { listTasks } from './tasks';

/** Rows of one page, and the most that are counted: a person with more has another trouble than the number. */
export const pageSize = 200;
const most = 1_000;

export interface Pages<T> {
  items: T[];
  /** there are more than were read */
  more: boolean;
}

/** Every page of a list, up to `most` rows. */
export async function walk<T>(
  read: (cursor?: string) => Promise<{ items: T[]; next: string | null }>,
  limit = most,
): Promise<Pages<T>> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && items.length < limit);
  return { items: items.slice(0, limit), more: cursor !== undefined || items.length > limit };
}

export const everyTask = (
  context: Context,
  actor: Actor,
  query: { mine?: boolean; overdue?: boolean; names?: string[] },
) => walk((cursor) => listTasks(context, actor, { ...query, cursor, limit: pageSize }));
