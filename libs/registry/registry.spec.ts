import { randomUUID } from 'node:crypto';
import { createRegister, grant, places, refusedBy, type Register } from '../../test/support/register';
import { verifyJournal } from '../engine';

let r: Register;
beforeAll(async () => {
  r = await createRegister();
});
afterAll(() => r?.close());

const factsOf = async (children: string[], more: Partial<Parameters<Register['facts']['load']>[0][0]> = {}) =>
  (
    await r.facts.load([
      {
        names: ['children', 'institution', 'earlierRequests', 'emergencies', 'origin', 'interests'],
        subjects: { children, institution: places.home },
        actor: r.actor(0),
        workflow: 'gatekeeping',
        data: undefined,
        now: r.clock.now(),
        ...more,
      },
    ])
  )[0]!;
const incidentsOf = async (child: string) =>
  (await r.registry.listIncidents({ areas: [''], child, limit: 50 })).items
    .map((i) => `${i.kind} ${i.status} ${i.role} ${i.area}`)
    .sort();
const present = (child: string, institution: string, at = '2017-03-05T10:00:00+07:00') =>
  r.run('fact.record', { kind: 'presence', children: [child], institution, at });

describe('a command', () => {
  it.each([
    ['an unknown field', 'child.register', { shoeSize: 12 }, 'shoeSize', 'unknown_field'],
    [
      'a date that does not exist',
      'child.register',
      { birth: { from: '2006-02-30', to: '2006-02-30', precision: 'day' } },
      'birth.from',
      'invalid_format',
    ],
    [
      'the year 22012',
      'child.register',
      { birth: { from: '22012-01-01', to: '22012-01-01', precision: 'day' } },
      'birth.from',
      'invalid_format',
    ],
    [
      'a birth in the future',
      'child.register',
      { birth: { from: '2017-03-07', to: '2017-03-07', precision: 'day' } },
      'birth.to',
      'in_the_future',
    ],
    [
      'an interval that runs backwards',
      'child.register',
      { birth: { from: '2010-01-02', to: '2010-01-01', precision: 'interval' } },
      'birth.to',
      'before_from',
    ],
    [
      'a name of invisible characters',
      'child.register',
      { names: [{ km: '\u200b\u200d' }] },
      'names.0.km',
      'name_empty',
    ],
    ['a NUL character', 'child.register', { names: [{ latin: 'Da\u0000ra' }] }, 'names.0.latin', 'text'],
    ['half a surrogate pair', 'child.register', { names: [{ latin: 'Da\ud800ra' }] }, 'names.0.latin', 'text'],
    ['a village that is not in the gazetteer', 'child.register', { village: '08999999' }, 'area', 'unknown_area'],
    ['a family that is not in the register', 'child.register', { family: randomUUID() }, 'family', 'unknown_family'],
  ] as const)('with %s is refused by the name of the field', async (_, name, more, path, code) => {
    const data = {
      names: [{ km: 'សុខ' }],
      birth: { from: '2006-09-14', to: '2006-09-14', precision: 'day' },
      sex: 'female',
      disability: false,
      area: '0810',
      ...more,
    };
    const answer = r.run(name, data);
    await expect(answer).rejects.toMatchObject({ status: 422 });
    await answer.catch((p) => expect(p.extra.errors).toContainEqual(expect.objectContaining({ path, code })));
  });

  it('that SQL is written into stores it as text', async () => {
    const latin = `Robert'); drop table homeward.children; --`;
    const child = await r.child({ names: [{ latin }], disabilityNote: `$$; select 1; -- ' "` });
    expect((await r.registry.findChild(child))?.names).toEqual([{ latin }]);
  });

  it('gives its first answer to a repeated key, and refuses the key for other content', async () => {
    const asking = { actor: r.actor(0), route: 'POST /families', key: randomUUID() };
    const first = await r.registry.run('family.register', { area: '0810' }, asking);
    expect(await r.registry.run('family.register', { area: '0810' }, asking)).toEqual(first);
    await expect(r.registry.run('family.register', { area: '08' }, asking)).rejects.toMatchObject({
      code: 'key_reused',
    });
    const both = await Promise.all(
      [0, 1].map(() => r.registry.run('family.register', { area: '0811' }, { ...asking, key: 'same' })),
    );
    expect(both[0]).toEqual(both[1]);
  });

  it('that instances must hear of is not written past the engine', async () => {
    const asking = { actor: r.actor(0), route: 'x' };
    await expect(
      r.registry.run('institution.standing', { institution: places.home, standing: 'frozen', reason: 'x' }, asking),
    ).rejects.toThrow('written by the engine');
    const draft = await r.registry.draft(
      'institution.standing',
      { institution: places.home, standing: 'frozen', reason: 'order' },
      asking,
    );
    expect(draft.reaction).toEqual({
      change: 'institution.standing',
      subject: places.home,
      data: { institution: { standing: 'frozen' }, reason: 'order' },
    });
  });

  it('on a record that is not there is refused', async () => {
    await expect(r.run('child.amend', { child: randomUUID(), reason: 'x' })).rejects.toMatchObject({
      code: 'form_invalid',
    });
    await expect(r.run('birth.approve', { id: randomUUID() })).rejects.toMatchObject({ code: 'form_invalid' });
    await expect(
      r.run('institution.standing', { institution: randomUUID(), standing: 'frozen', reason: 'x' }),
    ).rejects.toMatchObject({ code: 'form_invalid' });
  });
});

describe('a birth date', () => {
  const born = { from: '2013-05-01', to: '2013-05-01', precision: 'day' };

  it('is not corrected by who proposed it, also not on behalf of another', async () => {
    const child = await r.child();
    const { id } = await r.run('birth.propose', { child, birth: born, reason: 'birth certificate seen' });
    await expect(r.run('birth.approve', { id })).rejects.toMatchObject({ code: 'second_person' });
    const asking = { actor: { ...r.actor(1), actingFor: r.people[0] }, route: 'x' };
    await expect(
      r.registry.run('birth.approve', { id }, asking, (_, line, checks) => r.door.write({ lines: [line], checks })),
    ).rejects.toMatchObject({ code: 'second_person' });
    expect((await r.registry.findChild(child))?.birth.from).toBe('2006-09-14');
  });

  it('is corrected by a second person, keeps what it was, and tells the instances', async () => {
    const child = await r.child();
    const before = (await r.registry.findChild(child))!;
    const { id } = await r.run('birth.propose', { child, birth: born, reason: 'birth certificate seen' });
    const draft = await r.registry.draft('birth.approve', { id }, { actor: r.actor(1), route: 'x' });
    expect(draft.reaction).toMatchObject({
      change: 'child.birth',
      subject: child,
      data: { child: { birth: { from: '2013-05-01', to: '2013-05-01' } } },
    });
    await r.run('birth.approve', { id }, 1);
    const after = (await r.registry.findChild(child))!;
    expect(after.birth).toEqual(born);
    expect(after.version).toBeGreaterThan(before.version);
    const { rows } = await r.db.pool.query(
      'select was_from::text, proposed_by, decided_by from homeward.birth_corrections where id = $1',
      [id],
    );
    expect(rows).toEqual([{ was_from: '2006-09-14', proposed_by: r.people[0], decided_by: r.people[1] }]);
    await expect(r.run('birth.approve', { id }, 1)).rejects.toMatchObject({ code: 'refused_by_database' });
  });

  it('that makes a placed child younger than 3 opens an incident and moves nobody', async () => {
    const child = await r.child();
    await r.line(randomUUID(), [grant([child], { status: 'inForce' })]);
    const { id } = await r.run('birth.propose', {
      child,
      birth: { from: '2015-01-01', to: '2015-12-31', precision: 'year' },
      reason: 'teeth',
    });
    await r.run('birth.approve', { id }, 1);
    expect(await incidentsOf(child)).toEqual(['UNDER_THREE_AUTHORITY open pdosvyDirector 08']);
    expect((await r.registry.findChild(child))?.authority.status).toBe('inForce');
  });
});

describe('a merge', () => {
  it('tells the cases of the merged record what the kept one says of birth and death', async () => {
    const merged = await r.child();
    const kept = await r.child({ birth: { from: '2015-01-01', to: '2015-12-31', precision: 'year' } });
    const { id } = await r.run('merge.propose', { kept, merged, reason: 'one child' });
    const reactionOf = async () =>
      (await r.registry.draft('merge.approve', { id }, { actor: r.actor(1), route: 'x' })).reaction;
    const merge = { kept, merged, by: [r.actor(0).person, r.actor(1).person] };
    expect(await reactionOf()).toEqual({
      change: 'child.birth',
      subject: merged,
      data: { child: { birth: { from: '2015-01-01', to: '2015-12-31' } }, merge },
    });
    await r.run('fact.record', { kind: 'death', children: [kept], at: '2017-03-05T10:00:00+07:00' });
    expect(await reactionOf()).toEqual({
      change: 'child.died',
      subject: merged,
      data: { child: { status: 'died' }, at: '2017-03-05', merge },
    });
  });
});

describe('a fact', () => {
  it('of a child without a decision is recorded, and opens an incident with an owner, a clock and a task', async () => {
    const child = await r.child();
    await present(child, places.home);
    expect((await r.registry.findChild(child))?.presentAt).toBe(places.home);
    expect(await incidentsOf(child)).toEqual(['UNAUTHORISED_PRESENCE open districtSupervisor 0810']);
    const { items } = await r.registry.listIncidents({ areas: ['08'], child, limit: 5 });
    const { rows } = await r.db.pool.query(
      'select key, role, area, due_at, next_rung_at is not null as climbs, closed_at from homeward.tasks where id = $1',
      [items[0]!.task],
    );
    expect(rows[0]).toMatchObject({
      key: 'incident/UNAUTHORISED_PRESENCE',
      role: 'districtSupervisor',
      area: '0810',
      climbs: expect.any(Boolean),
      closed_at: null,
    });
    expect(items[0]!.dueAt).toEqual(new Date('2017-03-07T02:00:00Z'));
    await present(child, places.home);
    expect(await incidentsOf(child)).toHaveLength(1);
  });

  it('of a child under 3 in residential care is recorded and is critical', async () => {
    const child = await r.child({ birth: { from: '2015-05-01', to: '2015-05-01', precision: 'day' } });
    await present(child, places.home);
    expect(await incidentsOf(child)).toEqual([
      'UNAUTHORISED_PRESENCE open districtSupervisor 0810',
      'UNDER_THREE_PRESENT open pdosvyDirector 08',
    ]);
    const { rows } = await r.db.pool.query(
      `select to_roles, area from homeward.alerts where kind = 'UNDER_THREE_PRESENT' and occurrence like $1`,
      [`${child}%`],
    );
    expect(rows).toEqual([{ to_roles: ['pdosvyDirector', 'mosvy'], area: '08' }]);
  });

  it('of an arrival that is awaited opens nothing, and of one that was suspended does', async () => {
    const child = await r.child();
    const instance = randomUUID();
    await r.line(instance, [grant([child], { institution: places.transit })]);
    await r.run('fact.record', {
      kind: 'arrival',
      children: [child],
      institution: places.transit,
      at: '2017-03-06T08:00:00+07:00',
    });
    expect(await incidentsOf(child)).toEqual([]);
    await r.line(instance, [
      { op: 'authority.change', data: { children: [child], to: 'suspended', reason: 'institution frozen' } },
    ]);
    await present(child, places.transit, '2017-03-06T09:00:00+07:00');
    expect(await incidentsOf(child)).toEqual(['UNAUTHORISED_PRESENCE open districtSupervisor 0810']);
  });

  it('of an arrival that names no place is about the place of the decision; a hand-over to a family ends it', async () => {
    const child = await r.child();
    const instance = randomUUID();
    const fact = (kind: string, at: string) => ({
      op: 'fact.record',
      data: { kind, children: [child], at: Date.parse(at), detail: {} },
    });
    await r.line(instance, [
      grant([child], { institution: places.transit }),
      fact('arrival', '2017-03-06T08:00:00+07:00'),
    ]);
    expect((await r.registry.findChild(child))?.presentAt).toBe(places.transit);
    await r.line(instance, [fact('placedInFamily', '2017-03-06T08:30:00+07:00')]);
    expect((await r.registry.findChild(child))?.presentAt).toBeNull();
    expect(await incidentsOf(child)).toEqual([]);
  });

  it('cannot lie in the future', async () => {
    await expect(present(await r.child(), places.home, '2017-03-06T09:00:01+07:00')).rejects.toMatchObject({
      extra: { errors: [{ path: 'at', code: 'in_the_future' }] },
    });
  });

  it('recorded of the wrong child is corrected by a new one, and both stay', async () => {
    const [wrong, right] = [await r.child(), await r.child()];
    const { ids } = await present(wrong, places.home);
    await r.run('fact.record', {
      kind: 'presence',
      children: [right],
      institution: places.home,
      at: '2017-03-05T10:00:00+07:00',
      corrects: ids[0],
      detail: { note: 'the sister' },
    });
    expect((await r.registry.findChild(wrong))?.presentAt).toBeNull();
    expect((await r.registry.findChild(right))?.presentAt).toBe(places.home);
    expect((await r.registry.listFacts({ child: wrong, limit: 9 })).items[0]).toMatchObject({
      id: ids[0],
      correctedBy: expect.any(String),
    });
    expect(await incidentsOf(wrong)).toEqual(['UNAUTHORISED_PRESENCE resolved districtSupervisor 0810']);
    expect(await incidentsOf(right)).toEqual(['UNAUTHORISED_PRESENCE open districtSupervisor 0810']);
    await expect(
      r.run('fact.record', {
        kind: 'correction',
        children: [wrong],
        at: '2017-03-05T10:00:00+07:00',
        corrects: ids[0],
      }),
    ).rejects.toMatchObject({ code: 'refused_by_database' });
  });

  it('of a death ends the hope of a visit, and its correction gives it back', async () => {
    const child = await r.child();
    const { ids } = await r.run('fact.record', { kind: 'death', children: [child], at: '2017-03-01T10:00:00+07:00' });
    expect((await factsOf([child])).facts.children![0]!.status).toBe('died');
    await r.run('fact.record', {
      kind: 'correction',
      children: [child],
      at: '2017-03-02T10:00:00+07:00',
      corrects: ids[0],
    });
    expect((await factsOf([child])).facts.children![0]!.status).toBe('alive');
  });
});

describe('an incident', () => {
  it('is acknowledged, then resolved with how, and its task is closed', async () => {
    const child = await r.child();
    await present(child, places.home);
    const [incident] = (await r.registry.listIncidents({ areas: ['0810'], child, limit: 1 })).items;
    await r.run('incident.acknowledge', { id: incident!.id });
    expect(await incidentsOf(child)).toEqual(['UNAUTHORISED_PRESENCE acknowledged districtSupervisor 0810']);
    await expect(r.run('incident.resolve', { id: incident!.id })).rejects.toMatchObject({ code: 'form_invalid' });
    await r.run('incident.resolve', { id: incident!.id, reason: 'home with the aunt' });
    const { rows } = await r.db.pool.query('select closed_by, next_rung_at from homeward.tasks where incident = $1', [
      incident!.id,
    ]);
    expect(rows).toEqual([{ closed_by: 'resolved', next_rung_at: null }]);
  });

  it('of a workflow has one row for each child, opened once and resolved by its kind', async () => {
    const children = [await r.child(), await r.child()];
    const open = {
      op: 'incident.open',
      data: {
        kind: 'EMERGENCY_AUTHORITY_LAPSED',
        children,
        role: 'pdosvyDirector',
        ladder: 'high',
        due: r.clock.now(),
        text: { en: 'Lapsed', km: 'ផុត' },
      },
    };
    const instance = randomUUID();
    await r.line(instance, [open]);
    await r.line(instance, [open]);
    expect(await incidentsOf(children[0]!)).toEqual(['EMERGENCY_AUTHORITY_LAPSED open pdosvyDirector 08']);
    await r.line(instance, [
      { op: 'incident.resolve', data: { kind: 'EMERGENCY_AUTHORITY_LAPSED', children, reason: 'decided' } },
    ]);
    expect(await incidentsOf(children[1]!)).toEqual(['EMERGENCY_AUTHORITY_LAPSED resolved pdosvyDirector 08']);
  });

  it('of a presence is resolved by the authority that was missing', async () => {
    const child = await r.child();
    await present(child, places.transit);
    await r.line(randomUUID(), [grant([child], { kind: 'emergency', institution: places.transit, status: 'inForce' })]);
    expect(await incidentsOf(child)).toEqual(['UNAUTHORISED_PRESENCE resolved districtSupervisor 0810']);
  });
});

describe('two records of one child', () => {
  it('are not merged by who proposed it', async () => {
    const { id } = await r.run('merge.propose', {
      kept: await r.child(),
      merged: await r.child(),
      reason: 'same mother',
    });
    await expect(r.run('merge.approve', { id })).rejects.toMatchObject({ code: 'second_person' });
  });

  it('become one by a second person, with the history of both under either id', async () => {
    const kept = await r.child();
    const merged = await r.child({
      names: [{ km: 'ដារ៉ា' }],
      ids: [{ kind: 'oscar', value: 'OS-77' }],
      disability: true,
    });
    const brother = await r.child({ names: [{ latin: 'Bora' }] });
    await r.run('sibling.link', { children: [merged, brother] });
    await present(merged, places.home);
    const instance = randomUUID();
    await r.line(instance, [grant([merged], { kind: 'kinship', institution: undefined })], { children: [merged] });
    const { id } = await r.run('merge.propose', { kept, merged, reason: 'same birth certificate' });
    await r.run('merge.approve', { id }, 1);
    for (const asked of [kept, merged]) {
      const child = (await r.registry.findChild(asked))!;
      expect(child).toMatchObject({
        id: kept,
        disability: true,
        siblings: [brother],
        merged: [merged],
        ids: [{ kind: 'oscar', value: 'OS-77' }],
        presentAt: places.home,
      });
      expect(child.names).toContainEqual({ km: 'ដារ៉ា' });
      expect(child.authority.instance).toBe(instance);
      expect((await r.registry.listFacts({ child: asked, limit: 5 })).items).toHaveLength(1);
    }
    const { facts } = await factsOf([merged]);
    expect(facts.children![0]).toMatchObject({
      id: merged,
      openRequest: instance,
      presentAt: places.home,
      siblings: [brother],
    });
    const { rows } = await r.db.pool.query('select subject from homeward.subjects where instance = $1 order by 1', [
      instance,
    ]);
    expect(rows.map((row) => row.subject).sort()).toEqual([kept, merged].sort());
    expect(await r.registry.findByIdentifier('oscar', 'OS-77')).toEqual([kept]);
  });

  it('are one child for a case that named both', async () => {
    const [kept, merged] = [await r.child(), await r.child({ names: [{ latin: 'Dara' }] })];
    const { id } = await r.run('merge.propose', { kept, merged, reason: 'same' });
    await r.run('merge.approve', { id }, 1);
    const instance = randomUUID();
    const family = grant([kept, merged], { kind: 'kinship', institution: undefined });
    expect(refusedBy(await r.line(instance, [family], { children: [kept, merged] }))).toBe('accepted');
    expect((await r.registry.findChild(merged))!.authority).toMatchObject({ instance });
    await expect(factsOf([kept, merged], { instance: undefined })).rejects.toMatchObject({
      extra: { errors: [{ path: 'children', code: 'named_twice' }] },
    });
    expect((await factsOf([kept, merged], { instance })).facts.children).toHaveLength(2);
  });

  it('are not merged while both have an open authority', async () => {
    const [kept, merged] = [await r.child(), await r.child()];
    for (const child of [kept, merged])
      await r.line(randomUUID(), [grant([child], { kind: 'kinship', institution: undefined })]);
    const { id } = await r.run('merge.propose', { kept, merged, reason: 'same' });
    await expect(r.run('merge.approve', { id }, 1)).rejects.toMatchObject({
      extra: { rules: [{ id: 'registry.merge' }] },
    });
  });
});

describe('the journal of the registry', () => {
  it('has a sound chain after all of it', async () => {
    expect((await verifyJournal(r.db.pool)).broken ?? null).toBeNull();
  });
});
