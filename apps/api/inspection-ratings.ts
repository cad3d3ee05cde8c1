/** Ratings that were published, for everybody: the institution, the date, the parts of the checklist; no child, and no free text. */
import { may } from '../../libs/access';
import { InspectionPlans } from '../../libs/registry';
import { checklists, partTexts, parts, type Answer, type Part } from '../../workflows/inspection/checklist';
import { dateOf } from '../../workflows/time';
import type { Actor } from '../../workflows/workflow';
import type { Context } from './context';
import { committedOf } from './inspection-plan';

type Rating = 'A' | 'B' | 'C' | 'D';
interface Row {
  instance: string;
  on: string;
  published_at: Date;
  rating: Rating;
  checklist: number | null;
  answers: { item: string; answer: Answer }[];
  chain: { rating: Rating; at: string; reason: string | null }[];
  institution: {
    id: string;
    code: string;
    name: { en: string; km: string };
    area: string;
    kind: string;
    operator: string;
    standing: string;
  };
}

/** The latest first. An inspection that is still a secret to anybody is not among them. */
export async function readRatings(context: Context, actor: Actor, query: { area?: string; year?: number }) {
  const year = query.year ?? Number(dateOf(context.clock.now()).slice(0, 4));
  const { rows } = await context.pool.query<Row>(
    `select p.instance, coalesce(t.inspected_on, (r.at at time zone 'Asia/Phnom_Penh')::date)::text as "on", p.at as published_at, r.rating,
       (i.state::jsonb #>> '{context,checklist}')::int as checklist,
       json_build_object('id', n.id, 'code', n.code, 'name', json_build_object('en', n.name_en, 'km', n.name_km), 'area', n.area, 'kind', n.kind,
         'operator', n.operator, 'standing', n.standing) as institution,
       (select coalesce(json_agg(json_build_object('item', a.item, 'answer', a.body ->> 'answer')), '[]') from homeward.inspection_pieces a
         where a.instance = p.instance and a.kind = 'answer' and not exists (select from homeward.inspection_pieces x where x.supersedes = a.id)) as answers,
       (select json_agg(json_build_object('rating', c.rating, 'at', c.at, 'reason', c.reason) order by c.no) from homeward.inspection_ratings c
         where c.instance = p.instance and c.no <= p.no) as chain
     from (select distinct on (instance) * from homeward.inspection_publications order by instance, no desc, seq desc) p
       join homeward.inspection_ratings r on r.instance = p.instance and r.no = p.no join homeward.instances i on i.id = p.instance
       join homeward.subjects s on s.instance = p.instance and s.kind = 'institution' join homeward.institutions n on n.id = s.subject
       left join homeward.inspection_reports t on t.instance = p.instance
     where starts_with(n.area, $1) and not exists (select from homeward.secrets x where x.instance = p.instance and x.until_at is null)
     order by "on" desc, n.code, p.instance`,
    [query.area ?? ''],
  );
  const reads = may(actor, 'inspection.read');
  const items = rows
    .filter(({ on }) => on.startsWith(`${year}-`))
    .map((row) => ({
      instance: row.instance,
      institution: row.institution,
      on: row.on,
      rating: row.rating,
      publishedAt: row.published_at.toISOString(),
      parts: scoresOf(row),
      earlier: earlierOf(row, rows),
      changes: row.chain.slice(1).map(({ rating, at, reason }, i) => ({
        from: row.chain[i]!.rating,
        to: rating,
        at: new Date(at).toISOString(),
        reason: reads && row.institution.area.startsWith(actor.area) ? reason : null,
      })),
    }));
  const { pool, door, clock } = context;
  const commitments = await new InspectionPlans(pool, door, clock).commitments(query.area?.slice(0, 2) ?? '', year);
  return { year, items, commitments: commitments.map(committedOf), next: null };
}

/** The inspection of the same institution before this one. */
function earlierOf(row: Row, rows: readonly Row[]) {
  const before = rows.find(
    (other) => other.institution.id === row.institution.id && other.instance !== row.instance && other.on < row.on,
  );
  return before ? { instance: before.instance, on: before.on, rating: before.rating } : null;
}

/** How many items of each part were met; an inspection that was refused entry has none. */
function scoresOf({ checklist, answers }: Row) {
  const items = checklist === null ? [] : (checklists[checklist] ?? []);
  const said = new Map(answers.map(({ item, answer }) => [item, answer]));
  const scores = new Map<Part, Record<Answer, number>>();
  for (const { id, part } of items) {
    const answer = said.get(id);
    if (!answer) continue;
    const score = scores.get(part) ?? { meets: 0, partly: 0, fails: 0, notApplicable: 0 };
    score[answer] += 1;
    scores.set(part, score);
  }
  return parts.flatMap((part) => (scores.has(part) ? [{ part, text: partTexts[part], ...scores.get(part)! }] : []));
}
