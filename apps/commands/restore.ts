/**
 * `npm run restore -- --from FILE [--json]`: makes the installation of a backup again, in an empty data folder
 * (HOMEWARD_DATA_DIR) or in an empty migrated database (MIGRATION_DATABASE_URL), then verifies every hash chain and replays
 * every journal. Exit code 1 where something does not hold.
 */
import { config, Refusal } from '../../libs/database';
import { sayFault, sayRefusal } from '../announce';
import { verifyBackup } from './backup/file';
import { optionOf } from './backup/options';
import { restoreFolder, restoreServer } from './backup/restoring';
import { BackupRefusal } from './backup/texts';

async function main(args: string[]): Promise<number> {
  const file = optionOf(args, 'from');
  const settings = config(process.env);
  const began = performance.now();
  const whole = { file, ...(await verifyBackup(file)) };
  const restored = await (settings.databaseUrl ? restoreServer(settings, whole) : restoreFolder(settings, whole));
  const { rows, verified, replayed } = restored;
  const seconds = (performance.now() - began) / 1_000;
  const isSound = !verified.broken && replayed.differences.length === 0;
  if (args.includes('--json'))
    process.stdout.write(
      `${JSON.stringify({ rows, seconds, lines: verified.lines, broken: verified.broken ?? null, events: replayed.events, differences: replayed.differences })}\n`,
    );
  else
    process.stdout.write(
      [
        `${rows} rows of ${whole.header.madeAt} restored in ${seconds.toFixed(1)} s.`,
        verified.broken
          ? `BROKEN at stream ${verified.broken.stream}, line ${verified.broken.seq}: ${verified.broken.why}.`
          : `The journal is sound: ${verified.lines} lines.`,
        `${replayed.events} events replayed, ${replayed.differences.length} differences.`,
        'Start it: what fell due meanwhile is told once, in order. Everybody signs in again. What left as e-mail or text message after the backup is sent once more.',
        '',
      ].join('\n'),
    );
  return isSound ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof Refusal || error instanceof BackupRefusal) sayRefusal(error);
    else sayFault(error);
    process.exit(1);
  },
);
