/** Times of one thing done many times, and the plans of what it asked the database. */
import type { Pool, PoolClient } from 'pg';

export interface Figures {
  calls: number;
  p50: number;
  p95: number;
  p99: number;
}

/** Smallest, middle and largest of some numbers. */
export interface Spread {
  min: number;
  median: number;
  max: number;
}

export const spreadOf = (numbers: readonly number[]): Spread => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { min: sorted[0]!, median: sorted[Math.floor(sorted.length / 2)]!, max: sorted.at(-1)! };
};

/** Bytes as megabytes. */
export const inMegabytes = ({ min, median, max }: Spread): Spread => ({
  min: min / 2 ** 20,
  median: median / 2 ** 20,
  max: max / 2 ** 20,
});

/** The value below which the share `q` of the sorted numbers lies. */
export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;

/** Quantiles of unsorted numbers. */
export function figuresOf(numbers: readonly number[]): Figures {
  const sorted = [...numbers].sort((a, b) => a - b);
  return { calls: sorted.length, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) };
}

/** Milliseconds of each of `calls` calls one after another, after a tenth as many to warm up; stops early after `most` ms. */
export async function timesOf(
  run: (call: number) => Promise<unknown>,
  { calls, most = 120_000, before }: { calls: number; most?: number; before?: () => Promise<unknown> },
): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + most;
  const warm = Math.ceil(calls / 10);
  for (let call = 0; call < calls + warm; call += 1) {
    await before?.();
    const from = performance.now();
    if (await isGivenUp(run(call))) return [Infinity];
    const took = performance.now() - from;
    // what takes longer than all of the warming up may take is not warmed up further
    if (call >= warm || took > most / 20) times.push(took);
    if (performance.now() > end) break;
  }
  return times;
}

/** Longest question to the database, in milliseconds: what takes longer is told as endless. */
export const patience = 60_000;

/** Has the database given up what was asked, after `patience`? */
export async function isGivenUp(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => false,
    (error: { code?: string }) => {
      if (error.code !== '57014') throw error;
      return true;
    },
  );
}

export interface Asked {
  text: string;
  values: unknown[];
}

/** What a piece of work asks the pool, also through its clients. */
export async function questionsOf(pool: Pool, work: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const note = (first: unknown, second: unknown): void => {
    const { text, values } = typeof first === 'string' ? { text: first, values: second } : (first as Asked);
    asked.push({ text, values: Array.isArray(values) ? values : [] });
  };
  const own = pool.query;
  pool.query = function (this: Pool, ...args: unknown[]) {
    note(args[0], args[1]);
    return (own as (...a: unknown[]) => unknown).apply(this, args);
  } as typeof own;
  try {
    await work();
  } finally {
    pool.query = own;
  }
  return asked;
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Actual Total Time': number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: Node[];
}

export interface Plan {
  text: string;
  milliseconds: number;
  buffers: number;
  /** type of each node that reads a table or an index, with its rows over all loops */
  reads: { node: string; relation: string; index?: string; rows: number }[];
  full: string;
}

const isQuery = ({ text }: Asked): boolean =>
  /^\s*(select|with)\b/i.test(text) && !/homeward\.(write|fire_rungs|raise_)/.test(text);

/** Runs each question once more, explained. */
export async function plansOf(pool: Pool, questions: readonly Asked[]): Promise<Plan[]> {
  const client = await pool.connect();
  try {
    const plans: Plan[] = [];
    for (const question of questions.filter(isQuery)) plans.push(await planOf(client, question));
    return plans;
  } finally {
    client.release();
  }
}

async function planOf(client: PoolClient, { text, values }: Asked): Promise<Plan> {
  await client.query('begin');
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
      `explain (analyze, buffers, format json) ${text}`,
      values,
    );
    const top = rows[0]!['QUERY PLAN'][0].Plan;
    return {
      text: text.replace(/\s+/g, ' ').trim(),
      milliseconds: top['Actual Total Time'],
      buffers: (top['Shared Hit Blocks'] ?? 0) + (top['Shared Read Blocks'] ?? 0),
      reads: readsOf(top),
      full: JSON.stringify(top, null, 1),
    };
  } finally {
    await client.query('rollback');
  }
}

function readsOf(node: Node): Plan['reads'] {
  const relation = node['Relation Name'];
  const index = node['Index Name'];
  const own =
    relation || index
      ? [
          {
            node: node['Node Type'],
            relation: relation ?? '',
            index,
            rows: Math.round(node['Actual Rows'] * node['Actual Loops']),
          },
        ]
      : [];
  return [...own, ...(node.Plans ?? []).flatMap(readsOf)];
}

/** A plan in one line: `12.1 ms, 340 buffers: Index Scan tasks_assignee (12)`. */
export function summaryOf({ milliseconds, buffers, reads }: Plan): string {
  const list = reads.map(({ node, relation, index, rows }) => `${node} ${index ?? relation} (${rows})`);
  return `${milliseconds.toFixed(1)} ms, ${buffers} buffers: ${list.join(', ')}`;
}
