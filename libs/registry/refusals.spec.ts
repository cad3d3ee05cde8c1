import { randomUUID } from 'node:crypto';
import { createRegister, grant, places, refusedBy, type Register } from '../../test/support/register';
import { refusalOf, refusals } from './refusals';

let r: Register;
beforeAll(async () => {
  r = await createRegister();
});
afterAll(() => r?.close());

/** What PostgreSQL answers to SQL typed by hand: the constraint, or the state. */
async function attack(
  pool: { query(text: string, values?: unknown[]): Promise<unknown> },
  text: string,
  values: unknown[] = [],
): Promise<string> {
  try {
    await pool.query(text, text === insertAuthority && values.length === 6 ? [...values, null] : values);
    return 'accepted';
  } catch (error) {
    const { code, constraint } = error as { code: string; constraint?: string };
    return constraint ?? code;
  }
}

const insertAuthority = `insert into homeward.authorities (id, child, kind, institution, status, valid_from, valid_until, goal, instance, seq, granted_at, changed_at)
  values (gen_random_uuid(), $1, $2, $3, 'awaiting', $4::timestamptz, $4::timestamptz + coalesce($7, '30 days')::interval, 'home', $5, $6, now(), now())`;
const now = '2017-03-06T09:00:00+07:00';
const toddler = { birth: { from: '2014-12-10', to: '2014-12-10', precision: 'day' } };

/** Grants an authority by hand, and ends it again, so that it takes no place. */
async function granted(values: unknown[]): Promise<string> {
  const answer = await attack(r.db.owner, insertAuthority, values);
  await r.db.owner.query(`update homeward.authorities set status = 'ended' where child = $1`, [values[0]]);
  return answer;
}

async function decision(): Promise<string> {
  const instance = randomUUID();
  await r.line(instance, []);
  await r.line(instance, []);
  return instance;
}

describe('the database refuses', () => {
  it('every change of the registry by the logins of the application and of the migrator', async () => {
    const child = await r.child();
    for (const pool of [r.db.pool, r.migrator]) {
      expect(await attack(pool, insertAuthority, [child, 'residential', places.home, now, await decision(), 2])).toBe(
        '42501',
      );
      expect(await attack(pool, `update homeward.institutions set authorised_capacity = 99`)).toBe('42501');
      expect(await attack(pool, `update homeward.children set birth_to = '2000-01-01'`)).toBe('42501');
      expect(await attack(pool, `delete from homeward.facts`)).toBe('42501');
      expect(
        await attack(
          pool,
          `insert into homeward.register_imports (policy_date, institutions) values ('2017-01-01', 0)`,
        ),
      ).toBe('42501');
      expect(await attack(pool, `select door.op_institution_standing('{}', null)`)).toBe('42501');
      expect(await attack(pool, `set role homeward_owner`)).toBe('42501');
    }
    expect(await attack(r.db.pool, `select homeward.import_institutions('{}')`)).toBe('42501');
  });

  it('an authority for residential care for a child under 3, also from the owner by hand', async () => {
    const child = await r.child(toddler);
    expect(refusedBy(await r.line(randomUUID(), [grant([child])]))).toBe('authority_under_three');
    expect(
      await attack(r.db.owner, insertAuthority, [child, 'residential', places.home, now, await decision(), 2]),
    ).toBe('authority_under_three');
    expect(await attack(r.db.owner, insertAuthority, [child, 'emergency', places.home, now, await decision(), 2])).toBe(
      'authority_under_three',
    );
    expect(await attack(r.db.owner, insertAuthority, [child, 'foster', places.transit, now, await decision(), 2])).toBe(
      'authority_under_three',
    );
    expect(
      await attack(r.db.owner, insertAuthority, [child, 'emergency', places.foster, now, await decision(), 2]),
    ).toBe('accepted');
  });

  it('an authority for a child whose youngest plausible age is under 3', async () => {
    const child = await r.child({ birth: { from: '2012-01-01', to: '2014-12-31', precision: 'interval' } });
    expect(refusedBy(await r.line(randomUUID(), [grant([child])]))).toBe('authority_under_three');
  });

  it('an authority the day before the third birthday, and none from the birthday on', async () => {
    const child = await r.child({ birth: { from: '2012-02-29', to: '2012-02-29', precision: 'day' } });
    const at = (iso: string) => grant([child], { from: Date.parse(iso), until: Date.parse(iso) + 90 * 86_400_000 });
    expect(refusedBy(await r.line(randomUUID(), [at('2015-02-28T23:59:59+07:00')]))).toBe('authority_under_three');
    expect(refusedBy(await r.line(randomUUID(), [at('2015-03-01T00:00:00+07:00')]))).toBe('accepted');
  });

  it('an authority without a decision: no line, a refused line, a timer, the register, or the institution itself', async () => {
    const child = await r.child();
    expect(await attack(r.db.owner, insertAuthority, [child, 'residential', places.home, now, randomUUID(), 1])).toBe(
      'authority_has_decision',
    );
    expect(
      await attack(r.db.owner, insertAuthority, [child, 'residential', places.home, now, await decision(), 7]),
    ).toBe('authority_has_decision');
    expect(await attack(r.db.owner, insertAuthority, [child, 'residential', places.home, now, null, null])).toBe(
      'authority_has_decision',
    );
    expect(refusedBy(await r.line(randomUUID(), [grant([child])], { kind: 'refused' }))).toBe('authority_has_decision');
    expect(refusedBy(await r.line(randomUUID(), [grant([child])], { kind: 'timer' }))).toBe('authority_has_decision');
    for (const role of ['clock', 'register', 'rciDirector']) {
      expect(refusedBy(await r.line(randomUUID(), [grant([child])], { role }))).toBe('authority_has_decision');
    }
  });

  it('an authority from the line that opens a case', async () => {
    const child = await r.child();
    expect(await attack(r.db.owner, insertAuthority, [child, 'kinship', null, now, await decision(), 1])).toBe(
      'authority_has_decision',
    );
    expect(await attack(r.db.owner, insertAuthority, [child, 'kinship', null, now, await decision(), 2])).toBe(
      'accepted',
    );
  });

  it('an authority for a family that names an institution', async () => {
    const child = await r.child();
    for (const kind of ['kinship', 'foster'])
      expect(refusedBy(await r.line(randomUUID(), [grant([child], { kind })]))).toBe('authority_family_place');
  });

  it.each([
    ['residential', 'home', '180 days', '182 days'],
    ['emergency', 'transit', '31 days', '33 days'],
    ['interim', 'transit', '366 days', '368 days'],
    ['kinship', undefined, '2747 days', '2749 days'],
  ] as const)('an authority for %s care that lasts too long', async (kind, place, longest, longer) => {
    // 18 on 14 September 2024, 2749 days after the beginning
    const institution = place ? places[place] : null;
    const lasting = async (length: string) => {
      return granted([await r.child(), kind, institution, now, await decision(), 2, length]);
    };
    expect(await lasting(longer === '2749 days' ? '2750 days' : longer)).toBe('authority_too_long');
    expect(await lasting(longest)).toBe('accepted');
  });

  it('residential care longer than P-12 as it is set on the day it begins', async () => {
    await r.db.owner.query(
      `insert into homeward.parameter_sets (version, effective_from, "values", changed, proposed_by, approved_by, reason, made_at)
       select coalesce(max(version), 0) + 1, '2020-01-01', '{"P-01": 3, "P-12": {"amount": 60, "unit": "days"}}', '{P-12}', $1, $1, 'shorter', now() from homeward.parameter_sets`,
      [randomUUID()],
    );
    const lasting = async (from: string, length: string) => {
      const child = await r.child({ birth: { from: '2012-01-01', to: '2012-01-01', precision: 'day' } });
      return granted([child, 'residential', places.home, from, await decision(), 2, length]);
    };
    expect(await lasting('2020-02-01T09:00:00+07:00', '62 days')).toBe('authority_too_long');
    expect(await lasting('2019-12-01T09:00:00+07:00', '62 days')).toBe('accepted');
  });

  it('an anchor of a day that has not begun', async () => {
    expect(await attack(r.db.pool, `select homeward.make_anchor(current_date + 2)`)).toBe('anchor_ahead');
    expect(await attack(r.db.pool, `select homeward.make_anchor('2017-03-06')`)).toBe('accepted');
  });

  it('an authority at an institution that is suspended, full, unauthorised or frozen', async () => {
    const child = await r.child();
    expect(refusedBy(await r.line(randomUUID(), [grant([child], { institution: places.suspended })]))).toBe(
      'authority_institution_standing',
    );
    expect(refusedBy(await r.line(randomUUID(), [grant([child], { institution: places.full })]))).toBe(
      'authority_institution_full',
    );
    const found = await r.run('institution.register', {
      code: 'UNK-KDL-001',
      nameKm: 'ផ្ទះរកឃើញ',
      nameEn: 'Found house',
      kind: 'groupHome',
      operator: 'private',
      area: '0810',
      standing: 'unauthorised',
    });
    expect(refusedBy(await r.line(randomUUID(), [grant([child], { institution: found.id })]))).toBe(
      'authority_institution_standing',
    );
    expect(
      await attack(r.db.owner, insertAuthority, [child, 'residential', places.suspended, now, await decision(), 2]),
    ).toBe('authority_institution_standing');
  });

  it('a second open authority for one child, and one that replaces an ended one is taken', async () => {
    const child = await r.child();
    const first = randomUUID();
    expect(refusedBy(await r.line(first, [grant([child], { kind: 'emergency', institution: places.transit })]))).toBe(
      'accepted',
    );
    expect(refusedBy(await r.line(randomUUID(), [grant([child], { kind: 'kinship', institution: undefined })]))).toBe(
      'authority_one_open',
    );
    expect(await attack(r.db.owner, insertAuthority, [child, 'kinship', null, now, first, 2])).toBe(
      'authority_one_open',
    );
    const ended = { op: 'authority.change', data: { children: [child], to: 'ended', reason: 'interim decided' } };
    expect(
      refusedBy(await r.line(first, [ended, grant([child], { kind: 'interim', institution: places.transit })])),
    ).toBe('accepted');
  });

  it('anything beside an emergency authority but one residential authority awaited in the same case', async () => {
    const child = await r.child();
    const here = randomUUID();
    const emergency = grant([child], { kind: 'emergency', institution: places.transit, status: 'inForce' });
    const awaited = grant([child], { status: 'awaiting' });
    expect(refusedBy(await r.line(here, [emergency]))).toBe('accepted');
    expect(refusedBy(await r.line(randomUUID(), [awaited]))).toBe('authority_one_open');
    expect(refusedBy(await r.line(here, [grant([child], { status: 'inForce' })]))).toBe('authority_one_open');
    expect(refusedBy(await r.line(here, [awaited]))).toBe('accepted');
    expect(refusedBy(await r.line(here, [awaited]))).toBe('authority_one_open');
    const change = (to: string, kinds: string[]) => ({
      op: 'authority.change',
      data: { children: [child], to, reason: 'arrived', kinds },
    });
    expect(refusedBy(await r.line(here, [change('inForce', ['residential'])]))).toBe('authority_one_open');
    expect(
      refusedBy(await r.line(here, [change('ended', ['emergency', 'interim']), change('inForce', ['residential'])])),
    ).toBe('accepted');
  });

  it('to extend, rewrite or revive an authority', async () => {
    const child = await r.child();
    const instance = randomUUID();
    await r.line(instance, [grant([child], { kind: 'kinship', institution: undefined })]);
    const set = (what: string) =>
      attack(r.db.owner, `update homeward.authorities set ${what} where child = $1`, [child]);
    expect(await set(`valid_until = valid_until + interval '1 day'`)).toBe('authority_fixed');
    expect(await set(`seq = 99`)).toBe('authority_fixed');
    expect(await set(`status = 'ended'`)).toBe('accepted');
    expect(await set(`status = 'inForce'`)).toBe('authority_over');
    expect(await attack(r.db.owner, 'delete from homeward.authorities')).toBe('registry_kept');
  });

  it('an authority without an end, a goal or, for residential care, an institution', async () => {
    const child = await r.child();
    expect(refusedBy(await r.line(randomUUID(), [grant([child], { until: Date.parse('2017-03-01') })]))).toBe(
      'authority_has_end',
    );
    expect(refusedBy(await r.line(randomUUID(), [grant([child], { goal: '' })]))).toBe('authority_names_goal');
    expect(refusedBy(await r.line(randomUUID(), [grant([child], { institution: undefined })]))).toBe(
      'authority_names_institution',
    );
  });

  it('to create an authorised institution in any way', async () => {
    const insert = (kind: string, standing: string, capacity: number, authorised = false) =>
      attack(
        r.db.owner,
        `insert into homeward.institutions (id, code, name_km, name_en, kind, operator, area, standing, standing_since, authorised_capacity, ever_authorised, registered_at)
         values (gen_random_uuid(), 'NEW-KDL-' || (random() * 1e6)::int, 'ថ្មី', 'New', $1, 'ngo', '08', $2, now(), $3, $4, now())`,
        [kind, standing, capacity, authorised],
      );
    expect(await insert('rci', 'authorised', 10)).toBe('institution_never_created');
    expect(await insert('groupHome', 'authorised', 10, true)).toBe('institution_never_created');
    expect(await insert('pagoda', 'suspended', 10, true)).toBe('institution_never_created');
    for (const standing of ['suspended', 'frozen', 'closed'])
      expect(await insert('rci', standing, 0)).toBe('institution_registered_as_found');
    expect(await insert('rci', 'unauthorised', 10)).toBe('institutions_unauthorised_capacity');
    expect(await insert('hospital', 'authorised', 300)).toBe('institution_hospital_beds');
    expect(await insert('hospital', 'authorised', 0)).toBe('accepted');
    expect(await insert('emergencyFoster', 'authorised', 7)).toBe('institutions_family_capacity');
    const set = (what: string, id: string) =>
      attack(r.db.owner, `update homeward.institutions set ${what} where id = $1`, [id]);
    expect(await set('authorised_capacity = authorised_capacity + 1', places.home)).toBe('institution_never_larger');
    expect(await set(`kind = 'rci'`, places.transit)).toBe('institution_never_converted');
    expect(await set(`kind = 'rci'`, places.foster)).toBe('institution_never_converted');
    expect(await set(`code = 'RCI-KDL-999'`, places.home)).toBe('institution_identity');
    const found = await r.run('institution.register', {
      code: 'UNK-KDL-002',
      nameKm: 'ផ្ទះរកឃើញ',
      nameEn: 'Found house',
      kind: 'rci',
      operator: 'private',
      area: '0810',
      standing: 'unauthorised',
    });
    expect(await set(`standing = 'authorised'`, found.id)).toBe('institution_never_created');
    expect(await set(`standing = 'suspended'`, found.id)).toBe('accepted');
    expect(await set(`standing = 'authorised'`, found.id)).toBe('institution_never_created');
    expect(await set(`ever_authorised = true`, found.id)).toBe('institution_never_created');
    expect(await attack(r.db.owner, 'delete from homeward.institutions')).toBe('registry_kept');
    expect(await attack(r.db.owner, 'truncate homeward.institutions cascade')).toMatch(/_kept|_append_only/);
  });

  it('to import the register again, or to pretend it was never imported', async () => {
    expect(
      await attack(
        r.migrator,
        `select homeward.import_institutions('{"policyDate": "2017-01-01", "institutions": []}')`,
      ),
    ).toBe('register_imported_once');
    expect(await attack(r.db.owner, 'delete from homeward.register_imports')).toBe('register_imports_append_only');
    expect(await attack(r.db.owner, 'truncate homeward.register_imports')).toBe('register_imports_append_only');
  });

  it('to open a closed institution', async () => {
    await r.line(randomUUID(), [
      { op: 'census.seal', data: { institution: places.full, on: '2017-03-06', team: 2, rows: [] } },
    ]);
    const close = `update homeward.institutions set standing = 'closed' where id = $1`;
    expect(await attack(r.db.owner, close, [places.full])).toBe('institution_closed_by_certificate');
    await r.db.owner.query('alter table homeward.institutions disable trigger institution_closing');
    await r.db.owner.query(close, [places.full]);
    await r.db.owner.query('alter table homeward.institutions enable trigger institution_closing');
    await expect(
      r.run('institution.standing', { institution: places.full, standing: 'authorised', reason: 'appeal' }),
    ).rejects.toMatchObject({
      code: 'refused_by_database',
      extra: { rules: [{ id: 'N-23' }] },
    });
  });

  it('to change or remove a fact or an outcome', async () => {
    for (const table of ['facts', 'outcomes']) {
      expect(await attack(r.db.owner, `delete from homeward.${table}`)).toBe(`${table}_append_only`);
      expect(await attack(r.db.owner, `truncate homeward.${table} cascade`)).toBe(`${table}_append_only`);
    }
    expect(await attack(r.db.owner, `update homeward.facts set at = now()`)).toBe('facts_append_only');
  });

  it('an instance without an owner area', async () => {
    const outcome = await r.line(randomUUID(), [], { area: '99' });
    expect(refusedBy(outcome)).toBe('instances_area_fkey');
    expect(await attack(r.db.owner, 'update homeward.instances set area = null')).toBe('23502');
  });

  it('a birth date changed by one hand', async () => {
    const child = await r.child(toddler);
    expect(
      await attack(
        r.db.owner,
        `update homeward.children set birth_from = '2010-01-01', birth_to = '2010-01-01' where id = $1`,
        [child],
      ),
    ).toBe('child_birth_two_people');
    expect(
      await attack(r.db.owner, `update homeward.children set merged_into = $2 where id = $1`, [child, await r.child()]),
    ).toBe('child_merge_two_people');
  });

  it('nothing without saying which rule it is, in both languages', async () => {
    const { rows } = await r.db.owner.query<{ name: string }>(
      `select distinct (regexp_matches(prosrc, $r$refuse\\('HW0[0-9]{2}', '([a-z_]+)'$r$, 'g'))[1] as name from pg_proc where pronamespace = 'door'::regnamespace`,
    );
    const guards = rows
      .map((row) => row.name)
      .filter((name) =>
        /^(authority|institution_never|institution_identity|child_birth|child_merge|child_death|proposal_(decided|fixed)|merge_)/.test(
          name,
        ),
      );
    expect(guards.length).toBeGreaterThan(12);
    for (const name of guards) {
      expect(refusals[name]?.message.km).toMatch(/[\u1780-\u17ff]/);
      expect(refusals[name]?.missing.en).toMatch(/\w/);
    }
  });
});

describe('an approval and a freeze in the same moment', () => {
  it.each(Array.from({ length: 8 }, (_, i) => i))('have one outcome, and never both (%i)', async () => {
    const child = await r.child({ names: [{ latin: 'Race Runner' }] });
    const { rows } = await r.db.pool.query<{ version: number }>(
      'select version from homeward.institutions where id = $1',
      [places.transit],
    );
    const checks = [{ table: 'institutions' as const, id: places.transit, version: rows[0]!.version }];
    const instance = randomUUID();
    const [approval] = await Promise.all([
      r.line(instance, [grant([child], { institution: places.transit })], { children: [child], checks }),
      r.run('institution.standing', { institution: places.transit, standing: 'frozen', reason: 'order' }),
    ]);
    const after = await r.db.pool.query<{ open: number; standing: string }>(
      `select (select count(*)::int from homeward.authorities where child = $1 and status = 'awaiting') as open, standing from homeward.institutions where id = $2`,
      [child, places.transit],
    );
    expect(after.rows[0]).toEqual({ open: approval.ok ? 1 : 0, standing: 'frozen' });
    if (!approval.ok) expect(['registry', 'authority_institution_standing']).toContain(refusedBy(approval));
    // what came before the freeze stands in the register; nothing comes after it
    expect(refusedBy(await r.line(randomUUID(), [grant([await r.child()], { institution: places.transit })]))).toBe(
      'authority_institution_standing',
    );
    await r.line(instance, [{ op: 'authority.change', data: { children: [child], to: 'void', reason: 'frozen' } }]);
    await r.run('institution.standing', { institution: places.transit, standing: 'authorised', reason: 'lifted' });
  });
});

describe('two approvals for the last place', () => {
  it('give it to one of them', async () => {
    const capacity = 3;
    const children = await Promise.all(Array.from({ length: 8 }, () => r.child()));
    const { rows } = await r.db.pool.query<{ taken: number }>(
      `select count(*)::int as taken from homeward.authorities where institution = $1 and status in ('awaiting', 'inForce', 'suspended')`,
      [places.home],
    );
    const outcomes = await Promise.all(children.map((child) => r.line(randomUUID(), [grant([child])])));
    expect(outcomes.filter((o) => o.ok).length).toBe(capacity - rows[0]!.taken);
    expect(new Set(outcomes.filter((o) => !o.ok).map(refusedBy))).toEqual(new Set(['authority_institution_full']));
  });
});

describe('what is answered', () => {
  const told = (state: string, constraint: string) => {
    const { code, status, rules } = refusalOf({ state, constraint, message: 'x' }).toJSON();
    return { code, status, rules: rules.map(({ id, message }) => [id, message.en.includes(constraint), message.km]) };
  };

  it('to a wall without words of its own is its name, what to do and no failure of ours', () => {
    expect(refusals['visit_planned']).toBeUndefined();
    const { rules, ...answer } = told('HW041', 'visit_planned');
    expect(answer).toEqual({ code: 'refused_by_database', status: 422 });
    expect(rules).toEqual([['visit_planned', true, expect.stringMatching(/\p{Script=Khmer}.*visit_planned/u)]]);
  });

  it('to anything else that PostgreSQL does not do is a failure', () => {
    expect(told('42P01', '')).toEqual({ code: 'internal', status: 500, rules: [] });
    expect(told('22001', '')).toEqual({ code: 'conflict', status: 409, rules: [] });
  });
});
