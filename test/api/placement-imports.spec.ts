/** Children who lived with a family before their cases were kept here: a table, two people, and a case in mid-course for each. */
import { accountOf, Town } from './town';

const columns =
  'child,nameKm,nameLatin,born,sex,disability,another,home,homeKind,placedOn,risk,carerName,carerRelation,lastSeenOn,stepsMade,worker';
const home = accountOf('village.kandal').area;
const rowOf = (name: string, more: Partial<Record<string, string>> = {}): string => {
  const cells: Record<string, string> = {
    nameLatin: name,
    born: '2008-05-01',
    sex: 'female',
    disability: 'no',
    home,
    homeKind: 'kin',
    placedOn: '2017-02-06',
    risk: 'medium',
    carerName: 'Invented Aunt',
    carerRelation: 'aunt',
    stepsMade: 'D+1 D+3',
    worker: 'dsw.kandal',
    ...more,
  };
  return columns
    .split(',')
    .map((column) => cells[column] ?? '')
    .join(',');
};

let town: Town;
beforeAll(async () => {
  town = await Town.open();
}, 240_000);
afterAll(() => town.close());

const check = (as: string, ...lines: string[]) =>
  town.send(as, '/placement-imports/check', {
    raw: [columns, ...lines].join('\n'),
    key: null,
    headers: { 'Content-Type': 'text/csv' },
  });
const propose = async (as: string, ...lines: string[]): Promise<string> => {
  const { body } = await check(as, ...lines);
  const answer = await town.send(as, '/placement-imports', { body: { rows: body.rows, reason: 'the paper files' } });
  expect([answer.status, body.faults]).toEqual([201, []]);
  return answer.body.id;
};

describe('a table of earlier placements', () => {
  it('is checked against the register, each fault by row, and nothing is kept', async () => {
    const known = await town.child('kandal', { birth: { from: '2009-01-01', to: '2009-12-31', precision: 'year' } });
    const before = await town.rows('select from homeward.children');
    const { status, body } = await check(
      'director.kandal',
      rowOf('Invented One', { home: '99999999' }),
      rowOf('Invented Two', { home: accountOf('village.battambang').area, worker: 'dsw.battambang' }),
      rowOf('Invented Three', { worker: 'commune.kandal' }),
      rowOf('Invented Four', { born: '1999-02-06' }),
      rowOf('', { nameLatin: '', child: '00000000-0000-4000-8000-000000000001' }),
      rowOf('Dara Sok', { born: '2009' }),
      rowOf('', { nameLatin: '', child: known }),
      rowOf('Dara Sok', { born: '2009-05', another: 'yes' }),
    );
    expect(status).toBe(200);
    expect(body.faults.map((f: any) => `${f.row} ${f.column} ${f.code}`)).toEqual([
      '1 home unknownArea',
      '1 worker worker',
      '2 home outside',
      '3 worker worker',
      '4 born adult',
      '5 child unknownChild',
      '6 nameKm alike',
    ]);
    expect(body.faults.every((f: any) => /[\u1780-\u17ff]/.test(f.text.km))).toBe(true);
    expect(body.rows.map((row: any) => row.row)).toEqual([7, 8]);
    expect(await town.rows('select from homeward.children')).toHaveLength(before.length);
  });

  it('tells of no visit that the schedule of the risk has not, nor of one that lies ahead', async () => {
    const { body } = await check(
      'director.kandal',
      rowOf('Invented Step', { stepsMade: 'D+1 D+5' }),
      rowOf('Invented Ahead', { stepsMade: 'M2' }),
      rowOf('Invented Other', { stepsMade: 'D+2' }),
      rowOf('Invented High', { stepsMade: 'D+2', risk: 'high' }),
      rowOf('Invented Today', { stepsMade: 'D+28' }),
    );
    expect(body.faults.map((f: any) => `${f.row} ${f.column} ${f.code}`)).toEqual([
      '1 stepsMade step',
      '2 stepsMade step',
      '3 stepsMade step',
    ]);
  });

  it('is nothing for who may not, for what is no table, and for another province', async () => {
    expect((await check('commune.kandal', rowOf('Invented Five'))).body.code).toBe('forbidden');
    expect(
      (await town.send('director.kandal', '/placement-imports/check', { raw: 'PK\u0003\u0004', key: null })).status,
    ).toBe(422);
    const id = await propose('officer.kandal', rowOf('Invented Six'));
    expect(await town.outcome('director.battambang', `/placement-imports/${id}`)).toBe('404 not_found');
    expect(await town.outcome('dsw.kandal', `/placement-imports/${id}`)).toBe('403 forbidden');
  });

  it('is taken over by a second person only, and opens each case where it stands today', async () => {
    const id = await propose(
      'director.kandal',
      rowOf('Invented Seven', { lastSeenOn: '2017-02-09' }),
      rowOf('Invented Eight', { placedOn: '2017-03-01', stepsMade: '' }),
    );
    expect(await town.outcome('director.kandal', `/placement-imports/${id}/approve`, { body: {} })).toBe(
      '422 second_person',
    );
    const { status, body } = await town.send('mosvy2', `/placement-imports/${id}/approve`, { body: {} });
    expect([status, body.faults, body.opened.length]).toEqual([200, [], 2]);
    const again = await town.send('mosvy2', `/placement-imports/${id}/approve`, { body: {} });
    expect(again.body.opened).toEqual(body.opened);
    expect(await town.outcome('mosvy', `/placement-imports/${id}/approve`, { body: {} })).toMatch(/^4/);
    const visits = await town.rows(
      `select step, status, made_on, reason from homeward.visits where instance = $1 order by due_at`,
      body.opened[0].instance,
    );
    // placed on 6 February, today is 6 March: what was made, what was not, and the one that is asked for now
    expect(visits.slice(0, 3).map(({ step, status }) => `${step} ${status}`)).toEqual([
      'D+1 made',
      'D+3 made',
      'D+7 missed',
    ]);
    expect(visits.filter(({ status }) => status === 'planned').map(({ step }) => step)).toContain('M2');
  });

  it('floods nobody on the first day: what was due before the import raises no rung', async () => {
    await town.context.sweeper.sweep();
    const visits = await town.rows(
      `select t.key, a.rung from homeward.tasks t join homeward.instances i on i.id = t.instance left join homeward.alerts a on a.task = t.id
       where i.workflow = 'family-reintegration' and t.key like 'visit:%'`,
    );
    expect(visits.length).toBeGreaterThan(0);
    expect(visits.filter(({ rung }) => rung !== null)).toEqual([]);
  });

  it('is refused with a reason, and then nobody takes it over', async () => {
    const id = await propose('officer.kandal', rowOf('Invented Nine'));
    expect(
      await town.outcome('mosvy2', `/placement-imports/${id}/reject`, { body: { reason: 'the dates are wrong' } }),
    ).toBe('200');
    expect(await town.outcome('mosvy2', `/placement-imports/${id}/approve`, { body: {} })).toBe(
      '422 refused_by_database',
    );
    const { body } = await town.send('officer.kandal', '/placement-imports');
    expect(body.items.find((item: any) => item.id === id)).toMatchObject({ status: 'rejected', mine: false, count: 1 });
  });
});
