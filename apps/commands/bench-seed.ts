/**
 * `npm run bench:seed -- --instances N [--json]`: fills an empty database (the data folder's, or that of DATABASE_URL with
 * MIGRATION_DATABASE_URL) with N open cases, copies of some that were played through the engine; its clock is by hand.
 */
import { missedSeeding } from './bench/goals';
import { onGround } from './bench/ground';
import { Growth } from './bench/world';
import { runAlone } from './command';
import { CommandRefusal, flag, optionsOf, whole } from './options';

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
  const { instances, json } = optionsOf(args, { instances: whole(undefined), json: flag });
  if (instances === undefined)
    throw new CommandRefusal(
      'bench:seed fills the database of this installation: say with how many cases, --instances N',
    );
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const started = performance.now();
  const world = await onGround({ place: 'installation', settings: filling }, async ({ context, owner, keep }) => {
    const growth = await Growth.begin(context, owner);
    const forget = keep(() => say('interrupted: this database is half filled and lacks indexes; remove it'));
    const made = await growth.to(instances, json ? undefined : say);
    forget();
    return made;
  });
  const seconds = (performance.now() - started) / 1000;
  const missed = missedSeeding({ instances, seconds });
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...world, seconds, missed })}\n`);
    return 0;
  }
  process.stdout.write(
    `${world.instances} cases, ${world.open} open tasks (${world.overdue} overdue), ${world.visits} planned visits, ${world.lines} journal lines, ` +
      `${world.alerts} alerts in ${seconds.toFixed(0)} s. Sign in as bench.dsw.0.0 with the password of the demo; HOMEWARD_CLOCK=manual npm start\n`,
  );
  if (missed.length > 0) process.stdout.write(`missed: ${missed.join('; ')}\n`);
  return 0;
}

runAlone(main);
