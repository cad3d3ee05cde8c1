/** What the API serves: made once by the process that starts it. */
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type {
  Access,
  BreakGlass,
  Credentials,
  OutboxKeys,
  People,
  ReadLog,
  Seal,
  SecurityLog,
  Sessions,
} from '../../libs/access';
import type { Alerts, Sweeper } from '../../libs/alerts';
import type { Settings } from '../../libs/calendar';
import type { Config } from '../../libs/database';
import type { Clock, Door, Engine, Tasks } from '../../libs/engine';
import type { Registry } from '../../libs/registry';
import type { Telemetry } from '../../libs/telemetry';

export interface Context {
  config: Config;
  pool: Pool;
  door: Door;
  clock: Clock;
  settings: Settings;
  access: Access;
  sessions: Sessions;
  people: People;
  credentials: Credentials;
  breakGlass: BreakGlass;
  /** opens what devices sealed */
  outboxKeys: OutboxKeys;
  readLog: ReadLog;
  /** seals what lies at rest; absent in tests of the API alone */
  seal?: Seal;
  security: SecurityLog;
  registry: Registry;
  engine: Engine;
  tasks: Tasks;
  alerts: Alerts;
  sweeper: Sweeper;
  log: Logger;
  /** traces and metrics over OTLP, where the configuration asks for them */
  telemetry?: Telemetry;
  /** does the worker run and reach its queue? The reason when not; absent in tests of the API alone */
  worker?: () => Promise<string | undefined>;
}

/** Injection token of the context. */
export const CONTEXT = Symbol('context');
