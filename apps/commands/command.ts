/** The frame of a command: its options, what it needs, one exit code. */
import { config, openDatabase, Refusal, type Config, type Database } from '../../libs/database';
import { CommandRefusal } from './options';

export interface CommandParts {
  config: Config;
  database: Database;
  say(line: string): void;
}

/** Why it did not work: in a line where words were foreseen for it, else with its trace. */
function sayWhy(error: unknown): void {
  const isForeseen = error instanceof Refusal || error instanceof CommandRefusal;
  process.stderr.write(`${isForeseen ? error.message : ((error as Error).stack ?? String(error))}\n`);
}

/** Runs a command that starts by itself what it needs, and ends the process with the exit code it returns. */
export function runAlone(command: (args: string[]) => Promise<number>): void {
  command(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error: unknown) => {
      sayWhy(error);
      process.exit(1);
    },
  );
}

/**
 * Runs a command on the database shared with a running product, and ends the process with the exit code it returns. Its
 * arguments are read first: what it does not know, or cannot use, is refused before the database is opened.
 */
export async function runCommand<Asked>(
  read: (args: string[]) => Asked,
  command: (parts: CommandParts & Asked) => Promise<number>,
): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  let database: Database | undefined;
  try {
    const asked = read(process.argv.slice(2));
    const configuration = config(process.env);
    database = await openDatabase(configuration, { mode: 'share', connections: 4 });
    process.exitCode = await command({ ...asked, config: configuration, database, say });
  } catch (error) {
    sayWhy(error);
    process.exitCode = 1;
  } finally {
    await database?.stop();
  }
}
