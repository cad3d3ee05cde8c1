/** The journal of one instance, as its readers see it. */
import type { z } from 'zod';
import { mayReadRestricted, scopeOf } from '../../../libs/access';
import {
  adoptionEvent,
  adoptionTexts,
  correctionTexts,
  subjectOf,
  type Entry,
  type Instance,
} from '../../../libs/engine';
import type { BrokenRule } from '../../../libs/engine/problem';
import { Problem } from '../../../libs/engine/problem';
import { attachmentTexts } from '../../../libs/files';
import type { Actor, Text } from '../../../workflows/workflow';
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
  /** the correction of this line */
  by_seq: number | null;
  by_body: string | null;
  belongs_to: string | null;
}

/** Did the person act in the case while the person's area owned it? Then these lines stay readable when it has moved on. */
export async function actedBefore(context: Context, actor: Actor, instance: Instance): Promise<boolean> {
  if (!instance.workflow.areas || (await context.access.isNamed(actor, instance.subjects.children))) return false;
  const { rows } = await context.pool.query<{ acted: boolean }>(
    `select exists (select from homeward.journal j where j.stream = $1 and j.person = any ($2::uuid[]) and j.kind = 'event'
       and starts_with(j.entry::json ->> 'area', $3)) as acted`,
    [instance.id, scopeOf(actor).persons, actor.area],
  );
  return rows[0]!.acted;
}

/** Lines in order; with `by` those that these persons wrote. The content of a restricted line is shown to who may read the compartment, else only that it exists. */
export async function listJournal(
  context: Context,
  actor: Actor,
  instance: Instance,
  query: z.infer<typeof pageQuery>,
  by?: readonly string[],
) {
  const after = query.cursor === undefined ? 0 : Number(query.cursor);
  if (!Number.isInteger(after) || after < 0 || after > 2_000_000_000)
    throw new Problem('form_invalid', { errors: [{ path: 'cursor', code: 'cursor' }] });
  const { rows } = await context.pool.query<Row>(
    `select j.seq, j.version, j.kind, j.at, j.recorded_at, j.entry, encode(j.hash, 'hex') as hash, c.compartment, c.body, c.removed_why,
       x.seq as by_seq, x.belongs_to, (select b.body from homeward.contents b where b.stream = x.stream and b.seq = x.seq) as by_body
     from homeward.journal j left join homeward.contents c using (stream, seq)
     left join homeward.corrections x on x.stream = j.stream and x.line = j.seq where j.stream = $1 and j.seq > $2
       and ($4::uuid[] is null or j.person = any ($4)) order by j.seq limit $3`,
    [instance.id, after, query.limit + 1, by ?? null],
  );
  const open = mayReadRestricted(actor, subjectOf(instance));
  const shown = rows.slice(0, query.limit);
  const visible = await visibleCases(context, actor, shown.flatMap(casesOf));
  const items = shown.map((row) => lineOf(row, instance, open, visible));
  return { items, next: rows.length > query.limit ? String(items.at(-1)!.seq) : null };
}

type Correction = { line?: number; belongsTo?: string; from?: { instance: string; line: number }; reason: string };

/** Other cases that a line names: where it belongs, or where it came from. */
function casesOf(row: Row): string[] {
  const data =
    row.kind === 'correction' && row.body !== null ? (JSON.parse(row.body) as { data: Correction }).data : {};
  const { belongsTo, from } = data as Partial<Correction>;
  return [row.belongs_to, belongsTo, from?.instance].filter((id) => typeof id === 'string');
}

/** That a case exists is told only to who may see it. */
async function visibleCases(context: Context, actor: Actor, ids: string[]): Promise<ReadonlySet<string>> {
  const visible = new Set<string>();
  if (ids.length === 0) return visible;
  for (const other of await context.engine.records.read([...new Set(ids)]))
    if (await context.access.maySee(actor, subjectOf(other))) visible.add(other.id);
  return visible;
}

/** What a correction says, without the cases that the reader may not see. */
function shownData(data: unknown, kind: string, visible: ReadonlySet<string>): unknown {
  if (kind !== 'correction' || !data) return data ?? null;
  const { belongsTo, from, ...rest } = data as Correction;
  return {
    ...rest,
    ...(belongsTo !== undefined && { belongsTo: visible.has(belongsTo) ? belongsTo : null }),
    ...(from && { from: { line: from.line, instance: visible.has(from.instance) ? from.instance : null } }),
  };
}

const textOf = (event: string, kind: string, instance: Instance): Text | null =>
  kind === 'correction'
    ? correctionTexts[event === 'line.received' ? 'received' : 'corrected']
    : (instance.workflow.events[event]?.text ??
      (event === adoptionEvent ? adoptionTexts.adopted : undefined) ??
      (attachmentTexts as Record<string, Text | undefined>)[event] ??
      null);

function lineOf(row: Row, instance: Instance, open: boolean, visible: ReadonlySet<string>) {
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
    capturedAt: entry.captured ?? null,
    event: entry.event,
    text: textOf(entry.event, row.kind, instance),
    actor: entry.actor,
    from: entry.from ?? null,
    to: entry.to ?? null,
    parameters: entry.parameters ?? null,
    calendar: entry.calendar ?? null,
    refused: content?.rules ?? entry.refused ?? [],
    restricted,
    data: shownData(content?.data, row.kind, visible),
    digest: entry.data ?? null,
    corrected:
      row.by_seq === null
        ? null
        : {
            line: row.by_seq,
            reason:
              row.by_body !== null && (open || !restricted)
                ? (JSON.parse(row.by_body) as { data: Correction }).data.reason
                : null,
            belongsTo: row.belongs_to !== null && visible.has(row.belongs_to) ? row.belongs_to : null,
          },
    removed: row.removed_why,
    hash: row.hash,
  };
}
