/** The doors beside the certificate: each of them is shut, and the answer says where to go. */
import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { codeAt } from '../../libs/access';
import type { ManualClock } from '../../libs/engine';
import { version1 } from '../../workflows/inspection/checklist/version1';
import { censusTeam } from '../support/census-team';
import { accountOf, institutionId, Town } from './town';

jest.setTimeout(240_000);

let town: Town;
beforeAll(async () => {
  town = await Town.open({}, '2017-03-06T09:00:00+07:00');
  for (const login of ['mosvy', 'mosvy2']) await town.tokenOf(login);
});
afterAll(() => town.close());

const river = institutionId('KDL-003');
const centre = institutionId('KDL-001');
const mango = institutionId('BTB-002');
const told = ({ status, body }: { status: number; body: any }): string =>
  [status, ...(body.rules ?? []).map(({ id }: { id: string }) => id)].join(' ');
const move = (iso: string) => (town.context.clock as ManualClock).set(Date.parse(iso));
const signed = (login: string) => ({
  'Homeward-Totp': codeAt(accountOf(login).totpSecret!, Date.now() + 30_000),
});
async function act(as: string, id: string, type: string, data: object, headers: Record<string, string> = {}) {
  const { headers: seen } = await town.send(as, `/instances/${id}`);
  const version = { 'If-Match': seen.get('etag')! };
  return town.send(as, `/instances/${id}/events`, { body: { type, data }, headers: { ...headers, ...version } });
}
const fact = (kind: string, children: string[], institution: string | undefined, at: string) =>
  town.send('dsw.kandal', '/facts', { body: { kind, children, institution, at } });
const standing = (as: string, id: string, to: string) =>
  town.send(as, `/institutions/${id}/standing`, { body: { standing: to, reason: 'so' } });
const amend = (as: string, id: string, kind: string) =>
  town.send(as, `/institutions/${id}/amend`, { body: { kind, reason: 'a clinic now' } });
const stands = async (id: string) =>
  (
    await town.rows('select kind, standing, authorised_capacity as beds from homeward.institutions where id = $1', id)
  )[0];
const attack = async (sql: string, ...values: unknown[]): Promise<string> => {
  try {
    await town.database.owner.query(sql, values);
    return 'accepted';
  } catch (error) {
    const { constraint, message } = error as { constraint?: string; message: string };
    return constraint ?? message;
  }
};
/** What the write door answers to the application when somebody types at it by hand. */
async function write(...lines: object[]): Promise<string> {
  const { rows } = await town.database.pool.query('select homeward.write($1::jsonb) -> 0 as outcome', [
    JSON.stringify([{ lines, checks: [] }]),
  ]);
  const { ok, error } = rows[0].outcome as { ok: boolean; error?: { constraint: string } };
  return ok ? 'accepted' : error!.constraint;
}
const lineOf = (stream: string, event: string, ops: object[], more: object = {}) => ({
  stream,
  kind: 'event',
  at: new Date(town.context.clock.now()).toISOString(),
  entry: JSON.stringify({ event, actor: { person: accountOf('mosvy').person, role: 'mosvy', area: '' } }),
  content: { digest: 'x', compartment: 'open', body: JSON.stringify({ data: {} }) },
  ops,
  ...more,
});

describe('a change of type', () => {
  it('is refused where a child sleeps, to the ministry as to the owner, and closes nothing', async () => {
    const child = await town.child();
    expect(told(await fact('presence', [child], centre, '2017-03-05T08:00:00+07:00'))).toBe('201');
    for (const kind of ['hospital', 'emergencyFoster'])
      expect(told(await amend('mosvy2', centre, kind))).toBe('422 N-21');
    const both = `update homeward.institutions set kind = 'hospital', standing = 'closed' where id = $1`;
    expect(await attack(both, centre)).toMatch(/^institution_(converted|closed)_empty$/);
    const { body } = await amend('mosvy2', centre, 'hospital');
    expect(body.rules[0].missing.en).toMatch(/closure with a sealed census/);
    expect(body.rules[0].message.km).not.toBe('');
    expect(await stands(centre)).toEqual({ kind: 'rci', standing: 'authorised', beds: 40 });
  });

  it('leaves an empty home what it ever was: without beds, under the same wall, with the same incidents', async () => {
    const beach = institutionId('PSV-009');
    expect(told(await amend('mosvy2', beach, 'hospital'))).toBe('200');
    expect(await stands(beach)).toEqual({ kind: 'hospital', standing: 'authorised', beds: 0 });
    expect(told(await standing('mosvy2', beach, 'closed'))).toBe('422 N-21');
    expect(await attack(`update homeward.institutions set standing = 'closed' where id = $1`, beach)).toBe(
      'institution_closed_empty',
    );
    expect(
      await attack(`update homeward.institutions set ever_residential = false where id = $1 returning 1`, beach),
    ).toBe('accepted');
    const [row] = await town.rows('select ever_residential as ever from homeward.institutions where id = $1', beach);
    expect(row).toEqual({ ever: true });
    const child = await town.child();
    expect(told(await fact('presence', [child], beach, '2017-03-05T08:00:00+07:00'))).toBe('201');
    const opened = await town.rows('select kind from homeward.incidents where child = $1', child);
    expect(opened).toEqual([{ kind: 'UNAUTHORISED_PRESENCE' }]);
    // and the way out is the way of every home
    const engagement = { institution: beach, kind: 'voluntary', on: '2017-03-06', minutes: 'm', flightRisk: false };
    const begun = await town.send('officer.sihanouk', '/instances', {
      body: { workflow: 'institution-closure', event: 'engagement.recorded', area: '180101', data: engagement },
    });
    expect(told(begun)).toBe('201');
  });
});

describe('the census of a closure', () => {
  let closure: string;
  let children: string[];
  const account = (child: string, more: object) => ({
    op: 'census.account',
    data: { child, records: false, lost: false, on: '2017-03-06', verified: true, movedBy: [], ...more },
  });
  /** A fact, past every reaction. */
  const happened = (child: string, kind: string) =>
    town.database.owner.query(
      `insert into homeward.facts (id, kind, child, at, recorded_at, stream, seq) values (gen_random_uuid(), $2, $1, $3, $3, $1, 1)`,
      [child, kind, '2017-03-06T10:00:00+07:00'],
    );
  const closed = { op: 'institution.standing', data: { institution: mango, standing: 'closed', reason: 'so' } };

  beforeAll(async () => {
    children = [await town.child('battambang'), await town.child('battambang', { birth: born('2008-01-02') })];
    await town.send('dsw.battambang', '/facts', {
      body: { kind: 'presence', children: [children[0]], institution: mango, at: '2017-03-05T08:00:00+07:00' },
    });
    const opened = await town.send('mosvy', '/instances', {
      headers: signed('mosvy'),
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
    expect(told(opened)).toBe('201');
    closure = opened.body.id;
    const rows = [
      { child: children[0], bed: '1', found: 'unauthorisedPresent', atRisk: false },
      { child: children[1], bed: '2', found: 'unaccounted', atRisk: false },
    ];
    const team = censusTeam('battambang', '2017-03-06');
    const lists = { register: 'agrees', decisions: 'agrees', schoolRoll: 'agrees', donorList: 'agrees', files: 'kept' };
    expect(
      told(await act('officer.battambang', closure, 'census.sealed', { on: '2017-03-06', team, rows, ...lists })),
    ).toBe('200');
  });

  it('is not bent by a line that names any event, nor does such a line close the institution', async () => {
    const gone = children.map((child) => account(child, { accounted: 'home' }));
    expect(await write(lineOf(closure, 'child.located', [...gone, closed]))).toBe('census_accounted_by_fact');
    for (const event of ['child.located', 'certificate.signed'])
      expect(await write(lineOf(closure, event, [closed]))).toBe('institution_closed_by_certificate');
    expect(await stands(mango)).toMatchObject({ standing: 'frozen' });
  });

  it('is not bent by a line that moves the closure on either, while no fact says where the child is', async () => {
    const [instance] = await town.rows(
      `select i.workflow, i.workflow_version as "workflowVersion", i.area, i.state, i.phase, i.status, i.version as expect,
         i.parameters from homeward.instances i where i.id = $1`,
      closure,
    );
    const none = { openTasks: [], closeTasks: [], armTimers: [], cancelTimers: [] };
    const moved = { ...instance, ...none, prefix: 'IC', outcome: null };
    const by = (op: object) => write(lineOf(closure, 'child.progressed', [op], { instance: moved }));
    const [here, lost] = children as [string, string];
    for (const accounted of ['home', 'kin', 'foster', 'independent', 'byDecision', 'died'])
      expect([accounted, await by(account(here, { accounted }))]).toEqual([accounted, 'census_accounted_by_fact']);
    expect(await by(account(lost, { verified: false }))).toBe('census_accounted_by_fact');
    // and the certificate rests on a verification, which is not there
    const watch = {
      ...moved,
      phase: 'open.steps.surveillance',
      state: JSON.stringify({ context: { certified: true } }),
    };
    await town.database.owner.query('alter table homeward.census disable trigger census_guard');
    await town.database.owner.query(
      `update homeward.census set lost = false, accounted = 'home', accounted_on = now(), verified_at = now()`,
    );
    await town.database.owner.query('alter table homeward.census enable trigger census_guard');
    await happened(here, 'departure');
    await town.database.owner.query(
      `update homeward.incidents set status = 'resolved', resolved_at = now(), resolution = 'forged' where child = any ($1)`,
      [children],
    );
    expect(await town.rows('select homeward.closing_lacks($1) as lacks', mango)).toEqual([{ lacks: null }]);
    expect(await write(lineOf(closure, 'certificate.signed', [closed], { instance: watch }))).toBe(
      'institution_closed_by_certificate',
    );
    expect(await attack(`update homeward.institutions set standing = 'closed' where id = $1`, mango)).toBe(
      'institution_closed_by_certificate',
    );
    await town.database.owner.query(
      `update homeward.census set lost = no = 2, accounted = null, accounted_on = null, verified_at = null`,
    );
  });

  it('is not bent by the owner: the word follows the fact, and sight follows somebody who moved no child', async () => {
    const set = (what: string) => attack(`update homeward.census set ${what} where child = $1`, children[0]);
    const home = `accounted = 'home', accounted_on = '2017-03-06'`;
    expect(await set(home)).toBe('census_accounted_by_fact');
    expect(await attack('update homeward.census set lost = false where lost')).toBe('census_accounted_by_fact');
    await happened(children[0]!, 'placedInFamily');
    expect(await set(`accounted = 'independent', accounted_on = '2017-03-06'`)).toBe('census_accounted_by_fact');
    expect(await set(home)).toBe('accepted');
    expect(await set(`verified_at = '2017-03-07'`)).toBe('census_verified_by_sight');
    const mover = accountOf('dsw.battambang').person;
    expect(await set(`moved_by = array['${mover}']::uuid[]`)).toBe('accepted');
    expect(await set(`moved_by = '{}'`)).toBe('accepted');
    expect(await town.rows('select moved_by from homeward.census where child = $1', children[0])).toEqual([
      { moved_by: [mover] },
    ]);
  });
});

describe('evidence of an inspection, and what it stopped', () => {
  let id: string;
  let photo: string;
  let other: string;
  const lead = 'supervisor.kandal';
  const member = 'dsw.kandal';
  const seat = (login: string, isLead: boolean) => ({
    person: accountOf(login).person,
    lead: isLead,
    interestDeclared: 'none',
  });
  const go = async (as: string, type: string, data: object) =>
    expect([type, told(await act(as, id, type, data))]).toEqual([type, '200']);
  const withdraw = (as: string, file: string) =>
    town.send(as, `/instances/${id}/attachments/${file}/withdraw`, { body: { reason: 'r' } });

  async function upload(): Promise<{ file: string; sum: string }> {
    const file = randomUUID();
    const background = `#${file.slice(0, 6)}`;
    const jpeg = await sharp({ create: { width: 32, height: 32, channels: 3, background } })
      .jpeg()
      .toBuffer();
    const answer = await fetch(`${town.api.url}/api/v1/instances/${id}/attachments?attachment=${file}&about=other`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await town.tokenOf(member)}`,
        'Content-Type': 'image/jpeg',
        'Idempotency-Key': randomUUID(),
      },
      body: new Uint8Array(jpeg),
    });
    expect(answer.status).toBe(201);
    return { file, sum: createHash('sha256').update(jpeg).digest('hex') };
  }

  beforeAll(async () => {
    const opened = await town.send('officer.kandal', '/instances', {
      body: {
        workflow: 'inspection',
        event: 'inspection.planned',
        area: '081007',
        data: { institution: river, on: '2017-03-06', announced: false, why: ['annual'] },
      },
    });
    expect(told(opened)).toBe('201');
    id = opened.body.id;
    await go(lead, 'team.assigned', { members: [seat(lead, true), seat(member, false)] });
    await go(lead, 'package.issued', { checklist: 1, expected: 0, expiresAt: '2017-03-08T09:00:00+07:00' });
    await go(lead, 'entry.recorded', {
      at: '2017-03-06T09:05:00+07:00',
      personInCharge: 'x',
      noSignBecause: 'none',
      noPositionBecause: 'none',
    });
    const shot = await upload();
    photo = shot.file;
    other = (await upload()).file;
    let counter = 0;
    const piece = (kind: string, item: string, body: object, is: string = randomUUID()) => ({
      id: is,
      kind,
      item,
      body,
      device: 't1',
      counter: ++counter,
      capturedAt: '2017-03-06T09:00:00+07:00',
    });
    const pieces = [
      ...version1.map((one) =>
        piece('answer', one.id, { answer: one.id === 'registration.director' ? 'fails' : 'meets' }),
      ),
      piece('talk', 't1', { with: 'child', sameSex: true, disclosure: false }),
      piece('talk', 't2', { with: 'staff', sameSex: true, disclosure: false }),
      piece('bed', 'b1', { count: 40 }),
      piece('photo', 'buildings', { sha256: shot.sum, about: 'buildings', faces: false }, photo),
    ];
    expect(told(await town.send(lead, `/inspections/${id}/pieces`, { body: { pieces } }))).toMatch(/^20/);
  });

  it('can be withdrawn while there is no report, and never when a submitted report rests on it', async () => {
    const wrong = (await upload()).file;
    expect(told(await withdraw(member, wrong))).toMatch(/^20/);
    await go(lead, 'exitMeeting.held', {
      at: '2017-03-06T09:00:00+07:00',
      present: 'director',
      findingsRead: true,
      reply: 'ok',
      directorSigned: 'signed',
    });
    const { digest } = (await town.send(lead, `/inspections/${id}`)).body;
    const by = { by: 'thumbprint', on: '2017-03-06' };
    const signatures = [lead, member].map((login) => ({ person: accountOf(login).person, by }));
    const beds = { found: 'unused', reason: 'stacked in a store' };
    await go(lead, 'report.submitted', { on: '2017-03-06', statement: 's', signatures, digest, beds });
    for (const as of [member, lead]) {
      const answer = await withdraw(as, photo);
      expect(told(answer)).toBe('422 N-41');
      expect(answer.body.rules[0].message.km).toMatch(/របាយការណ៍/);
    }
    expect(
      await attack(
        'update homeward.attachments set withdrawn_seq = seq + 1, withdrawn_at = now(), withdrawn_by = added_by where id = $1',
        photo,
      ),
    ).toBe('attachment_evidence');
    const read = await town.send('mosvy', `/instances/${id}/attachments/${photo}`);
    expect(read.status).toBe(200);
    // what the report does not name may still be taken back
    expect(told(await withdraw(member, other))).toMatch(/^20/);
  });

  it('a freeze that it set is lifted there, not by the register, and the answer names the case', async () => {
    await go(lead, 'safety.reported', {
      dangers: ['underThree'],
      inDanger: true,
      crime: false,
      observedAt: '2017-03-06T09:00:00+07:00',
      account: 'A small child sleeps in the last room.',
    });
    expect(await stands(river)).toMatchObject({ standing: 'frozen' });
    const { reference } = (await town.send('mosvy', `/instances/${id}`)).body;
    for (const to of ['authorised', 'unauthorised']) {
      const answer = await standing('mosvy2', river, to);
      expect(told(answer)).toBe('422 N-05');
      expect(answer.body.rules[0].missing.en).toContain(reference);
    }
    expect(await attack(`update homeward.institutions set standing = 'authorised' where id = $1`, river)).toBe(
      'institution_stopped_by_inspection',
    );
    const lift = { op: 'institution.standing', data: { institution: river, standing: 'authorised', reason: 'so' } };
    expect(await write(lineOf(id, 'standing.lifted', [lift]))).toBe('institution_stopped_by_inspection');
    // what stops more is no lifting
    expect(told(await standing('mosvy2', river, 'suspended'))).toBe('200');
    expect(told(await standing('mosvy2', river, 'authorised'))).toBe('422 N-05');
  });
});

describe('what a place is registered as', () => {
  let codes = 0;
  const register = (more: object) =>
    town.send('officer.kandal', '/institutions', {
      body: {
        code: `FND-KDL-${100 + ++codes}`,
        nameKm: 'ផ្ទះរកឃើញ',
        nameEn: 'Found house',
        kind: 'boardingSchool',
        operator: 'private',
        area: '081007',
        standing: 'unauthorised',
        ...more,
      },
    });

  it('is what it is found as: never closed, frozen or suspended from the first day', async () => {
    for (const kind of ['boardingSchool', 'rci', 'hospital', 'emergencyFoster'])
      for (const found of ['closed', 'frozen', 'suspended'])
        expect(told(await register({ kind, standing: found }))).toBe('422 N-06');
    expect(told(await register({}))).toBe('201');
  });

  it('a hospital has no beds of residential care, and a child who lives in one is asked about', async () => {
    expect(told(await register({ kind: 'hospital', standing: 'authorised', capacity: 300 }))).toBe('422 N-06');
    const { status, body } = await register({ kind: 'hospital', standing: 'authorised' });
    expect(status).toBe(201);
    const [treated, stays] = [await town.child(), await town.child('kandal', { birth: born('2009-02-03') })];
    const incidents = () =>
      town.rows(
        `select child, kind from homeward.incidents where institution = $1 and status <> 'resolved' order by opened_at`,
        body.id,
      );
    expect(told(await fact('presence', [treated, stays], body.id, '2017-03-05T08:00:00+07:00'))).toBe('201');
    expect(await incidents()).toEqual([]);
    await move('2017-03-12T09:00:00+07:00');
    expect(told(await fact('departure', [treated], undefined, '2017-03-12T08:00:00+07:00'))).toBe('201');
    // nobody tells of the other again: the days of P-97 are over by themselves
    await town.context.sweeper.advanceTo(Date.parse('2017-03-19T07:59:00+07:00'), town.context.clock as ManualClock);
    expect(await incidents()).toEqual([]);
    await town.context.sweeper.advanceTo(Date.parse('2017-03-21T08:00:00+07:00'), town.context.clock as ManualClock);
    expect(await incidents()).toEqual([{ child: stays, kind: 'UNAUTHORISED_PRESENCE' }]);
    const [told1] = await town.rows('select opened_at as at from homeward.incidents where child = $1', stays);
    expect(told1!.at.toISOString()).toBe('2017-03-19T01:00:00.000Z');
  });
});

function born(on: string) {
  return { from: on, to: on, precision: 'day' };
}
