/**
 * `npm run simulate [-- --seeds N] [--from K] [--seed K] [--commands N] [--bug NAME] [--json]`: the engine, its door, the sweeper and the
 * ladder over a store in memory, in several processes that crash between any two awaits. The same seed is the same run; a
 * seed that breaks an invariant is printed with what happened last. `--bug` plants one that the checker must find.
 */
import { workflows } from '../../workflows';
import { numberOf } from './seeded';
import { bugs } from './simulate/planted';
import { run, type Run } from './simulate/run';
import { failureOf, summaryOf, tableOf } from './simulate/table';

const mostShown = 3;

async function simulate(args: string[]): Promise<number> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const alone = args.includes('--seed');
  const first = alone ? numberOf(args, 'seed', 1, 0) : numberOf(args, 'from', 1, 0);
  const seeds = alone ? 1 : numberOf(args, 'seeds', 200);
  const named = args.includes('--bug') ? (args[args.indexOf('--bug') + 1] ?? '') : undefined;
  if (named !== undefined && !bugs[named]) throw new Error(`--bug is one of ${Object.keys(bugs).join(', ')}`);
  const bug = named === undefined ? undefined : bugs[named];
  const commands = args.includes('--commands') ? numberOf(args, 'commands', 1) : undefined;
  const runs: Run[] = [];
  const began = process.hrtime.bigint();
  for (let seed = first; seed < first + seeds; seed += 1) runs.push(await run({ seed, workflows, bug, commands }));
  const summary = summaryOf(runs, Number(process.hrtime.bigint() - began) / 1e9);
  if (args.includes('--json')) say(JSON.stringify(summary, null, 2));
  else {
    for (const broken of summary.broken.slice(0, mostShown))
      say(`${failureOf(broken, named === undefined ? '' : ` --bug ${named}`)}\n`);
    if (summary.broken.length > mostShown)
      say(
        `broken as well: seeds ${summary.broken
          .slice(mostShown)
          .map(({ seed }) => seed)
          .join(', ')}\n`,
      );
    say(tableOf(summary));
    if (alone) say(`digest of the run: ${runs[0]!.digest}`);
  }
  return summary.broken.length === 0 ? 0 : 1;
}

simulate(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    process.exit(1);
  },
);
