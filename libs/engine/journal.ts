import type { Pool } from 'pg';
import type { AnyMachineSnapshot } from 'xstate';
import type { Given } from '../../workflows/workflow';
import { adoptionEvent, takeOver } from './adoption';
import { archivedYears } from './archives';
import type { Definitions } from './records';
import type { SettingsPort } from './ports';
import { digestOf, type Entry } from './rows';
import { visitDifferences, type Stated } from './visit-rows';

/** The first line of the journal that does not hold, and why. */
export interface BrokenLine {
  stream: string;
  seq: number;
  why: string;
}

export interface Verification {
  lines: number;
  streams: number;
  contents: number;
  anchors: number;
  /** years in the archive, whose lines are not looked at */
  archived: number[];
  broken: BrokenLine | undefined;
}

/**
 * Verifies every hash chain: each line's hash over the one before, unbroken numbering, each head, the columns beside the
 * entry, the contents' digests, the keys of requests, and every daily anchor. The work is done in the database, in one pass over
 * the lines. With a `range` of ids, from the first up to the second, only the streams in it; what lies in the archive is left out.
 */
export async function verifyJournal(pool: Pool, range?: { from: string; until: string }): Promise<Verification> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const one = async <T>(sql: string): Promise<T | undefined> => (await client.query(sql)).rows[0] as T | undefined;
    const archived = await archivedYears(client);
    const id = (text: string): string => `${client.escapeLiteral(text)}::uuid`;
    const within = (column: string): string =>
      range ? `(${column} >= ${id(range.from)} and ${column} < ${id(range.until)})` : 'true';
    const here = (column: string): string =>
      archived.length > 0 ? `(${within(column)} and not homeward.is_archived(${column}))` : within(column);
    const counts = (await one<{ lines: string; streams: string; contents: string; anchors: string }>(
      `select (select count(*) from homeward.journal where ${within('stream')}) as lines, (select count(*) from homeward.contents where ${within('stream')}) as contents,
        (select count(*) from homeward.instances where ${here('id')}) + (select count(*) from homeward.streams where ${here('id')}) as streams, (select count(*) from homeward.anchors) as anchors`,
    ))!;
    const broken =
      (await one<BrokenLine>(
        `select stream, seq, case when seq <> expected then 'a line is missing before it' when not (hash = right_hash) then 'its hash does not follow from the line before'
            else 'its columns differ from its entry' end as why
         from (select stream, seq, hash, kind, version, at, person, entry,
                 row_number() over w as expected,
                 homeward.line_hash(coalesce(lag(hash) over w, decode(repeat('00', 32), 'hex')), stream, seq, entry) as right_hash
               from homeward.journal where ${within('stream')} window w as (partition by stream order by seq)) l
         where seq <> expected or hash <> right_hash or (entry::json ->> 'at')::timestamptz <> at
            or (person is not null and person::text <> entry::json -> 'actor' ->> 'person')
            or entry::json ->> 'version' is distinct from version::text or (kind = 'refused') <> (entry::json -> 'refused' is not null)
         order by stream, seq limit 1`,
      )) ??
      (await one<BrokenLine>(
        `select h.id as stream, h.seq, case when j.stream is null then 'the last line is missing' else 'the head is not the hash of the last line' end as why
         from (select id, seq, head from homeward.instances union all select id, seq, head from homeward.streams) h
         left join lateral (select stream, seq, hash from homeward.journal where stream = h.id order by seq desc limit 1) j on true
         where ${here('h.id')} and (j.stream is null or j.seq <> h.seq or j.hash <> h.head) order by 1 limit 1`,
      )) ??
      (await one<BrokenLine>(
        `select j.stream, min(j.seq) as seq, 'its stream has no head' as why from homeward.journal j
         where ${within('j.stream')} and not exists (select from homeward.instances where id = j.stream) and not exists (select from homeward.streams where id = j.stream)
         group by j.stream order by j.stream limit 1`,
      )) ??
      (await one<BrokenLine>(
        `select stream, seq, case when c.body is null and c.removed_at is null then 'its content is missing, and nobody says it was removed'
            else 'its content does not match its digest' end as why
         from homeward.journal j left join homeward.contents c using (stream, seq)
         where ${within('j.stream')} and (c.digest is distinct from j.entry::json ->> 'data' or (c.digest is not null and c.body is null and c.removed_at is null)
            or (c.body is not null and encode(sha256(convert_to(c.body, 'UTF8')), 'hex') <> c.digest))
         order by 1, 2 limit 1`,
      )) ??
      (await one<BrokenLine>(
        `select coalesce(j.stream, x.stream) as stream, coalesce(j.seq, x.seq) as seq, 'a correction and the list of corrections differ' as why
         from (select stream, seq, (entry::json ->> 'corrects')::int as line, (entry::json ->> 'belongsTo')::uuid as belongs_to from homeward.journal
               where kind = 'correction' and entry::json ->> 'event' = 'line.corrected' and ${within('stream')}) j
         full join (select * from homeward.corrections where ${within('stream')}) x on x.stream = j.stream and x.seq = j.seq and x.line = j.line and x.belongs_to is not distinct from j.belongs_to
         where (j.stream is null or x.stream is null) and ${here('coalesce(j.stream, x.stream)')} order by 1, 2 limit 1`,
      )) ??
      (await one<BrokenLine>(
        `select x.stream, x.seq, 'no line of the other case points back to the correction' as why from homeward.corrections x
         where belongs_to is not null and ${here('x.stream')} and ${here('x.belongs_to')} and not exists (select from homeward.journal b where b.stream = x.belongs_to and b.kind = 'correction'
           and b.entry::json -> 'source' ->> 'instance' = x.stream::text and (b.entry::json -> 'source' ->> 'line')::int = x.line) order by 1, 2 limit 1`,
      )) ??
      (await one<BrokenLine>(
        `select a.stream, a.seq, 'the anchor of ' || a.day || ' holds another hash' as why from homeward.anchor_heads a
         left join homeward.journal j using (stream, seq) where j.hash is distinct from a.hash and ${here('a.stream')} order by a.day, 1 limit 1`,
      )) ??
      (await one<BrokenLine>(
        `select coalesce((select stream from homeward.anchor_heads h where h.day = a.day order by stream limit 1), '00000000-0000-0000-0000-000000000000') as stream, 0 as seq,
            'the root of the anchor of ' || a.day || ' does not follow from its heads' as why
         from (select day, root, lag(root) over (order by day) as previous from homeward.anchors) a
         where root <> homeward.anchor_root(day, previous) order by day limit 1`,
      )) ??
      (await one<BrokenLine>(
        `select coalesce(j.stream, k.stream) as stream, coalesce(j.seq, k.seq) as seq, 'its key and the list of keys differ' as why
         from (select * from homeward.journal where key is not null and ${within('stream')}) j
         ${range ? 'left' : 'full'} join homeward.keys k on k.person = j.person and k.route = j.route and k.key = j.key
         where (j.stream, j.seq, j.kind) is distinct from (k.stream, k.seq, k.kind) and ${here('coalesce(j.stream, k.stream)')} order by 1, 2 limit 1`,
      ));
    await client.query('commit');
    return {
      lines: Number(counts.lines),
      streams: Number(counts.streams),
      contents: Number(counts.contents),
      anchors: Number(counts.anchors),
      archived,
      broken,
    };
  } finally {
    client.release();
  }
}

export interface Replay {
  instances: number;
  events: number;
  /** instances whose stored state is not what their journal comes to */
  differences: { instance: string; seq: number; why: string }[];
  /** instances whose contents retention has removed */
  skipped: string[];
  /** years in the archive, whose cases are not looked at */
  archived: number[];
}

interface Folded {
  stream: string;
  seq: number;
  version: number;
  entry: string;
  body: string | null;
  /** the content was removed by retention */
  removed: boolean;
  state: string;
  workflow: string;
  workflow_version: number;
  area: string;
  current: number;
}

/** Folds every journal through its pinned workflow version and compares with the stored state. */
export async function replayJournal(pool: Pool, definitions: Definitions, settings: SettingsPort): Promise<Replay> {
  const replay: Replay = { instances: 0, events: 0, differences: [], skipped: [], archived: await archivedYears(pool) };
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await pool.query<Folded>(
      `select j.stream, j.seq, j.version, j.entry, c.body, c.removed_at is not null as removed, i.state, i.workflow, i.workflow_version, i.area, i.version as current
       from (select * from homeward.instances where id > $1 and not homeward.is_archived(id) order by id limit 200) i
       join homeward.journal j on j.stream = i.id and j.version is not null
       left join homeward.contents c on c.stream = j.stream and c.seq = j.seq
       order by j.stream, j.seq`,
      [after],
    );
    if (rows.length === 0) return replay;
    const ended: Stated[] = [];
    for (let from = 0; from < rows.length;) {
      let to = from;
      while (to < rows.length && rows[to]!.stream === rows[from]!.stream) to += 1;
      const lines = rows.slice(from, to);
      const snapshot = await fold(lines, definitions, settings, replay);
      const { stream: id, workflow, workflow_version, area } = lines[0]!;
      if (snapshot)
        ended.push({ id, workflow: definitions.get(workflow, workflow_version).workflow, snapshot, opened: area });
      from = to;
    }
    for (const { instance, what, detail } of await visitDifferences(pool, ended)) {
      const { seq } = rows.findLast((row) => row.stream === instance)!;
      replay.differences.push({ instance, seq, why: `${what}: ${detail}` });
    }
    after = rows[rows.length - 1]!.stream;
  }
}

/** The state that the lines come to; undefined where they come to none. A line that no engine wrote is a difference, not an end. */
async function fold(
  lines: Folded[],
  definitions: Definitions,
  settings: SettingsPort,
  replay: Replay,
): Promise<AnyMachineSnapshot | undefined> {
  const at = { seq: lines[0]!.seq };
  try {
    return await foldLines(lines, definitions, settings, replay, at);
  } catch (error) {
    // what PostgreSQL answers, or a connection that is gone, says nothing about the line
    if ((error as { code?: unknown }).code !== undefined || /connection|timeout/i.test((error as Error).message))
      throw error;
    const why = `the line cannot be replayed: ${(error as Error).message}`;
    replay.differences.push({ instance: lines[0]!.stream, seq: at.seq, why });
    return undefined;
  }
}

async function foldLines(
  lines: Folded[],
  definitions: Definitions,
  settings: SettingsPort,
  replay: Replay,
  reached: { seq: number },
): Promise<AnyMachineSnapshot | undefined> {
  const { stream, area, state, workflow, workflow_version, current } = lines[0]!;
  replay.instances += 1;
  const { openedIn, workflow: opened } = JSON.parse(lines[0]!.entry) as Entry;
  const input = { id: stream, area: openedIn ?? area };
  // a line of its own takes a case to another version: each is folded by the one it was written under
  let { workflow: under, stepper } = definitions.get(workflow, Number(opened!.split('@')[1]));
  let snapshot = stepper.start(input);
  for (const line of lines) {
    reached.seq = line.seq;
    const entry = JSON.parse(line.entry) as Entry;
    if (line.body === null) {
      // what retention removed says so; a line that never had a content was not written by the engine
      if (line.removed) replay.skipped.push(stream);
      else replay.differences.push({ instance: stream, seq: line.seq, why: `${entry.event} has no content` });
      return undefined;
    }
    const content = JSON.parse(line.body) as { data: unknown; facts: Given['facts'] };
    if (entry.parameters === undefined) throw new Error('it names no version of the parameters');
    const given: Given = {
      type: entry.event,
      data: content.data,
      actor: entry.actor,
      now: Date.parse(entry.at),
      received: entry.received === undefined ? undefined : Date.parse(entry.received),
      facts: content.facts,
      ...(await settings.version(entry.parameters, entry.calendar!)),
    };
    replay.events += 1;
    if (entry.event === adoptionEvent) {
      const next = definitions.get(workflow, Number(entry.workflow!.split('@')[1]));
      const taken = takeOver(definitions, under, next.workflow, snapshot, input);
      if ('why' in taken) {
        replay.differences.push({ instance: stream, seq: line.seq, why: `${entry.event} is not possible` });
        return undefined;
      }
      ({ workflow: under, stepper } = next);
      snapshot = taken.snapshot;
    } else snapshot = stepper.advance(snapshot, given).snapshot;
    if (digestOf(stepper.persist(snapshot)) !== entry.state) {
      replay.differences.push({
        instance: stream,
        seq: line.seq,
        why: `${entry.event} ends in another state than ${entry.to}`,
      });
      return undefined;
    }
  }
  if (under.version !== workflow_version)
    replay.differences.push({
      instance: stream,
      seq: lines[lines.length - 1]!.seq,
      why: `the row says version ${workflow_version} of the workflow, the journal comes to ${under.version}`,
    });
  if (stepper.persist(snapshot) !== state || lines[lines.length - 1]!.version !== current) {
    replay.differences.push({
      instance: stream,
      seq: lines[lines.length - 1]!.seq,
      why: 'the stored state is not what the journal comes to',
    });
  }
  return snapshot;
}

/** Makes the anchor of a day over all heads that moved since the last one; a day has one anchor. Returns the heads covered. */
export async function makeAnchor(pool: Pool, day: string): Promise<number> {
  const { rows } = await pool.query<{ heads: string }>('select homeward.make_anchor($1::date) as heads', [day]);
  return Number(rows[0]!.heads);
}
