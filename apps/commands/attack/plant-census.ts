/** What a closure leaves on its way beside its own row: the seals and rows of its census, and an end that PostgreSQL has looked into. */
import type { Context, Row } from '../../../workflows/institution-closure/context';
import { isoOf } from '../../../libs/engine';
import type { Attacker } from './attacker';

/** A closure as it was planted, and the end that it is to have. */
export interface Closure {
  id: string;
  context: Context;
  end: { status: 'open' | 'closed'; outcome: string | null };
  /** of the planting, epoch ms */
  now: number;
}

/** A row of the census as it stands after all that has become of its child. */
const rowOf = (id: string, institution: string, row: Row, no: number, at: string) => ({
  instance: id,
  no,
  institution,
  child: row.child,
  bed: `bed ${no}`,
  found: row.found,
  under_three: row.need.underThree,
  disability: row.need.disability,
  at_risk: row.need.risk,
  sealed_at: at,
  // who died was cleared to go nowhere
  destination: row.destination === 'died' ? null : (row.destination ?? null),
  worker: row.worker ?? null,
  cleared_at: row.destination === undefined || row.destination === 'died' ? null : at,
  records_at: row.records ? at : null,
  lost: row.lost,
  accounted: row.accounted ?? null,
  accounted_on: row.accounted === undefined ? null : at.slice(0, 10),
  verified_at: row.verified && row.accounted !== undefined && !row.lost ? at : null,
  moved_by: row.movedBy,
});

/**
 * Writes it with the owner's login, whose walls against a census without facts stand aside for as long: the facts that a real
 * way would have recorded are not there, so that a later step which rests on them is refused by name.
 */
export async function plantCensus(who: Attacker, { id, context, end, now }: Closure): Promise<void> {
  const { institution, sealed, children, anchors } = context;
  const at = isoOf(Math.min(anchors.sealed ?? now, now));
  const rows = children.map((row, i) => rowOf(id, institution!, row, i + 1, at));
  const client = await who.target.owner.connect();
  try {
    await client.query('begin');
    await client.query('alter table homeward.census disable trigger census_guard');
    await client.query('alter table homeward.instances disable trigger closure_accounts');
    if (sealed) {
      const seal = `insert into homeward.census_seals (instance, seq, institution, counted_on, sealed_at, team) values ($1, 1, $2, $3, $4, 2)`;
      await client.query(seal, [id, institution, at.slice(0, 10), at]);
      const census = `insert into homeward.census select r.* from jsonb_populate_recordset(null::homeward.census, $1) r`;
      await client.query(census, [JSON.stringify(rows)]);
    }
    await client.query('update homeward.instances set status = $2, outcome = $3 where id = $1', [
      id,
      end.status,
      end.outcome,
    ]);
    await client.query('alter table homeward.census enable trigger census_guard');
    await client.query('alter table homeward.instances enable trigger closure_accounts');
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
