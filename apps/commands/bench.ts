/**
 * `npm run bench [-- --json] [--rounds N] [--instances N]`: engine events per second beside the same SQL without the
 * engine. Ten gatekeeping events of real forms for each instance, 32 in flight, every answer after its commit; the floor is
 * the very units the engine wrote, with new ids, one commit each, through the same write door and as many connections.
 * Rounds are interleaved on one durable embedded PostgreSQL; ratios of medians come first.
 */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { config, openDatabase } from '../../libs/database';
import { Door, Engine, verifyJournal, type Outcome, type Unit } from '../../libs/engine';
import { gatekeeping } from '../../workflows/gatekeeping';
import type { Actor, Role } from '../../workflows/workflow';
import { bringUpToDate } from '../database';
import { buildContext, makeLog } from '../context';
import { demoId } from '../demo';

const inFlight = 32;
const chain = [
  'request.submitted',
  'request.registered',
  'caseworker.assigned',
  'contact.made',
  'form2.submitted',
  'documents.verified',
  'ladder.completed',
  'plan.recommended',
  'quality.forwarded',
  'panel.held',
];

/** A door that keeps what it writes, so that the floor can write the same again. */
class RecordingDoor extends Door {
  readonly units: Unit[] = [];
  override write(unit: Unit): Promise<Outcome> {
    this.units.push(unit);
    return super.write(unit);
  }
}

interface Figures {
  perSecond: number;
  p50: number;
  p99: number;
}

/** Runs jobs with so many in flight; latency of each in milliseconds. */
async function timed(jobs: (() => Promise<unknown>)[][]): Promise<Figures> {
  const latencies: number[] = [];
  const queue = [...jobs];
  const started = process.hrtime.bigint();
  const worker = async (): Promise<void> => {
    for (let job = queue.pop(); job; job = queue.pop()) {
      for (const step of job) {
        const from = process.hrtime.bigint();
        await step();
        latencies.push(Number(process.hrtime.bigint() - from) / 1e6);
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  latencies.sort((a, b) => a - b);
  const at = (q: number): number => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * q))]!;
  return { perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99) };
}

const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

async function main(args: string[]): Promise<number> {
  const option = (name: string, standard: number): number => {
    const i = args.indexOf(`--${name}`);
    return i < 0 ? standard : Number(args[i + 1]);
  };
  const instances = option('instances', 200);
  const rounds = option('rounds', 3);
  const folder = mkdtempSync(join(tmpdir(), 'homeward-bench-'));
  chmodSync(folder, 0o755);
  const settings = config({
    ...process.env,
    DATABASE_URL: undefined,
    REDIS_URL: undefined,
    HOMEWARD_DATA_DIR: join(folder, 'data'),
    HOMEWARD_CLOCK: 'manual',
    HOMEWARD_LOG: 'warn',
  });
  const database = await openDatabase(settings, { connections: inFlight });
  const owner = new Pool({ connectionString: database.ownerUrl, max: 2 });
  try {
    await bringUpToDate(database.ownerUrl!);
    const context = await buildContext(settings, database, makeLog(settings));
    await (await import('../demo')).seedDemo(context);
    await context.pool.query(`update homeward.manual_clock set now = '2017-03-06T02:00:00Z'`);
    const clock = { now: () => Date.parse('2017-03-06T09:00:00+07:00') };
    const area = '081007';
    const institution = demoId('institution KDL-003');
    const person = (login: string, role: Role, place: string): Actor => ({
      person: demoId(`person ${login}`),
      role,
      area: place,
    });
    const people: Partial<Record<Role, Actor>> = {
      commune: person('commune.kandal', 'commune', area),
      dsw: person('dsw.kandal', 'dsw', '0810'),
      districtSupervisor: person('supervisor.kandal', 'districtSupervisor', '0810'),
      pdosvyOfficer: person('officer.kandal', 'pdosvyOfficer', '08'),
    };
    const samples = chain.map((event) =>
      gatekeeping.samples.events.find((s) => s.event === event && !s.refusedBy?.length)!,
    );
    const panel = ['officer.kandal', 'panel-health.kandal', 'panel-education.kandal', 'panel-ngo.kandal'];
    const children = async (n: number): Promise<string[]> =>
      (
        await owner.query<{ id: string }>(
          `insert into homeward.children (id, version, area, status, birth_from, birth_to, birth_precision, sex, disability, registered_at)
           select gen_random_uuid(), 1, '081007', 'alive', date '2008-01-01' + (random() * 1000)::int, date '2008-01-01' + 1000, 'interval', 'female', false, now()
           from generate_series(1, $1) returning id`,
          [n],
        )
      ).rows.map((r) => r.id);

    const engineRound = async (): Promise<{ figures: Figures; units: Unit[]; cpu: number }> => {
      const door = new RecordingDoor(database.app);
      const engine = new Engine({ ...context.engine.parts, door, clock, workflows: [gatekeeping] });
      const ids = await children(instances);
      const jobs = ids.map((child) => {
        let id = '';
        let version = 0;
        return samples.map((sample) => async () => {
          const data: unknown = JSON.parse(
            JSON.stringify(sample.data)
              .replaceAll('11111111-0000-4000-8000-000000000001', child)
              .replaceAll('22222222-0000-4000-8000-000000000001', institution)
              .replaceAll('00000000-0000-4000-8000-000000000003', people.dsw!.person)
              .replace(/44444444-0000-4000-8000-00000000000([1-4])/g, (_, n: string) =>
                demoId(`person ${panel[Number(n) - 1]}`),
              ),
          );
          const role = gatekeeping.events[sample.event]!.by.find((r) => people[r])!;
          const common = { data, actor: people[role]!, key: randomUUID(), route: 'bench' };
          const answer = id
            ? await engine.send({ ...common, instance: id, type: sample.event, version })
            : await engine.open({ ...common, workflow: 'gatekeeping', area });
          ({ id, version } = answer);
        });
      });
      const before = process.cpuUsage();
      const figures = await timed(jobs);
      const used = process.cpuUsage(before);
      return { figures, units: door.units, cpu: (used.user + used.system) / (instances * chain.length) };
    };

    const floorRound = async (units: Unit[]): Promise<Figures> => {
      const fresh = new Map<string, string>();
      const renew = (text: string): string =>
        text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => fresh.get(id) ?? id);
      for (const unit of units) {
        for (const line of unit.lines) {
          if (!fresh.has(line.stream)) fresh.set(line.stream, randomUUID());
          if (line.key) fresh.set(line.key.key, randomUUID());
          for (const task of line.instance?.openTasks ?? []) fresh.set(task.id, randomUUID());
        }
      }
      const byStream = new Map<string, (() => Promise<unknown>)[]>();
      for (const unit of units) {
        // the same rows, but without what the engine read: no versions of the register
        const text = renew(JSON.stringify([{ ...unit, checks: [] }]));
        const write = async (): Promise<void> => {
          const { rows } = await database.app.query<{ outcomes: Outcome[] }>({
            name: 'door',
            text: 'select homeward.write($1::jsonb) as outcomes',
            values: [text],
          });
          if (!rows[0]!.outcomes[0]!.ok) throw new Error(JSON.stringify(rows[0]!.outcomes[0]));
        };
        const stream = unit.lines[0]!.stream;
        byStream.set(stream, [...(byStream.get(stream) ?? []), write]);
      }
      return timed([...byStream.values()]);
    };

    const engine: Figures[] = [];
    const floor: Figures[] = [];
    const cpu: number[] = [];
    await floorRound((await engineRound()).units); // warms both up
    for (let round = 0; round < rounds; round += 1) {
      const run = await engineRound();
      engine.push(run.figures);
      cpu.push(run.cpu);
      floor.push(await floorRound(run.units));
    }
    const verification = await verifyJournal(database.app);
    if (verification.broken) throw new Error(`the journal does not verify: ${verification.broken.why}`);
    const spread = (runs: Figures[]) => {
      const speeds = runs.map((r) => r.perSecond);
      return {
        min: Math.min(...speeds),
        median: median(speeds),
        max: Math.max(...speeds),
        p50: median(runs.map((r) => r.p50)),
        p99: median(runs.map((r) => r.p99)),
      };
    };
    const result = {
      ratios: { engineToFloor: median(engine.map((e) => e.perSecond)) / median(floor.map((f) => f.perSecond)) },
      inFlight,
      eventsPerRound: instances * chain.length,
      engine: spread(engine),
      floor: spread(floor),
      engineCpuMicroseconds: median(cpu),
      linesVerified: verification.lines,
    };
    if (args.includes('--json')) process.stdout.write(`${JSON.stringify(result)}\n`);
    else {
      const row = (name: string, f: ReturnType<typeof spread>): string =>
        `${name.padEnd(34)} ${f.min.toFixed(0).padStart(6)} / ${f.median.toFixed(0)} / ${f.max.toFixed(0)} events/s   p50 ${f.p50.toFixed(1)} ms   p99 ${f.p99.toFixed(1)} ms`;
      process.stdout.write(
        `engine to floor: ${result.ratios.engineToFloor.toFixed(2)}\n${inFlight} in flight, ${result.eventsPerRound} events a round, ${rounds} rounds; min / median / max\n` +
          `${row('engine', result.engine)}\n${row('same SQL without it, single commits', result.floor)}\n` +
          `CPU of the engine: ${result.engineCpuMicroseconds.toFixed(0)} µs per event; ${verification.lines} journal lines verified\n`,
      );
    }
    return 0;
  } finally {
    await owner.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The parts beside the engine's own speed, each in its file. */
async function run(args: string[]): Promise<number> {
  const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const json = args.includes('--json');
  if (args.includes('--grown')) {
    const { benchGrown } = await import('./bench/grown-table');
    return benchGrown({
      sizes: (option('--sizes') ?? '10000,100000').split(',').map(Number),
      here: args.includes('--here'),
      only: option('--only')?.split(','),
      most: option('--most') === undefined ? undefined : Number(option('--most')),
      plans: args.includes('--plans'),
      json,
    });
  }
  if (args.includes('--lateness')) {
    const { benchLateness } = await import('./bench/lateness');
    return benchLateness({ pending: Number(option('--pending') ?? 100_000), json });
  }
  return main(args);
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    process.exit(1);
  },
);
