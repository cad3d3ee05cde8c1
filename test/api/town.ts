/** The whole product in this process over a test database: the real procedures, the demo people, the clock by hand. */
import { randomUUID } from 'node:crypto';
import { startApi, type Api } from '../../apps/api';
import { buildContext, type AppContext } from '../../apps/context';
import { demoAccounts, demoId, seedDemo, type DemoAccount } from '../../apps/demo';
import { codeAt } from '../../libs/access';
import { seedSettings } from '../../libs/calendar';
import { config, type Database } from '../../libs/database';
import type { ManualClock } from '../../libs/engine';
import { loginsOf, newChild } from '../../apps/commands/attack/kandal';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { holdToDocument } from './answers';
import type { Answer, Sent } from './world';
import pino from 'pino';

export { loginsOf, newChild };
export const institutionId = (code: string): string => demoId(`institution ${code}`);
export const accountOf = (login: string): DemoAccount => demoAccounts.find((account) => account.login === login)!;

export class Town {
  private readonly tokens = new Map<string, string>();
  private constructor(
    readonly database: TestDatabase,
    readonly context: AppContext,
    readonly api: Api,
    readonly logged: string[],
  ) {}

  /** A town whose clock stands at an instant (ISO). */
  static async open(env: Record<string, string> = {}, at = '2017-03-06T09:00:00+07:00'): Promise<Town> {
    const database = await createTestDatabase();
    const seeding = await database.owner.connect();
    await seedSettings(seeding);
    seeding.release();
    const logged: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
    const settings = config({ PORT: '0', HOMEWARD_CLOCK: 'manual', ...env });
    const stored = { app: database.pool, migratorUrl: database.migratorUrl } as unknown as Database;
    const context = await buildContext(settings, stored, log);
    await seedDemo(context);
    await (context.clock as ManualClock).set(Date.parse(at));
    return new Town(database, context, await startApi(context), logged);
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.database.drop();
  }

  /** Sends one request as a demo login (signed in when first needed), or as nobody. */
  async send(
    as: string | undefined,
    path: string,
    { method, body, raw, key, headers = {} }: Sent = {},
  ): Promise<Answer> {
    const how = method ?? (body === undefined && raw === undefined ? 'GET' : 'POST');
    const given: Record<string, string> = { ...headers };
    if (as !== undefined) given['Authorization'] = `Bearer ${await this.tokenOf(as)}`;
    if (how === 'POST' && key !== null) given['Idempotency-Key'] = key ?? randomUUID();
    if (body !== undefined || raw !== undefined) given['Content-Type'] ??= 'application/json';
    const answer = await fetch(
      `${this.api.url}${path.startsWith('/api') || !path.startsWith('/') ? '' : '/api/v1'}${path}`,
      {
        method: how,
        headers: given,
        body: raw ? new Uint8Array(Buffer.from(raw)) : body === undefined ? undefined : JSON.stringify(body),
      },
    );
    const text = await answer.text();
    const told: unknown = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
    holdToDocument(how, answer.url, answer.status, told);
    return { status: answer.status, headers: answer.headers, body: told };
  }

  /** Status and code of an answer, `200` or `404 not_found`. */
  async outcome(as: string | undefined, path: string, sent: Sent = {}): Promise<string> {
    const { status, body } = await this.send(as, path, sent);
    return status < 400 ? String(status) : `${status} ${body.code}`;
  }

  async tokenOf(login: string): Promise<string> {
    const known = this.tokens.get(login);
    if (known) return known;
    const { password, totpSecret } = accountOf(login);
    const signIn = (at: number) =>
      this.send(undefined, '/session', {
        body: { login, password, totp: totpSecret && codeAt(totpSecret, at) },
        key: null,
      });
    let { status, body } = await signIn(Date.now());
    // a story may have signed this person in with the present code, which counts once; the next one is taken too
    if (status === 401 && totpSecret) ({ status, body } = await signIn(Date.now() + 30_000));
    if (status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(body)}`);
    this.tokens.set(login, body.token);
    return body.token;
  }

  /** Reads with the owner's login. */
  async rows<T extends object = Record<string, any>>(sql: string, ...values: unknown[]): Promise<T[]> {
    return (await this.database.owner.query<T>(sql, values)).rows;
  }

  /** A child registered by the commune of a place; answers its id. */
  async child(place = 'kandal', more: Record<string, unknown> = {}): Promise<string> {
    const { status, body } = await this.send(`commune.${place}`, '/children', { body: newChild(place, more) });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.id;
  }
}
