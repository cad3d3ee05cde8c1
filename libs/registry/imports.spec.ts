import { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { verifyJournal } from '../engine';
import { loadStandardAreas, standardAreas } from './areas';
import { importAreas, importInstitutions, readAreas, readInstitutions } from './imports';

let db: TestDatabase;
let migrator: Pool;
beforeAll(async () => {
  db = await createTestDatabase();
  migrator = new Pool({ connectionString: db.migratorUrl, max: 2 });
  migrator.on('error', () => undefined);
});
afterAll(async () => {
  await migrator?.end();
  await db?.drop();
});

const count = async (table: string) =>
  (await db.pool.query<{ n: number }>(`select count(*)::int as n from homeward.${table}`)).rows[0]!.n;

describe('the areas', () => {
  it('are refused where one lies in no known area, and nothing of the file stays', async () => {
    await expect(
      importAreas(migrator, [{ code: '0810', level: 2, km: 'ស្អាង', latin: "S'ang", kind: 'ស្រុក' }]),
    ).rejects.toMatchObject({ constraint: 'area_parent' });
    expect(await count('areas')).toBe(0);
  });

  it('of the product cover every province, nest by code, and are loaded once', async () => {
    expect(standardAreas.filter((a) => a.level === 1)).toHaveLength(25);
    expect(standardAreas.every((a) => /[\u1780-\u17ff]/.test(a.km) && /\w/.test(a.latin))).toBe(true);
    expect(await loadStandardAreas(migrator)).toBe(standardAreas.length);
    expect(await loadStandardAreas(migrator)).toBe(0);
  });

  it('of a gazetteer file add to the known ones and rename them', async () => {
    const { areas, errors, filled } = readAreas(
      '\ufeff0810\t2\tស្អាង\tSa Ang\tស្រុក\r\n0817\t2\tថ្មី\tThmei\tស្រុក\n081701\t3\tភូមិថ្មី\t \tឃុំ\n\n081\t2\tx\ty\tz\n',
    );
    expect(errors).toMatchObject([{ row: 4, code: '081' }]);
    expect(filled).toEqual(['081701']);
    expect(await importAreas(migrator, areas)).toEqual({ rows: 3, added: 2 });
    expect((await db.pool.query(`select name_en from homeward.areas where code = '0810'`)).rows).toEqual([
      { name_en: 'Sa Ang' },
    ]);
  });
});

const csv = `code,nameKm,nameEn,kind,operator,area,standing,capacity,lastInspection,lat,lon,director,address
RCI-KDL-001,មណ្ឌលសុភមង្គល,"Happy ""House"", Kandal",rci,ngo,0810,authorised,២៥,2016-05-01,11.4,105.0,សុខ សាន,"Street 1
behind the school"
RCI-KDL-002,មណ្ឌលថ្មី,New Home,rci,state,0811,suspended,10,,,,,
`;

describe('the register of institutions', () => {
  it('names every row that cannot be read', () => {
    const { institutions, errors } = readInstitutions(
      `${csv}rci 3,x,y,orphanage,ngo,08,authorised,-1,2016-02-30,,,,\n`,
      'csv',
    );
    expect(institutions).toHaveLength(2);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      row: 3,
      code: 'rci 3',
      error: expect.stringMatching(/code.*kind.*lastInspection|kind/),
    });
    expect(() => readInstitutions('{"a": 1}', 'json')).toThrow('body_invalid');
    expect(readInstitutions(JSON.stringify([{ code: 'X' }]), 'json').errors).toHaveLength(1);
  });

  it('is loaded whole or not at all: a fault of one row is named and nothing stays', async () => {
    const { institutions } = readInstitutions(csv, 'csv');
    const twice = [...institutions, institutions[0]!, { ...institutions[1]!, code: 'RCI-KDL-009', area: '9999' }];
    const report = await importInstitutions(migrator, { policyDate: '2017-01-01', institutions: twice });
    expect(report).toMatchObject({
      imported: 0,
      rows: 4,
      errors: [
        { row: 3, constraint: 'institutions_code' },
        { row: 4, constraint: 'institutions_area_fkey' },
      ],
    });
    expect(await count('institutions')).toBe(0);
  });

  it('can be tried without loading anything', async () => {
    const { institutions } = readInstitutions(csv, 'csv');
    expect(await importInstitutions(migrator, { policyDate: '2017-01-01', institutions, dryRun: true })).toMatchObject({
      imported: 0,
      rows: 2,
      errors: [],
    });
    expect(await count('register_imports')).toBe(0);
  });

  it('is not loaded by the application', async () => {
    await expect(importInstitutions(db.pool, { policyDate: '2017-01-01', institutions: [] })).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('is loaded once, with its premises and the persons behind it, each journalled; never again', async () => {
    const { institutions } = readInstitutions(csv, 'csv');
    expect(
      await importInstitutions(migrator, { policyDate: '2017-01-01', institutions, at: '2017-01-01T08:00:00+07:00' }),
    ).toMatchObject({ imported: 2, errors: [] });
    const { rows } = await db.pool.query(
      `select i.code, i.name_en, i.authorised_capacity, i.ever_authorised, p.lat, p.address, b.name_km from homeward.institutions i
        left join homeward.premises p on p.institution = i.id left join homeward.institution_people b on b.institution = i.id order by code`,
    );
    expect(rows).toEqual([
      {
        code: 'RCI-KDL-001',
        name_en: 'Happy "House", Kandal',
        authorised_capacity: 25,
        ever_authorised: true,
        lat: 11.4,
        address: 'Street 1\nbehind the school',
        name_km: 'សុខ សាន',
      },
      {
        code: 'RCI-KDL-002',
        name_en: 'New Home',
        authorised_capacity: 10,
        ever_authorised: true,
        lat: null,
        address: null,
        name_km: null,
      },
    ]);
    expect((await verifyJournal(db.pool)).broken ?? null).toBeNull();
    await expect(importInstitutions(migrator, { policyDate: '2018-01-01', institutions })).rejects.toMatchObject({
      code: 'refused_by_database',
      extra: { rules: [{ id: 'N-06' }] },
    });
  });
});
