/** `npm start`: the whole product in one process tree. */
import { createServer } from 'node:net';
import {
  config,
  findHolder,
  findPort,
  openDatabase,
  Refusal,
  refuseOtherVersion,
  type Config,
  type Database,
} from '../libs/database';
import { announce, sayFault, sayRefusal } from './announce';

/** What was started, in order; stopped in the opposite order. */
type Running = { name: string; close(): Promise<void> }[];

const running: Running = [];
let ending: Promise<void> | undefined;

/** Stops everything that was started, the last one first; gives up after ten seconds. */
function end(code: number): Promise<void> {
  ending ??= (async () => {
    const deadline = setTimeout(() => process.exit(code || 1), 10_000);
    for (const part of running.splice(0).reverse()) {
      await part.close().catch((error: Error) => process.stderr.write(`${part.name} did not stop: ${error.message}\n`));
    }
    clearTimeout(deadline);
    process.exit(code);
  })();
  return ending;
}

/** Refuses a second product on the same data, and a taken port, before anything is touched. */
async function refuseTaken({ port, host, dataFolder, databaseUrl }: Config): Promise<void> {
  const holder = databaseUrl ? undefined : findHolder(dataFolder);
  if (holder) throw new Refusal('already_running', { folder: dataFolder, pid: String(holder) });
  if (port === 0) return;
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ port, host }, resolve));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new Refusal('port_taken', { port: String(port), host, other: String(await findPort()) });
  }
  await new Promise((resolve) => server.close(resolve));
}

async function openMigrated(settings: Config): Promise<{ database: Database; ran: string[] }> {
  const database = await openDatabase(settings);
  running.push({ name: 'database', close: () => database.stop() });
  if (!database.ownerUrl) {
    await refuseOtherVersion(database.app);
    return { database, ran: [] };
  }
  const { bringUpToDate } = await import('./database');
  return { database, ran: await bringUpToDate(database.ownerUrl) };
}

async function start(): Promise<void> {
  const settings = config(process.env);
  await refuseTaken(settings);
  // read while PostgreSQL starts; a failure shows where they are awaited
  const parts = Promise.all([import('./context'), import('./api'), import('./worker')]);
  parts.catch(() => undefined);
  const { database } = await openMigrated(settings);
  const [{ buildContext, makeLog }, { startApi }, { startWorker }] = await parts;
  const log = makeLog(settings);
  database.onLost((why) => {
    log.fatal({ why }, 'the database ended and could not be started again');
    void end(1);
  });
  const context = await buildContext(settings, database, log);
  // an empty database gets invented data, where the configuration allows it
  const demo = settings.demo ? await (await import('./demo')).seedDemo(context) : [];
  const worker = await startWorker(context);
  running.push({ name: 'worker', close: () => worker.close() });
  const api = await startApi(context);
  running.push({ name: 'api', close: () => api.close() });
  announce({ url: api.url, config: settings, folder: database.folder, demo, seconds: process.uptime() });
  log.info({ url: api.url, seconds: process.uptime() }, 'ready');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // the terminal and npm both pass Ctrl-C on: the second one changes nothing
  process.on(signal, () => void end(0));
}
for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(fault, (error: unknown) => {
    // while everything is being stopped, connections break
    if (!ending) sayFault(error);
    void end(1);
  });
}

start().catch(async (error: unknown) => {
  if (ending) return;
  if (error instanceof Refusal) sayRefusal(error);
  else sayFault(error);
  await end(1);
});
