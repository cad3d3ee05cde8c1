/**
 * `npm run archive -- --year 2027 [--back] [--json]`: moves the cases that were opened in a year out of everybody's way, once all
 * of them have been closed for the years of P-98 and every line of them holds; `--back` brings them back. Their partitions go
 * to the schema `archive`, which the owner alone may enter. On a server MIGRATION_DATABASE_URL names the owner.
 */
import { Pool } from 'pg';
import { Settings } from '../../libs/calendar';
import { config, openDatabase, Refusal } from '../../libs/database';
import { ArchiveRefusal, archiveYear, bringBackYear, Door, ManualClock, RealClock } from '../../libs/engine';
import { sayFault, sayRefusal } from '../announce';
import { archiveText, archiveTexts } from './archive-texts';
import { CommandRefusal, flag, optionsOf, whole } from './options';

const said = process.stdout.write.bind(process.stdout);

/** At most so many cases are named. */
const named = 50;

class Refused extends Error {
  constructor(readonly text: ReturnType<typeof archiveText>) {
    super(text.en);
  }
}

/** The year that is asked for; a misspelt `--back` is not taken for its opposite. */
function askedOf(args: string[]): { year: number; back: boolean; json: boolean } {
  try {
    const { year, back, json } = optionsOf(args, { year: whole(undefined, 1970), back: flag, json: flag });
    if (year !== undefined && year <= 2500) return { year, back, json };
  } catch (error) {
    if (!(error instanceof CommandRefusal)) throw error;
  }
  throw new Refused(archiveTexts.usage);
}

async function main(args: string[]): Promise<void> {
  const { year, back, json } = askedOf(args);
  const settings = config(process.env);
  if (settings.databaseUrl && !settings.migrationDatabaseUrl) throw new Refused(archiveTexts.owner);
  const database = await openDatabase(settings, { mode: 'share', connections: 2 });
  const owner = new Pool({ connectionString: database.ownerUrl ?? settings.migrationDatabaseUrl!, max: 2 });
  try {
    const clock = settings.clock === 'manual' ? await ManualClock.load(database.app) : new RealClock();
    const now = clock.now();
    const { parameters } = await new Settings(database.app, new Door(database.app), clock).at(now);
    const moved = back
      ? await bringBackYear(owner, { year, now })
      : await archiveYear(owner, { year, now, years: parameters.values['P-98'] as number });
    const where = back ? 'at hand again' : 'in the archive';
    said(
      json ? `${JSON.stringify(moved)}\n` : `${year}: ${moved.cases} cases with ${moved.lines} lines are ${where}.\n`,
    );
  } finally {
    await owner.end();
    await database.stop();
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof ArchiveRefusal) {
      const { reason, year, cases, broken } = error;
      if (process.argv.includes('--json')) said(`${JSON.stringify({ refused: reason, year, cases, broken })}\n`);
      sayRefusal({ text: archiveText(reason, { year, count: cases.length, ...broken }) });
      for (const { reference, why } of cases.slice(0, named)) process.stderr.write(`  ${reference} (${why})\n`);
    } else if (error instanceof Refusal || error instanceof Refused) sayRefusal(error);
    else sayFault(error);
    process.exit(1);
  },
);
