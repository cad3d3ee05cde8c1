/** A sample of `npm run chaos`: few people, few faults, a rolling restart; then the world is doctored, and the checker must see it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { isDatabaseGone } from '../../apps/api/problems';
import { check, type Run } from '../../apps/commands/chaos/checker';
import {
  readJobs,
  readRows,
  type AlertRow,
  type Evidence,
  type Line,
  type TaskRow,
} from '../../apps/commands/chaos/evidence';
import { homes } from '../../apps/commands/chaos/forms';
import { kinds, planChaos } from '../../apps/commands/chaos/plan';
import { readRecords, type Entry, type Told } from '../../apps/commands/chaos/record';
import { isSmooth, isSound, runChaos, type ChaosReport } from '../../apps/commands/chaos/run';
import { tableOf } from '../../apps/commands/chaos/table';
import { spanOf, waitFor } from '../../apps/commands/chaos/times';
import type { World } from '../../apps/commands/chaos/world';
import { projectRoot } from '../../libs/database';
import { install, newFolder, removeFolder } from '../support/product';

/**
 * Its faults: a jump of the clock, a full disk, kill -9 of a worker, PostgreSQL and an API, the clock of an API 15 s ahead and
 * all clocks back by 36 s.
 */
const sample = { seed: 1_357_352, seconds: 25, clients: 6, pauses: { usual: 11_000, once: 11_000 } };

let report: ChaosReport;
/** The rules that the checker finds broken after each damage; `whole` after none. */
const found: Record<string, string[]> = {};

/** What became of the home that a client closes, and of the requests for places in it. */
let closed: { standing: string; requests: number; told: number };

/** Damage that only the database's superuser can do; `$key`: an acknowledged event, `$case`: its case. */
const damages: Record<string, string> = {
  'an acknowledged line is gone': `delete from homeward.journal where key = '$key'`,
  'an acknowledged act is there twice': `insert into homeward.journal (stream, seq, version, kind, at, person, route, key, entry, hash)
    select stream, seq + 1000, version, kind, at, person, route, key, entry, hash from homeward.journal where key = '$key'`,
  'a key is forgotten': `delete from homeward.keys where key = '$key'`,
  'a rung was told twice': `insert into homeward.alerts (about, kind, task, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at, nobody)
    select about, kind, task, instance, rung, 'again', area, to_roles, text_en, text_km, due_at, fired_at, true from homeward.alerts where task is not null limit 1`,
  'a rung was told that is still to come': `insert into homeward.alerts (about, kind, task, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at, nobody)
    select coalesce(instance, incident, id), 'task.overdue', id, instance, 'ministry', 'early', area, '{mosvy}', 'x', 'x', next_rung_at, next_rung_at, true
      from homeward.tasks where closed_at is null and next_rung_at is not null limit 1`,
  'a rung was never told': `delete from homeward.alerts where id = (select id from homeward.alerts where task in (select id from homeward.tasks where closed_at is null) limit 1)`,
  'a timer did not fire': `update homeward.timers set due_at = '2017-03-07' where ctid = (select min(ctid) from homeward.timers where status = 'armed')`,
  'a timer fired without a line': `update homeward.timers set status = 'fired' where ctid = (select min(ctid) from homeward.timers where status = 'armed')`,
  'a line was rewritten': `update homeward.journal set entry = replace(entry, '"at":"2017-', '"at":"2018-') where key = '$key'`,
  'a line says another time': `update homeward.journal set at = at - interval '10 minutes' where key = '$key'`,
  'a form was rewritten': `update homeward.contents c set body = body || ' ' from homeward.journal j where j.key = '$key' and (c.stream, c.seq) = (j.stream, j.seq)`,
  'a case is ahead of its lines': `update homeward.instances set version = version + 1 where id = '$case'`,
  'a task is open twice': `insert into homeward.tasks select gen_random_uuid(), t.instance, t.incident, t.key, t.name, t.role, t.area, t.institution, t.assignee, t.due_at, t.due_on,
      t.exact, t.provisional, t.why, t.ladder, t.parameters, t.opened_version, t.opened_at, null, null, null, null, null, null, null, t.case_area
    from homeward.tasks t where instance = '$case' and closed_at is null limit 1`,
  'nobody and nothing moves a case': `with no as (delete from homeward.tasks where instance = '$case'), nor as (delete from homeward.alerts where instance = '$case')
    update homeward.timers set status = 'cancelled' where instance = '$case' and status = 'armed'`,
  'a file is gone': 'delete from homeward.attachments',
  'a file has lost its bytes': 'delete from homeward.attachment_contents',
  'an alert reached nobody': `delete from homeward.deliveries where alert = (select alert from homeward.deliveries limit 1)`,
};

/** Damage to what the clients wrote. */
const forgeries: Record<string, (entries: Entry[], key: string) => Entry[]> = {
  'a client was told another version': (entries, key) =>
    entries.map((entry) =>
      entry.what === 'told' && entry.key === key ? { ...entry, version: entry.version! + 1 } : entry,
    ),
  'a client was told of an act that is nowhere': (entries, key) =>
    entries.map((entry) => ('key' in entry && entry.key === key ? { ...entry, key: 'another' } : entry)),
  'an act was told before one that stands before it': (entries, key) =>
    entries.map((entry) => (entry.key === key ? { ...entry, at: entry.at - 1_000_000 } : entry)),
};

/** The last event of a client on a case that is open and was acted on before. */
function chosenOf(entries: Entry[], { heads, tasks }: Omit<Evidence, 'jobs'>): Told {
  const open = new Set(tasks.filter(({ closed }) => closed === null).map(({ instance }) => instance));
  const isOpen = (id?: string) => open.has(id ?? '') && heads.some((head) => head.id === id && head.status === 'open');
  return entries.findLast(
    (entry): entry is Told => entry.what === 'told' && entry.status === 200 && entry.version! > 2 && isOpen(entry.id),
  )!;
}

async function doctor(world: World, run: Run): Promise<void> {
  const entries = readRecords(world.told);
  const jobs = await readJobs(world.redis?.url);
  const broken = (given: Entry[], evidence: Evidence) =>
    [...new Set(check(given, evidence, run).findings.map(({ rule }) => rule))].sort();
  const admin = new Client({ connectionString: world.cluster.url('homeward') });
  await admin.connect();
  try {
    const whole = { ...(await readRows(admin)), jobs };
    const { rows } = await admin.query<typeof closed>(
      `select (select standing from homeward.institutions where id = $1) as standing, count(distinct i.id)::int as requests,
         count(distinct i.id) filter (where j.entry::jsonb #>> '{actor,role}' = 'register')::int as told
         from homeward.subjects s join homeward.instances i on i.id = s.instance join homeward.journal j on j.stream = i.id
        where s.subject = $1 and i.workflow = 'gatekeeping'`,
      [homes.closed],
    );
    closed = rows[0]!;
    const { key, id } = chosenOf(entries, whole);
    found['whole'] = broken(entries, whole);
    for (const [name, sql] of Object.entries(damages)) {
      await admin.query('begin; set local session_replication_role = replica; drop index homeward.tasks_open');
      const { rowCount } = await admin.query(sql.replaceAll('$key', key).replaceAll('$case', id!));
      found[name] = rowCount ? broken(entries, { ...(await readRows(admin)), jobs }) : ['nothing was damaged'];
      await admin.query('rollback');
    }
    for (const [name, forge] of Object.entries(forgeries)) found[name] = broken(forge(entries, key), whole);
    // as if PostgreSQL had written at the beginning what was due after a jump of the clock
    const isLater = (at: number) => at > run.start + 3_600_000;
    const early = whole.alerts.find(({ task, due }) => task !== null && isLater(due));
    const alerts = whole.alerts.map((alert) => (alert === early ? { ...alert, written: run.machine } : alert));
    found['a rung was told before its time'] = broken(entries, { ...whole, alerts });
    const timer = whole.lines.find(({ kind, at }) => kind === 'timer' && isLater(at));
    const lines = whole.lines.map((line) => (line === timer ? { ...line, written: run.machine } : line));
    found['a timer fired before its time'] = broken(entries, { ...whole, lines });
    const stray = { id: 'stray', kind: 'timer', instance: id, timer: 'xstate.after.nothing', version: 1 };
    found['a job without a row'] = broken(entries, { ...whole, jobs: [...jobs, stray] });
  } finally {
    await admin.end();
  }
}

let root: string;
beforeAll(async () => {
  // a build of its own: others read the one of the checkout meanwhile
  root = install(newFolder());
  report = await runChaos({ ...sample, rolling: true, root }, undefined, doctor);
}, 600_000);
afterAll(() => removeFolder(root));

describe('a world in which everything breaks', () => {
  it('loses nothing, doubles nothing, and every due rung is told once', () => {
    const { findings, failures, doctor: examined, journal, counts, left, faults } = report;
    expect({ findings, failures, examined }).toEqual({ findings: [], failures: [], examined: [] });
    expect(journal).toMatchObject({ broken: null, differences: 0 });
    expect([isSound(report), report.sound]).toEqual([true, true]);
    // what there was to lose
    expect(counts.acknowledged).toBeGreaterThan(50);
    expect(counts.timersFired).toBeGreaterThan(5);
    expect(counts.rungsFired).toBeGreaterThan(50);
    const made = Object.entries(faults).flatMap(([kind, { times }]) => (times > 0 ? [kind] : []));
    const missing = left.map((line) => /^(\w+): .* is missing on this machine$/.exec(line)?.[1]);
    expect([...made, ...missing].sort()).toEqual(['api', 'clock', 'postgres', 'space', 'step', 'worker']);
  });

  it('freezes a home, and tells every request for a place in it, by one act', () => {
    expect(closed.standing).toBe('frozen');
    expect(closed.requests).toBeGreaterThan(1);
    expect(closed.told).toBe(closed.requests);
  });

  it('answers nobody with a failure of its own, also on a full disk', () => {
    expect(Object.keys(report.disturbances).filter((what) => /^500/.test(what))).toEqual([]);
    // what PostgreSQL says when it can keep nothing, itself or through the write door
    for (const error of [{ code: '53100' }, { code: 'XX000', severity: 'PANIC' }, { cause: { state: '58030' } }])
      expect(isDatabaseGone(error)).toBe(true);
    expect(isDatabaseGone({ code: '23505', severity: 'ERROR' })).toBe(false);
  });

  it('prints a table that says so', () => {
    const table = tableOf(report);
    expect(table).toContain(report.plan);
    expect(table).not.toMatch(/BROKEN|FOUND|FAILED/);
  });
});

describe('a rolling restart under load', () => {
  it('costs nobody more than one retry, and every process ends as it should', () => {
    const { restarts, badEnds, acts, more, failures } = report.rolling!;
    expect({ restarts, badEnds, more, failures }).toEqual({ restarts: 5, badEnds: [], more: 0, failures: [] });
    expect(acts).toBeGreaterThan(20);
    expect(isSmooth(report.rolling!)).toBe(true);
  });
});

describe('the checker', () => {
  it('finds nothing in a sound world', () => {
    expect(found['whole']).toEqual([]);
  });

  it.each([
    ['an acknowledged line is gone', 'lost'],
    ['an acknowledged act is there twice', 'lost'],
    ['a key is forgotten', 'half'],
    ['a rung was told twice', 'rungs'],
    ['a rung was told that is still to come', 'rungs'],
    ['a rung was told before its time', 'rungs'],
    ['a timer fired before its time', 'timers'],
    ['a rung was never told', 'rungs'],
    ['a timer did not fire', 'timers'],
    ['a timer fired without a line', 'timers'],
    ['a line was rewritten', 'chain'],
    ['a form was rewritten', 'chain'],
    ['a case is ahead of its lines', 'half'],
    ['a task is open twice', 'half'],
    ['nobody and nothing moves a case', 'owner'],
    ['a file is gone', 'lost'],
    ['a file has lost its bytes', 'lost'],
    ['an alert reached nobody', 'told'],
    ['a client was told another version', 'lost'],
    ['a client was told of an act that is nowhere', 'lost'],
    ['an act was told before one that stands before it', 'order'],
    ['a line says another time', 'time'],
    ['a job without a row', 'queue'],
  ])('sees that %s', (name, rule) => {
    expect(found[name]).toContain(rule);
  });

  it('shares no code with the product', () => {
    for (const name of ['checker', 'due', 'times', 'evidence', 'record']) {
      const text = readFileSync(join(projectRoot(), 'apps', 'commands', 'chaos', `${name}.ts`), 'utf8');
      const imports = [...text.matchAll(/^import (type )?.* from '([^']+)'/gm)].filter(([, type]) => !type);
      const others = imports.map(([, , from]) => from!).filter((from) => !/^(node:|pg$|ioredis$)/.test(from));
      expect(
        others.filter((from) => !['../outage-year-reference', './due', './evidence', './times'].includes(from)),
      ).toEqual([]);
    }
  });

  it('leaves the jumps of the clock out of what somebody had to wait', () => {
    const jump = { from: 200, to: 700, when: 0 };
    expect(waitFor(100, 900, [])).toBe(800);
    expect(waitFor(100, 900, [jump])).toBe(300);
    expect(waitFor(500, 900, [jump])).toBe(200);
    // what was lived through twice is not counted as waited for longer
    expect(waitFor(100, 900, [{ from: 700, to: 200, when: 0 }])).toBe(800);
  });

  it('knows what the clock said between two moments, also where it went back meanwhile', () => {
    const jumps = [
      { from: 1_100, to: 5_000, when: 100 },
      { from: 5_100, to: 4_000, when: 200 },
    ];
    const span = (from: number, to: number) => spanOf(from, to, { start: 1_000, jumps });
    expect(span(0, 50)).toEqual([1_000, 1_050]);
    expect(span(50, 150)).toEqual([1_050, 5_050]);
    expect(span(150, 250)).toEqual([4_000, 5_100]);
    expect(span(250, 300)).toEqual([4_050, 4_100]);
  });
});

describe('the checker, where an act is held up while the clock jumps', () => {
  const [start, machine, day] = [Date.parse('2017-03-06T09:00:00+07:00'), 1_000_000_000_000, 86_400_000];
  // ten seconds after the beginning the clock jumps eight days ahead
  const jumps = [{ from: start + 10_000, to: start + 10_000 + 8 * day, when: 10_000 }];
  const run: Run = { start, machine, jumps, differing: 1_000, unattended: 60_000, end: start + 9 * day };
  const none: Evidence = {
    ...{ lines: [], keys: [], heads: [], tasks: [], timers: [], alerts: [], children: [], seats: [], jobs: [] },
    ...{ areas: new Set(), anchored: [], files: [] },
  };
  const place = { person: 'somebody', route: 'POST /api/v1/instances', key: 'key' };
  /** A line of an act that was decided nine seconds after the beginning, and written so many. */
  const line = (seconds: number): Line => ({
    ...{ stream: 'case', seq: 2, version: 2, kind: 'event', at: start + 9_000, written: machine + seconds * 1_000 },
    ...{ ...place, entry: '{}', hash: '', content: null },
  });
  /** What is found of a reminder that was told so many seconds after the beginning, its task closed by that act. */
  const remindedAt = (told: number, written: number): string[] => {
    const due = Date.parse('2017-03-10T00:00:00+07:00');
    const task: TaskRow = {
      ...{ id: 'task', instance: 'case', key: 'visit', role: 'dsw', area: '08', exact: false, ladder: 'normal' },
      ...{ on: '2017-03-17', due: due + 8 * day, opens: null, parameters: 1, openedVersion: 1, opened: start },
      ...{ closedVersion: 2, closed: start + 9_000, closedBy: 'event' },
    };
    const alert: AlertRow = {
      ...{ task: 'task', instance: 'case', kind: 'task.reminder', rung: 'reminder-7', occurrence: '', due },
      ...{ fired: start + 8 * day, written: machine + told * 1_000, nobody: false, deliveries: 1 },
    };
    const { findings } = check([], { ...none, lines: [line(written)], tasks: [task], alerts: [alert] }, run);
    return findings.flatMap(({ rule, detail }) => (rule === 'rungs' ? [detail.replace(/^.*: /, '')] : []));
  };

  it('takes a reminder of a task that was still open when it was due', () => {
    expect(remindedAt(12, 20)).toEqual([]);
  });

  it('names one of a task that was closed before it was due, and one that was told before it was due', () => {
    expect(remindedAt(12, 9)).toEqual(['reminder-7 fired although it is not due']);
    expect(remindedAt(9, 20)).toEqual(['reminder-7 fired before its time']);
  });

  it('takes the time of a clock that was looked at just before it jumped, and no other', () => {
    const timesOf = (at: number) => {
      const asked = { what: 'asked', client: 0, act: 'event', type: 'told', at, ...place } as const;
      const told = { what: 'told', key: 'key', status: 200, tries: 1, at: at + 50, version: 2, id: 'case' } as const;
      return check([asked, told], { ...none, lines: [line(10)] }, run).findings.filter(({ rule }) => rule === 'time');
    };
    expect(timesOf(10_030)).toHaveLength(0);
    expect(timesOf(10_400)).toHaveLength(1);
  });
});

describe('the plan', () => {
  const long = { seed: 2017, seconds: 180, clients: 32, pauses: { usual: 35_000, once: 65_000 } };

  it('is the same for the same seed, and another for another', () => {
    expect(planChaos(long)).toEqual(planChaos(long));
    expect(planChaos(long).digest).not.toBe(planChaos({ ...long, seed: 2018 }).digest);
  });

  it('breaks everything more than once in three minutes, and stops a process past every lease', () => {
    const { faults } = planChaos(long);
    for (const kind of kinds) expect(faults.filter((fault) => fault.kind === kind).length).toBeGreaterThan(1);
    // clocks go back for all, and are wrong for one process in both directions
    const steps = faults.filter(({ kind }) => kind === 'step');
    expect(
      new Set(steps.map(({ target, more }) => `${target < 5 ? 'one' : 'all'} ${more < 0 ? 'back' : 'ahead'}`)),
    ).toEqual(new Set(['one back', 'one ahead', 'all back']));
    // a worker's silence counts after a minute, a job's lock after half a minute
    const still = faults.filter(({ kind }) => kind === 'pause').map(({ lasts }) => lasts);
    expect(Math.max(...still)).toBeGreaterThan(60_000);
    expect(Math.min(...still)).toBeGreaterThan(30_000);
  });
});
