/**
 * `npm run chaos [-- --minutes 3] [--clients 32] [--seed 2017] [--json]`: people work over two APIs and three workers while
 * everything is killed, stopped, cut off and filled up; then a checker compares what they were told with what is there. Exit
 * code 1 where it finds anything.
 */
import { isSound, runChaos } from './chaos/run';
import { tableOf } from './chaos/table';
import { runAlone } from './command';
import { flag, optionsOf, whole } from './options';

async function run(args: string[]): Promise<number> {
  const { seed, seconds, minutes, clients, json } = optionsOf(args, {
    seed: whole(2017),
    minutes: whole(3),
    seconds: whole(undefined),
    clients: whole(32),
    json: flag,
  });
  const options = {
    seed,
    seconds: seconds ?? minutes * 60,
    clients,
    // longer than the lease of a key (10 s) and of a job (30 s), and once longer than the silence of a worker (60 s)
    pauses: { usual: 35_000, once: 65_000 },
    rolling: true,
    onSignals: true,
  };
  const report = await runChaos(options, (line) => void process.stderr.write(`${line}\n`));
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${tableOf(report)}\n`);
  return isSound(report) ? 0 : 1;
}

runAlone(run);
