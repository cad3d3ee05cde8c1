/** What the clock does for a province without an approved plan of inspections: it is asked for it, once a year (P-89). */
import type { Pool } from 'pg';
import { addDays, dateOf } from '../../workflows/time';
import { clockActor, type Clock, type Door } from '../engine';
import { InspectionPlans, planIdOf } from './inspection-plan';
import { lackingText } from './inspection-texts';

/** What the asking needs of its neighbours. */
export interface LackingContext {
  pool: Pool;
  door: Door;
  clock: Clock;
  /** one that fails is told, and never holds up the others */
  report(record: string, error: unknown, now: number): Promise<void>;
}

interface Lacking {
  area: string;
  year: number;
  /** when the day P-89 is over */
  due: Date;
}

/** The authority over plans that are not there: who is late is found from the rows, however long nobody looked. */
export class LackingPlans {
  private readonly plans: InspectionPlans;

  constructor(private readonly context: LackingContext) {
    this.plans = new InspectionPlans(context.pool, context.door, context.clock);
  }

  /** The first instant after `after` and not after `until` (epoch ms) at which a province is late. */
  async next(after: number, until: number): Promise<number | undefined> {
    const instants = (await this.lacking(until)).map(({ due }) => due.getTime()).filter((at) => at > after);
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  /** Opens the incident of every province that is late by an instant. */
  async fire(until: number): Promise<void> {
    for (const one of await this.lacking(until)) {
      try {
        await this.ask(one);
      } catch (error) {
        await this.context.report(`${one.area}/${one.year}`, error, this.context.clock.now());
      }
    }
  }

  /** A plan of a year that is over can no longer be made: nobody is asked for it. */
  private async lacking(until: number): Promise<Lacking[]> {
    const { rows } = await this.context.pool.query<Lacking>({
      name: 'plans-lacking',
      text: 'select area, year, due from homeward.inspection_plans_lacking($1, $2) order by due, area',
      values: [new Date(this.context.clock.now()), new Date(until)],
    });
    return rows;
  }

  private async ask({ area, year, due }: Lacking): Promise<void> {
    const plan = (await this.plans.find(area, year))?.id ?? planIdOf(area, year);
    const text = lackingText(year, addDays(dateOf(due.getTime()), -1));
    await this.plans.write(clockActor, plan, 'inspectionPlan.lacking', { area, year }, [
      { op: 'inspection.plan.lacking', data: { area, year, due: due.toISOString(), ...text } },
    ]);
  }
}
