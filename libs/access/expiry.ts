import type { Pool } from 'pg';
import { isoOf, type Clock } from '../engine';
import { attemptMemory } from './attempts';

const day = 86_400_000;
/** A session is kept for a day after its end (ms): what happened then is in the security log. */
const sessionRest = day;
/** The answer to a key is kept for longer than a device may hold work offline, 30 days (ms). Keys of cases lie in the journal and stay. */
const answerRest = 35 * day;

/** How many rows of each kind were taken away. */
export interface Cleared {
  sessions: number;
  attempts: number;
  answers: number;
}

/** Takes away what has had its time: sessions that are over, attempts that count no more, answers to old keys. */
export class Expiry {
  constructor(
    private readonly pool: Pool,
    /** sign-in and keys run on this one */
    private readonly realClock: Clock,
    /** rows of each kind in one go; the next sweep takes the next */
    private readonly most = 500,
  ) {}

  /** One bounded go, in one statement; rows that somebody is writing are left to the next. */
  async clear(): Promise<Cleared> {
    const now = this.realClock.now();
    const old = (table: string, since: string) => `delete from homeward.${table} where ctid = any (array(
      select ctid from homeward.${table} where ${since} limit $4 for update skip locked)) returning 1`;
    const { rows } = await this.pool.query<Cleared>({
      name: 'expiry',
      text: `with t as (${old('attempts', 'last_at < $2 and (locked_until is null or locked_until < $2)')}),
        n as (${old('answers', 'at < $3')})
        select homeward.clear_sessions($1, $4::int) as sessions, (select count(*)::int from t) as attempts, (select count(*)::int from n) as answers`,
      values: [isoOf(now - sessionRest), isoOf(now - attemptMemory), isoOf(now - answerRest), this.most],
    });
    return rows[0]!;
  }
}
