/**
 * `npm run import:institutions FILE.csv|json -- --policy-date YYYY-MM-DD [--dry-run]`: loads the register as of the policy
 * date, once, as the migrator; all rows or none. The date becomes the parameter P-34, and nothing creates an authorised
 * institution after it.
 */
import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
import { isoOf, ManualClock, Problem, RealClock } from '../../libs/engine';
import { importInstitutions, readInstitutions, type ImportReport } from '../../libs/registry';
import { dateOf } from '../../workflows/time';
import { runCommand } from './command';

function optionOf(args: string[], name: string): string | undefined {
  const at = args.findIndex((a) => a === name || a.startsWith(`${name}=`));
  return at < 0 ? undefined : args[at]!.includes('=') ? args[at]!.slice(name.length + 1) : args[at + 1];
}

void runCommand(async ({ config, database, json, args, say }) => {
  const clock = config.clock === 'manual' ? await ManualClock.load(database.app) : new RealClock();
  const policyDate = optionOf(args, '--policy-date') ?? dateOf(clock.now());
  const file = args.find((a) => !a.startsWith('--') && a !== policyDate);
  const dryRun = args.includes('--dry-run');
  if (!file || !/^\d{4}-\d\d-\d\d$/.test(policyDate)) {
    say('Name the file: npm run import:institutions FILE.csv -- --policy-date YYYY-MM-DD [--dry-run]');
    return 1;
  }
  const read = readInstitutions(readFileSync(file, 'utf8'), file.toLowerCase().endsWith('.json') ? 'json' : 'csv');
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
