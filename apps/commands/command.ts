/** The frame of a command: its options, what it needs, one exit code. */
import { config, openDatabase, Refusal, type Config, type Database } from '../../libs/database';
import { CommandRefusal, flag, optionsOf, type Option } from './options';

export interface CommandParts {
  config: Config;
  database: Database;
  /** `--json`: one JSON document instead of readable lines */
  json: boolean;
  /** the other arguments */
  args: string[];
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
 * Runs a command on the database shared with a running product, and ends the process with the exit code it returns. Where it
 * says which `options` it has beside `--json`, others are refused before the database is opened.
 */
export async function runCommand(
  command: (parts: CommandParts) => Promise<number>,
  options?: Record<string, Option<unknown>>,
): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const args = process.argv.slice(2);
  let database: Database | undefined;
  try {
    if (options) optionsOf(args, { ...options, json: flag });
    const configuration = config(process.env);
    database = await openDatabase(configuration, { mode: 'share', connections: 4 });
    process.exitCode = await command({
      config: configuration,
      database,
      json: args.includes('--json'),
      args: args.filter((a) => a !== '--json'),
      say,
    });
  } catch (error) {
    sayWhy(error);
    process.exitCode = 1;
  } finally {
    await database?.stop();
  }
}
