/** The register over HTTP under attack: who may change what rules rest on, what two people must do, what leaks. */
import { randomUUID } from 'node:crypto';
import type { ManualClock } from '../../libs/engine';
import { accountOf, institutionId, newChild, Town } from './town';

let town: Town;
beforeAll(async () => {
  town = await Town.open();
}, 60_000);
afterAll(() => town.close());

const yesterday = '2017-03-05T10:00:00+07:00';
const river = institutionId('KDL-003');
const post = (as: string, path: string, body: unknown = undefined) => town.outcome(as, path, { method: 'POST', body });
const presence = (child: string, institution = river) => ({
  kind: 'presence',
  children: [child],
  institution,
  at: yesterday,
});

describe('facts', () => {
  it('lets nobody but who inspects record the inspection that keeps a home eligible', async () => {
    const inspection = { kind: 'inspection', children: [], institution: river, at: yesterday };
    for (const login of ['rci.kdl-003', 'village.kandal', 'commune.kandal', 'police.kandal', 'supervisor.battambang'])
      expect([login, await post(login, '/facts', inspection)]).toEqual([login, '403 forbidden']);
    expect(await post('supervisor.kandal', '/facts', inspection)).toBe('201');
  });

  it('lets who recorded a fact correct it, and of others only who corrects files there', async () => {
    const child = await town.child();
    const { body } = await town.send('dsw.kandal', '/facts', { body: presence(child) });
    const correction = { ...presence(child), kind: 'correction', corrects: body.ids[0] };
    expect(await post('rci.kdl-003', '/facts', correction)).toBe('403 forbidden');
    expect(await post('dsw.battambang', '/facts', correction)).toBe('403 forbidden');
    expect(await post('supervisor.kandal', '/facts', correction)).toBe('201');
  });

  it('shows the facts of an institution to who reads files there, and logs each child as read', async () => {
    const child = await town.child();
    await post('dsw.kandal', '/facts', presence(child));
    for (const login of ['village.kandal', 'province.kandal', 'admin', 'dsw.battambang', 'rci.kdl-001'])
      expect([login, await town.outcome(login, `/facts?institution=${river}`)]).toEqual([login, '404 not_found']);
    expect(await town.outcome('dsw.kandal', `/facts?institution=${river}`)).toBe('200');
    const reads = await town.rows(
      'select 1 from homeward.read_log where subject = $1 and person = $2',
      child,
      accountOf('dsw.kandal').person,
    );
    expect(reads).toHaveLength(1);
  });

  it('gives a director no names for having recorded a child as present', async () => {
    const child = await town.child();
    expect(await post('rci.kdl-003', '/facts', presence(child))).toBe('201');
    expect((await town.send('rci.kdl-003', '/children')).body.items).toEqual([]);
    expect(await town.outcome('rci.kdl-003', `/children/${child}`)).toBe('404 not_found');
  });
});

describe('incidents', () => {
  it('lets no one who broke the glass close the duty to review it', async () => {
    const child = await town.child();
    const glass = { kind: 'child', subject: child, reason: 'A call at night that the child is hurt.' };
    const { body } = await town.send('dsw.kandal', '/break-glass', { body: glass });
    const [incident] = await town.rows<{ id: string }>('select id from homeward.incidents where child = $1', child);
    for (const login of ['dsw.kandal', 'supervisor.kandal'])
      expect(await post(login, `/incidents/${incident!.id}/resolve`, { reason: 'Nothing to see.' })).toBe(
        '403 forbidden',
      );
    const finding = { finding: 'justified', note: 'I spoke to the caller.' };
    expect(await post('dsw.kandal', `/break-glass/${body.id}/review`, finding)).toBe('403 forbidden');
    expect(await post('supervisor.kandal', `/break-glass/${body.id}/review`, finding)).toBe('200');
    const [closed] = await town.rows('select status from homeward.incidents where id = $1', incident!.id);
    expect(closed).toEqual({ status: 'resolved' });
  });

  it('lets a deputy not review what was opened in the name of the one they act for, nor the reverse', async () => {
    const child = await town.child();
    const glass = { kind: 'child', subject: child, reason: 'A call at night that the child is hurt.' };
    const { body } = await town.send('deputy.kandal', '/break-glass', { body: glass });
    const finding = { finding: 'justified', note: 'I spoke to the caller.' };
    expect(await post('supervisor.kandal', `/break-glass/${body.id}/review`, finding)).toBe('422 second_person');
    expect(await post('director.kandal', `/break-glass/${body.id}/review`, finding)).toBe('200');
  });
});

describe('institutions', () => {
  it('keeps type, places and operator, on which rules rest, from who only registers', async () => {
    for (const change of [
      { kind: 'boardingSchool' },
      { capacity: 1 },
      { operatorAgency: accountOf('ngo.kandal').agency },
    ])
      for (const login of ['commune.kandal', 'director.kandal'])
        expect(await post(login, `/institutions/${river}/amend`, { ...change, reason: 'So.' })).toBe('403 forbidden');
    expect(await post('commune.kandal', `/institutions/${river}/amend`, { phone: '012 345', reason: 'So.' })).toBe(
      '200',
    );
  });

  it('is renamed by province or ministry, and not by the district alone', async () => {
    const named = (nameEn: string) => ({ nameEn, reason: 'The sign was changed.' });
    for (const login of ['commune.kandal', 'dsw.kandal', 'supervisor.kandal'])
      for (const change of [named('Another House'), { nameKm: 'ផ្ទះថ្មី', phone: '012 345', reason: 'So.' }])
        expect(await post(login, `/institutions/${river}/amend`, change)).toBe('403 forbidden');
    expect(await post('officer.kandal', `/institutions/${river}/amend`, named('River House Again'))).toBe('200');
  });

  it('authorises no new institution for anybody', async () => {
    const house = {
      code: 'NEW-001',
      nameKm: 'ផ្ទះថ្មី',
      nameEn: 'New house',
      kind: 'rci',
      operator: 'ngo',
      area: '081007',
      standing: 'authorised',
    };
    expect(await post('mosvy', '/institutions', house)).toBe('422 refused_by_database');
    const { body } = await town.send('mosvy', '/institutions', { body: { ...house, standing: 'unauthorised' } });
    const authorise = { standing: 'authorised', reason: 'Please.' };
    expect(await post('mosvy', `/institutions/${body.id}/standing`, authorise)).toBe('422 refused_by_database');
  });
});

describe('an appointment', () => {
  it('directs no institution that the register does not know', async () => {
    const { body } = await town.send('admin', '/people', { body: { nameKm: 'នាយក', nameEn: 'Director' } });
    const role = { role: 'rciDirector', area: '08', from: '2017-03-06T09:00:00+07:00' };
    const given = (institution: string) =>
      town.send('admin', `/people/${body.id}/appointments`, { body: { ...role, institution } });
    expect((await given(randomUUID())).body.errors).toEqual([
      expect.objectContaining({ path: 'institution', code: 'unknown_institution' }),
    ]);
    expect((await given(river)).status).toBe(201);
  });
});

describe('corrections by two people', () => {
  const birth = { from: '2014-06-01', to: '2014-06-01', precision: 'day' };

  it('lets neither the proposer, nor who acts for them, approve a birth date', async () => {
    const child = await town.child();
    const { body } = await town.send('supervisor.kandal', `/children/${child}/birth`, {
      body: { birth, reason: 'A paper.' },
    });
    expect(await post('supervisor.kandal', `/corrections/${body.id}/approve`)).toBe('422 second_person');
    expect(await post('deputy.kandal', `/corrections/${body.id}/approve`)).toBe('422 second_person');
    expect(await post('dsw.kandal', `/corrections/${body.id}/approve`)).toBe('200');
    expect((await town.send('dsw.kandal', `/children/${child}`)).body.birth.from).toBe('2014-06-01');
    expect(await post('officer.kandal', `/corrections/${body.id}/approve`)).toBe('422 refused_by_database');
  });

  it('lets neither the proposer, nor who acts for them, merge two records', async () => {
    const kept = await town.child();
    const merged = await town.child();
    const { body } = await town.send('supervisor.kandal', '/corrections/merges', {
      body: { kept, merged, reason: 'One.' },
    });
    expect(await post('deputy.kandal', `/corrections/${body.id}/approve`)).toBe('422 second_person');
    expect(await post('director.kandal', `/corrections/${body.id}/approve`)).toBe('200');
    expect((await town.send('dsw.kandal', `/children/${merged}`)).body.id).toBe(kept);
  });

  it('decides one proposal once when two people decide in the same moment', async () => {
    const child = await town.child();
    const { body } = await town.send('dsw.kandal', `/children/${child}/birth`, { body: { birth, reason: 'A paper.' } });
    const answers = await Promise.all([
      post('supervisor.kandal', `/corrections/${body.id}/approve`),
      post('officer.kandal', `/corrections/${body.id}/reject`, { reason: 'No proof.' }),
    ]);
    expect(answers.sort()).toEqual(['200', '422 refused_by_database']);
  });

  it('lets nobody hang a child of another area onto an own file', async () => {
    const far = await town.child('battambang');
    const near = await town.child();
    expect(await post('commune.kandal', '/children', newChild('kandal', { siblings: [far] }))).toBe('404 not_found');
    expect(await post('dsw.kandal', '/corrections/siblings', { children: [near, far] })).toBe('404 not_found');
    const { body } = await town.send('commune.battambang', '/families', {
      body: { area: accountOf('village.battambang').area },
    });
    expect(await post('commune.kandal', '/children', newChild('kandal', { family: body.id }))).toBe('404 not_found');
    expect(await post('dsw.kandal', `/children/${near}/amend`, { family: body.id, reason: 'So.' })).toBe(
      '404 not_found',
    );
    const own = (await town.send('commune.kandal', '/families', { body: { area: '08100701' } })).body.id;
    const member = { relation: 'aunt', nameLatin: 'Aunt', living: 'alive', household: true };
    expect(await post('commune.kandal', `/families/${own}/members`, { ...member, child: far })).toBe('404 not_found');
    expect(await post('commune.kandal', `/families/${own}/members`, { ...member, child: near })).toBe('201');
  });
});

describe('search', () => {
  it('finds no child of another area by name for field roles, and by identifier only with a reason', async () => {
    const child = await town.child('battambang', {
      names: [{ latin: 'Vanishing Star', km: 'ផ្កាយបាត់' }],
      ids: [{ kind: 'nid', value: '555-1' }],
    });
    for (const login of [
      'commune.kandal',
      'dsw.kandal',
      'supervisor.kandal',
      'director.kandal',
      'ngo.kandal',
      'police.kandal',
    ])
      for (const query of [
        'text=Vanishing',
        'text=Vanishing&area=02',
        'text=%E1%9E%95%E1%9F%92%E1%9E%80%E1%9E%B6%E1%9E%99',
      ])
        expect((await town.send(login, `/children?${query}`)).body.items).not.toContainEqual(
          expect.objectContaining({ id: child }),
        );
    expect(await town.outcome('court.kandal', '/children?text=Vanishing')).toBe('403 forbidden');
    expect(await town.outcome('dsw.kandal', '/children?identifier=nid&value=555-1')).toBe('422 form_invalid');
    const found = await town.send('dsw.kandal', '/children?identifier=nid&value=555-1&reason=Found+at+the+market');
    expect(found.body.items).toEqual([{ id: child, area: accountOf('village.battambang').area }]);
    const [read] = await town.rows(
      `select via from homeward.read_log where person = $1 and kind = 'search' order by id desc limit 1 offset 1`,
      accountOf('dsw.kandal').person,
    );
    expect(read!.via).toMatch(/Found at the market/);
  });
});

describe('allegations', () => {
  it('shut out who is named, from reading and from changing, whatever their role', async () => {
    const child = await town.child();
    const family = (await town.send('commune.kandal', '/families', { body: { area: '08100701' } })).body.id;
    expect(await post('dsw.kandal', `/children/${child}/amend`, { family, reason: 'Hers.' })).toBe('200');
    const named = accountOf('dsw2.kandal').person;
    expect(await post('dsw.kandal', `/children/${child}/allegations`, { person: named })).toBe('201');
    expect(await town.outcome('dsw2.kandal', `/children/${child}`)).toBe('404 not_found');
    expect(await town.outcome('dsw2.kandal', `/families/${family}`)).toBe('404 not_found');
    expect(await post('dsw2.kandal', `/children/${child}/amend`, { disability: true, reason: 'So.' })).toBe(
      '404 not_found',
    );
    expect(await post('dsw2.kandal', `/children/${child}/birth`, { birth: newChild().birth, reason: 'So.' })).toBe(
      '404 not_found',
    );
    await post('dsw.kandal', '/facts', presence(child));
    const facts = (await town.send('dsw2.kandal', `/facts?institution=${river}`)).body.items;
    expect(facts.map((fact: { child: string }) => fact.child)).not.toContain(child);
    const glass = { kind: 'child', subject: child, reason: 'I would like to know what they say of me.' };
    await post('dsw2.kandal', '/break-glass', glass);
    expect(await town.outcome('dsw2.kandal', `/children/${child}`)).toBe('404 not_found');
  });

  it('name somebody who is recorded', async () => {
    const child = await town.child();
    const answer = await town.send('dsw.kandal', `/children/${child}/allegations`, { body: { person: randomUUID() } });
    expect([answer.status, answer.body.errors[0]?.path]).toEqual([422, 'person']);
  });
});

it('takes hostile text in every field of a registration as text, or names the field', async () => {
  const hostile = [
    "'; drop table homeward.children; --",
    '\\\'") or 1=1 --',
    '%_$1::jsonb',
    'a\u0000b',
    '\ud800',
    '\u200b',
    'x'.repeat(5_000),
  ];
  const form = newChild('kandal', { disabilityNote: 'x', ids: [{ kind: 'nid', value: '1' }] }) as Record<string, any>;
  const around = { relation: 'aunt', nameLatin: 'A', living: 'alive', household: true };
  for (const text of hostile) {
    for (const body of [
      { ...form, disabilityNote: text },
      { ...form, names: [{ latin: text }] },
      { ...form, names: [{ km: text }] },
      { ...form, ids: [{ kind: 'nid', value: text }] },
      { ...form, ids: [{ kind: text, value: '1' }] },
      { ...form, area: text },
      { ...form, sex: text },
      { ...form, birth: { ...form.birth, from: text } },
      { ...form, around: [{ ...around, phone: text }] },
      { ...form, [text]: 1 },
    ]) {
      const answer = await town.send('commune.kandal', '/children', { raw: JSON.stringify(body) });
      expect([201, 422]).toContain(answer.status);
      if (answer.status === 422) expect(answer.body.errors.length + answer.body.rules.length).toBeGreaterThan(0);
    }
  }
  expect(town.logged.filter((line) => line.includes('unexpected'))).toEqual([]);
});

it('lets the clock pass over all this without trouble', async () => {
  const { clock, sweeper } = town.context;
  expect((await sweeper.advanceTo(clock.now() + 10 * 86_400_000, clock as ManualClock)).failed).toBe(0);
});

describe('an opening', () => {
  const request = (child: string, area: string) => ({
    workflow: 'gatekeeping',
    event: 'request.submitted',
    area,
    data: {
      children: [child],
      institution: river,
      reasons: ['poverty'],
      parents: [
        { relation: 'mother', status: 'alive' },
        { relation: 'father', status: 'dead', proof: 'deathCertificate' },
      ],
      parentsAnswer: 'agree',
      documents: ['deathCertificate'],
      offers: [{ service: 'cashTransfer', by: 'The commune', on: '2017-03-01', answer: 'accepted' }],
      introducedBy: 'nobody',
      chiefCountersigned: true,
    },
  });

  it('about a child whose file one may not read is refused like one about nobody, and opens no file', async () => {
    const child = await town.child();
    const area = accountOf('commune.battambang').area;
    const refused = await town.send('commune.battambang', '/instances', { body: request(child, area) });
    expect(refused.body.errors).toEqual([expect.objectContaining({ path: 'children.0', code: 'unknown_child' })]);
    const nobody = await town.send('commune.battambang', '/instances', { body: request(randomUUID(), area) });
    expect(nobody.body.errors).toEqual(refused.body.errors);
    expect(await town.outcome('commune.battambang', `/children/${child}`)).toBe('404 not_found');
    expect(await post('commune.kandal', '/instances', request(child, '081007'))).toBe('201');
  });
});
