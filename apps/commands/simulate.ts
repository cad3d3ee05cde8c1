/**
 * `npm run simulate [-- --seeds N] [--from K] [--seed K] [--commands N] [--bug NAME] [--json]`: the engine, its door, the sweeper and the
 * ladder over a store in memory, in several processes that crash between any two awaits. The same seed is the same run; a
 * seed that breaks an invariant is printed with what happened last. `--bug` plants one that the checker must find.
 */
import { workflows } from '../../workflows';
import { runAlone } from './command';
import { CommandRefusal, flag, optionsOf, valued, whole } from './options';
import { bugs } from './simulate/planted';
import { run, type Run } from './simulate/run';
import { failureOf, summaryOf, tableOf } from './simulate/table';

const mostShown = 3;

const bugNamed = valued(undefined, (name: string) => {
  if (!bugs[name]) throw new CommandRefusal(`--bug is one of ${Object.keys(bugs).join(', ')}`);
  return { name, bug: bugs[name] };
});

async function simulate(args: string[]): Promise<number> {
  const {
    seed: alone,
    from,
    bug: planted,
    commands,
    json,
    ...asked
  } = optionsOf(args, {
    seeds: whole(200),
    from: whole(1, 0),
    seed: whole(undefined, 0),
    commands: whole(undefined),
    bug: bugNamed,
    json: flag,
  });
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const first = alone ?? from;
  const seeds = alone === undefined ? asked.seeds : 1;
  const bug = planted?.bug;
  const runs: Run[] = [];
  const began = process.hrtime.bigint();
  for (let seed = first; seed < first + seeds; seed += 1) runs.push(await run({ seed, workflows, bug, commands }));
  const summary = summaryOf(runs, Number(process.hrtime.bigint() - began) / 1e9);
  if (json) say(JSON.stringify(summary, null, 2));
  else {
    for (const broken of summary.broken.slice(0, mostShown))
      say(`${failureOf(broken, planted ? ` --bug ${planted.name}` : '')}\n`);
    if (summary.broken.length > mostShown)
      say(
        `broken as well: seeds ${summary.broken
          .slice(mostShown)
          .map(({ seed }) => seed)
          .join(', ')}\n`,
      );
    say(tableOf(summary));
    if (alone !== undefined) say(`digest of the run: ${runs[0]!.digest}`);
  }
  return summary.sound ? 0 : 1;
}

runAlone(simulate);
