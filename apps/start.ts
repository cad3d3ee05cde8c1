/** `npm start`: the whole product in one process tree. */
import {
  config,
  findHolder,
  openDatabase,
  Refusal,
  refuseOtherVersion,
  type Config,
  type Database,
} from '../libs/database';
import { announce } from './announce';
import { refuseTakenPort, runProcess, type Life } from './process';
import { startTelemetry } from './telemetry';

/** Refuses a second product on the same data, and a taken port, before anything is touched. */
async function refuseTaken(settings: Config): Promise<void> {
  const { dataFolder, databaseUrl } = settings;
  const holder = databaseUrl ? undefined : findHolder(dataFolder);
  if (holder) throw new Refusal('already_running', { folder: dataFolder, pid: String(holder) });
  await refuseTakenPort(settings);
}

async function openMigrated(settings: Config, life: Life): Promise<{ database: Database; ran: string[] }> {
  const database = await openDatabase(settings);
  life.keep('database', () => database.stop());
  if (!database.ownerUrl) {
    await refuseOtherVersion(database.app);
    return { database, ran: [] };
  }
  const { bringUpToDate } = await import('./database');
  return { database, ran: await bringUpToDate(database.ownerUrl, settings.clock) };
}

async function start(life: Life): Promise<void> {
  const settings = config(process.env);
  await refuseTaken(settings);
  // read while PostgreSQL starts; a failure shows where they are awaited
  const parts = Promise.all([import('./context'), import('./api'), import('./worker')]);
  parts.catch(() => undefined);
  const { database } = await openMigrated(settings, life);
  const [{ buildContext, makeLog }, { startApi }, { startWorker }] = await parts;
  const log = makeLog(settings);
  database.onLost((why) => {
    log.fatal({ why }, 'the database ended and could not be started again');
    void life.end(1);
  });
  const telemetry = await startTelemetry(settings, 'product', log, life);
  const context = await buildContext(settings, database, log, telemetry);
  // an empty database gets invented data, where the configuration allows it
  const demo = settings.demo ? await (await import('./demo')).seedDemo(context) : [];
  const worker = await startWorker(context);
  life.keep('worker', () => worker.close());
  const api = await startApi(context);
  life.keep('api', () => api.close());
  announce({ url: api.url, config: settings, folder: database.folder, demo, seconds: process.uptime() });
  log.info({ url: api.url, seconds: process.uptime() }, 'ready');
}

runProcess(start);
