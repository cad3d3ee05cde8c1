/** What every process of the product has in common: its parts are stopped in the opposite order, faults and refusals are said. */
import { createServer } from 'node:net';
import { findPort, openDatabase, Refusal, refuseOtherVersion, type Config, type Database } from '../libs/database';
import type { Text } from '../workflows/workflow';
import { sayFault, sayRefusal } from './announce';
import { partTexts } from './texts';

/** The life of a process, as its start sees it. */
export interface Life {
  /** keeps a part that was started, to stop it in the end */
  keep(name: string, close: () => Promise<void>): void;
  /** stops everything that was started, the last one first, and ends; gives up after ten seconds */
  end(code: number): Promise<void>;
}

/** A part of the product that does not start by itself, with the reason. */
export class PartRefusal extends Error {
  constructor(readonly text: Text) {
    super(text.en);
  }
}

/** Runs a process until a signal or a fault ends it. */
export function runProcess(start: (life: Life) => Promise<void>): void {
  const parts: { name: string; close(): Promise<void> }[] = [];
  let ending: Promise<void> | undefined;
  const end = (code: number): Promise<void> => {
    ending ??= (async () => {
      let stopping = '';
      const deadline = setTimeout(() => {
        process.stderr.write(`${stopping} did not stop within ten seconds\n`);
        process.exit(code || 1);
      }, 10_000);
      for (const part of parts.splice(0).reverse()) {
        stopping = part.name;
        await part
          .close()
          .catch((error: Error) => process.stderr.write(`${part.name} did not stop: ${error.message}\n`));
      }
      clearTimeout(deadline);
      process.exit(code);
    })();
    return ending;
  };
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
  start({ keep: (name, close) => void parts.push({ name, close }), end }).catch(async (error: unknown) => {
    if (ending) return;
    if (error instanceof Refusal || error instanceof PartRefusal) sayRefusal(error);
    else sayFault(error);
    await end(1);
  });
}

/** Refuses a taken port before anything is touched, and names a free one. */
export async function refuseTakenPort({ port, host }: Config): Promise<void> {
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

/** Opens the server's database for a part of the product; refuses the embedded one, and another version's schema. */
export async function openForPart(settings: Config, life: Life): Promise<Database> {
  if (!settings.databaseUrl) throw new PartRefusal(partTexts.server);
  const database = await openDatabase(settings);
  life.keep('database', () => database.stop());
  await refuseOtherVersion(database.app);
  return database;
}
