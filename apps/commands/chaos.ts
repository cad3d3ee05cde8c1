/**
 * `npm run chaos [-- --minutes 3] [--clients 32] [--seed 2017] [--json]`: people work over two APIs and three workers while
 * everything is killed, stopped, cut off and filled up; then a checker compares what they were told with what is there. Exit
 * code 1 where it finds anything.
 */
import { numberOf } from './seeded';
import { isSound, runChaos } from './chaos/run';
import { tableOf } from './chaos/table';

async function run(args: string[]): Promise<number> {
  const options = {
    seed: numberOf(args, 'seed', 2017),
    seconds: numberOf(args, 'seconds', numberOf(args, 'minutes', 3) * 60),
    clients: numberOf(args, 'clients', 32),
    // longer than the lease of a key (10 s) and of a job (30 s), and once longer than the silence of a worker (60 s)
    pauses: { usual: 35_000, once: 65_000 },
    rolling: true,
    onSignals: true,
  };
  const report = await runChaos(options, (line) => void process.stderr.write(`${line}\n`));
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(report)}\n` : `${tableOf(report)}\n`);
  return isSound(report) ? 0 : 1;
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    process.exit(1);
  },
);
