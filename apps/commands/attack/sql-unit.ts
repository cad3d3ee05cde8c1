/** Units for the write door, as the engine would send them. */
import { canonicalJson, isoOf, type Outcome, type Unit } from '../../../libs/engine';
import { accountOf, demoId } from '../../demo';
import type { Attacker } from './attacker';

export const hour = 3_600_000;
export const day = 24 * hour;

/** One line of a case, as the engine would write it; `more` bends it. */
export function lineOf(
  stream: string,
  expect: number,
  at: number,
  ops: unknown[],
  more: Record<string, any> = {},
): Unit['lines'][number] {
  const { entry, instance, ...rest } = more;
  const iso = isoOf(at);
  return {
    stream,
    kind: 'event',
    at: iso,
    entry: canonicalJson({
      event: 'case.decided',
      actor: { person: accountOf('director.kandal').person, role: 'pdosvyDirector', area: '08' },
      at: iso,
      version: expect + 1,
      ...entry,
    }),
    instance: {
      expect,
      workflow: 'gatekeeping',
      workflowVersion: 1,
      prefix: 'GK',
      area: '081007',
      state: '{}',
      phase: 'decided',
      status: 'open',
      parameters: 1,
      openTasks: [],
      closeTasks: [],
      armTimers: [],
      cancelTimers: [],
      ...instance,
    },
    ops: ops as never,
    ...rest,
  };
}

export const grantOf = (child: string, now: number, more: Record<string, unknown> = {}) => ({
  op: 'authority.grant',
  data: {
    children: [child],
    kind: 'residential',
    institution: demoId('institution KDL-003'),
    status: 'awaiting',
    from: now,
    until: now + 170 * day,
    goal: 'return to the mother',
    ...more,
  },
});

/** What the door says to one unit. */
export async function written(who: Attacker, unit: Unit): Promise<string> {
  try {
    const { rows } = await who.target.app.query<{ outcomes: Outcome[] }>(
      'select homeward.write($1::jsonb) as outcomes',
      [JSON.stringify([unit])],
    );
    const outcome = rows[0]!.outcomes[0]!;
    if (outcome.ok) return 'written';
    return 'error' in outcome
      ? `${outcome.error.state} ${outcome.error.constraint || outcome.error.message}`
      : `conflict ${outcome.conflict}`;
  } catch (error) {
    const { code, constraint, message } = error as { code?: string; constraint?: string; message: string };
    return `${code} ${constraint ?? message}`;
  }
}
