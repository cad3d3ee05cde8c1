/** A home that was given another type is still a home to the children of a closing. */
import { codeAt } from '../../libs/access';
import type { ManualClock } from '../../libs/engine';
import { censusTeam } from '../support/census-team';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(180_000);

const closing = institutionId('KDL-003');
const converted = institutionId('BTB-002');
let town: Town;
let clinic: string;
beforeAll(async () => {
  town = await Town.open({}, '2017-01-16T09:00:00+07:00');
  await town.tokenOf('mosvy');
  const body = { kind: 'hospital', reason: 'a clinic now' };
  expect(await town.outcome('mosvy2', `/institutions/${converted}/amend`, { body })).toBe('200');
  // a hospital that never was anything else
  const found = { code: 'HSP-KDL-9', nameKm: 'មន្ទីរពេទ្យ', nameEn: 'Hospital', kind: 'hospital', operator: 'state' };
  const made = await town.send('officer.kandal', '/institutions', {
    body: { ...found, area: '081007', standing: 'unauthorised' },
  });
  expect(made.status).toBe(201);
  clinic = made.body.id;
});
afterAll(() => town.close());

const told = ({ status, body }: { status: number; body: any }): string =>
  [status, ...(body.rules ?? []).map(({ id }: { id: string }) => id)].join(' ');
const there = async (child: string, institution: string, at: string) => {
  const body = { kind: 'presence', children: [child], institution, at };
  expect(told(await town.send('dsw.kandal', '/facts', { body }))).toBe('201');
};
const kid = (latin: string) => town.child('kandal', { names: [{ km: latin, latin }] });

it('a child who was taken there before the order is looked for, and one who is brought there after the census is lost', async () => {
  const [taken, counted, ill] = [await kid('Taken Unu'), await kid('Counted Duo'), await kid('Ill Tria')];
  for (const child of [taken, counted, ill]) await there(child, closing, '2017-01-14T08:00:00+07:00');
  await there(taken, converted, '2017-01-15T08:00:00+07:00');
  const headers = { 'Homeward-Totp': codeAt(accountOf('mosvy').totpSecret!, Date.now() + 30_000) };
  const terms = { kind: 'emergency', legalBasis: 'l', reasons: 'r', targetOn: '2017-02-26', transition: false };
  const data = { institution: closing, ...terms, danger: true };
  const order = await town.send('mosvy', '/instances', {
    headers,
    body: { workflow: 'institution-closure', event: 'order.signed', area: '081007', data },
  });
  expect(told(order)).toBe('201');
  const { id } = order.body;
  await (town.context.clock as ManualClock).set(Date.parse('2017-01-17T10:00:00+07:00'));
  const seal = async (rows: object[]) => {
    const team = censusTeam('kandal', '2017-01-17');
    const lists = { register: 'agrees', decisions: 'agrees', schoolRoll: 'agrees', donorList: 'agrees', files: 'kept' };
    const seen = (await town.send('officer.kandal', `/instances/${id}`)).headers.get('etag')!;
    return town.send('officer.kandal', `/instances/${id}/events`, {
      body: { type: 'census.sealed', data: { on: '2017-01-17', team, rows, ...lists } },
      headers: { 'If-Match': seen },
    });
  };
  const bed = (child: string, found = 'unauthorisedPresent') => ({ child, bed: 'A', found, atRisk: false });
  expect(told(await seal([bed(counted), bed(ill)]))).toBe('422 N-42');
  expect(told(await seal([bed(counted), bed(ill), bed(taken, 'unaccounted')]))).toBe('200');

  await (town.context.clock as ManualClock).set(Date.parse('2017-01-17T12:00:00+07:00'));
  await there(counted, converted, '2017-01-17T11:00:00+07:00');
  await there(ill, clinic, '2017-01-17T11:00:00+07:00');
  const opened = await town.rows(
    `select child from homeward.incidents where kind = 'COUNTED_ELSEWHERE' and status = 'open'`,
  );
  expect(opened).toEqual([{ child: counted }]);
  const unsettled = await town.rows(
    `select child from homeward.census_unsettled($1) where why = 'elsewhere' order by child`,
    id,
  );
  // in a hospital a child is treated
  expect(unsettled).toEqual([counted, taken].sort().map((child) => ({ child })));
});

it('stands among the institutions by risk and in the plan of the year, and a hospital does not', async () => {
  const ids = async (path: string): Promise<string[]> =>
    (await town.send('mosvy', path)).body.items.map((item: { id?: string; institution?: { id: string } }) =>
      item.institution ? item.institution.id : item.id,
    );
  expect(await ids('/risks?area=02')).toContain(converted);
  expect(await ids('/inspections/plan?area=02')).toContain(converted);
  expect(await ids('/risks?area=08')).not.toContain(clinic);
});
