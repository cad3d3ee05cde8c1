/**
 * `npm run import:institutions FILE.csv|json -- --policy-date YYYY-MM-DD [--dry-run]`: loads the register as of the policy
 * date, once, as the migrator; all rows or none. The date becomes the parameter P-34, and nothing creates an authorised
 * institution after it.
 */
import { Pool } from 'pg';
import { isoOf, ManualClock, Problem, RealClock } from '../../libs/engine';
import { importInstitutions, readInstitutions, type ImportReport } from '../../libs/registry';
import { dateOf } from '../../workflows/time';
import { runCommand } from './command';
import { CommandRefusal, flag, optionsOf, textOf, valued, wordOf } from './options';

const usage = 'Name the file: npm run import:institutions FILE.csv -- --policy-date YYYY-MM-DD [--dry-run]';
const date = valued(undefined, (given) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(given)) throw new CommandRefusal(usage);
  return given;
});

function asked(args: string[]) {
  const options = { 'policy-date': date, 'dry-run': flag, json: flag };
  const { words, json, 'policy-date': on, 'dry-run': dryRun } = optionsOf(args, options, { takesWords: true });
  const file = wordOf(words, usage);
  return { file, text: textOf(file), on, dryRun, json };
}

void runCommand(asked, async ({ config, database, file, text, on, dryRun, json, say }) => {
  const clock = config.clock === 'manual' ? await ManualClock.load(database.app) : new RealClock();
  const policyDate = on ?? dateOf(clock.now());
  const read = readInstitutions(text, file.toLowerCase().endsWith('.json') ? 'json' : 'csv');
  if (!database.migratorUrl) {
    say('Imports need the migrator: set MIGRATOR_DATABASE_URL.');
    return 1;
  }
  const migrator = new Pool({ connectionString: database.migratorUrl, max: 1 });
  try {
    // with a bad row nothing is loaded, but the others are still tried, so that one run names every fault
    const tried = await importInstitutions(migrator, {
      policyDate,
      institutions: read.institutions,
      at: isoOf(clock.now()),
      dryRun: dryRun || read.errors.length > 0,
    });
    const report: ImportReport = {
      ...tried,
      rows: read.institutions.length + read.errors.length,
      errors: [...read.errors, ...tried.errors],
    };
    if (json) say(JSON.stringify({ ...report, policyDate, dryRun }));
    else {
      for (const e of report.errors) say(`row ${e.row}${e.code ? ` (${e.code})` : ''}: ${e.error}`);
      if (report.errors.length > 0)
        say(`${report.errors.length} of ${report.rows} rows cannot be taken. Nothing was imported.`);
      else if (dryRun) say(`${report.rows} rows are sound. Nothing was imported: this was a dry run.`);
      else
        say(
          `${report.imported} institutions imported as of ${policyDate} (P-34). From now on no institution is authorised (N-06).`,
        );
    }
    return report.errors.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const rule = error.extra.rules?.[0];
    say(
      json
        ? JSON.stringify(error)
        : `Refused (${rule?.id ?? error.code}): ${rule?.message.en ?? error.code} ${rule?.missing.en ?? ''}`,
    );
    return 1;
  } finally {
    await migrator.end();
  }
});
