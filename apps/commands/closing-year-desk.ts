/** Where people act in the closing year: every request is kept with its answer, and who tries what is forbidden is refused. */
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Answer, Breakable } from './breakable';

const day = 86_400_000;
const first = Date.parse('2017-01-02T08:00:00+07:00');
const clients = 8;

/** Index of the day of the story that a date is. */
export const dayOf = (date: string): number => Math.round((Date.parse(`${date}T08:00:00+07:00`) - first) / day);

/** A request as it was sent and answered. */
export interface Sent {
  key: string;
  login: string;
  what: string;
  status: number;
  code?: string;
  rules: string[];
}

/** Something forbidden that somebody tried. */
export interface Attempt {
  what: string;
  on: string;
  /** rules, constraint or code that refused it; undefined where it was accepted */
  refusedBy: string | undefined;
}

export class Desk {
  readonly sent: Sent[] = [];
  readonly attempts: Attempt[] = [];
  /** acts that the product refused although they are right */
  readonly refused: string[] = [];
  /** milliseconds of real time */
  readonly took = { advance: 0, act: 0 };
  private at = first;
  private free = clients;
  private readonly queue: (() => void)[] = [];
  /** the last act on each case: two at once would only make each other stale */
  private readonly last = new Map<string, Promise<unknown>>();

  constructor(private readonly product: Breakable) {}

  /** the day on which the clock stands, in Phnom Penh */
  get on(): string {
    return this.dateIn(0);
  }

  dateIn(days: number): string {
    return new Date(this.at + days * day + 7 * 3_600_000).toISOString().slice(0, 10);
  }

  get instant(): string {
    return new Date(this.at).toISOString();
  }

  /** Monday is 1, Sunday 0. */
  get weekday(): number {
    return new Date(this.at + 7 * 3_600_000).getUTCDay();
  }

  /** Moves the clock to the morning of a day of the story. */
  async moveTo(index: number): Promise<void> {
    const began = Date.now();
    this.at = first + index * day;
    const answer = await this.product.insist('PUT', '/testing/clock', { now: this.instant });
    if (answer.status !== 200)
      throw new Error(`the clock did not move: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.took.advance = Math.max(this.took.advance, Date.now() - began);
  }

  /** Does what must be possible; what is refused all the same is kept, and ends the story as failed. */
  async act(login: string, path: string, body: object, signed = false): Promise<Answer> {
    const answer = await this.send(login, path, body, signed);
    if (answer.status >= 400)
      this.refused.push(`${this.on} ${nameOf(path, body)} by ${login}: ${this.saidBy(answer)} ${missingIn(answer)}`);
    return answer;
  }

  /** An event of a case. */
  tell(login: string, instance: string, event: object, signed = false): Promise<Answer> {
    return this.act(login, `/instances/${instance}/events`, event, signed);
  }

  /** Tries what must be refused. */
  async attempt(what: string, login: string, path: string, body: object, signed = false): Promise<void> {
    const answer = await this.send(login, path, body, signed);
    this.attempts.push({ what, on: this.on, refusedBy: answer.status < 400 ? undefined : this.saidBy(answer) });
  }

  /** Tries it with SQL, as the owner of the database or as the application. */
  async attack(what: string, as: 'owner' | 'app', sql: string, values: unknown[] = []): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const client = new Client({ connectionString: this.product.address(as) });
      client.on('error', () => undefined);
      try {
        await client.connect();
        const { rowCount } = await client.query(sql, values);
        // what changed no row was no attempt
        this.attempts.push({ what, on: this.on, refusedBy: rowCount === 0 ? 'nothing there' : undefined });
        return;
      } catch (error) {
        const { code = '', constraint } = error as { code?: string; constraint?: string };
        if (/^(HW|23|42)/.test(code)) {
          this.attempts.push({ what, on: this.on, refusedBy: `SQL ${constraint ?? `${code} permission denied`}` });
          return;
        }
        if (tries > 200) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  async read(login: string, path: string): Promise<any> {
    return (await this.inTurn(() => this.product.read(login, path))).body;
  }

  private async send(login: string, path: string, body: object, signed: boolean): Promise<Answer> {
    const key = randomUUID();
    const answer = await this.oneByOne(path, () =>
      this.inTurn(async () => {
        const began = Date.now();
        const given = await this.product.act(login, path, body, { signed, key });
        this.took.act = Math.max(this.took.act, Date.now() - began);
        return given;
      }),
    );
    const { status, body: told } = answer;
    const rules = (told?.rules ?? []).map(({ id }: { id: string }) => id);
    this.sent.push({ key, login, what: nameOf(path, body), status, rules, ...(status >= 400 && { code: told?.code }) });
    return answer;
  }

  private oneByOne<T>(path: string, work: () => Promise<T>): Promise<T> {
    if (!path.endsWith('/events')) return work();
    const done = (this.last.get(path) ?? Promise.resolve()).then(work, work);
    this.last.set(
      path,
      done.catch(() => undefined),
    );
    return done;
  }

  private saidBy({ status, body }: Answer): string {
    const rules = (body?.rules ?? []).map(({ id }: { id: string }) => id);
    return rules.length > 0 ? rules.join(' ') : `${status} ${body?.code ?? ''}`;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}

const nameOf = (path: string, body: object): string => {
  const { type, event, kind } = body as { type?: string; event?: string; kind?: string };
  return type ?? event ?? `${path.replace(/[0-9a-f-]{36}/g, ':id')}${kind ? ` ${kind}` : ''}`;
};
const missingIn = ({ body }: Answer): string =>
  JSON.stringify([...(body?.errors ?? []), ...(body?.rules ?? []).map(({ missing }: any) => missing?.en)]).slice(
    0,
    300,
  );
