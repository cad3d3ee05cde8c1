/** Every part of the product, made once per process. */
import pino, { type Logger } from 'pino';
import {
  Access,
  BreakGlass,
  Credentials,
  Directory,
  Expiry,
  OutboxKeys,
  People,
  ReadLog,
  Seal,
  SecurityLog,
  Sessions,
} from '../libs/access';
import {
  Alerts,
  Digests,
  InboxChannel,
  LogChannel,
  MailChannel,
  SmsChannel,
  Sweeper,
  WebhookChannel,
  type Appointed,
  type Channel,
  type Titles,
} from '../libs/alerts';
import { Settings } from '../libs/calendar';
import { refuseOtherClock, type Config, type Database } from '../libs/database';
import { AdoptionResume, Door, Engine, ManualClock, RealClock, Tasks, type Clock } from '../libs/engine';
import { HospitalStays, InspectionLots, LackingPlans, refusals, Registry, RegistryFacts } from '../libs/registry';
import type { Telemetry } from '../libs/telemetry';
import { workflows } from '../workflows';
import type { Context } from './api/context';

/** The parts of the product; `seal` and `migratorUrl` are what the demo data need besides. */
export interface AppContext extends Context {
  directory: Directory;
  seal: Seal;
  migratorUrl?: string;
}

/** What falls due outside of procedures, in one. */
const together = (...all: Appointed[]): Appointed => ({
  async next(after, until) {
    const instants = await Promise.all(all.map((one) => one.next(after, until)));
    return instants.reduce((first, at) => (at === undefined ? first : Math.min(first ?? at, at)), undefined);
  },
  async fire(until) {
    for (const one of all) await one.fire(until);
  },
});

/** Structured log on standard error; standard output is for people. It carries no personal data. */
export function makeLog({ log }: Config): Logger {
  return pino(
    { level: log, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** Puts the parts together over an open and migrated database. */
export async function buildContext(
  config: Config,
  database: Database,
  log: Logger,
  telemetry?: Telemetry,
): Promise<AppContext> {
  const pool = database.app;
  await refuseOtherClock(pool, config.clock);
  const realClock = new RealClock();
  const clock = config.clock === 'manual' ? await ManualClock.load(pool) : realClock;
  const door = new Door(pool);
  const parts = { pool, door, clock };
  const seal = new Seal(database.sealKey);
  const settings = new Settings(pool, door, clock, workflows);
  const access = new Access(pool, clock);
  const directory = new Directory(pool);
  const registry = new Registry(pool, door, clock);
  const facts = new RegistryFacts(pool);
  const engine = new Engine({ pool, door, workflows, facts, settings, access, clock, refusals });
  const tasks = new Tasks(pool, door, (role, area, at) => directory.holdersOf(role, area, at), clock);
  tasks.onChange = (instance) => engine.records.forget(instance);
  const channels = [new InboxChannel(), new LogChannel(log), ...channelsOutside(config, clock)];
  const alerts = new Alerts({ pool, door, clock, settings, directory, titles, channels, seal });
  const digests = new Digests({ pool, access, channels, titles, troubles: alerts.troubles });
  const troubleOf = (what: string) => (record: string, error: unknown, now: number) =>
    alerts.troubles.report(what, record, (error as Error).message, now);
  const appointed = together(
    new InspectionLots({ ...parts, seal, open: (command) => engine.open(command), report: troubleOf('draw') }),
    new HospitalStays({ ...parts, report: troubleOf('stay') }),
    new LackingPlans({ ...parts, report: troubleOf('plan') }),
  );
  const sweeper = new Sweeper({
    pool,
    engine,
    alerts,
    clock,
    settings,
    digests,
    appointed,
    unfinished: new AdoptionResume(engine, alerts.troubles),
    expiry: new Expiry(pool, realClock),
  });
  if (telemetry?.spans)
    (await import('./observed')).observe(telemetry.spans, { engine, door, alerts, sweeper, channels });
  return {
    config,
    pool,
    log,
    telemetry,
    clock,
    door,
    settings,
    access,
    directory,
    registry,
    engine,
    alerts,
    seal,
    migratorUrl: database.migratorUrl,
    // a story signs more often in a minute than a person can, and each code counts once
    sessions: new Sessions({ pool, clock, realClock, seal, totpWindow: config.clock === 'manual' ? 20 : undefined }),
    people: new People(parts),
    credentials: new Credentials(parts, realClock, seal),
    breakGlass: new BreakGlass(parts, realClock),
    outboxKeys: new OutboxKeys(pool, database.sealKey),
    readLog: new ReadLog(pool, clock),
    security: new SecurityLog(pool, realClock),
    tasks,
    sweeper,
  };
}

/** The channels that leave the product, as far as they are set up; what they say links to the address that people use. */
function channelsOutside({ mail, sms, webhook, publicUrl, url }: Config, clock: Clock): Channel[] {
  const site = publicUrl ?? url;
  return [
    ...(mail ? [new MailChannel({ ...mail, site })] : []),
    ...(sms ? [new SmsChannel({ ...sms, site })] : []),
    ...(webhook ? [new WebhookChannel({ ...webhook, site, now: () => clock.now() })] : []),
  ];
}

/** Title of a task, from the version of the workflow that opened it. */
const titles: Titles = (workflow, version, name) =>
  workflows.find((w) => w.id === workflow && w.version === version)?.texts.tasks[name];
