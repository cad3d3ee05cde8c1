/**
 * `npm run attack [-- --json] [--seed N] [--only doors,fuzz,…] [--quick] [--notes]`: everything an outsider, a user or a thief
 * of the application's login could try, against a product of its own with invented people. Exit code 1 when anything broke.
 */
import { attackAll, parts } from './attack/all';
import { tableOf } from './attack/report';
import { startTarget } from './attack/target';
import { numberOf } from './seeded';

async function run(args: string[]): Promise<number> {
  const json = args.includes('--json');
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1]!.split(',') : undefined;
  const unknown = only?.filter((name) => !(name in parts)) ?? [];
  if (unknown.length > 0) throw new Error(`--only takes ${Object.keys(parts).join(', ')}`);
  const seed = numberOf(args, 'seed', Math.floor(Math.random() * 2 ** 31), 0);
  const say = (line: string): void => void (json ? undefined : process.stderr.write(`${line}\n`));
  const { target, stop } = await startTarget();
  try {
    const rows = await attackAll(target, { seed, only, quick: args.includes('--quick'), say });
    const broken = rows.reduce((sum, row) => sum + row.broken.length, 0);
    if (json) process.stdout.write(`${JSON.stringify({ seed, rows, broken })}\n`);
    else process.stdout.write(`seed ${seed}\n\n${tableOf(rows, true)}\n`);
    return broken > 0 ? 1 : 0;
  } finally {
    await stop();
  }
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    process.exit(1);
  },
);
