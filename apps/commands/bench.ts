/**
 * `npm run bench [-- --json] [--rounds N] [--instances N] [--wide N] [--peers off|…]`: how fast the engine is beside its
 * own writes without it, over HTTP, and beside other engines where `test/bench/` has them. `--grown`: what people
 * do in small and large worlds. `--lateness`: how late a due job wakes.
 */
import { benchGrown } from './bench/grown-table';
import { benchLateness } from './bench/lateness';
import { peersOf } from './bench/peers';
import { benchSpeed } from './bench/speed-table';
import { runAlone } from './command';
import { flag, growing, list, optionsOf, valued, whole } from './options';

async function run(args: string[]): Promise<number> {
  if (args.includes('--grown'))
    return benchGrown(
      optionsOf(args, {
        grown: flag,
        sizes: growing([10_000, 100_000]),
        here: flag,
        only: list,
        most: whole(undefined),
        plans: flag,
        json: flag,
      }),
    );
  if (args.includes('--lateness'))
    return benchLateness(optionsOf(args, { lateness: flag, pending: whole(100_000), json: flag }));
  const { peers: named, ...asked } = optionsOf(args, {
    rounds: whole(3),
    instances: whole(200),
    wide: whole(20_000, 0),
    peers: valued(undefined, peersOf),
    json: flag,
  });
  return benchSpeed({ ...asked, named });
}

runAlone(run);
