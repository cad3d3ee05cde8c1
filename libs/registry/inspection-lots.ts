/** What the clock does for the plans of inspections: carries out the draws in their hour, asks for what was missed, reveals the seeds. */
import type { Pool } from 'pg';
import { dateOf, startOf } from '../../workflows/time';
import { clockActor, Problem, type Clock, type Door, type OpenCommand } from '../engine';
import { drawsOf, toldAt, type Draw, type DrawInputs } from './inspection-draw';
import { InspectionPlans, type DrawSeal } from './inspection-plan';
import { missedText } from './inspection-texts';

/** What the lots need of their neighbours. */
export interface LotsContext {
  pool: Pool;
  door: Door;
  clock: Clock;
  seal: DrawSeal;
  /** opens an inspection; a repeated key gets the first answer */
  open(command: OpenCommand): Promise<{ id: string }>;
  /** one that fails is told, and never holds up the others */
  report(record: string, error: unknown, now: number): Promise<void>;
}

interface Open {
  id: string;
  hash: string;
  inputs: DrawInputs;
  sealed: string;
  done: number[];
}
interface Due extends Draw {
  commitment: Open;
  at: number;
}
interface Window {
  plan: string;
  entry: string;
  no: number;
  at: Date;
  name_en: string;
  name_km: string;
  code: string;
  from: string;
  until: string;
}
interface Over {
  id: string;
  plan: string;
  ends: string;
  sealed: string;
}

/** The authority over draws: what is due is found from rows and the seed, however long nobody looked, and each happens once. */
export class InspectionLots {
  private readonly plans: InspectionPlans;

  constructor(private readonly context: LotsContext) {
    this.plans = new InspectionPlans(context.pool, context.door, context.clock);
  }

  /** The first instant after `after` and not after `until` (epoch ms) at which something is due. */
  async next(after: number, until: number): Promise<number | undefined> {
    const { rows } = await this.context.pool.query<{ any: boolean }>(
      'select exists (select from homeward.inspection_plans) as any',
    );
    if (!rows[0]!.any) return undefined;
    const instants = [
      ...(await this.draws(until)).map(({ at }) => at),
      ...(await this.missed(until)).map(({ at }) => at.getTime()),
      ...(await this.over(until)).map(({ ends }) => endOf(ends)),
    ].filter((at) => at > after && at <= until);
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  /** Does all that is due by an instant, in order. */
  async fire(until: number): Promise<void> {
    for (const due of (await this.draws(until)).filter(({ at }) => at <= until))
      await this.guarded(`${due.commitment.id}/${due.counter}`, () => this.carryOut(due));
    for (const window of (await this.missed(until)).filter(({ at }) => at.getTime() <= until))
      await this.guarded(window.entry, () => this.ask(window));
    for (const one of (await this.over(until)).filter(({ ends }) => endOf(ends) <= until))
      await this.guarded(one.id, () => this.reveal(one));
  }

  private async guarded(record: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      await this.context.report(record, error, this.context.clock.now());
    }
  }

  /** Draws that were not carried out, of the quarters whose seed may be opened, in the order of their instants. */
  private async draws(until: number): Promise<Due[]> {
    const { pool, seal } = this.context;
    const { rows } = await pool.query<Open>(
      `select c.id, c.hash, c.inputs, homeward.inspection_seed(c.id, $1) as sealed,
         array(select d.counter from homeward.inspection_draws d where d.commitment = c.id) as done
       from homeward.inspection_commitments c where homeward.inspection_seed(c.id, $1) is not null
         and (select count(*) from homeward.inspection_draws d where d.commitment = c.id) < (c.inputs ->> 'draws')::int`,
      [new Date(until)],
    );
    return rows
      .flatMap((commitment) =>
        drawsOf(seal.open(commitment.sealed), commitment.inputs)
          .filter(({ counter }) => !commitment.done.includes(counter))
          .map((draw) => ({ ...draw, commitment, at: toldAt(draw.on, commitment.inputs.hoursBefore) })),
      )
      .sort((a, b) => a.at - b.at || a.counter - b.counter);
  }

  /** Opens the inspection of a draw. Its key makes it one inspection, whoever tries, and however often. */
  private async carryOut({ commitment, counter, institution, on, among }: Due): Promise<void> {
    const { pool, clock, open } = this.context;
    const { rows } = await pool.query<{ area: string; standing: string }>(
      'select area, standing from homeward.institutions where id = $1',
      [institution],
    );
    const { area, standing } = rows[0]!;
    const today = dateOf(clock.now());
    const opened =
      standing === 'closed'
        ? undefined
        : await this.repeatable(commitment.id, counter, () =>
            open({
              actor: clockActor,
              route: 'clock inspection.drawn',
              key: `${commitment.id}/${counter}`,
              workflow: 'inspection',
              event: 'inspection.drawn',
              area: area.slice(0, 4),
              data: {
                institution,
                // who was not there on the day goes at once
                on: on > today ? on : today,
                seed: `sha256:${commitment.hash} #${counter}`,
                among,
                reason: `B.4.2, P-96: ${on}`,
              },
            }),
          );
    await pool.query('select homeward.record_draw($1, $2, $3, $4, $5, $6)', [
      commitment.id,
      counter,
      institution,
      on,
      opened?.id ?? null,
      new Date(clock.now()),
    ]);
  }

  /** An inspection that was opened before a crash, with another day in its form, is still the one of this draw. */
  private async repeatable(
    commitment: string,
    counter: number,
    open: () => Promise<{ id: string }>,
  ): Promise<{ id: string }> {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'key_reused') throw error;
      const { rows } = await this.context.pool.query<{ id: string }>(
        `select stream as id from homeward.keys where person = $1 and route = 'clock inspection.drawn' and key = $2`,
        [clockActor.person, `${commitment}/${counter}`],
      );
      return rows[0]!;
    }
  }

  /** Windows in force of approved plans that have passed without an inspection and were not asked for yet. */
  private async missed(until: number): Promise<Window[]> {
    const { rows } = await this.context.pool.query<Window>(
      `select e.plan, e.id as entry, w.no, ((w.until_on + 1)::timestamp at time zone 'Asia/Phnom_Penh') as at, n.name_en, n.name_km, n.code,
         w.from_on::text as "from", w.until_on::text as until
       from homeward.inspection_plan_entries e join homeward.inspection_plans p on p.id = e.plan and p.approved_at is not null
         join homeward.inspection_plan_windows w on w.entry = e.id
           and not exists (select from homeward.inspection_plan_windows x where x.entry = e.id and x.no > w.no)
         join homeward.institutions n on n.id = e.institution and n.standing <> 'closed'
       where ((w.until_on + 1)::timestamp at time zone 'Asia/Phnom_Penh') <= $1 and w.until_on > $1::timestamptz::date - 400
         and not exists (select from homeward.inspection_misses m where m.entry = e.id and m.no = w.no)
         and homeward.inspection_between(e.institution, w.from_on, w.until_on) is null
       order by at, e.rank`,
      [new Date(until)],
    );
    return rows;
  }

  private ask({ plan, entry, no, at, ...of }: Window): Promise<void> {
    const data = { entry, no, due: at.toISOString(), ...missedText(of) };
    return this.plans.write(clockActor, plan, 'inspectionPlan.missed', { entry, no }, [
      { op: 'inspection.plan.missed', data },
    ]);
  }

  /** Quarters that are over, with every draw carried out and none of them a secret any more. */
  private async over(until: number): Promise<Over[]> {
    const { rows } = await this.context.pool.query<Over>(
      `select c.id, c.plan, c.ends_on::text as ends, homeward.inspection_seed(c.id, $1) as sealed from homeward.inspection_commitments c
       where c.ends_on < ($1::timestamptz at time zone 'Asia/Phnom_Penh')::date
         and not exists (select from homeward.inspection_reveals r where r.commitment = c.id)
         and (select count(*) from homeward.inspection_draws d where d.commitment = c.id) = (c.inputs ->> 'draws')::int
         and not exists (select from homeward.inspection_draws d join homeward.instances i on i.id = d.instance and i.status = 'open'
           join homeward.secrets x on x.instance = i.id and x.until_at is null where d.commitment = c.id)`,
      [new Date(until)],
    );
    return rows;
  }

  private reveal({ id, plan, sealed }: Over): Promise<void> {
    const seed = this.context.seal.open(sealed);
    return this.plans.write(clockActor, plan, 'inspectionPlan.revealed', { commitment: id, seed }, [
      { op: 'inspection.plan.reveal', data: { commitment: id, seed } },
    ]);
  }
}

/** The instant at which the last day of a quarter is over. */
const endOf = (date: string): number => startOf(date) + 24 * 3_600_000;
