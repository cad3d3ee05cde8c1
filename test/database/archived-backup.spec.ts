/** An archived year in a backup: restored elsewhere it lies at hand, verifies and replays, and can be archived again; at home it comes back. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { makeChildren, acts, chainArea, people } from '../../apps/commands/bench/chain';
import { verifyBackup } from '../../apps/commands/backup/file';
import { restoreFolder } from '../../apps/commands/backup/restoring';
import { saveBackup } from '../../apps/commands/backup/save';
import { config, openDatabase, openYearsFrom } from '../../libs/database';
import { archiveYear, bringBackYear, verifyJournal, type ManualClock } from '../../libs/engine';
import { Town } from '../api/town';

const year = 2018;
const now = Date.parse(`${year + 12}-06-01T09:00:00+07:00`);
const move = { year, now, years: 10 };

let town: Town;
let folder: string;
beforeAll(async () => {
  town = await Town.open({}, '2016-12-01T09:00:00+07:00');
  folder = mkdtempSync(join(tmpdir(), 'homeward-archived-'));
});
afterAll(async () => {
  await town?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A request of the year that its parents withdrew in the next one, in which their family is then supported. */
async function closedCase(): Promise<string> {
  const { engine, clock } = town.context;
  await (clock as ManualClock).set(Date.parse(`${year}-12-28T09:00:00+07:00`));
  const [child] = await makeChildren(town.database.owner, 1);
  const { actor, event, dataFor } = acts[0]!;
  const common = { actor, route: 'test' };
  const data = dataFor(child!);
  const opened = await engine.open({
    ...common,
    key: randomUUID(),
    workflow: 'gatekeeping',
    event,
    area: chainArea,
    data,
  });
  await (clock as ManualClock).set(Date.parse(`${year + 1}-01-02T09:00:00+07:00`));
  const { status } = await engine.send({
    ...common,
    actor: people.commune!,
    key: randomUUID(),
    instance: opened.id,
    version: opened.version,
    type: 'request.withdrawn',
    data: { by: 'parents', reason: 'they changed their mind', needs: ['material'], referrals: [] },
  });
  expect(status).toBe('closed');
  return opened.id;
}

const linesIn = async (owner: Pool, table: string): Promise<number> =>
  (await owner.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n;

it('is restored elsewhere as years at hand that verify and replay, and comes back at home', async () => {
  const { owner, ownerUrl, pool } = town.database;
  await openYearsFrom(owner, year);
  const instance = await closedCase();
  await (town.context.clock as ManualClock).set(now);
  const moved = await archiveYear(owner, move);
  expect(moved.cases).toBe(1);
  const read = () => town.outcome('supervisor.kandal', `/instances/${instance}/journal`);
  expect(await read()).toBe('410 case_archived');
  expect(await linesIn(owner, `archive.journal_${year}`)).toBe(moved.lines);

  const file = join(folder, 'archived.backup');
  await saveBackup(ownerUrl, randomBytes(32), file);
  const elsewhere = config({ HOMEWARD_DATA_DIR: join(folder, 'elsewhere'), HOMEWARD_CLOCK: 'manual' });
  const { verified, replayed } = await restoreFolder(elsewhere, { file, ...(await verifyBackup(file)) });
  expect([verified.broken, replayed.differences]).toEqual([undefined, []]);
  expect(verified.archived).toEqual([]);

  const database = await openDatabase(elsewhere, { connections: 2 });
  const theirs = new Pool({ connectionString: database.ownerUrl, max: 2 });
  try {
    expect(await linesIn(theirs, `homeward.journal_${year}`)).toBe(moved.lines);
    const again = await archiveYear(theirs, move);
    expect(again.digests).toEqual(moved.digests);
  } finally {
    await theirs.end();
    await database.stop();
  }

  expect(await bringBackYear(owner, move)).toEqual(moved);
  expect(await verifyJournal(pool)).toMatchObject({ broken: undefined, archived: [] });
  expect(await read()).toBe('200');
}, 120_000);
