/** The ways out of the product: which are set up, quiet hours as people write them, and messages sent again. */
import { z } from 'zod';
import { canonical, digestOf, isoOf, type Key } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import type { Actor } from '../../workflows/workflow';
import type { Context } from './context';
import { messageKey } from './lists/watch';
import { settled } from './texts';

/** A message is known by a digest in the form of a UUID, without the marks of a version. */
export const messageParameter = z.strictObject({ id: z.guid() });

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Quiet hours in Phnom Penh, `HH:MM`; over midnight where the end is before the beginning. */
export const quietHours = z
  .strictObject({ from: time, until: time })
  .refine(({ from, until }) => from !== until, { path: ['until'], error: 'repeated' });

const minutesOf = (written: string): number => Number(written.slice(0, 2)) * 60 + Number(written.slice(3));
const written = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Minutes of the day, as they are kept. */
export const keptQuiet = (quiet: z.infer<typeof quietHours> | null) =>
  quiet && { from: minutesOf(quiet.from), until: minutesOf(quiet.until) };

/** Quiet hours as they are answered; null where there are none. */
export const shownQuiet = (from: number | null, until: number | null) =>
  from === null || until === null ? null : { from: written(from), until: written(until) };

interface GivenUp {
  alert: string;
  person: string;
  channel: string;
}

/** Takes a message up again that was given up, in the journal of its alert. Throws `not_found`, or `conflict` for one that was not. */
export async function sendAgain(
  { pool, door, clock }: Context,
  actor: Actor,
  id: string,
  key: Key,
): Promise<{ id: string; retryAt: string }> {
  const { rows } = await pool.query<GivenUp>(
    `select d.alert, d.person, d.channel from homeward.deliveries d where ${messageKey} = $1 and d.sent_at is null and d.dropped_at is null`,
    [id],
  );
  if (!rows[0]) throw new Problem('not_found');
  const at = isoOf(clock.now());
  const { person, role, area, actingFor, appointment } = actor;
  const entry = {
    event: 'message.again',
    actor: { person, role, area, actingFor, appointment },
    at,
    message: rows[0],
    body: digestOf(canonical({ id })),
  };
  const answer = { id, retryAt: at };
  const outcome = await door.write({
    lines: [
      {
        stream: rows[0].alert,
        kind: 'task',
        at,
        entry: canonical(entry),
        key,
        answer,
        ops: [{ op: 'message.again', data: rows[0] }],
      },
    ],
    checks: [],
  });
  if (!outcome.ok) throw new Problem('conflict', { detail: settled.message_given_up! });
  return answer;
}
