import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { at, Company, problemOf } from '../../test/support/cast';
import { day, hour } from '../../workflows/time';
import { levelOfRole, roles } from '../../workflows/workflow';
import { Directory, listPeople, registerActor } from '.';

let database: TestDatabase;
let company: Company;
let directory: Directory;

beforeAll(async () => {
  database = await createTestDatabase();
  company = new Company(database);
  await company.open();
  directory = new Directory(database.pool);
});
afterAll(() => database.drop());

describe('people and appointments', () => {
  test('are refused to everyone but an administrator', async () => {
    const person = { nameEn: 'Vanna', nameKm: 'វណ្ណា' };
    for (const role of roles.filter((one) => one !== 'administrator'))
      expect(await problemOf(company.people.addPerson({ person: randomUUID(), role, area: '' }, person))).toBe(
        'forbidden',
      );
    const administrator = await company.hire('administrator', '');
    const { id } = await company.people.addPerson(administrator, person);
    const dsw = await company.hire('dsw', '0810');
    const seat = { person: id, role: 'mosvy' as const, area: '', from: company.clock.now() };
    expect(await problemOf(company.people.giveAppointment(dsw, seat))).toBe('forbidden');
    expect(await problemOf(company.people.endAppointment(dsw, { id: dsw.appointment, why: 'leaves' }))).toBe(
      'forbidden',
    );
  });

  test('nobody appoints themselves, so an administrator gets no eyes', async () => {
    const administrator = await company.hire('administrator', '');
    const seat = { person: administrator.person, role: 'mosvy' as const, area: '', from: company.clock.now() };
    expect(await problemOf(company.people.giveAppointment(administrator, seat))).toBe('second_person');
    const other = await company.hire('administrator', '');
    expect(await problemOf(company.people.giveAppointment(other, seat))).toBe('done');
  });

  test.each(roles)('a %s is appointed at one level of area alone', async (role) => {
    const institution = role === 'rciDirector' ? randomUUID() : undefined;
    const levels: number[] = [];
    for (const length of [0, 2, 4, 6, 8]) {
      const { id } = await company.people.addPerson(registerActor, { nameEn: 'x', nameKm: 'ក' });
      const seat = { person: id, role, area: '02010101'.slice(0, length), institution, from: company.clock.now() };
      if ((await problemOf(company.people.giveAppointment(registerActor, seat))) === 'done') levels.push(length);
    }
    expect(levels).toEqual([levelOfRole[role]]);
  });

  test('an appointment in an area that does not exist is refused', async () => {
    const { id } = await company.people.addPerson(registerActor, { nameEn: 'x', nameKm: 'ក' });
    expect(
      await problemOf(
        company.people.giveAppointment(registerActor, { person: id, role: 'dsw', area: '9901', from: 0 }),
      ),
    ).toBe('form_invalid');
  });

  test('are journalled, and a repeat of the key gives the first answer', async () => {
    const administrator = await company.hire('administrator', '');
    const key = { person: administrator.person, route: 'POST /people', key: randomUUID() };
    const first = await company.people.addPerson(administrator, { nameEn: 'Sokha', nameKm: 'សុខា' }, key);
    expect(await company.people.addPerson(administrator, { nameEn: 'Sokha', nameKm: 'សុខា' }, key)).toEqual(first);
    expect(await problemOf(company.people.addPerson(administrator, { nameEn: 'Other', nameKm: 'សុខា' }, key))).toBe(
      'key_reused',
    );
    await company.people.changePerson(administrator, first.id, { phone: '012 345 678' });
    const { rows } = await database.pool.query<{ entry: string }>(
      'select entry from homeward.journal where stream = $1 order by seq',
      [first.id],
    );
    expect(rows.map((row) => (JSON.parse(row.entry) as { event: string }).event)).toEqual([
      'person.added',
      'person.changed',
    ]);
    const twins = [1, 2].map(() =>
      company.people.addPerson(administrator, { nameEn: 'Twin', nameKm: 'ភ្លោះ' }, { ...key, key: 'twins' }),
    );
    const [one, two] = await Promise.all(twins);
    expect(one).toEqual(two);
    expect(await problemOf(company.people.changePerson(administrator, randomUUID(), { phone: '1' }))).toBe('not_found');
  });

  test('two people never share a national id', async () => {
    const person = { nameEn: 'Dara', nameKm: 'តារា', nationalId: '010203040' };
    await company.people.addPerson(registerActor, person);
    expect(await problemOf(company.people.addPerson(registerActor, person))).toBe('conflict');
  });

  test('are listed within the area of who asks, a page at a time', async () => {
    const commune = await company.hire('commune', '210101');
    const officer = await company.hire('pdosvyOfficer', '21');
    const seen = await listPeople(database.pool, officer, { limit: 200 }, company.clock.now());
    expect(seen.items.map((one) => one.id)).toContain(commune.person);
    expect(
      seen.items.flatMap((one) => one.appointments).every((one) => one.area === '' || one.area.startsWith('21')),
    ).toBe(true);
    const first = await listPeople(database.pool, officer, { limit: 1 }, company.clock.now());
    const second = await listPeople(database.pool, officer, { limit: 1, after: first.next! }, company.clock.now());
    expect(second.items[0]!.id > first.items[0]!.id).toBe(true);
  });
});

describe('interests', () => {
  test('are declared by oneself, recorded by a supervisor, and never lifted by who declared them', async () => {
    const [dsw, other, supervisor] = [
      await company.hire('dsw', '0810'),
      await company.hire('dsw', '0810'),
      await company.hire('districtSupervisor', '0810'),
    ];
    const interest = { person: dsw.person, kind: 'kin' as const, other: other.person };
    expect(await problemOf(company.people.declareInterest(other, interest))).toBe('forbidden');
    const { id } = await company.people.declareInterest(dsw, interest);
    expect(await problemOf(company.people.withdrawInterest(dsw, id))).toBe('forbidden');
    expect(await problemOf(company.people.withdrawInterest({ ...supervisor, person: dsw.person }, id))).toBe(
      'second_person',
    );
    expect(await problemOf(company.people.withdrawInterest(supervisor, id))).toBe('done');
    expect(await problemOf(company.people.declareInterest(supervisor, interest))).toBe('done');
  });
});

describe('who holds a role', () => {
  const names = async (role: 'dsw' | 'pdosvyDirector', area: string) =>
    (await directory.holdersOf(role, area, company.clock.now())).map(({ person, reason, actingFor }) => [
      person,
      reason,
      actingFor,
    ]);

  test('is nobody where the seat is vacant, before it is taken and after it is left', async () => {
    expect(await names('pdosvyDirector', '21')).toEqual([]);
    const director = await company.hire('pdosvyDirector', '21', {
      from: company.clock.now() + day,
      until: company.clock.now() + 10 * day,
    });
    expect(await names('pdosvyDirector', '210101')).toEqual([]);
    company.clock.pass(day);
    expect(await names('pdosvyDirector', '210101')).toEqual([[director.person, 'holder', undefined]]);
    await company.people.endAppointment(registerActor, { id: director.appointment, why: 'moved to the ministry' });
    expect(await names('pdosvyDirector', '210101')).toEqual([]);
    expect(
      await problemOf(company.people.endAppointment(registerActor, { id: director.appointment, why: 'again' })),
    ).toBe('conflict');
  });

  test('is the deputy while the holder is on leave, and the holder again when back', async () => {
    const director = await company.hire('pdosvyDirector', '08');
    const deputy = await company.hire('pdosvyDirector', '08', { actingFor: director.appointment });
    expect(await names('pdosvyDirector', '081001')).toEqual([[director.person, 'holder', undefined]]);
    const now = company.clock.now();
    const { id } = await company.people.noteLeave(director, {
      appointment: director.appointment,
      from: now,
      until: now + 5 * day,
    });
    expect(await names('pdosvyDirector', '081001')).toEqual([[deputy.person, 'deputy', director.person]]);
    const away = await company.people.noteLeave(registerActor, {
      appointment: deputy.appointment,
      from: now,
      until: now + hour,
    });
    expect(await names('pdosvyDirector', '081001')).toEqual([]);
    company.clock.pass(hour);
    expect(away.id).not.toBe(id);
    expect(await names('pdosvyDirector', '081001')).toEqual([[deputy.person, 'deputy', director.person]]);
    await company.people.endLeave(director, id);
    expect(await names('pdosvyDirector', '081001')).toEqual([[director.person, 'holder', undefined]]);
    await company.people.endAppointment(registerActor, { id: director.appointment, why: 'retired' });
    expect(await names('pdosvyDirector', '081001')).toEqual([[deputy.person, 'acting', director.person]]);
  });

  test('who is named to act takes the same seat, and is named by the holder or an administrator', async () => {
    const holder = await company.hire('dsw', '2101');
    const [friend, supervisor] = [await company.hire('dsw', '0810'), await company.hire('districtSupervisor', '2101')];
    const seat = {
      person: friend.person,
      role: 'dsw' as const,
      area: '2101',
      from: company.clock.now(),
      actingFor: holder.appointment,
    };
    expect(await problemOf(company.people.giveAppointment(supervisor, seat))).toBe('forbidden');
    expect(await problemOf(company.people.giveAppointment(holder, { ...seat, area: '0810' }))).toBe('form_invalid');
    expect(await problemOf(company.people.giveAppointment(holder, { ...seat, role: 'districtSupervisor' }))).toBe(
      'form_invalid',
    );
    expect(await problemOf(company.people.giveAppointment(registerActor, { ...seat, person: holder.person }))).toBe(
      'form_invalid',
    );
    const acting = await company.people.giveAppointment(holder, seat);
    expect(
      await problemOf(
        company.people.giveAppointment(registerActor, { ...seat, person: supervisor.person, actingFor: acting.id }),
      ),
    ).toBe('form_invalid');
    expect(
      await problemOf(company.people.noteLeave(friend, { appointment: holder.appointment, from: 0, until: 1 })),
    ).toBe('forbidden');
  });

  test('is reached at 23:52 by the rota, the nearest first', async () => {
    const [near, far] = [await company.hire('dsw', '0801'), await company.hire('dsw', '0801')];
    const night = at('2017-09-15 18:00');
    const duty = { role: 'dsw' as const, from: night, until: night + 12 * hour };
    const supervisor = await company.hire('districtSupervisor', '0801');
    expect(await problemOf(company.people.setOnCall(near, { ...duty, area: '0801', person: near.person }))).toBe(
      'forbidden',
    );
    expect(
      await problemOf(company.people.setOnCall(supervisor, { ...duty, area: '0801', person: supervisor.person })),
    ).toBe('form_invalid');
    await company.people.setOnCall(supervisor, { ...duty, area: '0801', person: far.person });
    const { id } = await company.people.setOnCall(supervisor, { ...duty, area: '080101', person: near.person });
    const reached = async (when: string) =>
      (await directory.onCall('080101', 'dsw', at(when))).map((one) => one.person);
    expect(await reached('2017-09-15 23:52')).toEqual([near.person, far.person]);
    expect(await reached('2017-09-16 06:00')).toEqual([]);
    await company.people.cancelOnCall(supervisor, id);
    expect(await reached('2017-09-15 23:52')).toEqual([far.person]);
    const leave = { appointment: far.appointment, from: at('2017-09-15 22:00'), until: at('2017-09-16 00:00') };
    await company.people.noteLeave(supervisor, leave);
    expect(await reached('2017-09-15 23:52')).toEqual([]);
    expect(await reached('2017-09-16 00:30')).toEqual([far.person]);
  });
});
