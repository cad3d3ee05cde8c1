/** The country at a glance: for each province and month the same few counts. */
import type { Pool } from 'pg';
import { askedSql, coveredSql, movesSql, openlyKnown } from './frame';
import { suppressRow, type Cell } from './suppression';

/** What is counted for each province and month; the last three at the end of the month. */
export const measuresOfOverview = [
  'requests',
  'approvals',
  'refusals',
  'presentAuthorised',
  'presentUnauthorised',
  'overdueTasks',
] as const;
export type Measure = (typeof measuresOfOverview)[number];

export interface Month {
  /** YYYY-MM */
  month: string;
  /** instants in epoch ms; the last month ends at the as-of date */
  since: number;
  till: number;
}

export interface ProvinceRow {
  province: string;
  name: { en: string; km: string };
  months: ({ month: string } & Record<Measure, Cell>)[];
}

type Counts = { province: string; nameEn: string; nameKm: string } & Record<Measure, number>;

const inMonth = (at: string) => `(${at} >= asked.since and ${at} < asked.till)`;

/** One month of all provinces, also of those where nothing happened. */
const sql = `with ${askedSql}, ${movesSql},
 requested as (select left(i.area, 2) as province, count(*)::int as n from homeward.instances i join homeward.journal j on j.stream = i.id, asked
   where i.workflow = 'gatekeeping' and i.opened_at < asked.till and i.changed_at >= asked.since and j.kind = 'event' and ${inMonth('j.at')}
     and j.entry::jsonb ->> 'event' = 'request.submitted' group by 1),
 decided as (select o.province, count(*) filter (where o.outcome = 'APPROVED_TIME_LIMITED')::int as approvals,
     count(*) filter (where o.outcome like 'REFUSED%')::int as refusals
   from homeward.outcomes o, asked where ${inMonth('o.at')} group by 1),
 living as (select left(p.area, 2) as province, count(*) filter (where ok)::int as authorised, count(*) filter (where not ok)::int as unauthorised
   from (select p.area, ${coveredSql('p.child', 'p.institution', 'asked.as_of')} as ok from present p, asked) p group by 1),
 late as (select left(coalesce(i.area, n.area, t.area), 2) as province, count(*)::int as n from homeward.tasks t left join homeward.instances i on i.id = t.instance
   left join homeward.incidents n on n.id = t.incident, asked where t.due_at <= asked.as_of and t.opened_at <= asked.as_of
     and (t.closed_at is null or t.closed_at > asked.as_of) and ${openlyKnown('t.instance')} group by 1)
 select a.code as province, a.name_en as "nameEn", a.name_km as "nameKm", coalesce(requested.n, 0) as requests, coalesce(decided.approvals, 0) as approvals,
   coalesce(decided.refusals, 0) as refusals, coalesce(living.authorised, 0) as "presentAuthorised", coalesce(living.unauthorised, 0) as "presentUnauthorised",
   coalesce(late.n, 0) as "overdueTasks"
 from homeward.areas a left join requested on requested.province = a.code left join decided on decided.province = a.code
 left join living on living.province = a.code left join late on late.province = a.code, asked
 where a.level = 1 and (starts_with(a.code, asked.area) or starts_with(asked.area, a.code)) order by a.code`;

/** Provinces under an area prefix, month by month, with small counts hidden within each month. */
export async function readOverview(pool: Pool, area: string, months: readonly Month[]): Promise<ProvinceRow[]> {
  const provinces = new Map<string, ProvinceRow>();
  for (const { month, since, till } of months) {
    const { rows } = await pool.query<Counts>(sql, [area, new Date(since), new Date(till), new Date(till - 1), 0, 0]);
    const cells = Object.fromEntries(
      measuresOfOverview.map((measure) => [measure, suppressRow(rows.map((row) => row[measure]))]),
    ) as Record<Measure, Cell[]>;
    rows.forEach((row, i) => {
      const name = { en: row.nameEn, km: row.nameKm };
      const line: ProvinceRow = provinces.get(row.province) ?? { province: row.province, name, months: [] };
      const counts = Object.fromEntries(measuresOfOverview.map((measure) => [measure, cells[measure][i]!]));
      line.months.push({ month, ...(counts as Record<Measure, Cell>) });
      provinces.set(row.province, line);
    });
  }
  return [...provinces.values()];
}
