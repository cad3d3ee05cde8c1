/** The figures of many runs, as a table or as JSON, and what a person needs to look into a seed that broke. */
import type { Broken } from './evidence';
import { invariants } from './evidence';
import type { Run } from './run';

const figures = {
  steps: 'steps of the scheduler',
  crashes: 'processes killed between two awaits',
  outages: 'statements or answers lost',
  instances: 'cases',
  commands: 'commands of people',
  acknowledged: 'acknowledged events',
  refused: 'refusals by rule, journalled',
  retries: 'retries and repeats under the same key',
  conflicts: 'writes the door turned back',
  lines: 'lines of the journal',
  timers: 'timers fired',
  rungs: 'rungs told',
  alerts: 'other alerts',
  days: 'days of virtual time',
} as const satisfies Partial<Record<keyof Run, string>>;
type Figure = keyof typeof figures;

export interface Summary {
  /** no invariant broke, and there were steps in which one could have */
  sound: boolean;
  seeds: number;
  /** seconds of real time */
  seconds: number;
  totals: Record<Figure, number>;
  /** answers of the engine by code */
  outcomes: Record<string, number>;
  /** findings by invariant */
  invariants: Record<string, number>;
  broken: { seed: number; broken: Broken[]; trace: string[] }[];
}

export function summaryOf(runs: readonly Run[], seconds: number): Summary {
  const sum = (of: (run: Run) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const names = Object.keys(figures) as Figure[];
  const outcomes: Record<string, number> = {};
  for (const { outcomes: of } of runs)
    for (const [code, n] of Object.entries(of)) outcomes[code] = (outcomes[code] ?? 0) + n;
  return {
    sound: runs.length > 0 && runs.every(({ steps, broken }) => steps > 0 && broken.length === 0),
    seeds: runs.length,
    seconds: Math.round(seconds * 10) / 10,
    totals: Object.fromEntries(names.map((name) => [name, sum((run) => run[name])])) as Record<Figure, number>,
    outcomes,
    invariants: Object.fromEntries(
      invariants.map((name) => [name, sum(({ broken }) => broken.filter((b) => b.invariant === name).length)]),
    ),
    broken: runs.filter(({ broken }) => broken.length > 0).map(({ seed, broken, trace }) => ({ seed, broken, trace })),
  };
}

const grouped = (n: number): string => n.toLocaleString('en');

export function tableOf({ seeds, seconds, totals, invariants: counts, broken }: Summary): string {
  const rows: [string, string][] = [
    ['seeds', grouped(seeds)],
    ...Object.entries(figures).map(([name, text]): [string, string] => [text, grouped(totals[name as Figure])]),
    ['invariants broken', grouped(broken.reduce((sum, one) => sum + one.broken.length, 0))],
    ['seconds', grouped(seconds)],
  ];
  const wide = Math.max(...rows.map(([text]) => text.length));
  const high = Math.max(...rows.map(([, value]) => value.length));
  const lines = rows.map(([text, value]) => `${text.padEnd(wide)}  ${value.padStart(high)}`);
  const held = Object.entries(counts).map(
    ([name, n]) => `  ${n === 0 ? 'holds ' : 'BROKEN'}  ${name}${n === 0 ? '' : ` ×${n}`}`,
  );
  return [...lines, '', 'invariants', ...held].join('\n');
}

/** A seed that broke: what, how it came to it, and how to see it again. */
export function failureOf({ seed, broken, trace }: Summary['broken'][number], more = ''): string {
  return [
    `seed ${seed} breaks`,
    ...broken.slice(0, 10).map(({ invariant, text }) => `  ${invariant}: ${text.slice(0, 400)}`),
    'what happened last',
    ...trace.slice(-25).map((line) => `  ${line}`),
    `again: npm run simulate -- --seed ${seed}${more}`,
  ].join('\n');
}
