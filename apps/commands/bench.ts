/**
 * `npm run bench [-- --json] [--rounds N] [--instances N] [--wide N] [--peers off|…]`: how fast the engine is beside its
 * own writes without it, over HTTP, and beside other engines where `test/bench/` has them. `--grown`: what people
 * do in small and large worlds. `--lateness`: how late a due job wakes.
 */
import { benchGrown } from './bench/grown-table';
import { benchLateness } from './bench/lateness';
import { peersOf } from './bench/peers';
import { benchSpeed } from './bench/speed-table';

async function run(args: string[]): Promise<number> {
  const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const json = args.includes('--json');
  if (args.includes('--grown')) {
    return benchGrown({
      sizes: (option('--sizes') ?? '10000,100000').split(',').map(Number),
      here: args.includes('--here'),
      only: option('--only')?.split(','),
      most: option('--most') === undefined ? undefined : Number(option('--most')),
      plans: args.includes('--plans'),
      json,
    });
  }
  if (args.includes('--lateness')) return benchLateness({ pending: Number(option('--pending') ?? 100_000), json });
  return benchSpeed({
    rounds: Number(option('--rounds') ?? 3),
    instances: Number(option('--instances') ?? 200),
    wide: Number(option('--wide') ?? 20_000),
    peers: peersOf(option('--peers')),
    json,
  });
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    process.exit(1);
  },
);
