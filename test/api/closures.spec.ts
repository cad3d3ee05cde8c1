/** Closures over HTTP: who sees one, how each child of it stands, what is left, and the homes in the order of their risk. */
import { roles } from '../../workflows/workflow';
import { Played } from './played';
import { institutionId, loginsOf, Town } from './town';

let town: Town;
let story: Played;
let id: string;
const home = institutionId('KDL-003');
const logins = loginsOf('kandal');
const get = async (as: string, path: string) => (await town.send(as, path)).body;
const one = (as = 'officer.kandal') => get(as, `/closures/${id}`);

async function welcome(path: string): Promise<string> {
  const let_in = [];
  for (const role of roles) if ((await town.outcome(logins[role], path)) === '200') let_in.push(role);
  return let_in.join(' ');
}

beforeAll(async () => {
  town = await Town.open({}, '2017-01-01T08:00:00+07:00');
  story = new Played(town, 'C1');
  await story.signIn();
  await story.until('order.signed');
  [{ id }] = (await town.rows<{ id: string }>(
    `select id from homeward.instances where workflow = 'institution-closure'`,
  )) as [{ id: string }];
}, 240_000);
afterAll(() => town.close());

describe('before the order', () => {
  it('shows what the area can carry, with the visits that follow', async () => {
    const { capacity, expected, rows } = await one();
    expect(capacity).toMatchObject({ children: 1, visitsEach: 12, visits: 12, workersNeeded: 1, urgent: 0 });
    expect(capacity.free).toBe(Math.max(0, capacity.workers * capacity.casesEach - capacity.openCases));
    expect(expected).toMatchObject([{ why: ['presence'], disability: true, names: { latin: 'Lida Invented' } }]);
    expect(rows).toEqual([]);
  });

  it('is read by offices that read children there, and by nobody of another province', async () => {
    expect(await town.outcome(undefined, `/closures/${id}`)).toBe('401 unauthenticated');
    expect(await welcome(`/closures/${id}`)).toBe(
      'commune dsw districtSupervisor pdosvyOfficer pdosvyDirector mosvy rciDirector ngoCaseworker',
    );
    expect(await town.outcome('officer.battambang', `/closures/${id}`)).toBe('404 not_found');
    expect((await get('officer.battambang', '/closures')).items).toEqual([]);
    expect(await town.outcome('officer.kandal', `/closures/${home}`)).toBe('404 not_found');
    expect(await town.outcome('officer.kandal', '/closures?status=lost')).toBe('422 form_invalid');
  });

  it('does not tell the home whom the census looks for', async () => {
    expect((await one('rci.kdl-003')).expected).toBeNull();
  });

  it('notes each name as a read of the child’s file', async () => {
    await one('director.kandal');
    const rows = await town.rows(
      `select subject from homeward.read_log where via = 'GET /api/v1/closures/:instance' and kind = 'child'`,
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('the order of risk', () => {
  const codes = async (query = '') =>
    (await get('officer.kandal', `/risks?area=08${query}`)).items.map(({ code }: any) => code);

  it('puts a home that was never inspected first, then the one with more children', async () => {
    expect(await codes()).toEqual(['KDL-003', 'KDL-001']);
    await town.rows(`update homeward.institutions set last_inspection = null where code = 'KDL-001'`);
    expect(await codes()).toEqual(['KDL-001', 'KDL-003']);
    expect(await codes('&standing=frozen')).toEqual([]);
  });

  it('counts babies and past breaches for who reads the children there, and hides them from others', async () => {
    const [, risk] = (await get('officer.kandal', '/risks?area=08')).items;
    expect(risk).toMatchObject({ present: { authorised: 0, unauthorised: 1, babies: 0 }, closure: { instance: id } });
    expect(risk.breaches).toBeGreaterThan(0);
    const [, hidden] = (await get('officer.battambang', '/risks?area=08')).items;
    expect(hidden).toMatchObject({ present: null, closure: null });
    expect(await town.outcome('rci.kdl-003', '/risks')).toBe('200');
    expect((await get('rci.kdl-003', '/risks')).items).toHaveLength(1);
  });
});

describe('ordered, and nobody is counted yet', () => {
  const targetIs = (day: string) =>
    town.database.owner.query(
      `update homeward.instances set state = jsonb_set(state::jsonb, '{context,target}', to_jsonb($2::text)) where id = $1`,
      [id, day],
    );
  const late = async () =>
    (await get('mosvy', '/closures')).items.map((line: any) => [line.late, line.remaining.total]);

  it('is late once its day has passed, though no child remains on the list', async () => {
    await story.until('census.sealed');
    const [order] = await town.rows<{ target: string }>(
      `select state::jsonb #>> '{context,target}' as target from homeward.instances where id = $1`,
      id,
    );
    expect(await late()).toEqual([[false, 0]]);
    await targetIs('2017-01-01');
    expect(await late()).toEqual([[true, 0]]);
    await targetIs(order!.target);
  });
});

describe('after the census', () => {
  beforeAll(() => story.until('child.screened'));

  it('has a row for each child with the bed, what is hardest, and the way home that was opened', async () => {
    const { rows, capacity, sealed, freeze, remaining } = await one();
    expect({ sealed, capacity, freeze }).toMatchObject({
      sealed: true,
      capacity: null,
      freeze: { acknowledged: true, visited: true, late: false },
    });
    expect(rows).toMatchObject([
      {
        names: { latin: 'Lida Invented' },
        screened: false,
        stage: 'counted',
        home: { reference: expect.stringMatching(/^FR-/) },
      },
      { names: { latin: 'Nary Invented' }, accounted: null, verified: false },
    ]);
    expect(remaining).toEqual({ total: 2, lost: 0, underThree: 0, disability: 1, atRisk: 0, others: 1 });
  });

  it('counts who remains by difficulty in the overview, and no share of what is done', async () => {
    const { items } = await get('mosvy', '/closures');
    expect(items).toMatchObject([
      { instance: id, children: 2, remaining: { total: 2, disability: 1 }, extensions: 0, late: false },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/percent|share|Lida/);
  });

  it('counts down child by child, and keeps who has left but was not seen apart', async () => {
    await story.until('verification.recorded');
    const { remaining, unverified, rows } = await one();
    expect({ remaining: remaining.total, unverified }).toEqual({ remaining: 0, unverified: 1 });
    expect(rows.map(({ accounted, verified }: any) => [accounted, verified])).toEqual([
      ['home', true],
      ['home', false],
    ]);
  });
});
