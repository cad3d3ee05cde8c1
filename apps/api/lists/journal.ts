/** The journal of one instance, as its readers see it. */
import type { z } from 'zod';
import { mayReadRestricted } from '../../../libs/access';
import { subjectOf, type Entry, type Instance } from '../../../libs/engine';
import type { BrokenRule } from '../../../libs/engine/problem';
import { Problem } from '../../../libs/engine/problem';
import type { Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import type { pageQuery } from '../schemas';

interface Row {
  seq: number;
  version: number | null;
  kind: string;
  at: Date;
  recorded_at: Date;
  entry: string;
  hash: string;
  compartment: 'open' | 'restricted' | null;
  body: string | null;
  removed_why: string | null;
}

/** Lines in order. The content of a restricted line is shown to who may read the compartment, else only that it exists. */
export async function listJournal(
  context: Context,
  actor: Actor,
  instance: Instance,
  query: z.infer<typeof pageQuery>,
) {
  const after = query.cursor === undefined ? 0 : Number(query.cursor);
  if (!Number.isInteger(after) || after < 0 || after > 2_000_000_000)
    throw new Problem('form_invalid', { errors: [{ path: 'cursor', code: 'cursor' }] });
  const { rows } = await context.pool.query<Row>(
    `select j.seq, j.version, j.kind, j.at, j.recorded_at, j.entry, encode(j.hash, 'hex') as hash, c.compartment, c.body, c.removed_why
     from homeward.journal j left join homeward.contents c using (stream, seq) where j.stream = $1 and j.seq > $2 order by j.seq limit $3`,
    [instance.id, after, query.limit + 1],
  );
  const open = mayReadRestricted(actor, subjectOf(instance));
  const items = rows.slice(0, query.limit).map((row) => lineOf(row, instance, open));
  return { items, next: rows.length > query.limit ? String(items.at(-1)!.seq) : null };
}

function lineOf(row: Row, instance: Instance, open: boolean) {
  const entry = JSON.parse(row.entry) as Entry;
  const restricted = row.compartment === 'restricted';
  const content =
    row.body !== null && (open || !restricted)
      ? (JSON.parse(row.body) as { data?: unknown; rules?: BrokenRule[] })
      : undefined;
  return {
    seq: row.seq,
    version: row.version,
    kind: row.kind,
    at: row.at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    event: entry.event,
    text: instance.workflow.events[entry.event]?.text ?? null,
    actor: entry.actor,
    from: entry.from ?? null,
    to: entry.to ?? null,
    parameters: entry.parameters ?? null,
    calendar: entry.calendar ?? null,
    refused: content?.rules ?? entry.refused ?? [],
    restricted,
    data: content?.data ?? null,
    digest: entry.data ?? null,
    removed: row.removed_why,
    hash: row.hash,
  };
}
