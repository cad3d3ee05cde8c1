/** What is recorded of the children of a closing institution, and what the closure makes of it. */
import { codeAt } from '../../libs/access';
import type { ManualClock } from '../../libs/engine';
import { censusTeam } from '../support/census-team';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(280_000);
let town: Town;
const home = institutionId('KDL-003');
const sister = institutionId('BTB-002');
const person = (login: string) => accountOf(login).person;
const told = ({ status, body }: { status: number; body: any }): string =>
  [status, ...(body.rules ?? []).map(({ id }: { id: string }) => id)].join(' ');
const time = (iso: string) => (town.context.clock as ManualClock).set(Date.parse(iso));

async function sign(login: string): Promise<Record<string, string>> {
  await town.tokenOf(login);
  // a code counts once; here many are signed in one minute of the real clock
  await town.rows(`update homeward.credentials set totp_step = null, totp_use = '' where person = $1`, person(login));
  return { 'Homeward-Totp': codeAt(accountOf(login).totpSecret!, Date.now()) };
}
async function act(login: string, id: string, type: string, data: object, signed = false) {
  for (let tries = 0; ; tries += 1) {
    const headers: Record<string, string> = signed ? await sign(login) : {};
    const { headers: seen } = await town.send(login, `/instances/${id}`);
    headers['If-Match'] = seen.get('etag')!;
    const answer = await town.send(login, `/instances/${id}/events`, { body: { type, data }, headers });
    if (tries > 4 || (answer.body as { code?: string }).code !== 'version_stale') return answer;
  }
}
const fact = (login: string, body: object) => town.send(login, '/facts', { body });
async function order(targetOn: string): Promise<string> {
  const data = { institution: home, kind: 'emergency', legalBasis: 'l', reasons: 'r', targetOn, transition: false };
  const body = {
    workflow: 'institution-closure',
    event: 'order.signed',
    area: '081007',
    data: { ...data, danger: true },
  };
  const answer = await town.send('mosvy', '/instances', { headers: await sign('mosvy'), body });
  expect(told(answer)).toBe('201');
  return (answer.body as { id: string }).id;
}
const team = censusTeam('kandal', '2017-01-17');
const census = (on: string, rows: object[], more: object = {}) => ({
  on,
  team,
  rows,
  ...{ register: 'agrees', decisions: 'agrees', schoolRoll: 'agrees', donorList: 'agrees', files: 'kept' },
  ...more,
});
const bed = (child: string, found = 'unauthorisedPresent') => ({ child, bed: 'A', found, atRisk: false });
const rowOf = async (closure: string, child: string) =>
  (
    await town.rows(
      'select accounted, lost, verified_at is not null as verified from homeward.census where instance = $1 and child = $2',
      closure,
      child,
    )
  )[0];
const incidents = async (child: string) =>
  (
    await town.rows(
      `select n.kind from homeward.incidents n join homeward.tasks t on t.incident = n.id and t.closed_at is null
        where n.child = $1 and n.status <> 'resolved' order by n.kind`,
      child,
    )
  ).map(({ kind }) => kind);
const phase = async (id: string) =>
  (await town.rows('select phase from homeward.instances where id = $1', id))[0]!.phase as string;
const waysOf = async (child: string) =>
  (
    await town.rows(
      `select i.status, i.outcome from homeward.instances i join homeward.subjects s on s.instance = i.id
        where i.workflow = 'family-reintegration' and s.subject = $1 order by i.opened_at, i.id`,
      child,
    )
  ).map(({ status, outcome }) => outcome ?? status);

describe('between the order and the certificate', () => {
  let closure: string;
  let kids: string[];
  beforeAll(async () => {
    town = await Town.open({}, '2017-01-16T09:00:00+07:00');
    kids = [];
    for (const latin of ['Kida Unu', 'Kidb Duo', 'Kidc Tria', 'Kidd Quar'])
      kids.push(
        await town.child('kandal', {
          names: [{ km: 'ករា សុខ', latin }],
          birth: { from: '2007-03-10', to: '2007-03-10', precision: 'day' },
        }),
      );
    const presence = { kind: 'presence', children: kids, institution: home, at: '2017-01-15T08:00:00+07:00' };
    expect(told(await fact('dsw.kandal', presence))).toBe('201');
    // one is taken away in the days before the order, one between order and census
    const away = { kind: 'departure', institution: home };
    expect(told(await fact('rci.kdl-003', { ...away, children: [kids[3]], at: '2017-01-15T20:00:00+07:00' }))).toBe(
      '201',
    );
    closure = await order('2017-01-26');
    await time('2017-01-17T10:00:00+07:00');
    expect(told(await fact('rci.kdl-003', { ...away, children: [kids[0]], at: '2017-01-17T09:00:00+07:00' }))).toBe(
      '201',
    );
  });
  afterAll(() => town.close());

  it('hears of a child who leaves before the census, and seals none without those who left', async () => {
    expect(await incidents(kids[0]!)).toContain('LEFT_CLOSING_HOME');
    const seal = (rows: object[], more: object = {}) =>
      act('officer.kandal', closure, 'census.sealed', census('2017-01-17', rows, more));
    expect(told(await seal([bed(kids[1]!), bed(kids[2]!)]))).toBe('422 N-42');
    const gone = [bed(kids[0]!, 'unaccounted'), bed(kids[3]!, 'unaccounted')];
    const rows = [...gone, bed(kids[1]!.toUpperCase()), bed(kids[2]!)];
    expect(told(await seal([...gone, bed(kids[1]!, 'authorisedPresent'), bed(kids[2]!)]))).toBe(
      '422 institution-closure.as-decided',
    );
    const again = [team[0], { name: ' KOSAL', from: 'ngo' }];
    expect(told(await seal(rows, { team: again }))).toBe('422 institution-closure.team institution-closure.signed');
    const office = [{ ...team[0], person: person('dsw.kandal') }, team[1]];
    expect(told(await seal(rows, { team: office }))).toBe('422 institution-closure.team institution-closure.signed');
    // one person with free names
    const free = team.map(({ name, from }) => ({ name, from }));
    expect(told(await seal(rows, { team: free }))).toBe('422 institution-closure.signed');
    expect(told(await seal(rows))).toBe('200');
    expect(await rowOf(closure, kids[1]!)).toEqual({ accounted: null, lost: false, verified: false });
    // however its id is written
    const talk = { child: kids[1]!.toUpperCase(), on: '2017-01-17', alone: true, danger: false };
    expect(told(await act('dsw.kandal', closure, 'child.screened', talk))).toBe('200');
  });

  it('takes no death on the word of one, and none on the word of the home', async () => {
    await time('2017-01-17T12:00:00+07:00');
    const death = { kind: 'death', children: [kids[1]], institution: home, at: '2017-01-17T10:30:00+07:00' };
    const said = await fact('rci.kdl-003', death);
    expect(told(said)).toBe('201');
    expect(await rowOf(closure, kids[1]!)).toEqual({ accounted: 'died', lost: false, verified: false });
    expect(await incidents(kids[1]!)).toContain('CHILD_DIED');
    const confirm = (sources: string[], login = 'officer.kandal') =>
      act(login, closure, 'death.confirmed', { child: kids[1], on: '2017-01-17', sources });
    expect(told(await confirm(['institution']))).toBe('422 institution-closure.death');
    expect(told(await confirm(['hospital'], 'rci.kdl-003'))).toBe('403');
    expect(told(await confirm(['hospital']))).toBe('200');
    expect(await rowOf(closure, kids[1]!)).toEqual({ accounted: 'died', lost: false, verified: true });
    expect(await incidents(kids[1]!)).not.toContain('CHILD_DIED');
    expect(await waysOf(kids[1]!)).toEqual(['CLOSED_DIED']);

    // and it was not true
    const { ids } = said.body as { ids: string[] };
    const correction = { kind: 'correction', children: [kids[1]], corrects: ids[0], at: '2017-01-17T11:00:00+07:00' };
    expect(told(await fact('dsw.kandal', correction))).toBe('201');
    expect(await rowOf(closure, kids[1]!)).toEqual({ accounted: null, lost: true, verified: false });
    expect(await incidents(kids[1]!)).toContain('DEATH_CORRECTED');
    expect(await waysOf(kids[1]!)).toEqual(['CLOSED_DIED', 'open']);
    expect(await phase(closure)).toContain('lost.searching');
  });

  it('looks for a counted child who leaves, is missing, or sleeps in another home', async () => {
    const left = { kind: 'departure', children: [kids[2]], institution: home, at: '2017-01-17T11:15:00+07:00' };
    expect(told(await fact('rci.kdl-003', left))).toBe('201');
    expect(await incidents(kids[2]!)).toContain('LEFT_CLOSING_HOME');
    expect(await rowOf(closure, kids[2]!)).toMatchObject({ lost: true });
    const where = { child: kids[2], on: '2017-01-17', where: 'a market', seen: true };
    expect(told(await act('police.kandal', closure, 'child.located', where))).toBe('200');
    expect(await rowOf(closure, kids[2]!)).toMatchObject({ lost: false });
    const elsewhere = { kind: 'presence', children: [kids[2]], institution: sister, at: '2017-01-17T11:30:00+07:00' };
    expect(told(await fact('dsw.kandal', elsewhere))).toBe('201');
    expect(await incidents(kids[2]!)).toContain('COUNTED_ELSEWHERE');
    expect(await rowOf(closure, kids[2]!)).toMatchObject({ lost: true, verified: false });
    const why = await town.rows('select why from homeward.census_unsettled($1) where child = $2', closure, kids[2]);
    expect(why.map(({ why: one }) => one)).toContain('elsewhere');
  });

  it('says to the database, too, that nothing is closed while a child is missing or an incident of it is open', async () => {
    const missing = { kind: 'missing', children: [kids[2]], at: '2017-01-17T11:45:00+07:00' };
    expect(told(await fact('dsw.kandal', missing))).toBe('201');
    const why = await town.rows('select child, why from homeward.census_unsettled($1) order by why', closure);
    expect(why).toEqual(
      expect.arrayContaining([
        { child: kids[2], why: 'missing' },
        { child: kids[0], why: 'incident' },
        { child: kids[1], why: 'incident' },
      ]),
    );
    // rows that say what they should, past every door: the register still knows better
    const owner = await town.database.owner.connect();
    try {
      await owner.query('begin');
      await owner.query('alter table homeward.census disable trigger census_guard');
      await owner.query(
        `update homeward.census set accounted = 'home', accounted_on = '2017-01-17', lost = false, verified_at = now()`,
      );
      const { rows } = await owner.query<{ lacks: string }>('select homeward.closing_lacks($1) as lacks', [home]);
      expect(rows[0]!.lacks).toMatch(/a death, a loss or a place that is not settled/);
    } finally {
      await owner.query('rollback');
      owner.release();
    }
  });
});

describe('at the end', () => {
  let closure: string;
  beforeAll(async () => {
    town = await Town.open({}, '2017-01-16T09:00:00+07:00');
    closure = await order('2017-02-26');
    const go = async (login: string, type: string, data: object, signed = false) =>
      expect(`${type} ${told(await act(login, closure, type, data, signed))}`).toBe(`${type} 200`);
    await time('2017-01-17T10:00:00+07:00');
    await go('rci.kdl-003', 'freeze.acknowledged', { understood: true });
    await go('supervisor.kandal', 'freezeVisit.recorded', { on: '2017-01-17', served: true, newChildren: 0 });
    await go('officer.kandal', 'census.sealed', census('2017-01-17', []));
    const analysis = {
      staff: 3,
      staffPlan: 'p',
      assets: 'a',
      donors: 'd',
      guaranteedUntil: '2017-06-01',
      enough: true,
    };
    await go('officer.kandal', 'analysis.submitted', analysis);
    await go('officer.kandal', 'staff.settled', { redeployed: 1, released: 2, unvetted: 0, openAllegations: 0 });
    await go('officer.kandal', 'assets.settled', { on: '2017-01-17', deeds: 'd' });
    await go('officer.kandal', 'records.filed', { on: '2017-01-17', place: 'p' });
  });
  afterAll(() => town.close());

  it('extends to a later day alone', async () => {
    const until = (targetOn: string) => act('mosvy', closure, 'extension.signed', { targetOn, reasons: 'r' }, true);
    expect(told(await until('2017-02-20'))).toBe('422 institution-closure.target');
    expect(told(await until('2017-03-20'))).toBe('200');
  });

  it('lets somebody else decide on an appeal, says how, and hears a second one', async () => {
    const appeal = () => act('rci.kdl-003', closure, 'appeal.filed', { on: '2017-01-17', grounds: 'g' });
    const decide = (login: string, result = 'dismissed') =>
      act(login, closure, 'appeal.decided', { on: '2017-01-17', result, reasons: 'r' }, true);
    const listed = async (login: string): Promise<string> => {
      const { items } = (await town.send(login, '/closures')).body as { items: { instance: string; appeal: string }[] };
      return items.find(({ instance }) => instance === closure)!.appeal;
    };
    expect(told(await appeal())).toBe('200');
    expect(told(await decide('mosvy'))).toBe('422 institution-closure.impartial');
    expect(told(await decide('mosvy2'))).toBe('200');
    // the extension has one, too; where it is granted, the list says so until the order is withdrawn or upheld
    expect(told(await appeal())).toBe('200');
    expect(told(await decide('mosvy2', 'granted'))).toBe('200');
    expect(await listed('officer.kandal')).toBe('granted');
    expect(await listed('mosvy')).toBe('granted');
    const upheld = { on: '2017-01-17', reasons: 'r' };
    expect(told(await act('mosvy2', closure, 'order.upheld', upheld, true))).toBe('200');
    expect(await listed('mosvy')).toBe('decided');
    // and a third is kept, and holds nothing
    expect(told(await appeal())).toBe('200');
    expect(told(await decide('mosvy2'))).not.toBe('200');
    const third = act('mosvy3', closure, 'appeal.filed', { on: '2017-01-17', grounds: 'g' });
    expect(told(await third)).toBe('200');
  });

  it('verifies nothing on a day before the premises were emptied, and hears a child who is there at the certificate or after', async () => {
    await time('2017-01-19T10:00:00+07:00');
    const emptied = { on: '2017-01-19', beds: 'given away' };
    expect(told(await act('supervisor.kandal', closure, 'premises.emptied', emptied))).toBe('200');
    await time('2017-01-20T10:00:00+07:00');
    const members = [person('mosvy2'), person('director.kandal')];
    const verify = (on: string) =>
      act('mosvy2', closure, 'verification.recorded', { on, unannounced: true, empty: true, members });
    expect(told(await verify('2017-01-18'))).toBe('422 institution-closure.after-last');
    expect(told(await verify('2017-01-20'))).toBe('200');

    const child = await town.child('kandal', { names: [{ km: 'ចាន់ សុខ', latin: 'Late Sok' }] });
    const certificate = () => act('mosvy', closure, 'certificate.signed', { filesAt: 'p' }, true);
    const there = { kind: 'presence', children: [child], institution: home, at: '2017-01-20T10:00:00+07:00' };
    const [signed, recorded] = await Promise.all([certificate(), fact('village.kandal', there)]);
    expect(told(recorded)).toBe('201');
    // one of the two came first: either there is no certificate, or the closure has heard
    const heard = (await phase(closure)).includes('returned.found');
    expect([told(signed).startsWith('422'), heard]).toContain(true);
    expect(signed.status === 200).toBe(heard);
    if (!heard) {
      await time('2017-01-20T11:00:00+07:00');
      const left = { kind: 'departure', children: [child], institution: home, at: '2017-01-20T10:30:00+07:00' };
      expect(told(await fact('village.kandal', left))).toBe('201');
      // who was there and was never counted is not forgotten; that it was a mistake say two
      expect(told(await certificate())).toBe('422 N-21');
      const mistake = {
        on: '2017-01-20',
        lines: [{ about: 'Late Sok', became: 'none', what: 'a child of the neighbours came to look' }],
        reasons: 'the neighbours say so',
      };
      expect(told(await act('officer.kandal', closure, 'unnamed.explained', mistake))).toBe('200');
      const confirm = (login: string) => act(login, closure, 'unnamed.confirmed', { on: '2017-01-20' });
      expect(told(await confirm('officer.kandal'))).toBe('422 institution-closure.second');
      expect(told(await confirm('director.kandal'))).toBe('200');
      const again = await certificate();
      expect(told(again)).toBe('200');
      await time('2017-01-20T12:00:00+07:00');
      expect(told(await fact('village.kandal', { ...there, at: '2017-01-20T12:00:00+07:00' }))).toBe('201');
    }
    expect(await phase(closure)).toContain('returned.found');
    expect(await incidents(child)).toEqual(expect.arrayContaining(['CHILD_IN_CLOSED_HOME', 'UNAUTHORISED_PRESENCE']));
    expect(await waysOf(child)).toEqual(['open']);
    const inspections = await town.rows(
      `select i.id from homeward.instances i join homeward.subjects s on s.instance = i.id where i.workflow = 'inspection' and s.subject = $1`,
      home,
    );
    expect(inspections).toHaveLength(1);
    const alerts = await town.rows(
      `select to_roles from homeward.alerts where kind = 'closure.returned' and instance = $1`,
      closure,
    );
    expect(alerts.flatMap(({ to_roles }) => to_roles)).toEqual(
      expect.arrayContaining(['districtSupervisor', 'pdosvyDirector', 'mosvy']),
    );
  });
});
