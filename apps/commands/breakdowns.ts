/** What breaks under a story, how often, and how long the way back took; and the two commands that end a long story. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { projectRoot } from '../../libs/database';
import type { Breakable } from './breakable';
import type { Forgetful } from './forgetful';

export type Breaking = 'product' | 'database' | 'both' | 'queue';

export interface Outage {
  kind: Breaking;
  /** while the clock moves, or while people act */
  during: 'advance' | 'acts';
  /** milliseconds after its beginning */
  after: number;
}

/** Outages drawn from numbers between 0 and 1, each on one of the days: every kind in turn, now under the clock, now under acts. */
export function drawOutages(count: number, days: number, number: () => number): Map<number, Outage[]> {
  const kinds: Breaking[] = ['product', 'database', 'queue', 'both'];
  const drawn = new Map<number, Outage[]>();
  for (let i = 0; i < count; i += 1) {
    const day = Math.floor(number() * days);
    const outage: Outage = {
      kind: kinds[i % kinds.length]!,
      during: i % 3 === 0 ? 'advance' : 'acts',
      after: Math.floor(number() * 120),
    };
    drawn.set(day, [...(drawn.get(day) ?? []), outage]);
  }
  return drawn;
}

/** Breaks the product, its database or its queue, and counts. */
export class Breakdowns {
  readonly counts: Record<Breaking, number> = { product: 0, database: 0, both: 0, queue: 0 };
  /** longest way back, in milliseconds of real time */
  back = 0;

  constructor(
    private readonly product: Breakable,
    private readonly redis: Forgetful | undefined,
  ) {}

  /** Does something while what the day has in store for it breaks, and waits until all is back. */
  async under(outages: Outage[], during: Outage['during'], work: () => Promise<void>): Promise<void> {
    // one after another: what has been killed is not killed again on its way back
    const breaking = async (): Promise<void> => {
      for (const outage of outages) if (outage.during === during) await this.break(outage);
    };
    await Promise.all([work(), breaking()]);
  }

  private async break({ kind, after }: Outage): Promise<void> {
    await pause(after);
    const began = Date.now();
    this.counts[kind] += 1;
    if (kind === 'queue') await this.loseQueue();
    else if (kind === 'database') this.product.stopDatabase();
    else await this.product.killProduct(kind === 'both');
    await this.product.insist('GET', '/health/live');
    this.back = Math.max(this.back, Date.now() - began);
  }

  private async loseQueue(): Promise<void> {
    if (this.redis) return this.redis.lose();
    const client = new Client({ connectionString: this.product.address('owner') });
    await client.connect();
    try {
      const { rows } = await client.query<{ tables: string }>(
        `select string_agg(format('bullmq.%I', tablename), ', ') as tables from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'`,
      );
      await client.query(`truncate ${rows[0]!.tables}`);
    } finally {
      await client.end();
    }
  }
}

/** What `journal:verify` and `journal:replay` say of a product. */
export interface JournalChecked {
  lines: number;
  broken: unknown;
  events: number;
  differences: number;
}

const run = promisify(execFile);

/** The two commands that end a story, of the build in `root`: the chain holds, and the lines come to the stored states. */
export async function checkJournal(
  product: Pick<Breakable, 'environment'>,
  root = projectRoot(),
): Promise<JournalChecked> {
  const ask = async (command: string): Promise<any> => {
    const file = join(root, 'dist', 'apps', 'commands', `${command}.js`);
    const options = { env: product.environment, maxBuffer: 1 << 28 };
    // both end with exit code 1 where something is broken or differs, and say so all the same
    const { stdout } = await run(process.execPath, [file, '--json'], options).catch(
      (error: { stdout: string }) => error,
    );
    return JSON.parse(stdout);
  };
  const { lines, broken } = await ask('journal-verify');
  const { events, differences, skipped } = await ask('journal-replay');
  return { lines, broken, events, differences: differences.length + skipped.length };
}
