/** A child of a closing home who was hidden at a sister home: the register knows it where it was found (B.2.7). */
import { codeAt } from '../../libs/access';
import { censusTeam } from '../support/census-team';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(280_000);
let town: Town;
let closure: string;
let hidden: string;
const home = institutionId('KDL-003');
const sister = institutionId('KDL-001');
const today = '2017-03-06';
const told = ({ status, body }: { status: number; body: any }): string =>
  [status, ...(body.rules ?? []).map(({ id }: { id: string }) => id)].join(' ');
const team = censusTeam('kandal', today);
const lists = { register: 'agrees', decisions: 'agrees', schoolRoll: 'agrees', donorList: 'agrees', files: 'kept' };
async function act(type: string, data: object) {
  const { headers } = await town.send('officer.kandal', `/instances/${closure}`);
  return town.send('officer.kandal', `/instances/${closure}/events`, {
    body: { type, data },
    headers: { 'If-Match': headers.get('etag')! },
  });
}
const supplement = (place: object) =>
  act('census.supplemented', {
    ...{ on: today, team, where: 'in the kitchen', ...place },
    rows: [{ child: hidden, bed: 'x', found: 'unauthorisedPresent', atRisk: false }],
  });
const present = async (institution: string): Promise<string[]> => {
  const answer = await town.send('officer.kandal', `/institutions/${institution}/presence`);
  expect(answer.status).toBe(200);
  return (answer.body.present as { child: string }[]).map(({ child }) => child);
};

beforeAll(async () => {
  town = await Town.open();
  hidden = await town.child('kandal', { names: [{ latin: 'Hida Invented' }] });
  const data = {
    ...{ institution: home, kind: 'emergency', legalBasis: 'l', reasons: 'r', targetOn: '2017-04-01' },
    ...{ transition: false, danger: true },
  };
  await town.tokenOf('mosvy');
  const headers = { 'Homeward-Totp': codeAt(accountOf('mosvy').totpSecret!, Date.now()) };
  const body = { workflow: 'institution-closure', event: 'order.signed', area: '081007', data };
  const answer = await town.send('mosvy', '/instances', { headers, body });
  expect(told(answer)).toBe('201');
  closure = answer.body.id;
  expect(told(await act('census.sealed', { on: today, team, rows: [], ...lists }))).toBe('200');
});
afterAll(() => town.close());

it('is asked which house it was, of those that the register knows', async () => {
  expect(told(await supplement({ place: 'house' }))).toBe('422 institution-closure.found-where');
  expect(told(await supplement({ place: 'house', house: home }))).toBe('422 institution-closure.found-where');
  const nowhere = { place: 'house', house: '99999999-0000-4000-8000-000000000009' };
  expect(told(await supplement(nowhere))).toBe('422 institution-closure.found-where');
});

it('lives where it was found: the next inspection there expects it, and the closing home has nobody', async () => {
  expect(told(await supplement({ place: 'house', house: sister }))).toBe('200');
  expect(await present(sister)).toEqual([hidden]);
  expect(await present(home)).toEqual([]);
  const counted = await town.rows('select child from homeward.census where instance = $1', closure);
  expect(counted).toEqual([{ child: hidden }]);
});
