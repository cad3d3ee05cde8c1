/** Moves the cases of a year to the archive, and back; run by the owner of the database alone. */
import type { Pool, PoolClient } from 'pg';
import { registerActor } from './actors';
import { type Outcome, type Unit } from './door';
import { asKept } from './ids';
import { verifyJournal, type BrokenLine } from './journal';
import { registerLine } from './register-line';

/** The stream on which the archive's own lines stand. */
export const archiveStream = asKept('00000000-0000-8000-8000-0000000000a9');

/** What was moved. */
export interface Moved {
  year: number;
  cases: number;
  lines: number;
  /** SHA-256 over the rows, by table */
  digests: Record<string, string>;
}

/** A case that keeps its year at hand: it is open, or was closed too short a time ago. */
export interface Keeping {
  reference: string;
  why: 'open' | 'closed';
}

/** Why a year is not moved. */
export class ArchiveRefusal extends Error {
  constructor(
    readonly reason: 'kept' | 'broken' | 'archived' | 'unknown' | 'notOver' | 'atHand' | 'changed',
    readonly year: number,
    readonly cases: Keeping[] = [],
    readonly broken?: BrokenLine,
  ) {
    super(`${reason} ${year}`);
  }
}

/** Constraints by which the database refuses, and what they come to. */
const refusals: Record<string, ArchiveRefusal['reason']> = {
  year_archived: 'archived',
  year_unknown: 'unknown',
  year_not_over: 'notOver',
  year_kept: 'kept',
  year_at_hand: 'atHand',
  archive_changed: 'changed',
};

export interface Move {
  year: number;
  /** epoch ms */
  now: number;
  /** years that a closed case stays at hand (P-98) */
  years: number;
}

/**
 * Moves a year to the archive when each of its cases has been closed for so many years and every line of it holds. All or
 * nothing; journalled. People work on meanwhile: the digests are those of a snapshot, and only what was written since is digested
 * while the tables are held. Throws ArchiveRefusal.
 */
export async function archiveYear(owner: Pool, { year, now, years }: Move): Promise<Moved> {
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - years);
  const { rows: keeping } = await owner.query<Keeping>('select reference, why from door.keeping_year($1, $2)', [
    year,
    before,
  ]);
  if (keeping.length > 0) throw new ArchiveRefusal('kept', year, keeping);
  const { rows } = await owner.query<{ from: string; until: string }>(
    'select door.bound($1) as "from", door.bound($1 + 1) as until',
    [year],
  );
  const { broken } = await verifyJournal(owner, rows[0]);
  if (broken) throw new ArchiveRefusal('broken', year, [], broken);
  const known = await digestsOf(owner, year);
  return move(owner, year, now, 'year.archived', async (client) => {
    const { rows: moved } = await client.query<{ moved: Moved }>('select door.archive_year($1, $2, $3, $4) as moved', [
      year,
      before,
      new Date(now),
      known,
    ]);
    return moved[0]!.moved;
  });
}

/** What a year holds now; nobody waits for it. Null where no partition holds it. */
async function digestsOf(owner: Pool, year: number): Promise<object | null> {
  const { rows } = await owner.query<{ known: object | null }>('select door.digests_of_year($1) as known', [year]);
  return rows[0]!.known;
}

/** Brings a year back, if its rows are those that were moved; journalled. Throws ArchiveRefusal. */
export async function bringBackYear(owner: Pool, { year, now }: Omit<Move, 'years'>): Promise<Moved> {
  return move(owner, year, now, 'year.broughtBack', async (client) => {
    const { rows } = await client.query<{ moved: Moved }>('select door.bring_back_year($1) as moved', [year]);
    return rows[0]!.moved;
  });
}

/** Moves, and writes what was moved, in one transaction; again where it and somebody at work waited for each other. */
async function move(
  owner: Pool,
  year: number,
  now: number,
  event: string,
  work: (client: PoolClient) => Promise<Moved>,
  tries = 5,
): Promise<Moved> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    const moved = await work(client);
    const line = registerLine({ stream: archiveStream, event, actor: registerActor, at: now, data: moved, ops: [] });
    const unit: Unit = { lines: [line], checks: [] };
    const { rows } = await client.query<{ outcomes: Outcome[] }>('select homeward.write($1::jsonb) as outcomes', [
      JSON.stringify([unit]),
    ]);
    if (!rows[0]!.outcomes[0]!.ok) throw new Error(`the line was not written: ${JSON.stringify(rows[0]!.outcomes[0])}`);
    await client.query('commit');
    return moved;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === '40P01' && tries > 1) return move(owner, year, now, event, work, tries - 1);
    const reason = refusals[constraint ?? ''];
    throw reason ? new ArchiveRefusal(reason, year) : error;
  } finally {
    client.release();
  }
}
