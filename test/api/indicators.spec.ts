/** Indicators over HTTP: who reads them, what is published, what is hidden, and the lists behind the numbers. */
import { indicators } from '../../libs/indicators';
import { roles } from '../../workflows/workflow';
import { liveAt, Played } from './played';
import { accountOf, institutionId, loginsOf, newChild, Town } from './town';

let town: Town;
const home = institutionId('KDL-003');
const girls: string[] = [];
let toddler: string;

const read = async (as: string, query = '') => {
  const { status, body } = await town.send(as, `/indicators${query}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return Object.fromEntries(body.items.map((item: { id: string }) => [item.id, item])) as Record<string, any>;
};
const itemsOf = async (as: string, id: string, query = '') =>
  (await town.send(as, `/indicators/${id}/items${query}`)).body.items as Record<string, any>[];

beforeAll(async () => {
  town = await Town.open();
  await new Played(town, 'E1').until();
  for (let n = 0; n < 3; n += 1) girls.push(await town.child('kandal', { names: [{ latin: `Girl ${n} Secret` }] }));
  await liveAt(town, home, girls, '2017-03-01T10:00:00+07:00');
}, 240_000);
afterAll(() => town.close());

describe('who reads indicators', () => {
  it('refuses whoever has no part in steering, and the administrator', async () => {
    const let_in = [
      'commune',
      'dsw',
      'districtSupervisor',
      'pdosvyOfficer',
      'pdosvyDirector',
      'mosvy',
      'provincialAdministration',
    ];
    for (const role of roles)
      for (const path of ['/indicators', '/indicators/I-01/items'])
        expect(`${role} ${await town.outcome(loginsOf('kandal')[role], path)}`).toBe(
          `${role} ${let_in.includes(role) ? '200' : '403 forbidden'}`,
        );
    expect(await town.outcome(undefined, '/indicators')).toBe('401 unauthenticated');
  });

  it('refuses an area beyond the own one', async () => {
    expect(await town.outcome('supervisor.kandal', '/indicators?area=08')).toBe('403 forbidden');
    expect(await town.outcome('director.kandal', '/indicators?area=02')).toBe('403 forbidden');
    expect(await town.outcome('director.kandal', '/indicators?area=0810')).toBe('200');
    expect(await town.outcome('mosvy', '/indicators?area=02')).toBe('200');
  });

  it('gives who reads no case only the whole of the own area, so that no difference tells of one child', async () => {
    expect(await town.outcome('province.kandal', '/indicators?area=0810')).toBe('403 forbidden');
    expect(await itemsOf('province.kandal', 'I-01')).toEqual([]);
  });

  it('refuses an indicator and a division that do not exist, and a period that ends before it begins', async () => {
    expect(await town.outcome('mosvy', '/indicators/I-99/items')).toBe('404 not_found');
    expect(await town.outcome('mosvy', '/indicators?by=name')).toBe('422 form_invalid');
    expect(await town.outcome('mosvy', '/indicators?from=2017-02-01&to=2017-01-01')).toBe('422 form_invalid');
  });
});

describe('the frame', () => {
  it('has the 28 in order, each with words in both languages and with numbers or a reason', async () => {
    const all = await read('mosvy');
    expect(Object.keys(all)).toEqual(Array.from({ length: 28 }, (_, i) => `I-${String(i + 1).padStart(2, '0')}`));
    for (const item of Object.values(all)) {
      for (const text of [item.title, item.definition]) {
        expect(text.en.length).toBeGreaterThan(5);
        expect(text.km).toMatch(/[ក-៹]/);
      }
      expect(item.available).toBe(item.reason === null);
      expect(item.available).toBe(item.list !== null);
    }
    expect(all['I-13']).toMatchObject({ available: false, numerator: null, value: null });
  });

  it('calls no child reintegrated', () => {
    expect(JSON.stringify(indicators).toLowerCase()).not.toMatch(/reintegrat|សមាហរណកម្មឡើងវិញ/);
  });
});

describe('what is published', () => {
  it('hides a count under 5, and shows it from 5 on with its numerator', async () => {
    expect((await read('director.kandal'))['I-01']).toMatchObject({
      numerator: null,
      denominator: null,
      value: null,
      suppressed: true,
    });
    for (let n = 0; n < 3; n += 1) girls.push(await town.child());
    const boy = await town.child('kandal', { sex: 'male' });
    await liveAt(town, home, [...girls.slice(3), boy], '2017-03-02T10:00:00+07:00');
    const all = await read('director.kandal', '?by=sex');
    expect(all['I-01']).toMatchObject({ numerator: 0, denominator: 7, value: 0, suppressed: false });
    expect(all['I-02']).toMatchObject({ numerator: 7, denominator: 7, value: 1 });
  });

  it('hides the second group where the first would follow by subtraction', async () => {
    const { by } = (await read('director.kandal', '?by=sex'))['I-01'];
    expect(by).toMatchObject({
      division: 'sex',
      groups: [
        { key: 'female', denominator: null, suppressed: true },
        { key: 'male', denominator: null, suppressed: true },
      ],
    });
  });

  it.each(['age', 'disability', 'province', 'operator', 'siblings'])('divides by %s', async (division) => {
    const { by } = (await read('mosvy', `?by=${division}`))['I-01'];
    const sum = by.groups.reduce((all: number, group: any) => all + (group.denominator ?? 0), 0);
    expect(sum).toBe(7);
  });

  it('says how it was at an earlier date', async () => {
    expect((await read('director.kandal', '?as-of=2017-02-27'))['I-01']).toMatchObject({
      denominator: 0,
      asOf: '2017-02-27',
    });
  });

  it('counts another province apart', async () => {
    expect((await read('director.battambang'))['I-01']).toMatchObject({ denominator: 0 });
  });

  it('names children under 3 in a list and gives no number', async () => {
    toddler = await town.child('kandal', { birth: { from: '2015-06-01', to: '2015-06-01', precision: 'day' } });
    expect((await read('director.kandal'))['I-04']).toMatchObject({ shape: 'list', any: false });
    await liveAt(town, home, [toddler], '2017-03-03T10:00:00+07:00');
    const item = (await read('director.kandal'))['I-04'];
    expect(item).toMatchObject({ any: true, numerator: null, denominator: null, value: null });
    const items = (await town.send('director.kandal', item.list)).body.items;
    expect(items).toMatchObject([{ kind: 'child', child: toddler, institution: home }]);
  });
});

describe('the lists behind the numbers', () => {
  it('pages through children by id, without a name, and keeps the read', async () => {
    const reads = async () =>
      (
        await town.rows<{ n: number }>(
          'select count(*)::int as n from homeward.read_log where subject = $1 and person = $2 and via like $3',
          girls[0],
          accountOf('director.kandal').person,
          '%indicators%',
        )
      )[0]!.n;
    const before = await reads();
    const { body: first } = await town.send('director.kandal', '/indicators/I-01/items?limit=5');
    const { body: second } = await town.send('director.kandal', `/indicators/I-01/items?limit=5&cursor=${first.next}`);
    const found = [...first.items, ...second.items].map((item: any) => item.child);
    expect(found.toSorted()).toEqual(expect.arrayContaining(girls.toSorted()));
    expect(new Set(found).size).toBe(8);
    expect(second.next).toBeNull();
    expect(JSON.stringify(first)).not.toMatch(/Secret|Dara/);
    expect(await reads()).toBe(before + 1);
  });

  it('leaves out a child about whom the reader is named', async () => {
    const { person } = accountOf('supervisor.kandal');
    expect(await town.outcome('dsw.kandal', `/children/${girls[0]}/allegations`, { body: { person } })).toBe('201');
    const seen = (await itemsOf('supervisor.kandal', 'I-01')).map((item) => item.child);
    expect(seen).toHaveLength(7);
    expect(seen).not.toContain(girls[0]);
  });

  it('counts records without a village or an exact birth', async () => {
    await town.child(
      'kandal',
      newChild('kandal', { birth: { from: '2007-01-01', to: '2007-12-31', precision: 'year' } }),
    );
    const items = await itemsOf('dsw.kandal', 'I-28', '?counted=true');
    expect(items).toMatchObject([{ part: 'birthEstimated', counted: true }]);
  });
});

describe('after decisions', () => {
  it('finds the refused request among those kept in the family, with its reference', async () => {
    const items = await itemsOf('director.kandal', 'I-03');
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect(item).toMatchObject({ counted: true, reference: expect.stringMatching(/^GK-/) });
    const [time] = await itemsOf('director.kandal', 'I-14');
    expect(time!.value).toBeGreaterThan(0);
  });

  it('answers every query of the frame over a full year, for the country', async () => {
    for (const { id } of indicators.filter((one) => 'sql' in one)) {
      expect(`${id} ${await town.outcome('mosvy', `/indicators/${id}/items?from=2016-06-01`)}`).toBe(`${id} 200`);
    }
    expect((await read('mosvy'))['I-11']).toMatchObject({ shape: 'quantiles', available: true });
  });
});

describe('the overview', () => {
  it('refuses offices below the province, and the administrator', async () => {
    const outcomes = await Promise.all(
      ['dsw.kandal', 'supervisor.kandal', 'admin', 'court.kandal'].map((as) => town.outcome(as, '/overview')),
    );
    expect(outcomes).toEqual(Array(4).fill('403 forbidden'));
  });

  it('shows all 25 provinces, also where nothing happened, and hides small numbers', async () => {
    const { body } = await town.send('mosvy', '/overview?asOf=2017-03-31&months=2');
    expect(body.months).toEqual(['2017-02', '2017-03']);
    expect(body.items).toHaveLength(25);
    const of = (province: string) => body.items.find((item: any) => item.province === province).months[1];
    expect(of('08').presentUnauthorised).toEqual({ count: 8, suppressed: false });
    expect(of('08').requests.suppressed).toBe(true);
    expect(of('02').presentUnauthorised).toEqual({ count: 0, suppressed: false });
    const requests = body.items.map((item: any) => item.months[1].requests);
    expect(requests.filter((cell: any) => cell.suppressed).length).toBeGreaterThan(1);
  });

  it('shows a province its own row', async () => {
    const { body } = await town.send('director.kandal', '/overview');
    expect(body.items.map((item: any) => item.province)).toEqual(['08']);
  });
});
