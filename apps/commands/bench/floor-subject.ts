/** The engine's own writes without the engine: the very units that it wrote, under new ids, each in a commit of its own. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Pool } from 'pg';
import { caseId, keptId, type Outcome, type Unit } from '../../../libs/engine';
import { quantile } from './figures';
import type { Ground } from './ground';
import { runChain, type Run } from './load';

const run = promisify(execFile);
const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Where pgbench is, if the machine has it. */
export async function findPgbench(): Promise<string | undefined> {
  const places = ['pgbench'];
  try {
    for (const version of readdirSync('/usr/lib/postgresql')) places.push(`/usr/lib/postgresql/${version}/bin/pgbench`);
  } catch {
    // not a system that keeps it there
  }
  for (const place of places)
    if (
      await run(place, ['--version']).then(
        () => true,
        () => false,
      )
    )
      return place;
  return undefined;
}

/** Texts of the units by stream, in the order of each stream: the same rows under new ids, resting on nothing that was read. */
function renewed(units: readonly Unit[]): string[][] {
  const fresh = new Map<string, string>();
  for (const { lines } of units)
    for (const { stream, at, key, instance } of lines) {
      if (!fresh.has(stream)) fresh.set(stream, instance ? caseId(Date.parse(at)) : keptId());
      for (const old of [key?.key, ...(instance?.openTasks ?? []).map((task) => task.id)])
        if (old !== undefined && !fresh.has(old)) fresh.set(old, randomUUID());
    }
  const streams = new Map<string, string[]>();
  for (const unit of units) {
    const text = JSON.stringify([{ ...unit, checks: [] }]).replace(id, (old) => fresh.get(old) ?? old);
    const stream = unit.lines[0]!.stream;
    streams.set(stream, [...(streams.get(stream) ?? []), text]);
  }
  return [...streams.values()];
}

/** Writes the units of so many cases again, one commit each, with so many connections. */
export async function runFloor(
  ground: Ground,
  units: readonly Unit[],
  { cases, inFlight, pgbench }: { cases: number; inFlight: number; pgbench?: string },
): Promise<Run> {
  const streams = renewed(units).slice(0, cases);
  return pgbench ? byPgbench(ground, streams, inFlight, pgbench) : byLoop(ground, streams, inFlight);
}

/** A bare loop over as many connections of pg. */
async function byLoop({ database }: Ground, streams: string[][], inFlight: number): Promise<Run> {
  const pool = new Pool({ connectionString: database.appUrl, max: inFlight });
  try {
    return await runChain(streams[0]!.length, streams.length, inFlight, async (step, no) => {
      const { rows } = await pool.query<{ outcomes: Outcome[] }>({
        name: 'floor',
        text: 'select homeward.write($1::jsonb) as outcomes',
        values: [streams[no]![step]],
      });
      if (!rows[0]!.outcomes[0]!.ok) throw new Error(JSON.stringify(rows[0]!.outcomes[0]));
    });
  } finally {
    await pool.end();
  }
}

/** Each client of pgbench writes the streams that are its own, round by round, out of a table without a log. */
async function byPgbench(
  { owner, database, scratch }: Ground,
  streams: string[][],
  clients: number,
  pgbench: string,
): Promise<Run> {
  const steps = streams[0]!.length;
  const each = Math.floor(streams.length / clients);
  const rows = streams
    .slice(0, each * clients)
    .flatMap((texts, i) =>
      texts.map((unit, step) => ({ client: i % clients, n: step * each + Math.floor(i / clients) + 1, unit })),
    );
  const folder = mkdtempSync(join(scratch, 'pgbench-'));
  try {
    await owner.query('drop table if exists homeward.bench_units');
    await owner.query(
      'create unlogged table homeward.bench_units (client int, n int, unit jsonb, primary key (client, n))',
    );
    await owner.query('grant select on homeward.bench_units to homeward_app');
    for (let at = 0; at < rows.length; at += 500)
      await owner.query(
        'insert into homeward.bench_units select * from jsonb_to_recordset($1::jsonb) r(client int, n int, unit jsonb)',
        [
          JSON.stringify(
            rows.slice(at, at + 500).map(({ unit, ...key }) => ({ ...key, unit: JSON.parse(unit) as unknown })),
          ),
        ],
      );
    await owner.query('analyze homeward.bench_units');
    const script = join(folder, 'floor.sql');
    writeFileSync(
      script,
      `\\set n :n + 1\nselect (homeward.write(unit) -> 0 ->> 'ok')::boolean as written from homeward.bench_units where client = :client_id and n = :n \\gset\n`,
    );
    const { rows: before } = await owner.query<{ lines: number }>(
      'select count(*)::int as lines from homeward.journal',
    );
    const args = [
      '-n',
      '-M',
      'prepared',
      '-f',
      script,
      '-D',
      'n=0',
      '-c',
      String(clients),
      '-j',
      '2',
      '-t',
      String(each * steps),
      '-l',
      '--log-prefix',
      join(folder, 'log'),
    ];
    const { stdout } = await run(pgbench, args, {
      cwd: folder,
      maxBuffer: 1 << 26,
      env: { ...process.env, ...addressOf(database.appUrl) },
    });
    const { rows: after } = await owner.query<{ lines: number }>('select count(*)::int as lines from homeward.journal');
    if (after[0]!.lines - before[0]!.lines !== rows.length)
      throw new Error(`pgbench wrote ${after[0]!.lines - before[0]!.lines} of ${rows.length} lines`);
    const perSecond = Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1]);
    const latencies = readdirSync(folder)
      .filter((name) => name.startsWith('log'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
      .map((line) => Number(line.split(' ')[2]) / 1_000)
      .sort((a, b) => a - b);
    return { events: rows.length, perSecond, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
  } finally {
    await owner.query('drop table if exists homeward.bench_units');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An address as the variables that PostgreSQL's own programs read: no password on a command line. */
function addressOf(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
}
