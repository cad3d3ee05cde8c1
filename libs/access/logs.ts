import type { Pool } from 'pg';
import type { Actor } from '../../workflows/workflow';
import { isoOf, type Clock } from '../engine';

/** What the security log knows: sign-in and its refusals, second factors, renewals, attempts on what one may not see. */
export type SecurityEvent =
  | 'signIn.succeeded'
  | 'signIn.failed'
  | 'signIn.locked'
  | 'signOut'
  | 'session.revoked'
  | 'session.rotated'
  | 'password.changed'
  | 'totp.enrolled'
  | 'signature.failed'
  | 'notVisible'
  | 'origin.refused'
  | 'renewal.asked'
  | 'renewal.approved'
  | 'breakGlass.opened'
  | 'breakGlass.reviewed'
  | 'admin.created'
  | 'outbox.imported'
  | 'outbox.foreign'
  | 'outbox.forgotten';

export interface SecurityLine {
  kind: SecurityEvent;
  person?: string;
  source?: string;
  detail?: Record<string, unknown>;
}

/** The security log, append-only, in real time. Details hold ids and reasons, never names or secrets. */
export class SecurityLog {
  constructor(
    private readonly pool: Pool,
    private readonly realClock: Clock,
  ) {}

  async record(line: SecurityLine): Promise<void> {
    await this.pool.query(
      'insert into homeward.security_log (at, kind, person, source, detail) values ($1, $2, $3, $4, $5)',
      [
        isoOf(this.realClock.now()),
        line.kind,
        line.person ?? null,
        line.source ?? null,
        JSON.stringify(line.detail ?? {}),
      ],
    );
  }
}

/** One read of a person's or an institution's file. */
export interface Read {
  actor: Actor;
  kind: 'child' | 'family' | 'instance' | 'institution' | 'search';
  subject?: string;
  /** the way it was read, such as `GET /children/:id` */
  via: string;
  restricted?: boolean;
  /** the grant under which it was read */
  breakGlass?: string;
}

interface Waiting {
  reads: Read[];
  resolve(): void;
  reject(error: unknown): void;
}

/** Who read whose file. Reads that come together are written together; `record` resolves when they are stored, before the answer leaves. */
export class ReadLog {
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(
    private readonly pool: Pool,
    /** business time */
    private readonly clock: Clock,
  ) {}

  record(...reads: Read[]): Promise<void> {
    if (reads.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiting.push({ reads, resolve, reject });
      if (!this.writing) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.insert(batch.flatMap((each) => each.reads));
        for (const each of batch) each.resolve();
      } catch (error) {
        for (const each of batch) each.reject(error);
      }
    }
    this.writing = false;
  }

  private async insert(reads: Read[]): Promise<void> {
    const rows = reads.map(({ actor, kind, subject, via, restricted, breakGlass }) => ({
      person: actor.person,
      role: actor.role,
      area: actor.area,
      kind,
      subject: subject ?? null,
      via,
      restricted: restricted ?? false,
      break_glass: breakGlass ?? null,
    }));
    await this.pool.query(
      `insert into homeward.read_log (at, person, role, area, kind, subject, via, restricted, break_glass)
       select $1, person, role, area, kind, subject, via, restricted, break_glass from jsonb_to_recordset($2::jsonb)
         as r(person uuid, role text, area text, kind text, subject uuid, via text, restricted boolean, break_glass uuid)`,
      [isoOf(this.clock.now()), JSON.stringify(rows)],
    );
  }

  /** Who read this file, newest first: what a supervisor looks at. */
  async readersOf(
    subject: string,
    limit = 100,
  ): Promise<{ at: number; person: string; role: string; via: string; breakGlass: string | null }[]> {
    const { rows } = await this.pool.query<{
      at: Date;
      person: string;
      role: string;
      via: string;
      breakGlass: string | null;
    }>(
      'select at, person, role, via, break_glass as "breakGlass" from homeward.read_log where subject = $1 order by at desc, id desc limit $2',
      [subject, limit],
    );
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }

  /** People who read more than `most` different files since an instant: an unusual pattern to look at. */
  async unusualReaders(since: number, most: number): Promise<{ person: string; files: number }[]> {
    const { rows } = await this.pool.query<{ person: string; files: number }>(
      `select person, count(distinct subject)::int as files from homeward.read_log where at >= $1 and subject is not null
       group by person having count(distinct subject) > $2 order by files desc`,
      [isoOf(since), most],
    );
    return rows;
  }
}
