import { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import type { Actor } from '../../workflows/workflow';
import { seedSettings, Settings } from '../calendar';
import { Door, verifyJournal } from '../engine';
import { loadStandardAreas } from './areas';
import { importInstitutions } from './imports';

const clock = { time: Date.parse('2017-03-06T09:00:00+07:00'), now: () => clock.time };
const ministry = (n: number): Actor => ({ person: `00000000-0000-4000-8000-00000000000${n}`, role: 'mosvy', area: '' });
const home = {
  code: 'RCI-KDL-001',
  nameKm: 'មណ្ឌលគំរូ',
  nameEn: 'Home',
  kind: 'rci',
  operator: 'ngo',
  area: '0810',
  standing: 'authorised',
  capacity: 10,
};
const given = { policyDate: '2017-03-01', at: '2017-03-06T09:00:00+07:00', institutions: [home] };

let db: TestDatabase;
let migrator: Pool;
let settings: Settings;

async function open(): Promise<void> {
  db = await createTestDatabase();
  migrator = new Pool({ connectionString: db.migratorUrl, max: 2 });
  migrator.on('error', () => undefined);
  await loadStandardAreas(migrator);
  settings = new Settings(db.pool, new Door(db.pool), clock);
}

async function seed(): Promise<void> {
  const owner = await db.owner.connect();
  await seedSettings(owner);
  owner.release();
}

const policyDate = async () => (await settings.parameters()).find((p) => p.id === 'P-34')!;
const versions = async () =>
  (await db.pool.query<{ n: number }>('select count(*)::int as n from homeward.parameter_sets')).rows[0]!.n;

beforeEach(open);
afterEach(async () => {
  await migrator.end();
  await db.drop();
});

describe('the policy date P-34', () => {
  it('is set by nobody but the import: neither by the application nor by a dry run or a file with a fault', async () => {
    await seed();
    await expect(db.pool.query(`select door.set_policy_date('2017-01-01', now())`)).rejects.toMatchObject({
      code: '42501',
    });
    await importInstitutions(migrator, { ...given, dryRun: true });
    await importInstitutions(migrator, { ...given, institutions: [home, home] });
    expect(await versions()).toBe(1);
    expect(await policyDate()).toMatchObject({ value: null, history: [{ version: 1, source: 'default' }] });
  });

  it('comes with the register as a version of its own, journalled; a second import changes neither', async () => {
    await seed();
    await importInstitutions(migrator, given);
    settings = new Settings(db.pool, new Door(db.pool), clock);
    expect(await policyDate()).toMatchObject({
      value: '2017-03-01',
      version: 2,
      history: [
        { version: 1, value: null, source: 'default' },
        { version: 2, value: '2017-03-01', source: 'import', effectiveFrom: '2017-03-06T02:00:00.000Z' },
      ],
    });
    const { rows } = await db.pool.query(
      `select entry::jsonb ->> 'event' as event, entry::jsonb -> 'actor' ->> 'role' as role, entry::jsonb -> 'setting' as setting
         from homeward.journal where stream = '00000000-0000-0000-0000-0000000000a4'`,
    );
    expect(rows).toEqual([
      {
        event: 'parameter.imported',
        role: 'register',
        setting: { parameter: 'P-34', value: '2017-03-01', version: 2 },
      },
    ]);
    expect((await verifyJournal(db.pool)).broken ?? null).toBeNull();
    await expect(importInstitutions(migrator, { ...given, policyDate: '2018-01-01' })).rejects.toMatchObject({
      extra: { rules: [{ id: 'N-06' }] },
    });
    await seed();
    expect(await versions()).toBe(2);
  });

  it('leaves what is approved for later to come on its day, and holds then too', async () => {
    await seed();
    const later = { parameter: 'P-02', value: { amount: 3, unit: 'workingDays' }, effectiveFrom: '2017-04-01' };
    const { id } = await settings.proposeParameter(ministry(1), { ...later, reason: 'one day is too short' });
    await settings.approveParameter(ministry(2), id);
    await importInstitutions(migrator, given);
    settings = new Settings(db.pool, new Door(db.pool), clock);
    const valuesAt = async (day: string) => {
      const { values } = (await settings.at(Date.parse(`${day}T12:00:00+07:00`))).parameters;
      return [values['P-02'].amount, values['P-34']];
    };
    expect(await valuesAt('2017-03-05')).toEqual([1, null]);
    expect(await valuesAt('2017-03-07')).toEqual([1, '2017-03-01']);
    expect(await valuesAt('2017-04-02')).toEqual([3, '2017-03-01']);
  });

  it('is taken from a register that was there before the settings', async () => {
    await importInstitutions(migrator, given);
    await seed();
    await seed();
    expect(await versions()).toBe(2);
    expect(await policyDate()).toMatchObject({ value: '2017-03-01', history: [{}, { source: 'import' }] });
  });
});
