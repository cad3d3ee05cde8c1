import { randomUUID } from 'node:crypto';
import { createRegister, grant, places, refusedBy, type Register } from '../../test/support/register';
import { nameKeys } from './names';

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
describe('the facts that rules read', () => {
  it('are refused for a child or an institution that is not in the register', async () => {
    const known = await r.child();
    await expect(factsOf([known, randomUUID()])).rejects.toMatchObject({
      code: 'form_invalid',
      extra: { errors: [{ path: 'children.1', code: 'unknown_child' }] },
    });
    await expect(factsOf([known], { data: { institution: randomUUID() } })).rejects.toMatchObject({
      extra: { errors: [{ path: 'institution', code: 'unknown_institution' }] },
    });
    await expect(factsOf(["x' or 1=1"])).rejects.toMatchObject({ code: 'form_invalid' });
  });

  it('come with the versions they rest on, which move with every change', async () => {
    const child = await r.child();
    const { facts, checks } = await factsOf([child]);
    expect(facts.children![0]).toMatchObject({
      id: child,
      birth: { from: '2006-09-14', to: '2006-09-14' },
      sex: 'female',
      disability: false,
      village: '08100701',
      siblings: [],
      status: 'alive',
    });
    expect(facts.children![0]).not.toHaveProperty('authority');
    expect(checks).toContainEqual({ table: 'children', id: child, version: facts.children![0]!.version });
    expect(checks).toContainEqual({ table: 'institutions', id: places.home, version: facts.institution!.version });
    await r.line(randomUUID(), [grant([child], { institution: places.transit })]);
    expect(refusedBy(await r.line(randomUUID(), [], { checks }))).toBe('registry');
  });

  it('name the institution proposed by the form before that of the case, its taken places and the persons behind it', async () => {
    const { facts } = await factsOf([], { data: { institution: places.home } });
    expect(facts.institution).toMatchObject({
      code: 'RCI-KDL-003',
      kind: 'rci',
      standing: 'authorised',
      authorisedCapacity: 3,
      persons: [r.people[1]],
    });
    expect((await factsOf([], { actor: r.actor(1) })).facts.interests).toEqual({
      institutions: [places.home],
      persons: [],
    });
  });

  it('leave out siblings who are grown up or dead', async () => {
    const [asked, young, dead] = [await r.child(), await r.child(), await r.child()];
    const grown = await r.child({ birth: { from: '1999-03-06', to: '1999-03-06', precision: 'day' } });
    const almost = await r.child({ birth: { from: '1999-03-07', to: '1999-03-07', precision: 'day' } });
    await r.run('sibling.link', { children: [asked, young] });
    await r.run('sibling.link', { children: [asked, grown, almost, dead] });
    await r.run('fact.record', { kind: 'death', children: [dead], at: '2017-03-01T10:00:00+07:00' });
    expect((await factsOf([asked])).facts.children![0]!.siblings).toEqual([young, almost].sort());
  });

  it('count emergencies of one referrer to one facility within 90 days, this one not counted', async () => {
    const police = randomUUID();
    const emergency = async (person: string) => {
      const instance = randomUUID();
      await r.line(instance, [grant([await r.child()], { kind: 'emergency', institution: places.foster })], {
        person,
        role: 'police',
      });
      return instance;
    };
    const first = await emergency(police);
    await emergency(police);
    await emergency(randomUUID());
    const count = async (instance?: string) =>
      (
        await factsOf([], {
          actor: { person: police, role: 'police', area: '08' },
          instance,
          data: { institution: places.foster },
        })
      ).facts.emergencies!.sameReferrerSameFacility;
    expect(await count()).toBe(2);
    expect(await count(first)).toBe(1);
    const now = r.clock.now();
    expect(
      (
        await factsOf([], {
          actor: { person: police, role: 'police', area: '08' },
          data: { institution: places.foster },
          now: now + 91 * 86_400_000,
        })
      ).facts.emergencies!.sameReferrerSameFacility,
    ).toBe(0);
  });

  it('count admissions from the village of the child', async () => {
    const villager = await r.child({ village: '08101001' });
    await r.line(randomUUID(), [grant([villager], { kind: 'emergency', institution: places.foster })]);
    const asked = await r.child({ village: '08101001' });
    const { origin } = (await factsOf([asked], { data: { institution: places.foster } })).facts;
    expect(origin).toMatchObject({ sameVillage: 1 });
    expect(origin!.total).toBeGreaterThan(1);
  });

  it('answer a batch in one round trip, each request for itself', async () => {
    const [one, other] = [await r.child(), await r.child()];
    const query = jest.spyOn(r.db.pool, 'query');
    const request = {
      names: ['children' as const],
      actor: r.actor(0),
      workflow: 'gatekeeping',
      data: undefined,
      now: r.clock.now(),
    };
    const loaded = await r.facts.load([
      { ...request, subjects: { children: [one] } },
      { ...request, subjects: { children: [other, one] } },
      { ...request, names: [], subjects: { children: [] } },
    ]);
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
    expect(loaded.map((l) => (l.facts.children ?? []).map((c) => c.id))).toEqual([[one], [other, one], []]);
    expect(loaded[2]).toEqual({ facts: {}, checks: [] });
  });
});

describe('an earlier request', () => {
  const refuse = async (child: string, outcome = 'REFUSED_FAMILY_SUPPORT') =>
    r.line(
      randomUUID(),
      [{ op: 'outcome.record', data: { children: [{ child, outcome, rules: ['N-02', 'N-12'] }] } }],
      { children: [child], status: 'closed' },
    );
  const nara = {
    names: [{ km: 'ចាន់ ណារ៉ា', latin: 'Chan Nara' }],
    birth: { from: '2008-04-03', to: '2008-04-03', precision: 'day' },
  };

  it('is found by the same child, by the same external id, and by likeness in another province; without a name', async () => {
    const first = await r.child({ ...nara, ids: [{ kind: 'mosvy_number', value: 'M-1' }] });
    await refuse(first);
    const sameId = await r.child({
      names: [{ latin: 'Somebody Else' }],
      birth: { from: '2001-01-01', to: '2001-01-01', precision: 'day' },
      ids: [{ kind: 'mosvy_number', value: 'M-1' }],
    });
    const alike = await r.child({
      names: [{ km: 'ចាន់ណារា', latin: 'Nara Chhan' }],
      birth: { from: '2008-01-01', to: '2008-12-31', precision: 'year' },
      area: '2108',
      village: '21080201',
    });
    const earlier = async (child: string) => (await factsOf([child])).facts.earlierRequests;
    expect(await earlier(first)).toEqual([
      {
        child: first,
        same: 'certain',
        outcome: 'REFUSED_FAMILY_SUPPORT',
        date: '2017-03-06',
        province: '08',
        rules: ['N-02', 'N-12'],
      },
    ]);
    expect(await earlier(sameId)).toMatchObject([{ child: sameId, same: 'certain' }]);
    expect(await earlier(alike)).toEqual([
      {
        child: alike,
        same: 'probable',
        outcome: 'REFUSED_FAMILY_SUPPORT',
        date: '2017-03-06',
        province: '08',
        rules: ['N-02', 'N-12'],
      },
    ]);
    const found = await r.registry.findDuplicates({
      names: [{ km: 'ចាន់ណារ៉ា' }],
      birth: { from: '2008-04-01', to: '2008-04-30' },
      sex: 'female',
    });
    expect(found).toMatchObject({ certain: 0, probable: 2 });
    expect(found.earlier).toContainEqual({
      same: 'probable',
      outcome: 'REFUSED_FAMILY_SUPPORT',
      date: '2017-03-06',
      province: '08',
      rules: ['N-02', 'N-12'],
    });
  });

  it('is not found for another name, another sex, or another birth', async () => {
    await refuse(
      await r.child({
        names: [{ latin: 'Keo Phalla' }],
        birth: { from: '2009-04-03', to: '2009-04-03', precision: 'day' },
      }),
    );
    const probable = async (more: object) =>
      (
        await r.registry.findDuplicates({
          names: [{ latin: 'Keo Palla' }],
          birth: { from: '2009-04-03', to: '2009-04-03' },
          sex: 'female',
          ...more,
        })
      ).probable;
    expect(await probable({})).toBe(1);
    expect(await probable({ sex: 'unknown' })).toBe(1);
    expect(await probable({ names: [{ latin: 'Sar Vichea' }] })).toBe(0);
    expect(await probable({ sex: 'male' })).toBe(0);
    expect(await probable({ birth: { from: '2010-01-01', to: '2010-01-01' } })).toBe(0);
    expect(await probable({ birth: { from: '2010-01-01', to: '2010-01-01' }, village: '08100702' })).toBe(1);
  });

  it('is looked for once and not for each child, where PostgreSQL knows nothing of the tables yet', async () => {
    const alike = 600;
    const name = { km: 'សាកល្បង', latin: 'Invented One' };
    const { kmGram, latinKey } = nameKeys(name);
    // in one statement, so that nothing is known of them
    await r.db.owner.query(
      `with kids as (
         insert into homeward.children (id, birth_from, birth_to, birth_precision, sex, area, registered_at)
         select gen_random_uuid(), '1999-01-01', '1999-12-31', 'year', 'male', '0810', now() from generate_series(1, ${alike})
         returning id)
       insert into homeward.child_names (child, ord, km, km_gram, latin, latin_key) select id, 1, $1, $2, $3, $4 from kids`,
      [name.km, kmGram, name.latin, latinKey],
    );
    const client = await r.db.pool.connect();
    try {
      await client.query('begin');
      const scans = async (): Promise<number> => {
        const { rows } = await client.query<{ scans: number }>(
          `select (seq_scan + coalesce(idx_scan, 0))::int as scans from pg_stat_xact_user_tables where relname = 'child_names'`,
        );
        return rows[0]!.scans;
      };
      const before = await scans();
      const found = await client.query(
        `select count(*)::int as probable from homeward.probably_same(array[$1], array[$2], '1999-05-05', '1999-05-05', 'male', null)`,
        [kmGram, latinKey],
      );
      expect(found.rows).toEqual([{ probable: alike }]);
      // once by each kind of name
      expect((await scans()) - before).toBeLessThanOrEqual(2);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('that was approved is none, and one of more than 24 months ago is forgotten', async () => {
    const child = await r.child({ names: [{ latin: 'Old Approved' }] });
    await refuse(child, 'APPROVED_TIME_LIMITED');
    await refuse(child, 'WITHDRAWN');
    expect((await factsOf([child])).facts.earlierRequests!.map((e) => e.outcome)).toEqual(['WITHDRAWN']);
    const later = Date.parse('2019-03-07T09:00:00+07:00');
    expect((await factsOf([child], { now: later })).facts.earlierRequests).toEqual([]);
  });

  it('that is still open elsewhere is named on the child', async () => {
    const child = await r.child({ names: [{ latin: 'Twice Asked' }] });
    const open = randomUUID();
    await r.line(open, [], { children: [child] });
    expect((await factsOf([child])).facts.children![0]!.openRequest).toBe(open);
    expect((await factsOf([child], { instance: open })).facts.children![0]).not.toHaveProperty('openRequest');
    expect((await factsOf([child], { workflow: 'family-support' })).facts.children![0]).not.toHaveProperty(
      'openRequest',
    );
  });

  it('counts once for its workflow among the open cases of the child, whoever asks but itself', async () => {
    const child = await r.child({ names: [{ latin: 'Two Cases' }] });
    const [first, second] = [randomUUID(), randomUUID()];
    const openCases = async (instance?: string) => {
      const { facts } = await factsOf([child], { instance, workflow: 'family-support' });
      return facts.children![0]!.openCases;
    };
    await r.line(first, [], { children: [child] });
    expect(await openCases(first)).toBeUndefined();
    expect(await openCases()).toEqual(['gatekeeping']);
    await r.line(second, [], { children: [child] });
    expect(await openCases()).toEqual(['gatekeeping']);
    await r.line(second, [], { children: [child], status: 'closed' });
    expect(await openCases(first)).toBeUndefined();
  });

  it('that was refused waits for nothing, until the refusal is overturned; another one beside it does', async () => {
    const child = await r.child({ names: [{ latin: 'Asked Again' }] });
    const [refused, waiting] = [randomUUID(), randomUUID()];
    const outcome = (outcome: string) => ({
      op: 'outcome.record',
      data: { children: [{ child, outcome, rules: ['N-02'] }] },
    });
    const openRequest = async () => (await factsOf([child])).facts.children![0]!.openRequest;
    await r.line(refused, [outcome('REFUSED_FAMILY_SUPPORT')], { children: [child] });
    expect(await openRequest()).toBeUndefined();
    await r.line(waiting, [], { children: [child] });
    expect(await openRequest()).toBe(waiting);
    await r.line(waiting, [outcome('REFUSED_ALTERNATIVE_CARE')], { children: [child] });
    expect(await openRequest()).toBeUndefined();
    await r.line(refused, [outcome('REFUSAL_OVERTURNED')], { children: [child] });
    expect(await openRequest()).toBe(refused);
  });

  it('in which the child was taken into care gives the moment, until that case is closed', async () => {
    const child = await r.child({ names: [{ latin: 'Found Twice' }] });
    const [first, own] = [randomUUID(), randomUUID()];
    const taken = (at: string) => ({ op: 'fact.record', data: { kind: 'takenIntoCare', children: [child], at } });
    await r.line(first, [taken('2017-03-05T23:40:00+07:00')], { children: [child] });
    await r.line(own, [taken('2017-03-06T08:00:00+07:00')], { children: [child] });
    const moments = async () => (await factsOf([child], { instance: own })).facts.children![0]!.takenElsewhere;
    expect(await moments()).toEqual([Date.parse('2017-03-05T23:40:00+07:00')]);
    await r.line(first, [], { children: [child], status: 'closed' });
    expect(await moments()).toBeUndefined();
  });
});

describe('the members of a meeting', () => {
  const meeting = async (members: string[], on?: string) => {
    const instance = (await r.db.pool.query<{ id: string }>('select id from homeward.instances limit 1')).rows[0]!.id;
    const data = { on, members: members.map((person) => ({ person })) };
    return factsOf([], { names: ['panel'], instance, data });
  };
  const seat = async (role: string, area: string, from: string, until?: string) => {
    const person = randomUUID();
    await r.db.owner.query(
      `insert into homeward.people (id, name_km, name_en, added_at) values ($1, 'ក', 'A', now())`,
      [person],
    );
    await r.db.owner.query(
      'insert into homeward.appointments (id, person, role, area, starts_at, ends_at) values ($1, $2, $3, $4, $5, $6)',
      [randomUUID(), person, role, area, from, until],
    );
    return person;
  };

  it('are people with the appointments they held on its day in the area of the case; a made-up name is nobody', async () => {
    await r.line(randomUUID(), []);
    const present = await seat('panelMember', '08', '2017-01-01T00:00:00+07:00');
    const gone = await seat('panelMember', '08', '2016-01-01T00:00:00+07:00', '2017-02-10T00:00:00+07:00');
    const far = await seat('panelMember', '21', '2016-01-01T00:00:00+07:00');
    const all = [present, gone, far, randomUUID(), "x' or 1=1"];
    const seats = async (on: string) => {
      const { facts } = await meeting(all, on);
      return Object.fromEntries(facts.panel!.map((p) => [p.person, p.seats.map((s) => s.role)]));
    };
    expect(await seats('2017-02-09')).toEqual({ [present]: ['panelMember'], [gone]: ['panelMember'], [far]: [] });
    expect(await seats('2017-02-10')).toEqual({ [present]: ['panelMember'], [gone]: [], [far]: [] });
    expect((await seats('2016-12-31'))[present]).toEqual([]);
  });

  it('come with the version of each, which moves with an appointment that ends', async () => {
    const member = await seat('panelMember', '08', '2016-01-01T00:00:00+07:00');
    const { checks } = await meeting([member.toUpperCase()]);
    expect(checks).toEqual([{ table: 'people', id: member, version: 2 }]);
    expect(refusedBy(await r.line(randomUUID(), [], { checks }))).toBe('accepted');
    await r.db.owner.query('update homeward.appointments set ends_at = starts_at where person = $1', [member]);
    expect(refusedBy(await r.line(randomUUID(), [], { checks }))).toBe('registry');
  });
});

describe('brothers and sisters on a way home', () => {
  const wayHome = async (child: string, phase: string, context: object) => {
    const instance = randomUUID();
    await r.line(instance, [], { children: [child] });
    await r.db.owner.query(
      `update homeward.instances set workflow = 'family-reintegration', phase = $2, state = $3 where id = $1`,
      [instance, phase, JSON.stringify({ context })],
    );
    return instance;
  };
  const family = async () => {
    const [asked, other] = [await r.child(), await r.child()];
    await r.run('sibling.link', { children: [asked, other] });
    return { asked, other };
  };
  const fact = async (asked: string, instance?: string) => (await factsOf([asked], { instance })).facts.children![0]!;

  it('are named with where they go, since when they are there, or that all is decided; others are not', async () => {
    const { asked, other } = await family();
    expect(await fact(asked)).not.toHaveProperty('siblingsInCare');
    const instance = await wayHome(other, 'open.way.preparation open.safety.clear', { home: { area: '080102' } });
    expect((await fact(asked)).siblingsInCare).toEqual([{ id: other, home: '080102', ready: true }]);
    const placed = JSON.stringify({ context: { home: { area: '080102' }, placement: { no: 1, on: '2017-03-01' } } });
    await r.db.owner.query(`update homeward.instances set phase = 'open.way.placed', state = $2 where id = $1`, [
      instance,
      placed,
    ]);
    expect((await fact(asked)).siblingsInCare).toEqual([{ id: other, home: '080102', placedOn: '2017-03-01' }]);
    await r.db.owner.query(`update homeward.instances set status = 'closed' where id = $1`, [instance]);
    expect(await fact(asked)).not.toHaveProperty('siblingsInCare');
    await r.line(randomUUID(), [grant([other], { institution: places.transit })]);
    expect((await fact(asked)).siblingsInCare).toEqual([{ id: other }]);
  });

  it('whose safety is in question in another case put the family under investigation', async () => {
    const { asked, other } = await family();
    const instance = await wayHome(other, 'open.way.placed open.safety.investigating', {});
    expect((await fact(asked)).investigated).toBe(true);
    expect(await fact(other, instance)).not.toHaveProperty('investigated');
    await r.db.owner.query(`update homeward.instances set phase = 'open.way.placed open.safety.clear' where id = $1`, [
      instance,
    ]);
    expect(await fact(asked)).not.toHaveProperty('investigated');
  });
});

describe('the workload', () => {
  it('names the areas in which somebody holds the office of a caseworker now', async () => {
    const person = randomUUID();
    await r.db.owner.query(
      `insert into homeward.people (id, name_km, name_en, added_at) values ($1, 'ក', 'A', now())`,
      [person],
    );
    const hold = (role: string, area: string, until?: string) =>
      r.db.owner.query(
        `insert into homeward.appointments (id, person, role, area, starts_at, ends_at) values ($1, $2, $3, $4, '2016-01-01', $5)`,
        [randomUUID(), person, role, area, until],
      );
    await hold('ngoCaseworker', '0202');
    await hold('dsw', '0810', '2017-01-01');
    await hold('police', '08');
    const { facts } = await factsOf([], { names: ['workload'], data: { worker: person } });
    expect(facts.workload!.find(({ worker }) => worker === person)!.areas).toEqual(['0202']);
  });

  it('counts the open cases of each worker named, and the visits due in 30 days, without the case itself', async () => {
    const [worker, idle] = r.people;
    const carried = async (due: string, status = 'planned') => {
      const instance = randomUUID();
      await r.line(instance, []);
      const about = [randomUUID(), instance, worker, due, randomUUID()];
      await r.db.owner.query(
        `insert into homeward.tasks (id, instance, key, name, role, area, assignee, due_at, due_on, exact, why, ladder, parameters, opened_version, opened_at)
         select $1, $2, 'visit:1/' || $5, 'visit', 'dsw', '0810', $3, $4::timestamptz, $4::timestamptz, false, '{}', 'normal', 1, 1, now() where $6 = 'planned'`,
        [...about, status],
      );
      await r.db.owner.query(
        `insert into homeward.visits (instance, key, task, step, role, area, assignee, opens_at, due_at, due_on, exact, ladder, parameter, parameters, status,
           planned_at, reason, closed_at, opened_version, closed_version)
         values ($1, '1/x', 'visit', 'x', 'dsw', '0810', $2, $3::timestamptz - interval '3 days', $3, $3::timestamptz, false, 'normal', 'P-15', 1, $4, now(),
           nullif($4, 'planned'), case when $4 <> 'planned' then now() end, 1, case when $4 <> 'planned' then 1 end)`,
        [instance, worker, due, status],
      );
      return instance;
    };
    const overdue = await carried('2017-03-01T00:00:00+07:00');
    await carried('2017-04-05T00:00:00+07:00');
    await carried('2017-04-06T00:00:00+07:00');
    await carried('2017-03-10T00:00:00+07:00', 'missed');
    const load = async (more: Parameters<typeof factsOf>[1]) =>
      (await factsOf([], { names: ['workload'], data: { worker: idle }, ...more })).facts.workload;
    expect(await load({ subjects: { children: [], workers: [worker] } })).toEqual(
      expect.arrayContaining([
        { worker, open: 3, visitsNext30: 2, areas: [] },
        { worker: idle, open: 0, visitsNext30: 0, areas: [] },
      ]),
    );
    // who acts and who holds a task of the case are asked about as well, and the case itself is left out
    expect(await load({ instance: overdue, data: {} })).toEqual([{ worker, open: 2, visitsNext30: 1, areas: [] }]);
    expect(await load({ data: { workers: ["x' or 1=1", randomUUID()] }, actor: r.actor(1) })).toEqual([
      { worker: idle, open: 0, visitsNext30: 0, areas: [] },
    ]);
    expect((await factsOf([], { names: [] })).facts.workload).toBeUndefined();
  });
});
