/**
 * `npm run attack [-- --json] [--seed N] [--only doors,fuzz,…] [--quick]`: everything an outsider, a user or a thief of the
 * application's login could try, against a product of its own with invented people. Exit code 1 when anything broke, or was not tried.
 */
import { attackAll, parts } from './attack/all';
import { isSound, tableOf } from './attack/report';
import { startTarget } from './attack/target';
import { runAlone } from './command';
import { endingAll } from './endings';
import { CommandRefusal, flag, list, optionsOf, whole } from './options';

async function run(args: string[]): Promise<number> {
  const { seed, only, quick, json } = optionsOf(args, {
    seed: whole(Math.floor(Math.random() * 2 ** 31), 0),
    only: list,
    quick: flag,
    json: flag,
  });
  const unknown = only?.filter((name) => !(name in parts)) ?? [];
  if (unknown.length > 0)
    throw new CommandRefusal(`--only takes ${Object.keys(parts).join(', ')}, not ${unknown.join(', ')}`);
  const say = (line: string): void => void (json ? undefined : process.stderr.write(`${line}\n`));
  return endingAll(async ({ start }) => {
    const { target } = await start(startTarget, ({ stop }) => stop());
    const rows = await attackAll(target, { seed, only, quick, say });
    const broken = rows.reduce((sum, row) => sum + row.broken.length, 0);
    const sound = isSound(rows);
    if (json) process.stdout.write(`${JSON.stringify({ seed, sound, rows, broken })}\n`);
    else process.stdout.write(`seed ${seed}\n\n${tableOf(rows, true)}\n`);
    return sound ? 0 : 1;
  });
}

runAlone(run);
