import { randomUUID } from 'node:crypto';
import type { Actor, EventSpec } from '../../workflows/workflow';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { Company, problemOf } from '../../test/support/cast';
import { hour } from '../../workflows/time';
import { Access, BreakGlass, instancesCondition, ReadLog, SecurityLog } from '.';

let database: TestDatabase;
let company: Company;
let access: Access;
let glass: BreakGlass;
let cast: Record<
  'commune' | 'village' | 'dsw' | 'supervisor' | 'director' | 'ministry' | 'administrator' | 'stranger' | 'kin',
  Actor & { appointment: string }
>;
const child = randomUUID();
const other = randomUUID();

const addChild = (id: string, area: string) =>
  database.owner.query(
    `insert into homeward.children (id, birth_from, birth_to, birth_precision, sex, area, registered_at)
     values ($1, '2006-09-14', '2006-09-14', 'day', 'female', $2, $3)`,
    [id, area, new Date(company.clock.now())],
  );
const accuse = (about: string, person: string) =>
  database.owner.query(
    'insert into homeward.allegations (id, child, person, from_at, stream, seq) values ($1, $2, $3, $4, $1, 1)',
    [randomUUID(), about, person, new Date(company.clock.now())],
  );
const endAllegations = () =>
  database.owner.query('update homeward.allegations set until_at = $1', [new Date(company.clock.now())]);
const addInstance = async (area: string, children: string[]): Promise<string> => {
  const id = randomUUID();
  await database.owner.query(
    `insert into homeward.instances (id, reference, workflow, workflow_version, area, version, seq, head, state, phase, status, parameters, opened_at, changed_at)
     values ($1::uuid, $1::text, 'gatekeeping', 1, $2, 1, 1, '', '{}', 'assessing', 'open', 1, now(), now())`,
    [id, area],
  );
  for (const one of children)
    await database.owner.query(`insert into homeward.subjects values ($1, 'child', $2)`, [id, one]);
  return id;
};
const event = (by: EventSpec['by'], action?: string): EventSpec => ({
  text: { en: 'a', km: 'ក' },
  form: z.strictObject({}),
  by,
  action,
});

beforeAll(async () => {
  database = await createTestDatabase();
  company = new Company(database);
  await company.open();
  access = new Access(database.pool, company.clock);
  glass = new BreakGlass({ pool: database.pool, door: company.door, clock: company.clock }, company.realClock);
  cast = {
    commune: await company.hire('commune', '081001'),
    village: await company.hire('village', '08100101'),
    dsw: await company.hire('dsw', '0810'),
    supervisor: await company.hire('districtSupervisor', '0810'),
    director: await company.hire('pdosvyDirector', '08'),
    ministry: await company.hire('mosvy', ''),
    administrator: await company.hire('administrator', ''),
    stranger: await company.hire('dsw', '2101'),
    kin: await company.hire('dsw', '0810'),
  };
  await addChild(child, '081001');
  await addChild(other, '081001');
});
afterAll(() => database.drop());

const subject = { area: '081001', children: [child] };

describe('who may see a case', () => {
  test('is refused to another area, to an administrator, and to a director of another institution', async () => {
    expect(await access.maySee(cast.stranger, subject)).toBe(false);
    expect(await access.maySee(cast.administrator, { ...subject, assigned: [cast.administrator.person] })).toBe(false);
    const director: Actor = { person: randomUUID(), role: 'rciDirector', area: '08', institution: randomUUID() };
    expect(await access.maySee(director, { ...subject, institution: randomUUID() })).toBe(false);
    expect((await access.look(director, { ...subject, institution: director.institution })).sight).toBe('limited');
  });

  test('is open to the area above it and to the assigned', async () => {
    for (const who of ['commune', 'dsw', 'supervisor', 'director', 'ministry'] as const)
      expect(await access.maySee(cast[who], subject)).toBe(true);
    expect(await access.maySee(cast.village, subject)).toBe(false);
    expect(await access.maySee(cast.stranger, { ...subject, assigned: [cast.stranger.person] })).toBe(true);
  });

  test('lists hold what a person may see, by area or by an open task', async () => {
    const [here, there] = [await addInstance('081001', [child]), await addInstance('210101', [])];
    const listed = async (actor: Actor): Promise<string[]> => {
      const { sql, values } = instancesCondition(actor, 2);
      const { rows } = await database.pool.query<{ id: string }>(
        `select i.id from homeward.instances i where i.id = any($1::uuid[]) and ${sql}`,
        [[here, there], ...values],
      );
      return rows.map((row) => row.id);
    };
    expect(await listed(cast.dsw)).toEqual([here]);
    expect(await listed(cast.stranger)).toEqual([there]);
    expect(await listed(cast.administrator)).toEqual([]);
    expect((await listed(cast.ministry)).sort()).toEqual([here, there].sort());
    expect(await listed({ person: randomUUID(), role: 'provincialAdministration', area: '08' })).toEqual([]);
    expect(await listed({ person: randomUUID(), role: 'rciDirector', area: '08', institution: randomUUID() })).toEqual(
      [],
    );
    await database.owner.query(
      `insert into homeward.tasks (id, instance, key, name, role, area, assignee, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at)
       values (gen_random_uuid(), $1, 'a/b', 'b', 'dsw', '0810', $2, now(), now()::date, false, '{}', 'normal', 1, 1, now())`,
      [here, cast.stranger.person],
    );
    expect((await listed(cast.stranger)).sort()).toEqual([here, there].sort());
  });
});

describe('who may send an event', () => {
  const request = event(['commune', 'rciDirector', 'dsw', 'mosvy'], 'admission.request');

  test('is refused where the event, the matrix or the area does not allow it', async () => {
    expect(await access.maySend(cast.director, request, subject)).toBe(false);
    expect(await access.maySend(cast.ministry, request, subject)).toBe(false);
    expect(await access.maySend({ ...cast.commune, area: '080101' }, request, subject)).toBe(false);
    expect(await access.maySend(cast.commune, request, subject)).toBe(true);
  });

  test('leaves a never to its rule, where the event names the role', async () => {
    const director: Actor = { person: randomUUID(), role: 'rciDirector', area: '08', institution: randomUUID() };
    expect(await access.maySend(director, request, subject)).toBe(true);
    expect(await access.maySend(director, event(['commune'], 'admission.request'), subject)).toBe(false);
  });

  test('lets the clock and the register pass', async () => {
    expect(await access.maySend({ person: randomUUID(), role: 'clock', area: '' }, request, subject)).toBe(true);
  });
});

describe('an allegation', () => {
  afterEach(async () => {
    company.clock.pass(hour);
    await endAllegations();
    company.clock.pass(hour);
  });

  test('keeps out who is named, in lists as well, and nobody else', async () => {
    await accuse(child, cast.dsw.person);
    expect(await access.maySee(cast.dsw, { ...subject, assigned: [cast.dsw.person] })).toBe(false);
    expect(await access.maySend(cast.dsw, event(['dsw'], 'child.assess'), subject)).toBe(false);
    expect([...(await access.hidden(cast.dsw))]).toEqual([child]);
    expect(await access.maySee(cast.dsw, { ...subject, children: [other] })).toBe(true);
    expect(await access.maySee(cast.supervisor, subject)).toBe(true);
    expect(await access.hidden(cast.supervisor, [child])).toEqual(new Set());
  });

  test('keeps out kin, whichever of the two declared it, until it ends', async () => {
    await company.people.declareInterest(cast.kin, {
      person: cast.kin.person,
      kind: 'kin',
      other: cast.stranger.person,
    });
    await accuse(child, cast.stranger.person);
    expect(await access.maySee(cast.kin, subject)).toBe(false);
    company.clock.pass(hour);
    await endAllegations();
    expect(await access.maySee(cast.kin, subject)).toBe(true);
  });

  test('keeps out every official of a commune when one of them or their kin is named', async () => {
    const colleague = await company.hire('commune', '081001');
    const neighbour = await company.hire('commune', '080101');
    const brother = await company.hire('police', '21');
    await company.people.declareInterest(cast.commune, {
      person: cast.commune.person,
      kind: 'kin',
      other: brother.person,
    });
    await accuse(child, brother.person);
    expect(await access.maySee(colleague, subject)).toBe(false);
    expect(await access.maySee(cast.village, { area: '08100101', children: [child] })).toBe(false);
    expect(await access.isNamed(neighbour, [child])).toBe(false);
    expect(await access.maySee(cast.dsw, subject)).toBe(true);
  });

  test('is not lifted by broken glass', async () => {
    await accuse(other, cast.stranger.person);
    await glass.open(cast.stranger, {
      kind: 'child',
      subject: other,
      reason: 'night duty, the mother is at the door',
      hours: 1,
    });
    expect(await access.maySee(cast.stranger, { area: '081001', children: [other] })).toBe(false);
  });
});

describe('broken glass', () => {
  const reason = 'the child was found at the border and no supervisor answers';

  test('is refused without a reason, for more than a day, and to roles that have no part in it', async () => {
    expect(await problemOf(glass.open(cast.stranger, { kind: 'child', subject: child, reason: 'because' }))).toBe(
      'form_invalid',
    );
    expect(await problemOf(glass.open(cast.stranger, { kind: 'child', subject: child, reason, hours: 25 }))).toBe(
      'form_invalid',
    );
    expect(await problemOf(glass.open(cast.administrator, { kind: 'child', subject: child, reason }))).toBe(
      'forbidden',
    );
    expect(await problemOf(glass.open(cast.stranger, { kind: 'child', subject: randomUUID(), reason }))).toBe(
      'not_found',
    );
  });

  test('lets a person read, not act, for its time; tells the supervisors; is reviewed by someone else', async () => {
    expect(await access.maySee(cast.stranger, subject)).toBe(false);
    const { id, until } = await glass.open(cast.stranger, { kind: 'child', subject: child, reason });
    expect(await access.look(cast.stranger, subject)).toEqual({ sight: 'full', breakGlass: id });
    expect(await access.maySee(cast.stranger, { ...subject, children: [other] })).toBe(false);
    expect(await access.maySend(cast.stranger, event(['dsw'], 'child.assess'), subject)).toBe(false);

    const alerts = await database.pool.query(
      `select area, to_roles, text_en from homeward.alerts where occurrence = $1 order by area`,
      [id],
    );
    expect(alerts.rows.map((row) => [row.area, row.to_roles])).toEqual([
      ['081001', ['districtSupervisor']],
      ['2101', ['districtSupervisor']],
    ]);
    expect(JSON.stringify(alerts.rows)).not.toContain(reason);
    const duty = await database.pool.query(
      `select role, area, status from homeward.incidents where kind = 'BREAK_GLASS_REVIEW' and child = $1`,
      [child],
    );
    expect(duty.rows).toEqual([{ role: 'districtSupervisor', area: '2101', status: 'open' }]);

    company.clock.time = until;
    expect(await access.maySee(cast.stranger, subject)).toBe(false);

    const theirs = await company.hire('districtSupervisor', '2101');
    expect(await problemOf(glass.review(cast.stranger, id, 'justified', ''))).toBe('forbidden');
    expect(await problemOf(glass.review({ ...theirs, person: cast.stranger.person }, id, 'justified', ''))).toBe(
      'second_person',
    );
    expect(await problemOf(glass.review(cast.supervisor, id, 'justified', ''))).toBe('not_found');
    company.clock.pass(72 * hour);
    expect((await glass.waiting('2101', company.clock.now())).map((grant) => grant.id)).toContain(id);
    await glass.review(theirs, id, 'justified', 'the border post confirms it');
    expect((await glass.waiting('2101')).map((grant) => grant.id)).not.toContain(id);
    expect(await problemOf(glass.review(theirs, id, 'unjustified', ''))).toBe('conflict');
    const resolved = await database.pool.query(
      `select status from homeward.incidents where kind = 'BREAK_GLASS_REVIEW' and child = $1`,
      [child],
    );
    expect(resolved.rows).toEqual([{ status: 'resolved' }]);
  });

  test('opens one case by its id, and is journalled in the restricted compartment', async () => {
    const instance = await addInstance('081001', [child]);
    const { id } = await glass.open(cast.stranger, { kind: 'instance', subject: instance, reason, hours: 1 });
    expect(await access.maySee(cast.stranger, { ...subject, instance })).toBe(true);
    expect(await access.maySee(cast.stranger, { ...subject, instance: randomUUID() })).toBe(false);
    const { rows } = await database.pool.query(
      'select kind, compartment from homeward.journal join homeward.contents using (stream, seq) where stream = $1',
      [id],
    );
    expect(rows).toEqual([{ kind: 'access', compartment: 'restricted' }]);
  });
});

describe('the logs', () => {
  test('cannot be changed or emptied, neither by the application nor by the owner', async () => {
    const log = new ReadLog(database.pool, company.clock);
    await Promise.all(
      [1, 2, 3].map(() => log.record({ actor: cast.dsw, kind: 'child', subject: child, via: 'GET /children/:id' })),
    );
    expect(await log.readersOf(child)).toHaveLength(3);
    await new SecurityLog(database.pool, company.realClock).record({ kind: 'notVisible', person: cast.dsw.person });
    for (const table of ['read_log', 'security_log']) {
      for (const change of [
        `update homeward.${table} set at = now()`,
        `delete from homeward.${table}`,
        `truncate homeward.${table}`,
      ]) {
        await expect(database.pool.query(change)).rejects.toMatchObject({ code: '42501' });
        await expect(database.owner.query(change)).rejects.toMatchObject({ code: 'HW001' });
      }
    }
  });

  test('show who reads many files', async () => {
    const log = new ReadLog(database.pool, company.clock);
    await log.record(
      ...Array.from({ length: 30 }, () => ({
        actor: cast.commune,
        kind: 'child' as const,
        subject: randomUUID(),
        via: 'GET /children/:id',
      })),
    );
    expect(await log.unusualReaders(company.clock.now(), 20)).toEqual([{ person: cast.commune.person, files: 30 }]);
  });

  test('of the tables of access, the application changes only what sign-in needs', async () => {
    for (const change of [
      `update homeward.people set name_en = 'x'`,
      `insert into homeward.people (id, name_km, name_en, added_at) values (gen_random_uuid(), 'ក', 'x', now())`,
      `update homeward.appointments set ends_at = null`,
      `delete from homeward.appointments`,
      `update homeward.credentials set login = 'x'`,
      `delete from homeward.credentials`,
      `delete from homeward.sessions`,
      `insert into homeward.break_glass (id) values (gen_random_uuid())`,
      `update homeward.break_glass set until = 'infinity'`,
      `update homeward.renewals set approved_at = now()`,
    ])
      await expect(database.pool.query(change)).rejects.toMatchObject({ code: '42501' });
  });
});
