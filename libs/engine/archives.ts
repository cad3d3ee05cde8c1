/** Years that were moved to the archive: what of them is asked for gets a plain answer, and what looks at everything skips them. */
import type { Pool, PoolClient } from 'pg';
import { openedAt } from './ids';
import { Problem } from './problem';

/** A closed case stays at hand for a year at least (P-98), so that a younger one need not be asked for. `now` in epoch ms. */
export const mayBeArchived = (id: string, now: number): boolean =>
  openedAt(id) !== undefined && openedAt(id)! < now - 365 * 86_400_000;

/** Throws `case_archived` where the case was moved to the archive; only what is closed can have been. */
export async function mustBeAtHand(
  pool: Pool,
  { id, status }: { id: string; status: 'open' | 'closed' },
): Promise<void> {
  if (status === 'open') return;
  const { rows } = await pool.query<{ archived: boolean }>({
    name: 'is archived',
    text: 'select homeward.is_archived($1::uuid) as archived',
    values: [id],
  });
  if (rows[0]!.archived) throw new Problem('case_archived');
}

/** The years in the archive, the first one first. */
export async function archivedYears(pool: Pool | PoolClient): Promise<number[]> {
  const { rows } = await pool.query<{ year: number }>('select year from homeward.archives order by year');
  return rows.map(({ year }) => year);
}
