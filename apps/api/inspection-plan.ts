/** The year's plan of inspections as its readers see it: planned, carried out, missing; nothing of what is drawn. */
import { may, personsOf } from '../../libs/access';
import { Problem } from '../../libs/engine/problem';
import { faultsOf, InspectionPlans, type Commitment, type PlanEntry, type Ranked } from '../../libs/registry';
import { dateOf } from '../../workflows/time';
import type { Actor } from '../../workflows/workflow';
import type { Context } from './context';
import { listRisks } from './lists/risks';

type Risk = Awaited<ReturnType<typeof listRisks>>['items'][number];

interface Done {
  institution: string;
  instance: string;
  on: string;
  announced: boolean;
}

/** The narrower of the two areas; throws `forbidden` where one does not lie in the other. */
export function within(actor: Actor, asked: string | undefined): string {
  const area = asked ?? actor.area;
  if (area.startsWith(actor.area)) return area;
  if (actor.area.startsWith(area)) return actor.area;
  throw new Problem('forbidden');
}

/** The province of an area; throws where none is named. */
export function provinceOf(area: string): string {
  if (area.length < 2) throw new Problem('form_invalid', { errors: [{ path: 'area', code: 'required' }] });
  return area.slice(0, 2);
}

const riskOf = ({ lastInspection, present, capacity, breaches, standing }: Risk) => ({
  lastInspection,
  present,
  capacity,
  breaches,
  standing,
});

/** The homes of a province in the order of `/risks`, as a plan keeps them. */
export async function rankedOf(context: Context, actor: Actor, area: string): Promise<Ranked[]> {
  const { items } = await listRisks(context, actor, { area });
  return items.map((one) => ({ institution: one.id, code: one.code, risk: riskOf(one) }));
}

export async function readPlan(context: Context, actor: Actor, query: { area?: string; year?: number }) {
  if (!may(actor, 'inspection.planRead')) throw new Problem('forbidden');
  const { pool, door, clock, settings } = context;
  const plans = new InspectionPlans(pool, door, clock);
  const area = within(actor, query.area);
  const province = provinceOf(area);
  const year = query.year ?? Number(dateOf(clock.now()).slice(0, 4));
  const plan = await plans.find(province, year);
  const [{ items: risks }, tied, entries, done, inspectors, commitments, { parameters }, asked] = await Promise.all([
    listRisks(context, actor, { area }),
    tiedTo(context, actor, province),
    plan ? plans.entries(plan.id) : [],
    doneIn(context, province, year),
    inspectorsOf(context, province),
    plan ? plans.commitments(province, year) : [],
    settings.at(clock.now()),
    plans.asked(province, year),
  ]);
  const further = parameters.values['P-96'] as number;
  const byPlace = new Map(entries.map((entry) => [entry.institution, entry]));
  const items = risks.map((one, i) => {
    const entry = tied.has(one.id) ? undefined : byPlace.get(one.id);
    const mine = done.filter(({ institution }) => institution === one.id);
    const { institution, ...rest } = institutionOf(one);
    return {
      institution: { id: institution, ...rest },
      rank: i + 1,
      risk: riskOf(one),
      planned: entry ? plannedOf(entry, mine) : null,
      done: mine.map(({ instance, on, announced }) => ({ instance, on, announced })),
      missing: missingOf(mine, further),
    };
  });
  const count = (holds: (item: (typeof items)[number]) => boolean): number => items.filter(holds).length;
  const teams = Math.floor(inspectors / 2);
  return {
    area,
    year,
    plan: plan ? headOf(plan) : null,
    asked: asked ?? null,
    capacity: { inspectors, teams, perMonth: teams * (parameters.values['P-94'] as number), busiest: busiestOf(items) },
    coverage: {
      institutions: items.length,
      full: count(({ missing }) => missing.full === 0),
      unannounced: count(({ missing }) => missing.unannounced === 0),
      planned: count(({ planned }) => planned !== null),
      missed: count(({ planned }) => planned?.status === 'missed'),
      missingFull: count(({ missing }) => missing.full > 0),
      missingUnannounced: count(({ missing }) => missing.unannounced > 0),
    },
    commitments: commitments.map(committedOf),
    items,
    next: null,
  };
}

const headOf = ({ id, madeBy, madeAs, madeAt, approvedBy, approvedAt }: Record<string, any>) => ({
  id,
  madeBy,
  madeAs,
  madeAt,
  approvedBy,
  approvedAt,
});

const institutionOf = ({ id, code, name, area, kind, operator, standing }: Risk) => ({
  institution: id,
  code,
  name,
  area,
  kind,
  operator,
  standing,
});

/** What is published of a commitment from the first. */
export const committedOf = (one: Commitment) => ({
  area: one.area,
  year: one.year,
  quarter: one.quarter,
  from: one.from,
  until: one.until,
  hash: one.hash,
  inputsHash: one.inputsHash,
  committedAt: one.committedAt,
  seed: one.seed,
  revealedAt: one.revealedAt,
});

/** What is published of a commitment once its seed is revealed. */
export const revealedOf = (one: Commitment) => ({
  ...committedOf(one),
  inputs: one.seed === null ? null : one.inputs,
  carriedOut: one.seed === null ? null : one.carriedOut,
  faults: one.seed === null ? null : faultsOf(one),
});

function plannedOf({ id, rank, risk, windows, instance, missed }: PlanEntry, done: readonly Done[]) {
  const { no, from, until } = windows.at(-1)!;
  const reported = done.some((one) => one.instance === instance);
  const status = reported ? ('done' as const) : instance ? ('opened' as const) : missed ? 'missed' : 'planned';
  const moves = windows.slice(1).map((window, i) => ({
    from: windows[i]!.from,
    until: windows[i]!.until,
    reason: window.reason,
    by: window.by,
    at: window.at,
  }));
  return {
    entry: id,
    no,
    from,
    until,
    rank,
    risk,
    moves,
    status: status,
    instance,
  };
}

/** P-24: one full inspection in the year; P-96: so many more that nobody was told of. */
function missingOf(done: readonly Done[], further: number): { full: number; unannounced: number } {
  const unannounced = done.filter(({ announced }) => !announced).length;
  return {
    full: done.length > 0 ? 0 : 1,
    unannounced: Math.max(0, further - Math.min(unannounced, Math.max(0, done.length - 1))),
  };
}

function busiestOf(items: readonly { planned: { from: string } | null }[]): number {
  const months = new Map<string, number>();
  for (const { planned } of items) {
    const month = planned?.from.slice(0, 7);
    if (month) months.set(month, (months.get(month) ?? 0) + 1);
  }
  return Math.max(0, ...months.values());
}

/** Institutions to which the person is tied, by interest, kin or the office that operates them: of those no day is told (N-40). */
async function tiedTo({ pool, clock }: Context, actor: Actor, province: string): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from homeward.institutions where starts_with(area, $2) and homeward.is_tied($1::uuid[], id, $3)',
    [personsOf(actor), province, new Date(clock.now())],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Reports of a year, of every kind of inspection: the team has stood at the door. */
async function doneIn({ pool }: Context, province: string, year: number): Promise<Done[]> {
  const { rows } = await pool.query<Done>(
    `select s.subject as institution, r.instance, r.inspected_on::text as "on", (i.state::jsonb #>> '{context,announced}')::boolean as announced
     from homeward.inspection_reports r join homeward.instances i on i.id = r.instance
       join homeward.subjects s on s.instance = i.id and s.kind = 'institution'
     where starts_with(i.area, $1) and extract(year from r.inspected_on) = $2 order by r.inspected_on, r.instance`,
    [province, year],
  );
  return rows;
}

/** People of the province who inspect, now. */
async function inspectorsOf({ pool, clock }: Context, province: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(distinct person)::int as n from homeward.appointments where role in ('dsw', 'districtSupervisor', 'pdosvyOfficer') and starts_with(area, $1)
       and acting_for is null and starts_at <= $2 and (ends_at is null or ends_at > $2)`,
    [province, new Date(clock.now())],
  );
  return rows[0]!.n;
}
