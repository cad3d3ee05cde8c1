/** The frame of a command: configuration, the database shared with a running product, one exit code. */
import { config, openDatabase, Refusal, type Config, type Database } from '../../libs/database';

export interface CommandParts {
  config: Config;
  database: Database;
  /** `--json`: one JSON document instead of readable lines */
  json: boolean;
  /** the other arguments */
  args: string[];
  say(line: string): void;
}

/** Runs a command on the database and ends the process with the exit code it returns. */
export async function runCommand(command: (parts: CommandParts) => Promise<number>): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const args = process.argv.slice(2);
  let database: Database | undefined;
  try {
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
    process.stderr.write(`${error instanceof Refusal ? error.message : ((error as Error).stack ?? String(error))}\n`);
    process.exitCode = 1;
  } finally {
    await database?.stop();
  }
}
