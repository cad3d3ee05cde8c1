/**
 * `npm run backup -- --to FILE [--json]`: everything of an installation in one file, while people go on working: every table,
 * with the attached files, and the key that opens them. Only its user can read it; keep it as you keep the data.
 */
import { statSync } from 'node:fs';
import { config, openDatabase, Refusal } from '../../libs/database';
import { sayFault, sayRefusal } from '../announce';
import { checkTarget } from './backup/file';
import { optionOf } from './backup/options';
import { saveBackup } from './backup/save';
import { BackupRefusal } from './backup/texts';

async function main(args: string[]): Promise<void> {
  const file = optionOf(args, 'to');
  checkTarget(file);
  const settings = config(process.env);
  if (settings.databaseUrl && !settings.migrationDatabaseUrl) throw new BackupRefusal('owner');
  const database = await openDatabase(settings, { mode: 'share', connections: 2 });
  try {
    if (!database.sealKey) throw new BackupRefusal('key');
    const began = performance.now();
    const { header, rows } = await saveBackup(
      database.ownerUrl ?? settings.migrationDatabaseUrl!,
      database.sealKey,
      file,
    );
    const seconds = (performance.now() - began) / 1_000;
    const { size } = statSync(file);
    const said = { file, madeAt: header.madeAt, tables: header.tables.length, rows, bytes: size, seconds };
    process.stdout.write(
      args.includes('--json')
        ? `${JSON.stringify(said)}\n`
        : `${rows} rows of ${said.tables} tables in ${file}, ${(size / 1_048_576).toFixed(1)} MiB, in ${seconds.toFixed(1)} s.\nIt holds all personal data and the key of the attached files: keep it where only the keepers of the data come.\n`,
    );
  } finally {
    await database.stop();
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof Refusal || error instanceof BackupRefusal) sayRefusal(error);
    else sayFault(error);
    process.exit(1);
  },
);
