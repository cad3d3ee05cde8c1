/** The numbers about children who went home, over cases written straight into the tables, so that every count is known. */
import { randomUUID } from 'node:crypto';
import { createRegister, places, type Register } from '../../test/support/register';
import { writeWay, type Case, type Planned } from '../../test/support/ways';
import { endOf, startOf } from '../../workflows/time';
import { countIndicator, findIndicator, listUnits, type Counted, type Numbers } from '.';

let r: Register;
beforeAll(async () => {
  r = await createRegister();
}, 120_000);
afterAll(() => r?.close());

const way = (more: Case): Promise<string> => writeWay(r.db.owner, more);
const query = (sql: string, ...values: unknown[]) => r.db.owner.query(sql, values);

const asked = (asOf: string, since = '2017-01-01') => ({
  area: '0810',
  since: startOf(since),
  till: endOf(asOf),
  asOf: endOf(asOf) - 1,
  reviewDays: 90,
  caseload: 25,
});
const the = (id: string) => findIndicator(id) as Counted;
const numbersOf = (id: string, asOf: string, since?: string): Promise<Numbers> =>
  countIndicator(r.db.pool, the(id), asked(asOf, since));

/** What an indicator says of some cases: whether each counts (in its part, with its value), nothing of those left out. */
async function said(id: string, asOf: string, cases: Record<string, string>, since?: string) {
  const reach = { condition: () => ({ sql: 'true', values: [] }), limit: 1000 };
  const rows = await listUnits(r.db.pool, the(id), asked(asOf, since), reach, false);
  const name = new Map(Object.entries(cases).map(([key, value]) => [value, key]));
  return rows
    .filter(({ instance }) => name.has(instance!))
    .map(({ instance, counted, part, value }) =>
      [name.get(instance!), counted, part, value].filter((word) => word !== null).join(' '),
    )
    .sort();
}

const call = (on: string): Planned => ({ step: 'D+1', on, task: 'followUpCall', made: on });
/** A stay from 10 January 2017. */
const stay = (more: Planned[]): Planned[] => [
  call('2017-01-11'),
  { step: 'D+3', on: '2017-01-13', made: '2017-01-13' },
  ...more,
];

describe('after six months (I-05)', () => {
  it('counts who was seen, beside who was not, was lost or has withdrawn; not who had left before', async () => {
    const m6 = { step: 'M6', on: '2017-07-10' };
    const cases = {
      seen: await way({ visits: stay([{ ...m6, made: '2017-07-10' }]) }),
      late: await way({ visits: stay([{ ...m6, made: '2017-07-20' }]) }),
      unseen: await way({ visits: stay([m6]) }),
      writtenOff: await way({ visits: stay([{ ...m6, missed: ['2017-08-01', 'writtenOff'] }]) }),
      lost: await way({
        visits: stay([{ ...m6, cancelled: ['2017-09-01', 'caseClosed'] }]),
        closed: ['2017-09-01', 'LOST_TO_FOLLOW_UP'],
      }),
      withdrawn: await way({
        visits: stay([{ ...m6, cancelled: ['2017-05-01', 'caseClosed'] }]),
        closed: ['2017-05-01', 'WITHDRAWN_BY_FAMILY'],
      }),
      died: await way({
        visits: stay([{ ...m6, cancelled: ['2017-04-01', 'caseClosed'] }]),
        closed: ['2017-04-01', 'CLOSED_DIED'],
      }),
      broken: await way({
        visits: stay([{ ...m6, cancelled: ['2017-04-05', 'brokenDown'] }]),
        said: [['breakdown.recorded', '2017-04-05', { on: '2017-04-02' }]],
      }),
      highRisk: await way({ visits: stay([{ step: 'D+182', on: '2017-07-11', made: '2017-07-11' }]) }),
    };
    const end = [
      'highRisk true',
      'late true',
      'lost false',
      'seen true',
      'unseen false',
      'withdrawn false',
      'writtenOff false',
    ];
    expect(await said('I-05', '2017-12-31', cases)).toEqual(end);
    // on the day itself nobody is late yet, and what was entered later was not known then
    expect(await said('I-05', '2017-07-09', cases)).toEqual([]);
    expect(await said('I-05', '2017-07-15', cases)).toContain('late false');
    expect(await said('I-05', '2018-06-30', cases, '2018-01-01')).toEqual([]);
    expect(await numbersOf('I-05', '2017-12-31')).toMatchObject({ denominator: 7, suppressed: true });
  });
});

describe('counted but not seen (I-06)', () => {
  const seen = { visitOn: '2017-11-20', contactType: 'inPerson', childSeen: true };
  const early = stay([{ step: 'M6', on: '2017-07-10', made: '2017-07-10' }]);

  it('takes a sighting in person that was written down within a week, and nothing less', async () => {
    const cases = {
      visited: await way({ visits: [...early, { step: 'M9', on: '2017-11-10', made: '2017-11-10' }] }),
      extra: await way({ visits: early, said: [['visit.recorded', '2017-11-21', seen]] }),
      phone: await way({
        visits: early,
        said: [['visit.recorded', '2017-11-21', { ...seen, contactType: 'telephone' }]],
      }),
      unseen: await way({ visits: early, said: [['visit.recorded', '2017-11-21', { ...seen, childSeen: false }]] }),
      backDated: await way({ visits: early, said: [['visit.recorded', '2017-12-20', seen]] }),
      called: await way({ visits: [...early, { ...call('2017-11-10'), step: 'D+304' }] }),
      young: await way({ visits: [{ step: 'D+3', on: '2017-12-01' }] }),
      closed: await way({ visits: early, closed: ['2017-12-01', 'CLOSED_SUSTAINED'] }),
      broken: await way({ visits: early, said: [['breakdown.recorded', '2017-12-01', { on: '2017-12-01' }]] }),
    };
    expect(await said('I-06', '2017-12-31', cases)).toEqual([
      'backDated true',
      'called true',
      'extra false',
      'phone true',
      'unseen true',
      'visited false',
      'young false',
    ]);
  });
});

describe('breakdown (I-07)', () => {
  it('asks at 6 and at 12 months, and shows 12 as the whole', async () => {
    const visits: Planned[] = [{ step: 'D+3', on: '2016-03-04' }];
    const broke = (on: string) =>
      way({
        visits: visits.map((visit) => ({ ...visit, cancelled: [on, 'brokenDown'] })),
        said: [['breakdown.recorded', on, { on }]],
      });
    const cases = { early: await broke('2016-08-31'), later: await broke('2016-09-15'), stayed: await way({ visits }) };
    expect(await said('I-07', '2017-12-31', cases, '2016-06-01')).toEqual([
      'early true sixMonths',
      'early true twelveMonths',
      'later false sixMonths',
      'later true twelveMonths',
      'stayed false sixMonths',
      'stayed false twelveMonths',
    ]);
    for (let n = 0; n < 4; n += 1) {
      await broke('2016-10-01');
      await way({ visits });
    }
    const { numerator, denominator, parts } = await numbersOf('I-07', '2017-03-31', '2016-06-01');
    expect([numerator, denominator, parts!.map(({ key }) => key)]).toEqual([6, 11, ['sixMonths', 'twelveMonths']]);
  });
});

describe('visits in time (I-10)', () => {
  it('takes what fell due in the period: made, late, missed, open; no call, nothing cancelled before its day', async () => {
    const cases = {
      a: await way({
        visits: [
          call('2017-01-11'),
          { step: 'D+3', on: '2017-01-13', made: '2017-01-12' },
          { step: 'D+28', on: '2017-02-07', made: '2017-02-10' },
          { step: 'M2', on: '2017-03-10', missed: ['2017-05-01', 'writtenOff'] },
          { step: 'M5', on: '2017-06-10' },
          { step: 'M6', on: '2017-07-10', cancelled: ['2017-07-01', 'riskDown'] },
          { step: 'M9', on: '2017-10-10', cancelled: ['2017-11-01', 'caseClosed'] },
          { step: 'M12', on: '2018-01-10' },
          { step: 'D+14', on: '2017-01-24', missed: ['2017-02-01', 'beforeImport'] },
          { step: 'welfare', on: '2017-06-12', task: 'welfareCheck', made: '2017-06-12' },
        ],
      }),
    };
    expect(await said('I-10', '2017-12-31', cases)).toEqual([
      'a false month1 3',
      'a false month3',
      'a false month6',
      'a false year1',
      'a true week1 0',
    ]);
    const { parts } = await numbersOf('I-10', '2017-12-31');
    expect(parts!.map(({ key }) => key)).toEqual(['week1', 'month1', 'month3', 'month6', 'year1']);
  });
});

describe('brothers and sisters (I-21)', () => {
  it('are together in one family or institution; apart with or without a contact', async () => {
    const pair = async (places: [string | undefined, string | undefined], contactOn?: string) => {
      const group = randomUUID();
      const members: string[] = [];
      for (const area of places) {
        const child = await r.child();
        members.push(child);
        const line: [string, string, object] = [
          'visit.recorded',
          contactOn ?? '',
          { visitOn: contactOn, siblingContact: true },
        ];
        if (area) await way({ area, child, visits: stay([]), said: contactOn ? [line] : [] });
        else await present(child);
      }
      await query(`insert into homeward.sibling_members select c, $2 from unnest($1::uuid[]) c`, members, group);
      return group;
    };
    const groups = {
      home: await pair(['081007', '081007']),
      leftBehind: await pair(['081007', undefined]),
      inTouch: await pair(['081007', undefined], '2017-12-20'),
      institution: await pair([undefined, undefined]),
      silent: await pair(['081007', '081001'], '2017-10-01'),
    };
    const reach = { condition: () => ({ sql: 'true', values: [] }), limit: 1000 };
    const rows = await listUnits(r.db.pool, the('I-21'), asked('2017-12-31'), reach, false);
    const found = Object.entries(groups).map(([name, id]) => [name, rows.find((row) => row.id === id)?.part]);
    expect(Object.fromEntries(found)).toEqual({
      home: 'together',
      leftBehind: 'apart',
      inTouch: 'inContact',
      institution: 'together',
      silent: 'apart',
    });
  });
});

const present = (child: string) =>
  r.run('fact.record', {
    kind: 'presence',
    children: [child],
    institution: places.home,
    at: '2017-03-05T10:00:00+07:00',
  });

describe('from Form 2 to Form 6 (I-24)', () => {
  it('takes the first Form 2 and the last Form 6 of children who are well at home', async () => {
    const form2 = { child: { safety: 1, food: 2 } };
    const form6 = (safety: number) => ({ child: { safety, food: 3 }, family: { income: 4 } });
    const [child, other, third] = [await r.child(), await r.child(), await r.child()];
    const closed: [string, string] = ['2017-11-01', 'CLOSED_SUSTAINED'];
    const cases = {
      well: await way({
        child,
        closed,
        said: [
          ['form2.submitted', '2017-01-01', form2],
          ['form2.submitted', '2017-01-05', { child: { safety: 4, food: 4 } }],
          ['closing.proposed', '2017-10-01', form6(2)],
          ['closing.proposed', '2017-10-20', form6(3)],
        ],
      }),
      imported: await way({ child: other, closed, said: [['closing.proposed', '2017-10-01', form6(2)]] }),
      lost: await way({
        child: third,
        closed: ['2017-11-01', 'LOST_TO_FOLLOW_UP'],
        said: [['closing.proposed', '2017-10-01', form6(4)]],
      }),
    };
    expect(await said('I-24', '2017-12-31', cases)).toEqual(['imported false', 'well true 3']);
  });
});

describe('contact with the family (I-26)', () => {
  it('asks of children in an institution whose family was found, and takes a good contact of the last 90 days', async () => {
    const found: [string, string, object] = ['family.found', '2017-06-01', { homeKind: 'parents' }];
    const contact = (on: string, successful = true): [string, string, object] => [
      'contact.recorded',
      on,
      { on, successful },
    ];
    const inCare = async (said: [string, string, object][]) => {
      const child = await r.child();
      await present(child);
      return way({ child, said });
    };
    const cases = {
      met: await inCare([found, contact('2017-12-01')]),
      old: await inCare([found, contact('2017-08-01')]),
      failed: await inCare([found, contact('2017-12-01', false)]),
      unfound: await inCare([contact('2017-12-01')]),
      home: await way({ child: await r.child(), said: [found, contact('2017-12-01')] }),
    };
    expect(await said('I-26', '2017-12-31', cases)).toEqual(['failed false', 'met true', 'old false']);
  });
});

describe('safety on the way home (I-23, I-27)', () => {
  it('counts the hours from the concern to the report, and what is not over', async () => {
    const raised: [string, string, object] = ['safety.concernRaised', '2017-07-24', {}];
    const reported: [string, string, object] = ['safety.reported', '2017-07-26', { at: '2017-07-24T14:00:00+07:00' }];
    const late: [string, string, object] = ['safety.reported', '2017-07-30', { at: '2017-07-27T10:00:00+07:00' }];
    const child = await r.child();
    const cases = {
      told: await way({ child, said: [raised, reported, ['safety.closed', '2017-08-10', {}]] }),
      late: await way({ said: [raised, late] }),
      never: await way({ said: [raised] }),
      missing: await way({ said: [['child.missing', '2017-07-01', {}]] }),
      found: await way({
        said: [
          ['child.missing', '2017-07-01', {}],
          ['child.found', '2017-07-09', {}],
        ],
      }),
    };
    expect(await said('I-23', '2017-12-31', cases)).toEqual(['late false 72', 'never false', 'told true 4']);
    expect(await said('I-23', '2017-07-25', cases)).toEqual(['late', 'never', 'told']);
    const over = [
      'found true missing',
      'late false safetyConcern',
      'missing false missing',
      'never false safetyConcern',
      'told true safetyConcern',
    ];
    expect(await said('I-27', '2017-12-31', cases)).toEqual(over);
  });
});
