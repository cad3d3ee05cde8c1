/** Indicators for a person: numbers of the area as published, and the rows behind them that the person may read. */
import type { z } from 'zod';
import { instancesCondition, may, scopeOf } from '../../../libs/access';
import {
  countIndicators,
  findIndicator,
  indicators,
  isCounted,
  listUnits,
  readOverview,
  type Indicator,
  type Numbers,
  type Question,
} from '../../../libs/indicators';
import { Problem } from '../../../libs/engine/problem';
import type { Actor } from '../../../workflows/workflow';
import type { Context } from '../context';
import { pageOf, readCursor } from '../cursors';
import { monthsUntil, periodOf, type Period } from '../periods';
import type { indicatorItemsQuery, indicatorsQuery, overviewQuery } from '../overview-schemas';

type IndicatorsQuery = z.infer<typeof indicatorsQuery>;

/** The area asked for, within the actor's own; who reads no case there gets the own area as a whole alone. */
export function areaAsked(actor: Actor, asked: string | undefined): string {
  const area = asked ?? actor.area;
  if (!may(actor, 'indicators.read', { area })) throw new Problem('forbidden');
  // a difference between two areas would tell what neither of them shows
  if (scopeOf(actor).withoutChildren && area !== actor.area) throw new Problem('forbidden');
  return area;
}

async function questionOf(context: Context, area: string, period: Period): Promise<Question> {
  const { parameters } = await context.settings.at(period.at);
  const review = parameters.values['P-11'] as { amount: number };
  const load = parameters.values['P-31'] as { alert: number };
  return {
    area,
    since: period.since,
    till: period.till,
    asOf: period.at,
    reviewDays: review.amount,
    caseload: load.alert,
  };
}

/** Every indicator of the frame with its numbers, or with the reason why it has none yet. */
export async function listIndicators(context: Context, actor: Actor, query: IndicatorsQuery) {
  const area = areaAsked(actor, query.area);
  const period = periodOf(query, context.clock.now());
  const question = await questionOf(context, area, period);
  const numbers = await countIndicators(context.pool, indicators.filter(isCounted), question, query.by);
  const items = indicators.map((one) => viewOf(one, numbers.get(one.id), { area, period, by: query.by }));
  return { items, next: null };
}

function viewOf(
  indicator: Indicator,
  numbers: Numbers | undefined,
  asked: { area: string; period: Period; by?: string },
) {
  const { area, period } = asked;
  const { id, title, definition, shape } = indicator;
  const counted = isCounted(indicator) ? indicator : undefined;
  const drill = new URLSearchParams({
    ...(area && { area }),
    from: period.from,
    to: period.to,
    'as-of': period.asOf,
  });
  const { any, parts, by, ...rest } = numbers ?? empty;
  return {
    id,
    title,
    definition,
    shape,
    available: counted !== undefined,
    reason: isCounted(indicator) ? null : indicator.awaits,
    area,
    from: period.from,
    to: period.to,
    asOf: period.asOf,
    state: counted?.state ?? null,
    ...rest,
    unit: counted?.unit ?? null,
    any: shape === 'list' && counted ? any : null,
    parts: parts?.map((part) => ({ ...part, text: counted?.parts?.[part.key] ?? null })) ?? null,
    by: by && asked.by ? { division: asked.by, groups: by } : null,
    divisions: counted ? [...counted.divisions] : [],
    list: counted ? `/indicators/${id}/items?${drill.toString()}` : null,
  };
}

const empty: Numbers = {
  numerator: null,
  denominator: null,
  value: null,
  suppressed: false,
  median: null,
  p90: null,
  any: false,
  parts: null,
  by: null,
};

/** The rows behind an indicator, by id and reference, without names: those that the person may read. */
export async function listIndicatorItems(
  context: Context,
  actor: Actor,
  id: string,
  query: z.infer<typeof indicatorItemsQuery>,
) {
  const area = areaAsked(actor, query.area);
  const indicator = findIndicator(id);
  if (!indicator) throw new Problem('not_found');
  const question = await questionOf(context, area, periodOf(query, context.clock.now()));
  const hidden = [...(await context.access.hidden(actor))];
  const [at, after] = readCursor(query.cursor);
  const rows = await listUnits(
    context.pool,
    indicator,
    question,
    {
      condition: (first) => readable(actor, hidden, first),
      after: at === null ? undefined : [at, after!],
      limit: query.limit,
    },
    query.counted ?? false,
  );
  const { items, next } = pageOf(
    rows,
    query.limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => ({ ...row, at: row.at.toISOString() }),
  );
  await context.readLog.record(
    ...items
      .filter((item) => item.child !== null)
      .map(({ child }) => ({
        actor,
        kind: 'child' as const,
        subject: child!,
        via: 'GET /api/v1/indicators/:id/items',
      })),
  );
  return { items, next };
}

/** SQL over the rows `u` and their instances `i`: what the actor's own lists would show, allegations left out. */
function readable(actor: Actor, hidden: string[], first: number): { sql: string; values: unknown[] } {
  if (scopeOf(actor).withoutChildren)
    return { sql: `(u.child is null and u.instance is null and u.kind in ('institution', 'person'))`, values: [] };
  const cases = instancesCondition(actor, first + 1);
  return {
    sql: `(u.instance is null or u.child is not null or ${cases.sql}) and (u.child is null or u.child <> all ($${first}::uuid[]))
      and not exists (select from homeward.subjects s where s.instance = u.instance and s.kind = 'child' and s.subject = any ($${first}::uuid[]))`,
    values: [hidden, ...cases.values],
  };
}

/** The country (or the actor's own province) by province and month. */
export async function overviewOf(context: Context, actor: Actor, query: z.infer<typeof overviewQuery>) {
  if (!may(actor, 'indicators.read', { area: actor.area }) || actor.area.length > 2) throw new Problem('forbidden');
  const { asOf } = periodOf({ 'as-of': query.asOf }, context.clock.now());
  const months = monthsUntil(asOf, query.months);
  const items = await readOverview(context.pool, actor.area, months);
  return { asOf, months: months.map(({ month }) => month), items, next: null };
}
