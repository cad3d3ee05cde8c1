/** How each inspector answers (B.4.5): who finds the same everywhere is looked at, before a child pays for it. */
import { z } from 'zod';
import { may } from '../../libs/access';
import { isoOf } from '../../libs/engine';
import { Problem } from '../../libs/engine/problem';
import type { Actor } from '../../workflows/workflow';
import { area } from './schemas';
import type { Context } from './context';
import { within } from './inspection-plan';

export const varianceQuery = z.strictObject({ area: area.optional() });

/** Inspections from which one says something of who made them. */
const fewest = 3;

interface Row {
  person: string;
  inspections: number;
  answers: number;
  meets: number;
  partly: number;
  fails: number;
  /** children whom the person talked to alone, and those of them who told of something */
  talks: number;
  disclosures: number;
}

/**
 * Inspectors of an area with what they answered in submitted reports of the last twelve months, who answers most alike first.
 * `alike`: share of the commonest answer among those that apply; `others`: the same of everybody else there; `looked`: it has come
 * to P-99 in three inspections or more, and the others have not.
 */
export async function readVariance(context: Context, actor: Actor, query: z.infer<typeof varianceQuery>) {
  if (!may(actor, 'inspection.variance')) throw new Problem('forbidden');
  const asked = within(actor, query.area);
  const now = context.clock.now();
  const [{ rows }, { parameters }] = await Promise.all([
    context.pool.query<Row>(
      `select p.person, count(distinct p.instance)::int as inspections, count(*) filter (where said in ('meets', 'partly', 'fails'))::int as answers,
         count(*) filter (where said = 'meets')::int as meets, count(*) filter (where said = 'partly')::int as partly,
         count(*) filter (where said = 'fails')::int as fails, count(*) filter (where p.kind = 'talk' and p.body ->> 'with' = 'child')::int as talks,
         count(*) filter (where p.kind = 'talk' and p.body @> '{"disclosure": true}')::int as disclosures
       from homeward.inspection_reports r join homeward.instances i on i.id = r.instance
         join homeward.inspection_pieces p on p.instance = r.instance and not p.late and p.kind in ('answer', 'talk')
           and not exists (select from homeward.inspection_pieces s where s.supersedes = p.id and not s.late)
         cross join lateral (select case when p.kind = 'answer' then p.body ->> 'answer' end as said) a
       where starts_with(i.area, $1) and r.submitted_at > $2::timestamptz - interval '12 months' and r.submitted_at <= $2
       group by p.person`,
      [asked, isoOf(now)],
    ),
    context.settings.at(now),
  ]);
  const limit = parameters.values['P-99'] as number;
  const answering = rows.filter(({ answers }) => answers > 0);
  const items = answering.map((row) => {
    const alike = shareOf([row])!;
    const others = shareOf(answering.filter((one) => one !== row));
    const looked = row.inspections >= fewest && alike * 100 >= limit && (others === null || others * 100 < limit);
    return { ...row, alike, others, looked };
  });
  items.sort((one, other) => other.alike - one.alike || one.person.localeCompare(other.person));
  return { area: asked, limit, items, next: null };
}

/** Share of the commonest answer, with four digits; null where nobody answered. */
function shareOf(rows: readonly Row[]): number | null {
  const sum = (of: 'answers' | 'meets' | 'partly' | 'fails') => rows.reduce((all, row) => all + row[of], 0);
  if (sum('answers') === 0) return null;
  return Math.round((Math.max(sum('meets'), sum('partly'), sum('fails')) / sum('answers')) * 10_000) / 10_000;
}
