/** Years of cases: who refuses to open or to move them, what becomes of a case that was moved, and that it comes back as it was. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyBackup } from '../../apps/commands/backup/file';
import { saveBackup } from '../../apps/commands/backup/save';
import {
  ArchiveRefusal,
  archiveYear,
  bringBackYear,
  caseId,
  Definitions,
  Door,
  examine,
  keptId,
  replayJournal,
  verifyJournal,
} from '../../libs/engine';
import { World } from '../api/world';
import { fixture } from '../engine/fixture';
import { visited } from '../engine/visits-fixture';

const year = new Date().getUTCFullYear() - 1;
const years = 10;
let world: World;
let worker: Awaited<ReturnType<World['signIn']>>;
let supervisor: Awaited<ReturnType<World['signIn']>>;
/** a case of the year that is closed, one with visits, and one of the year after, which stays open */
let closed: string;
let visitedCase: string;
let later: string;

const instant = (text: string): number => Date.parse(`${text}T09:00:00+07:00`);
const get = async (path: string) => world.send(`/api/v1${path}`, { token: supervisor.token });
const send = (id: string, type: string, data: object, version: number, key?: string) =>
  world.send(`/api/v1/instances/${id}/events`, {
    token: supervisor.token,
    body: { type, data },
    key,
    headers: { 'If-Match': `"${version}"` },
  });
const open = async (workflow: string, data: object): Promise<string> =>
  (await world.send('/api/v1/instances', { token: worker.token, body: { workflow, area: '081001', data } })).body.id;
const rowsOf = async (table: string): Promise<string[]> =>
  (
    await world.database.owner.query<{ row: string }>(
      `select to_jsonb(t)::text as row from homeward.${table} t order by 1`,
    )
  ).rows.map(({ row }) => row);
const archive = (now: number) => archiveYear(world.database.owner, { year, now, years });
const reasonOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'moved',
    (error: unknown) => (error instanceof ArchiveRefusal ? error.reason : error),
  );

beforeAll(async () => {
  world = await World.open({ workflows: [fixture, visited] });
  await world.clock.set(instant(`${year}-03-02`));
  worker = await world.signIn('commune.saang', 'commune', '081001');
  supervisor = await world.signIn('supervisor.saang', 'districtSupervisor', '0810');
  const dsw = await world.signIn('dsw.saang', 'dsw', '0810');
  closed = await open('fixture', { amount: 1 });
  expect((await send(closed, 'thing.checked', { amount: 2 }, 1, 'first-check')).status).toBe(200);
  const placed = await world.send('/api/v1/instances', {
    token: dsw.token,
    body: { workflow: 'visited', area: '081001', data: { days: [1], worker: dsw.person } },
  });
  visitedCase = placed.body.id;
  await world.clock.set(instant(`${year}-03-05`));
  const ended = await world.send(`/api/v1/instances/${visitedCase}/events`, {
    token: dsw.token,
    body: { type: 'case.ended', data: {} },
    headers: { 'If-Match': '"1"' },
  });
  expect([ended.status, ended.body.status]).toEqual([200, 'closed']);
}, 60_000);
afterAll(() => world.close());

describe('years', () => {
  it('are opened once, however many ask, and not further than two years ahead', async () => {
    const { pool, owner } = world.database;
    const next = year + 3;
    const made = await Promise.all([1, 2, 3].map(() => pool.query('select homeward.open_years($1) as n', [next])));
    expect(made.map(({ rows }) => rows[0].n).sort()).toEqual([0, 0, 4]);
    await expect(pool.query('select homeward.open_years($1)', [next + 1])).rejects.toMatchObject({
      constraint: 'years_ahead',
    });
    const { rows } = await owner.query(
      `select has_table_privilege('homeward_app', 'homeward.journal_${next}', 'select') as may`,
    );
    expect(rows[0].may).toBe(false);
    await expect(owner.query(`truncate homeward.journal_${next}`)).rejects.toMatchObject({
      constraint: 'journal_append_only',
    });
    await expect(owner.query(`delete from homeward.journal_before`)).rejects.toMatchObject({
      constraint: 'journal_append_only',
    });
  });

  it('take what fell into the default partition before them along', async () => {
    const { owner } = world.database;
    const far = caseId(instant(`${year + 4}-05-05`));
    await owner.query(
      `insert into homeward.journal (stream, seq, kind, at, entry, hash) values ($1, 1, 'registry', now(), '{}', '\\x00')`,
      [far],
    );
    const lies = async () =>
      (
        await owner.query<{ at: string }>(
          'select tableoid::regclass::text as at from homeward.journal where stream = $1',
          [far],
        )
      ).rows[0]!.at;
    expect(await lies()).toBe('homeward.journal_default');
    expect((await owner.query('select what from homeward.years_lacking()')).rows).toEqual([
      { what: 'journal_default holds 1 rows of cases, which belong into the partition of a year' },
    ]);
    // as if the year had come
    const client = await owner.connect();
    try {
      await client.query('begin');
      await client.query('create table homeward.journal_next (like homeward.journal including all)');
      await client.query(
        `select door.attach('journal', 'stream', 'journal_next', door.bound($1), door.bound($1 + 1))`,
        [year + 4],
      );
      const { rows } = await client.query(
        'select tableoid::regclass::text as at from homeward.journal where stream = $1',
        [far],
      );
      expect(rows).toEqual([{ at: 'homeward.journal_next' }]);
    } finally {
      await client.query('rollback');
      await client.query('begin; set local session_replication_role = replica').catch(() => undefined);
      await client.query('rollback');
      await client.query('alter table homeward.journal_default disable trigger user');
      await client.query('delete from homeward.journal_default where stream = $1', [far]);
      await client.query('alter table homeward.journal_default enable trigger user');
      client.release();
    }
    expect((await owner.query('select what from homeward.years_lacking()')).rows).toEqual([]);
  });

  it('tell where a case lies by its id, and what never ends lies apart', async () => {
    const { owner } = world.database;
    const { rows } = await owner.query(
      'select distinct tableoid::regclass::text as at from homeward.journal where stream = $1',
      [closed],
    );
    expect(rows).toEqual([{ at: `homeward.journal_${year}` }]);
    expect(parseInt(closed.replace('-', '').slice(0, 12), 16)).toBe(instant(`${year}-03-02`));
    expect(Array.from({ length: 50 }, keptId).every((id) => /^[89a-f]/.test(id))).toBe(true);
  });
});

describe('the archive', () => {
  it('refuses a year that is not over, that nobody knows, with an open case, and one closed too short a time ago', async () => {
    const waiting = await open('fixture', { amount: 3 });
    const refusal = await archive(instant(`${year + 12}-06-01`)).catch((error: ArchiveRefusal) => error as never);
    expect(refusal).toMatchObject({ reason: 'kept', cases: [{ why: 'open' }] });
    expect((await send(waiting, 'thing.checked', { amount: 2 }, 1)).status).toBe(200);
    expect(
      await archive(instant(`${year + 9}-06-01`)).catch((e: ArchiveRefusal) => e.cases.map(({ why }) => why)),
    ).toEqual(['closed', 'closed', 'closed']);
    await world.clock.set(instant(`${year + 1}-01-05`));
    later = await open('fixture', { amount: 4 });
    const young = { year: year + 2, now: instant(`${year + 2}-12-01`), years };
    expect(await reasonOf(archiveYear(world.database.owner, young))).toBe('notOver');
    expect(
      await reasonOf(archiveYear(world.database.owner, { year: year - 20, now: instant(`${year + 12}-06-01`), years })),
    ).toBe('unknown');
    expect(await reasonOf(bringBackYear(world.database.owner, { year, now: instant(`${year + 12}-06-01`) }))).toBe(
      'atHand',
    );
  });

  it('moves a year, answers plainly for its cases, lets nothing be added, and brings it back as it was', async () => {
    const { owner, pool } = world.database;
    const now = instant(`${year + 12}-06-01`);
    const before = await Promise.all(['journal', 'contents', 'visits', 'alerts'].map(rowsOf));
    const moved = await archive(now);
    expect(moved).toMatchObject({ year, cases: 3, lines: 6 });
    expect(await reasonOf(archive(now))).toBe('archived');

    // the product's clock goes on as well
    await world.clock.set(now);
    for (const path of ['', '/journal', '/visits', '/chart'].map((part) => `/instances/${closed}${part}`)) {
      const { status, body } = await get(path);
      expect([status, body.code, JSON.stringify(body)]).toEqual([
        410,
        'case_archived',
        expect.stringContaining('បណ្ណសារ'),
      ]);
    }
    expect((await send(closed, 'note.written', { note: 'x' }, 2)).body.code).toBe('case_archived');
    expect((await send(closed, 'thing.checked', { amount: 2 }, 1, 'first-check')).body.code).toBe('case_archived');
    const stray = { stream: closed, kind: 'task', at: new Date(now).toISOString(), entry: '{}', ops: [] };
    const written = await new Door(pool).write({ lines: [stray as never], checks: [] });
    expect(written).toMatchObject({ ok: false, error: { constraint: 'case_archived' } });
    expect((await get(`/instances/${later}`)).status).toBe(200);
    await expect(pool.query(`select * from archive.journal_${year}`)).rejects.toMatchObject({ code: '42501' });

    expect(await verifyJournal(pool)).toMatchObject({ broken: undefined, archived: [year] });
    const { engine, settings } = world.context;
    expect(await replayJournal(pool, new Definitions([fixture, visited]), settings)).toMatchObject({
      instances: 1,
      differences: [],
    });
    expect((await examine(engine, pool, false)).findings.filter(({ instance }) => instance !== later)).toEqual([]);

    // a backup holds what was moved, as rows at hand
    const folder = mkdtempSync(join(tmpdir(), 'homeward-archive-'));
    try {
      const file = join(folder, 'whole.backup');
      await saveBackup(world.database.ownerUrl, Buffer.alloc(32), file);
      const { header, footer } = await verifyBackup(file);
      expect(['journal', 'contents', 'visits', 'alerts'].map((table) => footer.rows[table])).toEqual(
        before.map((rows, i) => rows.length + [1, 1, 0, 0][i]!),
      );
      expect(header.tables.filter(({ name }) => /_\d{4}$|archives/.test(name))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }

    expect(await bringBackYear(owner, { year, now })).toEqual(moved);
    const after = await Promise.all(['journal', 'contents', 'visits', 'alerts'].map(rowsOf));
    // beside the two lines of the archive itself
    expect(
      after.map((rows, i) => before[i]!.every((row) => rows.includes(row)) && rows.length - before[i]!.length),
    ).toEqual([2, 2, 0, 0]);
    expect((await get(`/instances/${closed}/journal`)).body.items).toHaveLength(2);
    expect(await verifyJournal(pool)).toMatchObject({ broken: undefined, archived: [] });
    await expect(owner.query(`delete from homeward.journal_${year}`)).rejects.toMatchObject({
      constraint: 'journal_append_only',
    });
    await expect(owner.query(`delete from homeward.visits`)).rejects.toMatchObject({ constraint: 'visit_kept' });
  });

  it('looks at a year without keeping anybody waiting, and looks again at what was written since alone', async () => {
    const { owner } = world.database;
    const client = await owner.connect();
    const now = instant(`${year + 12}-06-01`);
    type Known = { oldest: string; parts: Record<string, { digest: string; rows: number }> };
    try {
      await client.query('begin');
      const { rows } = await client.query<{ known: Known }>('select door.digests_of_year($1) as known', [year]);
      const { known } = rows[0]!;
      const { rows: locks } = await client.query<{ mode: string }>(
        `select distinct mode from pg_locks where pid = pg_backend_pid() and locktype = 'relation'`,
      );
      expect(locks).toEqual([{ mode: 'AccessShareLock' }]);
      // a case is opened while the digests are being made
      expect(await open('fixture', { amount: 6 })).toMatch(/^0/);
      await client.query('commit');

      // what it found is taken, but for the part that was written to
      const found = { ...known, parts: { ...known.parts } };
      for (const table of ['journal', 'contents'])
        found.parts[table] = { ...known.parts[table]!, digest: `found in ${table}` };
      await client.query('begin');
      await client.query(`alter table homeward.contents_${year} disable trigger user`);
      await client.query(`update homeward.contents_${year} set body = body where stream = $1 and seq = 1`, [closed]);
      const { rows: moved } = await client.query<{ digests: Record<string, string> }>(
        `select door.archive_year($1, $2, $3, $4) -> 'digests' as digests`,
        [year, new Date(now - 3652 * 86_400_000), new Date(now), found],
      );
      const { journal, contents, visits } = moved[0]!.digests;
      expect({ journal, contents, visits }).toEqual({
        journal: 'found in journal',
        contents: known.parts['contents']!.digest,
        visits: known.parts['visits']!.digest,
      });
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('takes the messages of its alerts along, but for those that still have to be sent', async () => {
    const { owner } = world.database;
    const count = async (table: string): Promise<number> =>
      (
        await owner.query<{ n: number }>(
          `select count(*)::int as n from ${table} where about >= door.bound($1) and about < door.bound($1 + 1)`,
          [year],
        )
      ).rows[0]!.n;
    await owner.query(
      `insert into homeward.alerts (about, kind, instance, rung, occurrence, area, to_roles, text_en, text_km, due_at, fired_at, resolved_at)
       values ($1, 'note', $1, '', 'of the archive', '081001', '{commune}', 'x', 'x', now(), now(), now())`,
      [closed],
    );
    for (const [channel, sent] of [
      ['inbox', true],
      ['email', false],
    ] as const)
      await owner.query(
        `insert into homeward.deliveries (about, alert, person, channel, reason, due_at, sent_at)
         select about, id, $2, $3, 'holder', now(), case when $4 then now() end from homeward.alerts where about = $1 and occurrence = 'of the archive'`,
        [closed, worker.person, channel, sent],
      );
    const before = await rowsOf('deliveries');
    const at = await count('homeward.deliveries');
    const now = instant(`${year + 12}-06-01`);
    const moved = await archive(now);
    expect(await count(`archive.deliveries_${year}`)).toBe(at - 1);
    expect(await count('homeward.deliveries')).toBe(1);
    await owner.query(`update archive.deliveries_${year} set reason = reason || ' ' where channel = 'inbox'`);
    expect(await reasonOf(bringBackYear(owner, { year, now }))).toBe('changed');
    await owner.query(`update archive.deliveries_${year} set reason = rtrim(reason) where channel = 'inbox'`);
    expect(await bringBackYear(owner, { year, now })).toEqual(moved);
    expect(await rowsOf('deliveries')).toEqual(before);
    expect((await owner.query(`select to_regclass('archive.deliveries_${year}') as left`)).rows).toEqual([
      { left: null },
    ]);
  });

  it('does not bring back what was changed there', async () => {
    const { owner } = world.database;
    const now = instant(`${year + 12}-06-01`);
    await archive(now);
    await owner.query(`update archive.contents_${year} set body = body || ' ' where stream = $1`, [closed]);
    expect(await reasonOf(bringBackYear(owner, { year, now }))).toBe('changed');
    expect((await get(`/instances/${closed}`)).body.code).toBe('case_archived');
  });
});
