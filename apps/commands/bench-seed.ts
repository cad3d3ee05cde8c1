/**
 * `npm run bench:seed -- --instances N [--json]`: fills an empty database (the data folder's, or that of DATABASE_URL with
 * MIGRATION_DATABASE_URL) with N open cases, copies of some that were played through the engine; its clock is by hand.
 */
import { Growth } from './bench/world';
import { onGround } from './bench/ground';

/** Settings of embedded PostgreSQL while it is filled: few checkpoints, and no log of what nobody else follows. */
const filling = {
  shared_buffers: '1GB',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
};

async function main(args: string[]): Promise<number> {
  const i = args.indexOf('--instances');
  const instances = i < 0 ? 10_000 : Number(args[i + 1]);
  if (!Number.isInteger(instances) || instances < 1) throw new Error('--instances takes a whole number from 1');
  const json = args.includes('--json');
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const started = performance.now();
  const world = await onGround({ throwaway: false, settings: filling }, async ({ context, owner }) => {
    const growth = await Growth.begin(context, owner);
    return growth.to(instances, json ? undefined : say);
  });
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...world, seconds })}\n`
      : `${world.instances} cases, ${world.open} open tasks (${world.overdue} overdue), ${world.visits} planned visits, ${world.lines} journal lines, ` +
          `${world.alerts} alerts in ${seconds.toFixed(0)} s. Sign in as bench.dsw.0.0 with the password of the demo; HOMEWARD_CLOCK=manual npm start\n`,
  );
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  },
);
