/** What an installation of the version before holds is there after the migration, row by row, and goes on. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { addressOf, createDatabase, migrate, readMigrations } from '../../libs/database';
import { Door, verifyJournal, type Unit } from '../../libs/engine';
import { World } from '../api/world';
import { fixture } from '../engine/fixture';
import { visited } from '../engine/visits-fixture';
import type { TestServer } from '../support/cluster';

const server = (): TestServer =>
  JSON.parse(readFileSync(join(process.env.HOMEWARD_TEST_FOLDER!, 'server.json'), 'utf8')) as TestServer;

/** What the acts on a few cases write, so that another database can be told the same. */
async function playedUnits(): Promise<Unit[]> {
  const world = await World.open({ workflows: [fixture, visited] });
  const units: Unit[] = [];
  const { door } = world.context;
  const write = door.write.bind(door);
  door.write = (unit) => {
    units.push(unit);
    return write(unit);
  };
  try {
    const worker = await world.signIn('dsw.saang', 'dsw', '0810');
    const commune = await world.signIn('commune.saang', 'commune', '081001');
    const open = (token: string, workflow: string, data: object) =>
      world.send('/api/v1/instances', { token, body: { workflow, area: '081001', data } });
    await open(commune.token, 'fixture', { amount: 1 });
    await open(commune.token, 'fixture', { amount: 12 });
    await open(worker.token, 'visited', { days: [1, 3], worker: worker.person });
  } finally {
    await world.close();
  }
  return units;
}

it('keeps every line, content, visit, key, alert and message, and every guard of them', async () => {
  const units = await playedUnits();
  const { admin, passwords, template } = server();
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  const client = new Client({ connectionString: admin });
  await client.connect();
  await createDatabase(client, name);
  const ownerUrl = addressOf(admin, 'owner', passwords.owner, name);
  const owner = new Pool({ connectionString: ownerUrl, max: 2 });
  const app = new Pool({ connectionString: addressOf(admin, 'app', passwords.app, name), max: 2 });
  // a connection that the end of the database closes is no failure of the test
  for (const pool of [owner, app]) pool.on('error', () => undefined);
  try {
    const before = readMigrations().filter(({ name: file }) => file < '0042');
    await migrate(ownerUrl, before);
    await owner.query(
      `insert into homeward.areas (code, level, name_km, name_en) select c, length(c) / 2, c, c from unnest('{08,0810,081001}'::text[]) c on conflict do nothing`,
    );
    await owner.query(
      `insert into homeward.parameter_sets (version, effective_from, "values", changed, proposed_by, approved_by, reason, made_at)
       values (1, '2016-01-01', '{}', '{}', $1, $1, 'of the test', '2016-01-01')`,
      ['00000000-0000-0000-0000-0000000000fe'],
    );
    const door = new Door(app);
    const outcomes = [];
    // old ids are random; whatever form they have they stay
    const text = JSON.stringify(units).replace(/"([0-9a-f]{8}-[0-9a-f]{4})-7/g, '"$1-4');
    for (const unit of JSON.parse(text) as Unit[]) outcomes.push(await door.write({ ...unit, checks: [] }));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const at = '2017-03-20T09:00:00+07:00';
    const raised = (data: object) =>
      app.query('select homeward.raise_alert($1::jsonb) as id', [
        JSON.stringify({ to: ['mosvy'], en: 'x', km: 'x', at, ...data }),
      ]);
    const { rows: cases } = await owner.query<{ id: string }>('select id from homeward.instances order by id limit 1');
    const ids = [
      (await raised({ kind: 'general', occurrence: '1' })).rows[0].id,
      (await raised({ kind: 'special', instance: cases[0]!.id })).rows[0].id,
    ] as string[];
    const message = { person: '00000000-0000-0000-0000-0000000000fe', channel: 'inbox', reason: 'x', role: 'mosvy' };
    await app.query('select homeward.address_alerts($1::jsonb)', [
      JSON.stringify(ids.map((alert) => ({ alert, at, deliveries: [message], nobody: false }))),
    ]);

    const tables = ['journal', 'contents', 'visits', 'alerts', 'deliveries'];
    const rowsOf = async (table: string) =>
      (
        await owner.query<{ row: string }>(
          `select (to_jsonb(t) - 'about' - 'case_area')::text as row from homeward.${table} t order by 1`,
        )
      ).rows.map(({ row }) => row);
    const had = await Promise.all(tables.map(rowsOf));
    expect(had.every((rows) => rows.length > 0)).toBe(true);

    expect(await migrate(ownerUrl)).toEqual(
      readMigrations()
        .slice(before.length)
        .map(({ name: file }) => file),
    );
    expect(await Promise.all(tables.map(rowsOf))).toEqual(had);
    expect((await verifyJournal(app)).broken).toBeUndefined();
    const { rows } = await owner.query(
      'select kind, about = instance as of_case, about = homeward.general_alert(kind, occurrence) as general from homeward.alerts order by kind',
    );
    expect(rows).toEqual([
      { kind: 'general', of_case: null, general: true },
      { kind: 'special', of_case: true, general: false },
    ]);
    // the same alert, the same key and the same line do not come twice, and a process of the version before is understood
    expect((await raised({ kind: 'general', occurrence: '1' })).rows[0].id).toBeNull();
    const again = (JSON.parse(text) as Unit[]).find(({ lines }) => lines[0]!.key)!;
    expect(await door.write({ ...again, checks: [] })).toMatchObject({
      ok: false,
      conflict: expect.stringMatching(/key|instance/),
    });
    const fresh = (await raised({ kind: 'general', occurrence: '2' })).rows[0].id as string;
    const told = await app.query('select homeward.address_alerts($1::jsonb) as n', [
      JSON.stringify([{ alert: fresh, at, deliveries: [message], nobody: false }]),
    ]);
    expect(told.rows[0].n).toBe(1);
    await expect(owner.query('update homeward.journal set at = at')).rejects.toMatchObject({
      constraint: 'journal_append_only',
    });
    await expect(owner.query('delete from homeward.keys')).rejects.toMatchObject({ constraint: 'journal_append_only' });
    await expect(
      owner.query(
        `insert into homeward.deliveries (about, alert, person, channel, reason, due_at) values ($1, $1, $1, 'inbox', 'x', now())`,
        [fresh],
      ),
    ).rejects.toMatchObject({ code: '23503', constraint: 'deliveries_alert_fkey' });
    await expect(
      owner.query(`insert into homeward.corrections (stream, line, seq) values ($1, 7, 8)`, [cases[0]!.id]),
    ).rejects.toMatchObject({ code: '23503', constraint: 'corrections_line' });
  } finally {
    await Promise.all([owner.end(), app.end()]);
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    await client.end();
  }
}, 120_000);
