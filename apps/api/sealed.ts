/** Opens what a device sealed, and sends it down the road of every act. */
import type { Response } from 'express';
import { isAssigned, may } from '../../libs/access';
import { canonicalJson, subjectOf, viewOf, type Answer, type Beside, type Entry } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import type { Actor } from '../../workflows/workflow';
import { actorOf, withSignature, type ApiRequest } from './authentication';
import type { Context } from './context';
import { explained } from './explanations';
import { plainBody } from './input';
import { isTaken } from './inspection-dangers';
import { keyOf } from './keys';
import { bodyOf, languageOf, WebProblem } from './problems';
import { versionOf } from './schemas';
import type { KeptReview } from './reviews';
import type { SealedItem } from './sealed-schemas';
import type { Visibility } from './visibility';

/** The content of an item; throws `sealed_invalid` and `sealed_key_unknown`. */
export async function contentOf(context: Context, { sealed, ...head }: SealedItem): Promise<Record<string, unknown>> {
  const opened = await context.outboxKeys.open(head.keyId, canonicalJson(head), sealed);
  let content: unknown;
  try {
    content = plainBody(JSON.parse(opened));
  } catch (refused) {
    throw refused instanceof SyntaxError ? new Problem('sealed_invalid') : refused;
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new Problem('sealed_invalid');
  return content as Record<string, unknown>;
}

/** The key under which an item is tried: its own, or with a number behind it when its author tries again after a refusal. */
export function keyOfTry(request: ApiRequest, item: SealedItem): string {
  const key = keyOf(request);
  const [own, again, ...more] = key.split('.');
  if (own !== item.key || more.length > 0 || (again !== undefined && !/^[1-9]\d{0,2}$/.test(again)))
    throw new Problem('form_invalid', { errors: [{ path: 'Idempotency-Key', code: 'custom' }] });
  return key;
}

/**
 * Does what an item says, as its author, under the same key and route as if it had been sent at once. `If-Match` stands for
 * the version of the head when the author has seen a newer one. `beside` is written with it.
 */
export function act(
  context: Context,
  request: ApiRequest,
  item: SealedItem,
  data: unknown,
  beside?: Beside,
): Promise<Answer> {
  const actor = actorOf(request);
  const key = keyOfTry(request, item);
  const captured = new Date(item.capturedAt).toISOString();
  return withSignature(context, request, (sign) => {
    if (item.kind === 'open') {
      const { workflow, event, area } = item;
      return context.engine.open({
        workflow,
        event,
        area: area!,
        data,
        actor,
        key,
        sign,
        captured,
        route: 'POST /api/v1/instances',
      });
    }
    const version = versionOf(request.headers['if-match']) ?? item.baseVersion;
    if (version === undefined) throw new Problem('version_missing');
    const route = `POST /api/v1/instances/${item.instance}/events`;
    const { instance, event: type } = item;
    const how = { instance: instance!, type, data, actor, key, route, sign, captured, beside };
    return onLatest(context, item, version, (on) => context.engine.send({ ...how, version: on }));
  });
}

/** How often a clock may fire between looking and sending. */
const tries = 3;

/** Sends on the version that the author saw or, where nothing that matters lies between, on the one of now. */
async function onLatest(
  context: Context,
  item: SealedItem,
  seen: number,
  send: (version: number) => Promise<Answer>,
): Promise<Answer> {
  let version = seen;
  for (let left = tries; ; left -= 1) {
    try {
      return await send(version);
    } catch (problem) {
      const stale = problem instanceof Problem && problem.code === 'version_stale' && left > 1;
      const latest = stale ? await versionWithout(context, item, seen) : undefined;
      if (latest === undefined || latest === version) throw problem;
      version = latest;
    }
  }
}

/**
 * The version of now, when since the one the author saw only clocks have fired, only the server has taken a step from the answers
 * of an inspection, or only what the same device wrote earlier was recorded. A fact rests on nothing that the case has come to, so it never waits for anybody.
 */
async function versionWithout(
  { pool, engine }: Context,
  { instance, event, deviceId, counter }: SealedItem,
  seen: number,
): Promise<number | undefined> {
  const { rows } = await pool.query<{ version: number; moved: boolean }>(
    `select i.version, exists (select from homeward.journal j where j.stream = i.id and j.version > $2 and j.kind <> 'timer' and not ${isTaken}
       and not exists (select from homeward.outbox_received r where r.person = j.person and r.key = j.key and r.device = $3
         and r.counter < $4 and r.outcome = 'received')) as moved
     from homeward.instances i where i.id = $1`,
    [instance, seen, deviceId, counter],
  );
  const now = rows[0];
  if (!now || now.version <= seen) return undefined;
  if (!now.moved) return now.version;
  const [found] = await engine.records.read([instance!]);
  return found?.workflow.events[event]?.fact ? now.version : undefined;
}

/** Notes that an item was tried, with the time of the device beside ours. */
export async function note(
  context: Context,
  item: SealedItem,
  key: string,
  outcome: string,
  instance?: string,
): Promise<void> {
  await context.pool.query(
    `insert into homeward.outbox_received (person, key, device, counter, captured_at, received_at, workflow, event, instance, safety, outcome)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      item.person,
      key,
      item.deviceId,
      item.counter,
      item.capturedAt,
      new Date(context.clock.now()).toISOString(),
      item.workflow,
      item.event,
      instance ?? item.instance ?? null,
      item.safety,
      outcome,
    ],
  );
}

/** A refusal with what its author needs to go on: what they wrote, which their device cannot read, and what is there now. */
export async function refuseWith(
  context: Context,
  visibility: Visibility,
  request: ApiRequest,
  response: Response,
  item: SealedItem,
  problem: Problem | WebProblem,
  yours: Record<string, unknown> | null,
  review: KeptReview | null,
) {
  const id = String(response.getHeader('X-Request-Id') ?? '');
  const body = bodyOf(problem, languageOf(request.headers['accept-language']), id);
  const current = problem.code === 'not_found' ? null : await currentOf(context, visibility, request, item);
  response
    .status(body.status)
    .type('application/problem+json')
    .vary('Accept-Language')
    .set('Cache-Control', 'no-store');
  return { ...body, yours, current, review };
}

/** The case as it is now with what happened since the author saw it; null to whom it is not shown. */
export async function currentOf(
  context: Context,
  visibility: Visibility,
  request: ApiRequest,
  item: Pick<SealedItem, 'instance' | 'baseVersion'>,
) {
  const actor = actorOf(request);
  if (!item.instance) return null;
  const view = await viewOf(context.engine, item.instance, actor).catch(() => undefined);
  if (!view) return null;
  await visibility.logRead(request, 'instance', view.id, view.children);
  const { texts } = await explained(context, view);
  return {
    version: view.version,
    reference: view.reference,
    status: view.status,
    state: texts.state,
    since: await changesSince(context, actor, view.id, item.baseVersion ?? 0),
  };
}

/** What happened on a case after a version; the content only for who reads its journal, and never what is restricted. */
async function changesSince(context: Context, actor: Actor, id: string, version: number) {
  const [instance] = await context.engine.records.read([id]);
  if (!instance) return [];
  const { assigned } = subjectOf(instance);
  const reads = isAssigned(actor, assigned) || may(actor, 'journal.read', { assigned });
  const { rows } = await context.pool.query<{ version: number; at: Date; entry: string; body: string | null }>(
    `select j.version, j.at, j.entry, case when c.compartment = 'open' then c.body end as body
     from homeward.journal j left join homeward.contents c using (stream, seq)
     where j.stream = $1 and j.version > $2 order by j.seq limit 50`,
    [id, version],
  );
  return rows.map((row) => {
    const entry = JSON.parse(row.entry) as Entry;
    return {
      version: row.version,
      event: entry.event,
      text: instance.workflow.events[entry.event]?.text ?? null,
      at: row.at.toISOString(),
      role: entry.actor.role,
      data: reads && row.body !== null ? ((JSON.parse(row.body) as { data?: unknown }).data ?? null) : null,
    };
  });
}
