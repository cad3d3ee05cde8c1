/** Two closures of one institution: at once, one after the other, and one that is only talked of. */
import { codeAt } from '../../libs/access';
import type { ManualClock } from '../../libs/engine';
import { censusTeam } from '../support/census-team';
import { accountOf, institutionId, Town } from './town';

let town: Town;
const river = institutionId('KDL-003');
const mango = institutionId('BTB-002');

beforeAll(async () => {
  town = await Town.open({}, '2017-03-06T09:00:00+07:00');
  // a code counts once: who signs has signed in before
  for (const login of ['mosvy', 'mosvy2', 'mosvy3']) await town.tokenOf(login);
}, 240_000);
afterAll(() => town.close());

const signed = (login: string) => ({
  'Homeward-Totp': codeAt(accountOf(login).totpSecret!, Date.now() + 30_000),
});
const told = ({ status, body }: { status: number; body: any }): string =>
  [status, ...(body.rules ?? []).map(({ id }: { id: string }) => id)].join(' ');
const engage = () =>
  town.send('officer.kandal', '/instances', {
    body: {
      workflow: 'institution-closure',
      event: 'engagement.recorded',
      area: '081007',
      data: { institution: river, kind: 'voluntary', on: '2017-03-06', minutes: 'm', flightRisk: false },
    },
  });
const order = (login: string) =>
  town.send(login, '/instances', {
    headers: signed(login),
    body: {
      workflow: 'institution-closure',
      event: 'order.signed',
      area: '020201',
      data: {
        institution: mango,
        kind: 'emergency',
        legalBasis: 'l',
        reasons: 'r',
        targetOn: '2017-04-01',
        transition: false,
        danger: true,
      },
    },
  });
async function act(login: string, id: string, type: string, data: object, headers: Record<string, string> = {}) {
  const { headers: seen } = await town.send(login, `/instances/${id}`);
  const version = { 'If-Match': seen.get('etag')! };
  return town.send(login, `/instances/${id}/events`, { body: { type, data }, headers: { ...headers, ...version } });
}
const census = (rows: object[], on = '2017-03-06') => ({
  on,
  team: censusTeam('battambang', on),
  rows,
  register: 'agrees',
  decisions: 'agrees',
  schoolRoll: 'agrees',
  donorList: 'agrees',
  files: 'kept',
});

it('opened at once, one is open and the other is refused', async () => {
  const answers = await Promise.all([engage(), engage(), engage()]);
  expect(answers.map(told).sort()).toEqual(['201', '422 institution-closure.once', '422 institution-closure.once']);
  // whoever gets past the rule meets the database, which waits for the other
  const [other] = await town.rows<{ id: string }>(
    `insert into homeward.instances select (jsonb_populate_record(null::homeward.instances, to_jsonb(i)
       || jsonb_build_object('id', gen_random_uuid(), 'reference', 'IC-X'))).* from homeward.instances i
      where workflow = 'institution-closure' returning id`,
  );
  await expect(
    town.database.owner.query(`insert into homeward.subjects values ($1, 'institution', $2)`, [other!.id, river]),
  ).rejects.toMatchObject({ constraint: 'closure_once' });
});

it('talked of and not ordered, it holds no freeze of the ministry', async () => {
  const standing = (to: string) =>
    town.send('mosvy', `/institutions/${river}/standing`, { body: { standing: to, reason: 'so' } });
  expect(told(await standing('frozen'))).toBe('200');
  expect(told(await standing('authorised'))).toBe('200');
});

/** The freeze stays until the inspection that the withdrawal has opened found every standard met; then it is lifted. */
async function inspectedAgain(closure: string): Promise<void> {
  const standing = async () =>
    (await town.rows<{ standing: string }>('select standing from homeward.institutions where id = $1', mango))[0]!
      .standing;
  const [inspection] = await town.rows<{ id: string; on: string; status: string }>(
    `select i.id, i.status, i.state::jsonb #>> '{context,plannedOn}' as on from homeward.instances i
       join homeward.subjects s on s.instance = i.id and s.subject = $1 where i.workflow = 'inspection'`,
    mango,
  );
  expect(inspection).toMatchObject({ status: 'open', on: '2017-03-15' });
  expect(await town.outcome('rci.btb-002', `/instances/${inspection!.id}`)).toBe('404 not_found');
  expect(await standing()).toBe('frozen');
  // a code signs once: as if half a minute had gone by
  const renew = () => town.rows('update homeward.credentials set totp_step = null, totp_use = null');
  const lift = { reasons: 'All standards are met.' };
  expect(told(await act('mosvy3', closure, 'freeze.lifted', lift, signed('mosvy3')))).toBe(
    '422 institution-closure.met',
  );
  const rate = (no: number, rating: string) =>
    town.rows(
      `insert into homeward.inspection_ratings select $1, $2, $3, 'B', 'so', gen_random_uuid(), now(), 1, nullif($2 - 1, 0)`,
      inspection!.id,
      no,
      rating,
    );
  await rate(1, 'B');
  const attack = `update homeward.instances set outcome = 'ORDER_WITHDRAWN' where id = $1`;
  await expect(town.database.owner.query(attack, [closure])).rejects.toMatchObject({
    constraint: 'closure_withdrawn_inspected',
  });
  await expect(
    town.database.owner.query(`update homeward.institutions set standing = 'authorised' where id = $1`, [mango]),
  ).rejects.toMatchObject({ constraint: 'institution_frozen_by_order' });
  await rate(2, 'A');
  await renew();
  expect(told(await act('mosvy2', closure, 'freeze.lifted', lift, signed('mosvy2')))).toBe('200');
  expect(await standing()).toBe('authorised');
  await renew();
}

it('withdrawn and ordered again, it still knows the child whom the first census had lost', async () => {
  const child = await town.child('battambang');
  const first = await order('mosvy');
  expect(told(first)).toBe('201');
  const lost = census([{ child, bed: 'on the list of the donors', found: 'unaccounted', atRisk: false }]);
  expect(told(await act('officer.battambang', first.body.id, 'census.sealed', lost))).toBe('200');
  const back = { reasons: 'r', reinspectedOn: '2017-03-06', standardsMet: true };
  const withdraw = (data: object) => act('mosvy2', first.body.id, 'order.withdrawn', data, signed('mosvy2'));
  // that of the morning, before the order
  await town.database.owner.query(`update homeward.institutions set last_inspection = '2017-03-06' where id = $1`, [
    mango,
  ]);
  expect(told(await withdraw(back))).toBe('422 institution-closure.reinspected');
  await (town.context.clock as ManualClock).set(Date.parse('2017-03-07T09:00:00+07:00'));
  await town.rows('update homeward.credentials set totp_step = null, totp_use = null');
  await town.database.owner.query(`update homeward.institutions set last_inspection = '2017-03-07' where id = $1`, [
    mango,
  ]);
  expect(told(await withdraw({ ...back, reinspectedOn: '2017-03-07' }))).toBe('200');
  await inspectedAgain(first.body.id);
  const second = await order('mosvy3');
  expect(told(second)).toBe('201');
  expect(told(await act('officer.battambang', second.body.id, 'census.sealed', census([], '2017-03-07')))).toBe(
    '422 N-42',
  );
  // and where no rule asks, the database does
  const lacks = await town.rows<{ lacks: string | null }>(
    `with seal as (insert into homeward.census_seals select $1, 1, institution, counted_on, sealed_at + interval '1 day', team
       from homeward.census_seals where instance = $2 returning 1) select count(*)::text as lacks from seal`,
    second.body.id,
    first.body.id,
  );
  expect(lacks).toEqual([{ lacks: '1' }]);
  const [row] = await town.rows<{ lacks: string }>('select homeward.closing_lacks($1) as lacks', mango);
  expect(row!.lacks).toBe('a child whom an earlier census had lost is missing from the last');
});
