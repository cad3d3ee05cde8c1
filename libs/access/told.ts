/** What of the cases in reach is told to whom, as SQL: to a director what is asked of the house, and nothing that others do about it. */
import type { Actor } from '../../workflows/workflow';
import { isDirected, isProtecting, personsOf } from './may';

/**
 * SQL condition over `homeward.tasks` (alias `t` by default) with its values, numbered from `$first`: what others are to do in the
 * cases in reach, and when, is kept from the director of the institution that they are about: the watch after a closure is
 * unannounced (P-30), and what an inspection found is answered before the house knows (B.4.3).
 */
export function tasksCondition(actor: Actor, first = 1, row = 't'): { sql: string; values: unknown[] } {
  if (!isDirected(actor)) return { sql: 'true', values: [] };
  return {
    sql: `(${row}.role = $${first} or ${row}.assignee = any($${first + 1}::uuid[]))`,
    values: [actor.role, personsOf(actor)],
  };
}

/**
 * The same over `homeward.alerts` (alias `a`): of the cases in reach, a director is shown what was addressed to the office, and that a
 * child told of danger nobody who does not look after it.
 */
export function alertsCondition(actor: Actor, first = 1): { sql: string; values: unknown[] } {
  if (isDirected(actor)) return { sql: `$${first} = any(a.to_roles)`, values: [actor.role] };
  return { sql: isProtecting(actor) ? 'true' : `a.kind is distinct from 'closure.danger'`, values: [] };
}
