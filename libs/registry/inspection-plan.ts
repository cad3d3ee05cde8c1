/** The year's plan of inspections of a province (B.4.2 step 1): its entries, each with every window it had, and what is committed to for its draws. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { addDays, dateOf, type Calendar } from '../../workflows/time';
import type { Parameters } from '../../workflows/parameters';
import type { Actor } from '../../workflows/workflow';
import { canonical, digestOf, isoOf, Problem, type Clock, type Door, type Op } from '../engine';
import { monthsLeft, spread } from './inspection-calendar';
import {
  commitmentOf,
  inputsHashOf,
  quarterOf,
  workingDays,
  type DrawInputs,
  type Eligible,
  type Quarter,
} from './inspection-draw';
import { refusalOf } from './refusals';

/** One institution as the list of risks has it, with what of it is kept beside the entry. */
export interface Ranked {
  institution: string;
  code: string;
  risk: Record<string, unknown>;
}

export interface PlanHead {
  id: string;
  area: string;
  year: number;
  madeBy: string;
  /** the office in which it was proposed last */
  madeAs: string | null;
  madeAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
}

/** A planned inspection; `windows` from the first to the one in force. */
export interface PlanEntry {
  id: string;
  institution: string;
  rank: number;
  risk: Record<string, any>;
  windows: { no: number; from: string; until: string; reason: string | null; by: string; at: string }[];
  /** the inspection of the plan that takes place in the window in force */
  instance: string | null;
  missed: boolean;
}

export interface Commitment extends Quarter {
  carriedOut: (Quarter['carriedOut'][number] & { outcome: 'opened' | 'closed' | 'cancelled' })[];
  id: string;
  area: string;
  year: number;
  quarter: number;
  from: string;
  until: string;
  committedAt: string;
  revealedAt: string | null;
}

/** The id of the plan of a province and a year, which is known before anybody makes it. */
export function planIdOf(area: string, year: number): string {
  const hex = createHash('sha256').update(`plan of inspections ${area}/${year}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What names a seed's seal. */
export interface DrawSeal {
  close(secret: string): string;
  open(stored: string): string;
}

const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Reads and writes plans; each act is one journalled line of the plan. */
export class InspectionPlans {
  constructor(
    private readonly pool: Pool,
    private readonly door: Door,
    private readonly clock: Clock,
  ) {}

  async find(area: string, year: number): Promise<PlanHead | undefined> {
    const { rows } = await this.pool.query<PlanHead>(`${heads} where p.area = $1 and p.year = $2`, [area, year]);
    return rows[0];
  }

  /** Throws `not_found`. */
  async get(id: string): Promise<PlanHead> {
    const { rows } = await this.pool.query<PlanHead>(`${heads} where p.id = $1`, [id]);
    if (!rows[0]) throw new Problem('not_found');
    return rows[0];
  }

  /** The last day for the approval of a plan (P-89), and the incident that asks for it; undefined where there is nothing to inspect. */
  async asked(area: string, year: number): Promise<{ until: string; incident: string | null } | undefined> {
    const { rows } = await this.pool.query<{ due: Date | null; incident: string | null }>(
      `select homeward.inspection_plan_due($1, $2, $3) as due, (select id from homeward.incidents
         where kind = 'INSPECTION_PLAN_LACKING' and about = $1 || '/' || $2 and status <> 'resolved') as incident`,
      [area, year, new Date(this.clock.now())],
    );
    const { due, incident } = rows[0]!;
    return due ? { until: addDays(dateOf(due.getTime()), -1), incident } : undefined;
  }

  /** The plan that an entry belongs to; throws `not_found`. */
  async ofEntry(entry: string): Promise<PlanHead> {
    const { rows } = await this.pool.query<PlanHead>(
      `${heads} join homeward.inspection_plan_entries e on e.plan = p.id where e.id = $1`,
      [entry],
    );
    if (!rows[0]) throw new Problem('not_found');
    return rows[0];
  }

  async entries(plan: string): Promise<PlanEntry[]> {
    const { rows } = await this.pool.query<PlanEntry>(
      `select e.id, e.institution, e.rank, e.risk, w.windows,
         homeward.inspection_between(e.institution, (w.windows -> -1 ->> 'from')::date, (w.windows -> -1 ->> 'until')::date) as instance,
         exists (select from homeward.inspection_misses m where m.entry = e.id and m.no = (w.windows -> -1 ->> 'no')::int) as missed
       from homeward.inspection_plan_entries e, lateral (select jsonb_agg(jsonb_build_object('no', x.no, 'from', x.from_on, 'until', x.until_on,
           'reason', x.reason, 'by', x.by, 'at', ${iso('x.at')}) order by x.no) as windows
         from homeward.inspection_plan_windows x where x.entry = e.id) w
       where e.plan = $1 order by e.rank, e.id`,
      [plan],
    );
    return rows;
  }

  /**
   * Proposes an inspection for each of these, the greatest risk first, that has none yet; makes the plan where there is none, and
   * anew under this person where another made it and nobody has approved it. Answers its id.
   */
  async propose(
    actor: Actor,
    place: { area: string; year: number },
    ranked: readonly Ranked[],
    calendar: Calendar,
  ): Promise<string> {
    const found = await this.find(place.area, place.year);
    const had = new Set(found ? (await this.entries(found.id)).map(({ institution }) => institution) : []);
    const missing = ranked.map((one, i) => ({ ...one, rank: i + 1 })).filter((one) => !had.has(one.institution));
    const months = monthsLeft(calendar, place.year, dateOf(this.clock.now()));
    if (months.length === 0) throw new Problem('form_invalid', { errors: [{ path: 'year', code: 'in_the_past' }] });
    const id = found?.id ?? planIdOf(place.area, place.year);
    // who proposes a plan that waits for its approval is who makes it, so that its maker is never the only one who could approve it
    const makes = !found || (found.approvedAt === null && found.madeBy !== actor.person);
    if (!makes && missing.length === 0) return id;
    const windows = spread(missing.length, months);
    const entries = missing.map(({ institution, risk, rank }, i) => ({
      id: randomUUID(),
      institution,
      rank,
      risk,
      ...windows[i],
    }));
    const ops: Op[] = [
      ...(makes ? [{ op: 'inspection.plan.make', data: { id, ...place } }] : []),
      { op: 'inspection.plan.add', data: { entries } },
    ];
    await this.write(actor, id, 'inspectionPlan.proposed', { ...place, entries }, ops);
    return id;
  }

  /** Moves an entry to other days, with the reason; the window before it stays. */
  async move(
    actor: Actor,
    plan: string,
    entry: string,
    to: { no: number; from: string; until: string; reason: string },
  ): Promise<void> {
    await this.write(actor, plan, 'inspectionPlan.moved', { entry, ...to }, [
      { op: 'inspection.plan.move', data: { entry, ...to } },
    ]);
  }

  /** Approves the plan, and commits to the seeds of its quarters that are not over: from the day after on nobody can change a draw. */
  async approve(
    actor: Actor,
    plan: PlanHead,
    given: { ranked: readonly Ranked[]; calendar: Calendar; parameters: Parameters; seal: DrawSeal },
  ): Promise<void> {
    const { ranked, calendar, parameters, seal } = given;
    const today = dateOf(this.clock.now());
    const eligible: Eligible[] = ranked.map(({ institution, code }, i) => ({
      institution,
      code,
      weight: ranked.length - i,
    }));
    const ops: Op[] = [{ op: 'inspection.plan.approve', data: {} }];
    const said: object[] = [];
    for (const quarter of eligible.length === 0 ? [] : [1, 2, 3, 4]) {
      const { from, until } = quarterOf(plan.year, quarter);
      const days = workingDays(calendar, from, until).filter((day) => day > today);
      if (days.length === 0) continue;
      const draws = Math.ceil((eligible.length * (parameters.values['P-96'] as number)) / 4);
      const inputs: DrawInputs = {
        days,
        eligible,
        draws: Math.min(draws, eligible.length),
        hoursBefore: parameters.values['P-95'] as number,
      };
      const seed = randomBytes(32).toString('hex');
      const public_ = { quarter, hash: commitmentOf(seed), inputsHash: inputsHashOf(inputs) };
      const bounds = { startsOn: days[0], endsOn: until };
      ops.push({
        op: 'inspection.plan.commit',
        data: { id: randomUUID(), ...public_, ...bounds, inputs, sealed: seal.close(seed) },
      });
      said.push(public_);
    }
    await this.write(actor, plan.id, 'inspectionPlan.approved', { commitments: said }, ops);
  }

  /** What was committed to in an area (its prefix), by year and quarter. */
  async commitments(area: string, year?: number): Promise<Commitment[]> {
    const { rows } = await this.pool.query<Commitment>(
      `select c.id, p.area, p.year, c.quarter, c.hash, c.inputs, c.inputs_hash as "inputsHash", c.starts_on::text as "from", c.ends_on::text as until,
         ${iso('c.at')} as "committedAt", r.seed, ${iso('r.at')} as "revealedAt",
         (select coalesce(jsonb_agg(jsonb_build_object('counter', d.counter, 'institution', d.institution, 'on', d.on_day,
              'outcome', case when i.outcome = 'CANCELLED' then 'cancelled' else d.outcome end) order by d.counter), '[]')
            from homeward.inspection_draws d left join homeward.instances i on i.id = d.instance where d.commitment = c.id) as "carriedOut"
       from homeward.inspection_commitments c join homeward.inspection_plans p on p.id = c.plan
         left join homeward.inspection_reveals r on r.commitment = c.id
       where starts_with(p.area, $1) and ($2::int is null or p.year = $2) order by p.year, p.area, c.quarter`,
      [area, year ?? null],
    );
    return rows;
  }

  async write(actor: Actor, plan: string, event: string, said: object, ops: Op[]): Promise<void> {
    const at = isoOf(this.clock.now());
    const { person, role, area, actingFor, appointment } = actor;
    const body = canonical({ data: said });
    const digest = digestOf(body);
    const outcome = await this.door.write({
      lines: [
        {
          stream: plan,
          kind: 'registry',
          at,
          entry: canonical({ event, actor: { person, role, area, actingFor, appointment }, at, data: digest }),
          content: { digest, compartment: 'open', body },
          ops,
        },
      ],
      checks: [],
    });
    if (outcome.ok) return;
    if ('error' in outcome) throw refusalOf(outcome.error);
    throw new Problem('busy');
  }
}

const heads = `select p.id, p.area, p.year, p.made_by as "madeBy",
    (select j.entry::jsonb #>> '{actor,role}' from homeward.journal j where j.stream = p.id and j.entry::jsonb ->> 'event' = 'inspectionPlan.proposed'
       order by j.seq desc limit 1) as "madeAs", ${iso('p.made_at')} as "madeAt", p.approved_by as "approvedBy",
    ${iso('p.approved_at')} as "approvedAt" from homeward.inspection_plans p`;
