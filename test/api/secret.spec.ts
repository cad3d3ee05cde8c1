/** An unannounced inspection is a secret until the team stands at the door: no list, number or message gives it away. */
import type { ManualClock } from '../../libs/engine';
import { listsAbout } from './secret-doors';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(120_000);

const lead = 'supervisor.kandal';
const member = 'dsw.kandal';
const day = 86_400_000;

/** Those whose area or institution it is in, and who may not know. */
const outside = [
  'rci.kdl-003',
  'province.kandal',
  'commune.kandal',
  'village.kandal',
  'dsw2.kandal',
  'ngo.kandal',
  'police.kandal',
  'hospital.kandal',
  'court.kandal',
  'panel-health.kandal',
  'admin',
];
const lists = listsAbout(institutionId('KDL-003'));

let town: Town;
let id: string;
let reference: string;
/** what says that it is there: ids and the reference */
let traces: string[];
const before = new Map<string, unknown>();

const seat = (login: string, isLead: boolean) => ({
  person: accountOf(login).person,
  lead: isLead,
  interestDeclared: 'none',
});
const act = async (as: string, type: string, data: object): Promise<void> => {
  const { version } = (await town.send(lead, `/instances/${id}`)).body;
  const answer = await town.send(as, `/instances/${id}/events`, {
    body: { type, data },
    headers: { 'If-Match': `"${version}"` },
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
};
const told = async (as: string, path: string): Promise<string> => JSON.stringify((await town.send(as, path)).body);
const found = (text: string): string[] => traces.filter((trace) => text.includes(trace));

beforeAll(async () => {
  town = await Town.open();
  for (const login of outside) before.set(login, (await town.send(login, '/counts')).body);
  const opened = await town.send('officer.kandal', '/instances', {
    body: {
      workflow: 'inspection',
      event: 'inspection.planned',
      area: '081007',
      data: {
        institution: institutionId('KDL-003'),
        on: '2017-03-16',
        announced: false,
        why: ['annual'],
      },
    },
  });
  if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
  ({ id, reference } = opened.body);
  await act(lead, 'team.assigned', { members: [seat(lead, true), seat(member, false)] });
});
afterAll(() => town.close());

const everything = async (): Promise<void> => {
  const rows = await town.rows<{ id: string }>(
    `select id::text from homeward.tasks where instance = $1 union select id::text from homeward.visits where instance = $1
     union select id::text from homeward.alerts where instance = $1`,
    id,
  );
  traces = [id, reference, ...rows.map((row) => row.id)];
};

describe.each([
  ['on its first day', 0],
  ['when its day has passed and every rung has fired', 30],
])('%s', (_, days) => {
  beforeAll(async () => {
    const clock = town.context.clock as ManualClock;
    if (days > 0) await town.context.sweeper.advanceTo(clock.now() + days * day, clock);
    await everything();
  });

  it.each(outside)('%s finds no trace of it in any list, item or export', async (login) => {
    const seen: string[] = [];
    for (const path of lists) {
      const { status, body } = await town.send(login, path);
      if (![200, 403, 404].includes(status)) seen.push(`${path}: ${status}`);
      seen.push(...found(JSON.stringify(body)).map((trace) => `${path}: ${trace}`));
    }
    expect(seen).toEqual([]);
    expect((await town.send(login, `/instances/${id}`)).status).toBe(404);
    expect((await town.send(login, `/instances/${id}/visits`)).status).toBe(404);
  });

  it.each(outside)('%s has no message of it', async (login) => {
    const rows = await town.rows(
      'select a.kind, a.rung from homeward.deliveries d join homeward.alerts a on a.id = d.alert where a.instance = $1 and d.person = $2',
      id,
      accountOf(login).person,
    );
    expect(rows).toEqual([]);
  });

  it('those who may know of it do', async () => {
    for (const login of [lead, member, 'officer.kandal', 'mosvy']) {
      expect((await town.send(login, `/instances/${id}`)).status).toBe(200);
      expect(found(await told(login, '/tasks?upcoming=true'))).not.toEqual([]);
    }
  });
});

it.each(outside)('the numbers of the home page are for %s those of before', async (login) => {
  expect((await town.send(login, '/counts')).body).toEqual(before.get(login));
});
