/** The API in this process, over a database of the test file's own, with the engine's small fixture procedure. */
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Pool } from 'pg';
import pino from 'pino';
import { startApi, type Api, type Context } from '../../apps/api';
import { Access, BreakGlass, codeAt, Directory, OutboxKeys, ReadLog, SecurityLog, Sessions } from '../../libs/access';
import { Alerts, Sweeper } from '../../libs/alerts';
import { seedSettings, Settings } from '../../libs/calendar';
import { config } from '../../libs/database';
import { Door, Engine, ManualClock, Tasks } from '../../libs/engine';
import { Registry } from '../../libs/registry';
import type { Workflow } from '../../workflows/workflow';
import { fixture } from '../engine/fixture';
import { Company, password } from '../support/cast';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { holdToDocument } from './answers';

export interface Answer {
  status: number;
  headers: Headers;
  body: any;
}

export interface Sent {
  method?: string;
  body?: unknown;
  /** body as it stands */
  raw?: string | Buffer;
  key?: string | null;
  token?: string;
  headers?: Record<string, string>;
}

/** A second workflow, so that a form of another one can be sent. */
const other = { ...fixture, id: 'other', events: { ...fixture.events, 'other.done': fixture.events['note.written']! } };

/** The wire between the API and its database, which a test can cut and mend. */
class Wire {
  private readonly sockets = new Set<Socket>();
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(host: string, port: number): Promise<Wire> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const wire = new Wire(server, (server.address() as AddressInfo).port);
    server.on('connection', (near) => {
      const far = connect(port, host);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        wire.sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => (wire.sockets.delete(one), other.destroy()));
      }
    });
    return wire;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async mend(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
  }
}

export class World {
  readonly logged: string[] = [];
  worker: (() => Promise<string | undefined>) | undefined;
  private constructor(
    readonly database: TestDatabase,
    readonly company: Company,
    readonly context: Context,
    readonly api: Api,
    readonly clock: ManualClock,
    readonly wire: Wire,
  ) {}

  static async open(
    over: {
      env?: Record<string, string>;
      workflows?: Workflow[];
      /** done to the database before anything connects to it */
      before?: (database: TestDatabase) => Promise<void>;
    } = {},
  ): Promise<World> {
    const database = await createTestDatabase();
    await over.before?.(database);
    const seeding = await database.owner.connect();
    await seedSettings(seeding);
    seeding.release();
    const company = new Company(database);
    await company.open();
    const clock = await ManualClock.load(database.pool);
    await clock.set(Date.parse('2017-03-06T09:00:00+07:00'));
    const address = new URL(database.appUrl);
    const wire = await Wire.to(address.hostname, Number(address.port || 5432));
    address.hostname = '127.0.0.1';
    address.port = String(wire.port);
    const pool = new Pool({ connectionString: address.href, max: 8, connectionTimeoutMillis: 2_000 });
    pool.on('error', () => undefined);
    const door = new Door(pool);
    const settings = new Settings(pool, door, clock);
    const access = new Access(pool, clock);
    const facts = { load: async (requests: unknown[]) => requests.map(() => ({ facts: {}, checks: [] })) };
    const engine = new Engine({
      pool,
      door,
      workflows: over.workflows ?? [fixture, other],
      facts,
      settings,
      access,
      clock,
    });
    const directory = new Directory(pool);
    const alerts = new Alerts({ pool, clock, settings, directory, titles: () => undefined });
    const parts = { pool, door, clock };
    const lines: string[] = [];
    const context = {
      config: config({ PORT: '0', HOMEWARD_CLOCK: 'manual', ...over.env }),
      ...parts,
      settings,
      access,
      sessions: new Sessions({ pool, clock, realClock: company.realClock }),
      people: company.people,
      credentials: company.credentials,
      breakGlass: new BreakGlass(parts, company.realClock),
      outboxKeys: new OutboxKeys(pool),
      readLog: new ReadLog(pool, clock),
      security: new SecurityLog(pool, company.realClock),
      engine,
      registry: new Registry(pool, door, clock),
      tasks: new Tasks(pool, door, (role, area, at) => directory.holdersOf(role, area, at), clock),
      alerts,
      sweeper: new Sweeper({ pool, engine, alerts, clock, settings }),
      log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
      worker: async () => world.worker?.(),
    } as unknown as Context;
    const world: World = new World(database, company, context, await startApi(context), clock, wire);
    (world.logged as unknown) = lines;
    return world;
  }

  async close(): Promise<void> {
    await this.api.close();
    if (!this.context.pool.ended) await this.context.pool.end();
    await this.wire.cut();
    await this.database.drop();
  }

  /** Sends one request; a POST gets a key of its own unless `key` is null. */
  async send(path: string, { method, body, raw, key, token, headers = {} }: Sent = {}): Promise<Answer> {
    const how = method ?? (body === undefined && raw === undefined ? 'GET' : 'POST');
    const given: Record<string, string> = { ...headers };
    if (token) given['Authorization'] = `Bearer ${token}`;
    if (how === 'POST' && key !== null) given['Idempotency-Key'] = key ?? randomUUID();
    if (
      (body !== undefined || raw !== undefined) &&
      !Object.keys(given).some((h) => h.toLowerCase() === 'content-type')
    )
      given['Content-Type'] = 'application/json';
    const answer = await fetch(`${this.api.url}${path}`, {
      method: how,
      headers: given,
      body: raw ? new Uint8Array(Buffer.from(raw)) : body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    const told: unknown = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
    holdToDocument(how, answer.url, answer.status, told);
    return { status: answer.status, headers: answer.headers, body: told };
  }

  /** Hires a person and signs in; answers with the token. */
  async signIn(
    login: string,
    role: Parameters<Company['hire']>[0],
    area: string,
    totpSecret?: string,
  ): Promise<{ token: string; person: string; appointment: string }> {
    const { person, appointment } = await this.company.hire(role, area, { login, totpSecret });
    const totp = totpSecret ? codeAt(totpSecret, this.company.realClock.now()) : undefined;
    const { status, body } = await this.send('/api/v1/session', { body: { login, password, totp } });
    if (status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(body)}`);
    return { token: body.token, person, appointment };
  }

  /** Opens an instance of the fixture procedure in Sa'ang. */
  async open(token: string, data: unknown = { amount: 1 }, more: Sent = {}): Promise<Answer> {
    return this.send('/api/v1/instances', { token, body: { workflow: 'fixture', area: '081001', data }, ...more });
  }
}

/** Bytes as they are, for what fetch refuses to send. */
export function rawRequest(
  url: string,
  lines: { method: string; path: string; headers: Record<string, string>; body?: string },
): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { hostname, port, method: lines.method, path: lines.path, headers: lines.headers },
      (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode!, body }));
      },
    );
    request.on('error', reject);
    request.end(lines.body);
  });
}
