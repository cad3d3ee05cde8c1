/** Approved adoptions that were cut off are gone on with, by whoever sweeps. */
import { applyAdoption } from './adoptions';
import type { Engine } from './engine';

/** Where a record that could not be handled is told, and told as well again; libs/alerts implements it. */
export interface TroubleBook {
  report(kind: string, record: string, error: string, now: number): Promise<void>;
  clear(kind: string, records: string[]): Promise<void>;
}

const kind = 'adoption';
const approved = `select a.id from homeward.adoptions a where a.status = 'approved' and a.id <> all ($1::uuid[])`;
const left = `exists (select from jsonb_array_elements(a.cases) c where coalesce(c -> 'why', 'null') = 'null'
  and not exists (select from homeward.adoption_cases d where d.adoption = a.id and d.instance = (c ->> 'instance')::uuid))`;
const waits = `exists (select from homeward.troubles x where x.kind = '${kind}' and x.record = a.id::text and x.retry_at > $2)`;

/**
 * Goes on with every approved adoption that has a case left, each case once, whichever processes do so at the same time. One
 * that cannot go on is told, tried again with back-off, and stops no other.
 */
export class AdoptionResume {
  /** adoptions of which nothing is left: not looked at again */
  private readonly whole = new Set<string>();

  constructor(
    private readonly engine: Engine,
    private readonly troubles: TroubleBook,
  ) {}

  /** Answers how many adoptions were gone on with at `now` (epoch ms). */
  async resume(now: number): Promise<number> {
    const { pool } = this.engine.parts;
    const idsOf = async (sql: string, ...values: unknown[]): Promise<string[]> =>
      (await pool.query<{ id: string }>(sql, [[...this.whole], ...values])).rows.map(({ id }) => id);
    for (const id of await idsOf(`${approved} and not ${left}`)) this.whole.add(id);
    const open = await idsOf(`${approved} and ${left} and not ${waits} order by a.decided_at, a.id`, new Date(now));
    for (const id of open) await this.goOn(id, now);
    return open.length;
  }

  private async goOn(id: string, now: number): Promise<void> {
    try {
      await applyAdoption(this.engine, id);
      await this.troubles.clear(kind, [id]);
    } catch (error) {
      await this.troubles.report(kind, id, (error as Error).message, now);
    }
  }
}
