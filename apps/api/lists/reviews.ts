/** The queue of reports that wait for a review, and one of them with both versions. */
import type { z } from 'zod';
import { instancesCondition, may, mayReadRestricted, secretsCondition } from '../../../libs/access';
import { subjectOf } from '../../../libs/engine';
import type { Actor, Role, Text } from '../../../workflows/workflow';
import { actorOf, type ApiRequest } from '../authentication';
import type { Context } from '../context';
import { pageOf, readCursor, Where } from '../cursors';
import type { Decision, Reviews } from '../reviews';
import type { reviewsQuery } from '../reviews-schemas';
import { whyTexts } from '../reviews-texts';
import { contentOf, currentOf } from '../sealed';
import type { SealedItem } from '../sealed-schemas';
import type { Visibility } from '../visibility';
import { initialsFor } from './initials';
import { withoutHidden } from './instances';

interface Row {
  id: string;
  person: string;
  role: Role;
  item: SealedItem;
  restricted: boolean;
  why: string;
  captured_at: Date;
  received_at: Date;
  due_at: Date;
  decision: Decision | null;
  decided_at: Date | null;
  decided_en: string | null;
  decided_km: string | null;
  reason: string | null;
  instance: string;
  reference: string;
  workflow: string;
  workflow_version: number;
  event: string;
  case_area: string;
  owner: Role;
  area: string;
  name_en: string;
  name_km: string;
  children: string[];
}

const select = `select r.id, r.person, r.role, r.item, r.restricted, r.why, r.captured_at, r.received_at, r.due_at, r.decision, r.decided_at, r.event,
    d.name_en as decided_en, d.name_km as decided_km, i.id as instance, i.reference, i.workflow, i.workflow_version, i.area as case_area,
    n.role as owner, n.area, p.name_en, p.name_km,
    (select c.body::jsonb -> 'data' ->> 'reason' from homeward.contents c where c.stream = r.instance and c.seq = r.decided_seq
       and r.decision = 'setAside') as reason,
    array(select subject::text from homeward.subjects s where s.instance = i.id and s.kind = 'child' order by 1) as children
  from homeward.reviews r join homeward.instances i on i.id = r.instance join homeward.incidents n on n.id = r.id
    join homeward.people p on p.id = r.person left join homeward.people d on d.id = r.decided_by`;

/** Those that one may decide or has written, the next due first. */
export async function listReviews(context: Context, actor: Actor, query: z.infer<typeof reviewsQuery>) {
  const where = new Where();
  const own = `r.person = ${where.bind(actor.person)}::uuid`;
  const reviews = may(actor, 'review.decide');
  // bound where it is asked: PostgreSQL takes no value that its statement does not name
  const cases = () => (reviews ? where.numbered((first) => instancesCondition(actor, first)) : 'false');
  where.that(query.mine ? own : query.mine === false ? `not (${own}) and ${cases()}` : `${own} or ${cases()}`);
  where.that(where.numbered((first) => secretsCondition(actor, 'r.instance', first)));
  where.and(query.instance, 'r.instance = ?');
  if (query.open !== undefined) where.that(`r.decision is ${query.open ? '' : 'not '}null`);
  const [at, id] = readCursor(query.cursor);
  if (at !== null) where.that(`(r.due_at, r.id) > (${where.bind(at)}::timestamptz, ${where.bind(id)}::uuid)`);
  const { rows } = await context.pool.query<Row>(
    `${select} ${where.sql} order by r.due_at, r.id limit ${query.limit + 1}`,
    where.values,
  );
  const seen = await withoutHidden(context, actor, rows);
  const page = pageOf(
    rows,
    query.limit,
    (row) => [row.due_at.toISOString(), row.id],
    (row) => row,
  );
  const shown = page.items.filter((row) => row.person === actor.person || seen.has(row.id));
  const initials = await initialsFor(context, shown);
  return { items: shown.map((row) => viewOf(context, actor, row, initials(row.children))), next: page.next };
}

/** One with both versions; throws `not_found` to whom it is not shown. */
export async function readReview(
  context: Context,
  reviews: Reviews,
  visibility: Visibility,
  request: ApiRequest,
  id: string,
) {
  const actor = actorOf(request);
  const may = await reviews.mayDecide(actor, await reviews.get(id));
  const { rows } = await context.pool.query<Row>(`${select} where r.id = $1`, [id]);
  const row = rows[0]!;
  const initials = await initialsFor(context, [row]);
  const [instance] = await context.engine.records.read([row.instance]);
  const readable = row.person === actor.person || !row.restricted || mayReadRestricted(actor, subjectOf(instance!));
  return {
    ...viewOf(context, actor, row, initials(row.children)),
    yours: readable ? await contentOf(context, row.item) : null,
    current: await currentOf(context, visibility, request, row.item),
    reason: readable ? row.reason : null,
    // nobody decides on what they may not read
    may: readable ? may : [],
  };
}

function viewOf(context: Context, actor: Actor, row: Row, initials: Text[]) {
  const { workflow } = context.engine.definitions.get(row.workflow, row.workflow_version);
  const { why } = row;
  return {
    id: row.id,
    owner: row.owner,
    area: row.area,
    dueAt: row.due_at.toISOString(),
    decision: row.decision,
    decidedAt: row.decided_at?.toISOString() ?? null,
    instance: row.instance,
    reference: row.reference,
    workflow: row.workflow,
    workflowVersion: row.workflow_version,
    event: row.event,
    text: workflow.events[row.event]!.text,
    caseArea: row.case_area,
    initials,
    author: { id: row.person, name: { en: row.name_en, km: row.name_km }, role: row.role },
    capturedAt: row.captured_at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    why: { code: why, text: whyTexts[why]! },
    mine: row.person === actor.person,
    decidedBy: row.decided_en === null ? null : { en: row.decided_en, km: row.decided_km! },
  };
}
