/** What lists say of children, what is offered to whom, and what opens as a plain link. */
import { registerActor } from '../../libs/access';
import { roles, type Role } from '../../workflows/workflow';
import { accountOf, loginsOf, Town } from './town';

let town: Town;
let open: string;
const logins = loginsOf('kandal');
const get = async (as: string, path: string) => (await town.send(as, path)).body;

async function report(by: string, child: string): Promise<string> {
  const data = {
    children: [child],
    reporter: 'neighbour',
    on: '2017-03-05',
    concern: 'The child is alone at night.',
    immediateDanger: false,
  };
  const body = { workflow: 'gatekeeping', area: '081007', event: 'concern.reported', data };
  const answer = await town.send(by, '/instances', { body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id;
}

beforeAll(async () => {
  town = await Town.open();
  open = await report('commune.kandal', await town.child());
}, 60_000);
afterAll(() => town.close());

describe('a child in a list', () => {
  const initials = [{ en: 'D. S.', km: 'ដ. ស.' }];

  it('is not told of to who reported it and does not see the case', async () => {
    await report('village.kandal', await town.child('kandal', { names: [{ latin: 'Sophea Chan' }] }));
    expect((await get('village.kandal', '/requests')).items).toMatchObject([{ limited: true, initials: [] }]);
  });

  it.each([
    ['commune.kandal', '/tasks?limit=200'],
    ['commune.kandal', '/instances?limit=200'],
    ['commune.kandal', '/requests?limit=200'],
  ])('is shown to %s in %s by the first letters of the name, and no file counts as read', async (as, path) => {
    const reads = `select count(*)::int as n from homeward.read_log where kind = 'child'`;
    const before = await town.rows(reads);
    const { items } = await get(as, path);
    const told = items.find((item: any) => item.id === open || item.instance === open);
    expect(told.initials).toEqual(initials);
    expect(JSON.stringify(items)).not.toMatch(/Dara|ដារ៉ា/);
    expect(await town.rows(reads)).toEqual(before);
  });

  it('whose name is known in one script only is shown in that one', async () => {
    const child = await town.child('kandal', { names: [{ km: 'ស្រីមុំ ខ្លឹង' }] });
    const id = await report('commune.kandal', child);
    const { items } = await get('commune.kandal', `/instances?child=${child}`);
    expect(items).toMatchObject([{ id, initials: [{ en: 'ស្រ. ខ្ល.', km: 'ស្រ. ខ្ល.' }] }]);
  });
});

describe('what is offered to open a case', () => {
  const support = 'family-support/support.opened';
  const home = 'family-reintegration/child.identified';
  const [request, concern, emergency] = ['request.submitted', 'concern.reported', 'emergency.opened'].map(
    (event) => `gatekeeping/${event}`,
  ) as [string, string, string];
  const offered: Partial<Record<Role, string[]>> = {
    village: [concern],
    commune: [request, concern, emergency, support],
    dsw: [concern, emergency, support, home, 'inspection/complaint.received'],
    police: [concern, emergency],
    hospital: [concern, emergency],
    rciDirector: [concern],
    ngoCaseworker: [concern, home],
    court: [],
    panelMember: [],
    administrator: [],
  };

  it.each(roles.filter((role) => offered[role]))('to %s is not what is refused at the end', async (role) => {
    const { items } = await get(logins[role], '/workflows');
    const opens = items.flatMap((one: any) =>
      one.opens.map(({ event, by }: any) => (by.includes(role) ? `${one.id}/${event}` : 'of others')),
    );
    expect(opens.sort()).toEqual([...offered[role]!].sort());
  });

  it('is told of with everybody who may', async () => {
    const { events } = await get('rci.kdl-003', '/workflows/gatekeeping');
    const openedBy = Object.fromEntries(events.map((event: any) => [event.type, event.openedBy]));
    expect(openedBy['request.submitted']).toEqual(['commune']);
    expect(openedBy['decision.approved']).toEqual([]);
  });
});

describe('a procedure', () => {
  it('is told in the version asked for, and a version that never was is unknown', async () => {
    const { version } = await get('commune.kandal', '/workflows/gatekeeping');
    expect((await get('commune.kandal', `/workflows/gatekeeping?version=${version}`)).version).toBe(version);
    expect(await town.outcome('commune.kandal', '/workflows/gatekeeping?version=99')).toBe('404 workflow_unknown');
    expect(await town.outcome('commune.kandal', '/workflows/gatekeeping?version=x')).toBe('422 form_invalid');
  });
});

describe('a plain link', () => {
  let chart: string;
  let held: string;
  beforeAll(async () => {
    chart = `/instances/${open}/chart`;
    const { person, appointments } = await get('dsw.kandal', '/session');
    held = appointments[0].id;
    const from = Date.parse('2016-01-01T00:00:00+07:00');
    const { area } = accountOf('village.kandal');
    await town.context.people.giveAppointment(registerActor, { person: person.id, role: 'village', area, from });
  });

  it('opens in no appointment but one of the own', async () => {
    expect(await town.outcome(undefined, `${chart}?appointment=${held}`)).toBe('401 unauthenticated');
    expect(await town.outcome('dsw.kandal', chart)).toBe('422 form_invalid');
    expect(await town.outcome('dsw.kandal', `${chart}?appointment=nobody`)).toBe('403 forbidden');
    const other = (await get('dsw.battambang', '/session')).appointments[0].id;
    expect(await town.outcome('dsw.kandal', `${chart}?appointment=${other}`)).toBe('403 forbidden');
  });

  it('names the appointment in place of the header, not beside it and not twice', async () => {
    expect(await town.outcome('dsw.kandal', `${chart}?appointment=${held}&lang=en`)).toBe('200');
    const headers = { 'Homeward-Appointment': held };
    expect(await town.outcome('dsw.kandal', `${chart}?appointment=${held}`, { headers })).toBe('422 form_invalid');
    const twice = `${chart}?appointment=${held}&appointment=${held}`;
    expect(await town.outcome('dsw.kandal', twice, { headers })).toBe('422 form_invalid');
  });

  it('does so for files only', async () => {
    const only = (await get('commune.kandal', '/session')).appointments[0].id;
    for (const path of ['/tasks', `/instances/${open}`, `/instances/${open}/journal`]) {
      const { status, body } = await town.send('commune.kandal', `${path}?appointment=${only}`);
      expect([status, body.errors[0].path]).toEqual([422, 'query.appointment']);
    }
  });
});

describe('the journal', () => {
  it('says in words that a file was attached and withdrawn', async () => {
    const raw = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
    const headers = { 'Content-Type': 'application/octet-stream' };
    const { body } = await town.send('commune.kandal', `/instances/${open}/attachments`, { raw, headers });
    const withdrawal = `/instances/${open}/attachments/${body.id}/withdraw`;
    expect(await town.outcome('commune.kandal', withdrawal, { body: { reason: 'The wrong file.' } })).toBe('200');
    const { items } = await get('supervisor.kandal', `/instances/${open}/journal?limit=200`);
    const texts = items.filter(({ event }: any) => event.startsWith('attachment.')).map(({ text }: any) => text?.en);
    expect(texts).toEqual(['A file was attached', 'A file was withdrawn']);
  });
});
