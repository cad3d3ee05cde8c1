import type { Pool } from 'pg';
import type { Actor, Text } from '../../workflows/workflow';
import { canonical, digestOf, isoOf, Problem, type Clock, type Door, type Key, type Op } from '../engine';
import { refusalOf } from './refusals';

/** What a journalled change of access needs. */
export interface Parts {
  pool: Pool;
  door: Door;
  /** business time */
  clock: Clock;
}

/** One change: what was asked, the ops that apply it, and the answer that a repeat of the key gives again. */
export interface Change<A> {
  /** id of the record whose stream the line belongs to */
  stream: string;
  event: string;
  actor: Actor;
  /** what was asked; journalled as content */
  request: Record<string, unknown>;
  ops: Op[];
  answer: A;
  kind?: 'registry' | 'access';
  /** content that only the restricted compartment may hold */
  restricted?: boolean;
  key?: Key;
}

async function findAnswer<A>(pool: Pool, key: Key, body: string): Promise<A | undefined> {
  const { rows } = await pool.query<{ entry: string; answer: A }>(
    `select j.entry, j.answer from homeward.keys k join homeward.journal j on j.stream = k.stream and j.seq = k.seq
     where k.person = $1 and k.route = $2 and k.key = $3`,
    [key.person, key.route, key.key],
  );
  const line = rows[0];
  if (!line) return undefined;
  if ((JSON.parse(line.entry) as { body?: string }).body !== body) throw new Problem('key_reused');
  return line.answer;
}

/** Writes one change through the door; throws a Problem with the words of the constraint that refused it. */
export async function record<A>({ pool, door, clock }: Parts, change: Change<A>): Promise<A> {
  const body = digestOf(canonical(change.request));
  if (change.key) {
    const known = await findAnswer<A>(pool, change.key, body);
    if (known !== undefined) return known;
  }
  const at = isoOf(clock.now());
  const content = canonical({ data: change.request });
  const digest = digestOf(content);
  const outcome = await door.write({
    lines: [
      {
        stream: change.stream,
        kind: change.kind ?? 'registry',
        at,
        entry: canonical({ event: change.event, actor: change.actor, at, body, data: digest }),
        content: { digest, compartment: change.restricted ? 'restricted' : 'open', body: content },
        key: change.key,
        answer: change.answer,
        ops: change.ops,
      },
    ],
    checks: [],
  });
  if (outcome.ok) return change.answer;
  if ('error' in outcome) throw refusalOf(outcome.error);
  if (outcome.conflict === 'key') return (await findAnswer<A>(pool, change.key!, body))!;
  throw new Problem('conflict');
}

/** 403 with the reason in words. */
export const forbidden = (en: string, km: string): Problem =>
  new Problem('forbidden', { detail: { en, km } satisfies Text });
