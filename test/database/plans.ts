/** The plans of what a database is asked, told by PostgreSQL itself: nested statements of the door as well. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type Pool, type PoolClient } from 'pg';
import type { TestServer } from '../support/cluster';

/** The column by which each table is parted, or could be spread over machines: the list of docs/scale.md, "spread by case, together". */
export const keys: Record<string, string> = {
  instances: 'id',
  journal: 'stream',
  contents: 'stream',
  visits: 'instance',
  timers: 'instance',
  tasks: 'instance',
  subjects: 'instance',
  alerts: 'about',
  deliveries: 'about',
  attachments: 'instance',
  documents: 'instance',
  corrections: 'stream',
};

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  Alias?: string;
  'Join Filter'?: string;
  'Index Cond'?: string;
  'Recheck Cond'?: string;
  Filter?: string;
  Plans?: Node[];
  [more: string]: unknown;
}

export interface Plan {
  text: string;
  root: Node;
}

/** The table that a partition is of; another name is its own. */
const tableOf = (relation: string): string => relation.replace(/_(\d{4}|before|kept|default)$/, '');

/** Scans of the keyed tables in a plan that no condition on the key leads: `table: by what instead`. */
export function unkeyed({ root }: Plan): string[] {
  const found: string[] = [];
  const walk = (node: Node, joined: string): void => {
    const { Alias: alias, 'Relation Name': relation, 'Join Filter': filter = '' } = node;
    const key = relation === undefined ? undefined : keys[tableOf(relation)];
    // what is written is found by the scan below
    if (key !== undefined && node['Node Type'] !== 'ModifyTable' && node['Node Type'] !== 'LockRows') {
      const led = [node['Index Cond'], node['Recheck Cond'], node.Filter]
        .filter((text) => text !== undefined)
        .join(' ');
      // few rows may be compared one by one, by the same key
      const its = `\\b${alias!.replace(/_\d+$/, '')}(_\\d+)?\\.${key}\\b`;
      const isCompared = new RegExp(`${its} = |= ${its}`).test(joined);
      // a stretch of keys has two ends: one alone is a scan of everything from there on
      const isStretch = new RegExp(`\\b${key} >=? `).test(led) && new RegExp(`\\b${key} <=? `).test(led);
      if (!new RegExp(`\\b${key} = |= (\\w+\\.)?${key}\\b`).test(led) && !isStretch && !isCompared)
        found.push(`${tableOf(relation!)}: ${led || node['Node Type']}`);
    }
    node.Plans?.forEach((plan) => walk(plan, joined + filter));
  };
  walk(root, '');
  return [...new Set(found)];
}

/** Collects the plans of whatever the application's login asks in a database, from when it is opened. */
export class Listener {
  readonly plans: Plan[] = [];

  /**
   * Sets the database up so that every new connection tells its plans, and ends those that a pool has; tables are small here,
   * so that only indexes count.
   */
  static async open(database: { appUrl: string }, pool?: Pool): Promise<void> {
    const server = JSON.parse(
      readFileSync(join(process.env.HOMEWARD_TEST_FOLDER!, 'server.json'), 'utf8'),
    ) as TestServer;
    const admin = new Client({ connectionString: server.admin });
    await admin.connect();
    const name = new URL(database.appUrl).pathname.slice(1);
    const settings = {
      session_preload_libraries: 'auto_explain',
      'auto_explain.log_min_duration': '0',
      'auto_explain.log_nested_statements': 'on',
      'auto_explain.log_format': 'json',
      'auto_explain.log_level': 'notice',
      enable_seqscan: 'off',
      enable_hashjoin: 'off',
      enable_mergejoin: 'off',
    };
    try {
      // a name with a dot is known once the library is there
      await admin.query(`load 'auto_explain'`);
      for (const [setting, value] of Object.entries(settings))
        await admin.query(`alter database ${admin.escapeIdentifier(name)} set ${setting} = '${value}'`);
      if (pool) {
        await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
        while (pool.totalCount > 0) await pause(5);
      }
    } finally {
      await admin.end();
    }
  }

  /** Listens to every connection that a pool makes from now on. */
  hear(pool: Pool): this {
    pool.on('connect', (client: PoolClient) =>
      client.on('notice', ({ message }) => {
        const json = /^duration: .*plan:\s*([^]*)$/.exec(message ?? '')?.[1];
        if (json === undefined) return;
        const told = JSON.parse(json) as { 'Query Text': string; Plan: Node };
        this.plans.push({ text: told['Query Text'].replace(/\s+/g, ' '), root: told.Plan });
      }),
    );
    return this;
  }
}
