import { randomUUID } from 'node:crypto';
import { createRegister, grant, places, type Register } from '../../test/support/register';
import { currentChecklist, checklists } from '../../workflows/inspection/checklist';
import { canonical, digestOf, type Op, type Outcome } from '../engine';
import { inspectionFact } from './inspections';

let r: Register;
beforeAll(async () => {
  r = await createRegister();
});
afterAll(() => r?.close());

/** One of the team of every inspection here. */
const inspector = randomUUID();
const versions = new Map<string, number>();

/** A line of an inspection, opened where it is new. */
async function line(instance: string, ops: Op[] = [], workflow = 'inspection', by = 0): Promise<Outcome> {
  if (!versions.has(instance) && ops.length > 0) await line(instance, [], workflow);
  const at = new Date(r.clock.now()).toISOString();
  const expect = versions.get(instance) ?? 0;
  const person = [...r.people, inspector][by];
  const outcome = await r.door.write({
    lines: [
      {
        stream: instance,
        kind: 'event',
        at,
        entry: canonical({
          event: 'x.happened',
          actor: { person, role: 'dsw', area: '0810' },
          at,
          version: expect + 1,
        }),
        instance: {
          expect,
          workflow,
          workflowVersion: 1,
          prefix: 'IN',
          area: '0810',
          state: JSON.stringify({ context: { checklist: 1, team: [inspector] } }),
          phase: 'open',
          status: 'open',
          outcome: null,
          parameters: 1,
          institution: expect === 0 ? places.home : undefined,
          openTasks: [],
          closeTasks: [],
          armTimers: [],
          cancelTimers: [],
        },
        ops,
      },
    ],
    checks: [],
  });
  if (outcome.ok) versions.set(instance, expect + 1);
  return outcome;
}
const refusal = (outcome: Outcome): string => ('error' in outcome ? outcome.error.constraint : 'accepted');

let counter = 0;
const piece = (kind: string, item: string, body: object, more: object = {}) => {
  counter += 1;
  const sent = {
    id: randomUUID(),
    kind,
    item,
    body,
    device: 't1',
    counter,
    capturedAt: '2017-03-06T02:00:00Z',
    ...more,
  };
  return { ...sent, digest: digestOf(canonical(sent)) };
};
async function add(instance: string, ...pieces: object[]): Promise<string> {
  try {
    const { rows } = await r.db.pool.query('select homeward.add_inspection_pieces($1, $2, $3, $4::jsonb) as kept', [
      instance,
      r.people[0],
      new Date(r.clock.now()),
      JSON.stringify(pieces),
    ]);
    const { added, late, changed } = rows[0].kept as { added: number; late: number; changed: string[] };
    return changed.length > 0 ? 'changed' : late > 0 ? `${late} late` : `${added} added`;
  } catch (error) {
    return (error as { constraint?: string }).constraint ?? (error as { code: string }).code;
  }
}
const fact = (instance: string) =>
  inspectionFact(r.db.pool, { instance, institution: places.home, now: r.clock.now() });
const submit = async (instance: string, digest?: string) =>
  refusal(
    await line(instance, [
      { op: 'inspection.submit', data: { digest: digest ?? (await fact(instance)).digest, on: '2017-03-06' } },
    ]),
  );
async function attack(text: string, values: unknown[] = [], pool = r.db.owner): Promise<string> {
  try {
    await pool.query(text, values);
    return 'accepted';
  } catch (error) {
    return (error as { constraint?: string }).constraint ?? (error as { code: string }).code;
  }
}
const opened = async (): Promise<string> => {
  const instance = randomUUID();
  await line(instance);
  return instance;
};

describe('the pieces of an inspection', () => {
  it('are kept once each, and an id that comes with another content keeps nothing of its call', async () => {
    const instance = await opened();
    const one = piece('answer', 'fire.exits', { answer: 'meets' });
    expect(await add(instance, one)).toBe('1 added');
    expect(await add(instance, one)).toBe('0 added');
    const other = { ...one, body: { answer: 'fails' }, digest: 'b'.repeat(64) };
    expect(await add(instance, piece('bed', 'room', { count: 2 }), other)).toBe('changed');
    expect(await add(await opened(), one)).toBe('changed');
    expect(await fact(instance)).toMatchObject({ rooms: 0, beds: 0 });
    await add(instance, piece('bed', 'room', { count: 2 }), piece('bed', 'attic', { count: 0 }));
    expect(await fact(instance)).toMatchObject({ rooms: 2, beds: 2 });
  });

  it('show where two say different things, and none wins until one takes the place of the other', async () => {
    const instance = await opened();
    const first = piece('answer', 'fire.drill', { answer: 'meets' });
    const second = piece('answer', 'fire.drill', { answer: 'fails' });
    await add(instance, first, second);
    expect((await fact(instance)).conflicts).toEqual(['fire.drill']);
    await add(instance, piece('answer', 'fire.drill', { answer: 'meets' }, { supersedes: second.id }));
    expect((await fact(instance)).conflicts).toEqual([]);
    expect(await add(instance, piece('answer', 'fire.exits', { answer: 'meets' }, { supersedes: first.id }))).toBe(
      'inspection_piece_supersedes',
    );
  });

  it('belong to an inspection that is open', async () => {
    const other = randomUUID();
    await line(other, [], 'gatekeeping');
    expect(await add(other, piece('bed', 'room', { count: 2 }))).toBe('inspection_open');
    expect(await add(randomUUID(), piece('bed', 'room', { count: 2 }))).toBe('inspection_open');
  });

  it('say what is missing, what failed and by how much, and what is a hard trigger', async () => {
    const instance = await opened();
    expect((await fact(instance)).missing).toEqual(
      checklists[currentChecklist]!.filter(({ mandatory }) => mandatory).map(({ id }) => id),
    );
    await add(
      instance,
      piece('answer', 'discipline.locked', { answer: 'fails' }),
      piece('answer', 'staff.vetting', { answer: 'partly' }),
      piece('answer', 'fire.drill', { answer: 'partly' }),
      piece('answer', 'money.donors', { answer: 'notApplicable', reason: 'no donors' }),
      piece('talk', 'child-1', { with: 'child', sameSex: true, disclosure: true }),
      piece('photo', 'sign', { sha256: 'c'.repeat(64), faces: false }),
    );
    const { findings, hard, answered, talks, photos } = await fact(instance);
    expect(findings).toEqual([
      { item: 'staff.vetting', severity: 'major' },
      { item: 'discipline.locked', severity: 'critical' },
    ]);
    expect({ hard, answered, photos }).toEqual({ hard: ['abuse', 'locked'], answered: 4, photos: 1 });
    expect(talks).toEqual({ children: 1, staff: 0, underFiveSeen: true, disabledSeen: true });
  });

  it('count every child against the register, whatever the form says of its decision', async () => {
    const authorised = await r.child();
    const awaited = await r.child();
    const toddler = await r.child({ birth: { from: '2014-12-10', to: '2014-12-10', precision: 'day' } });
    await r.line(randomUUID(), [grant([authorised], { status: 'inForce' })]);
    await r.line(randomUUID(), [grant([awaited])]);
    const instance = await opened();
    expect(await fact(instance)).toMatchObject({ expected: 1, unreconciled: 1 });
    const there = (child: string, more: object = {}) =>
      piece('roll', child, { child, label: 'x', standing: 'authorisedPresent', ...more });
    await add(instance, there(toddler), there(authorised, { disability: true }));
    const found = await fact(instance);
    expect(found).toMatchObject({
      unreconciled: 0,
      hard: ['underThree', 'withoutDecision'],
      talks: { underFiveSeen: false, disabledSeen: false },
    });
    expect(found.found.find(({ child }) => child === toddler)).toMatchObject({
      standing: 'unauthorisedPresent',
      underThree: true,
    });
    expect(found.found.find(({ child }) => child === authorised)).toMatchObject({ standing: 'authorisedPresent' });
    await add(instance, piece('roll', 'somebody', { label: 'somebody', standing: 'unaccounted' }));
    expect((await fact(instance)).unreconciled).toBe(1);
  });

  it('show a child of whom two devices say different things, whatever each calls its row', async () => {
    const child = await r.child();
    await r.line(randomUUID(), [grant([child], { status: 'inForce' })]);
    const instance = await opened();
    const row = (item: string, standing: string, more: object = {}) =>
      piece('roll', item, { child, label: item, standing, ...more });
    const away = row('bed-2', 'authorisedAbsent', { child: child.toUpperCase() });
    await add(instance, row('bed-1', 'authorisedPresent'), away);
    expect(await fact(instance)).toMatchObject({ conflicts: [`roll:${child}`] });
    const { label, standing } = { label: 'bed-2', standing: 'authorisedPresent' };
    await add(
      instance,
      piece('roll', 'bed-2', { child: child.toUpperCase(), label, standing }, { supersedes: away.id }),
    );
    expect(await fact(instance)).toMatchObject({ conflicts: [], hard: [], found: [{ child, standing }] });
  });
});

describe('a full inspection', () => {
  const last = async () => (await r.registry.findInstitution(places.transit))?.lastInspection;
  const told = (kind: string, at: string, more: object = {}) => ({
    kind,
    children: [],
    institution: places.transit,
    at: `${at}T10:00:00+07:00`,
    ...more,
  });
  const inspected = async (at: string): Promise<string> => {
    const id = randomUUID();
    const data = { ...told('inspection', at), ids: [id] };
    expect(refusal(await line(await opened(), [{ op: 'fact.record', data }]))).toBe('accepted');
    return id;
  };

  it('is one of a team: what a person notes alone is kept, and makes no place eligible (N-40, P-24)', async () => {
    const before = await last();
    const { ids } = (await r.run('fact.record', told('inspection', '2017-03-03'))) as { ids: string[] };
    expect(ids).toHaveLength(1);
    expect(await last()).toBe(before);
    await inspected('2017-03-02');
    expect(await last()).toBe('2017-03-02');
  });

  it('that was none gives the date back that stood before it', async () => {
    const before = await last();
    const first = await inspected('2017-03-03');
    const second = await inspected('2017-03-04');
    expect(await last()).toBe('2017-03-04');
    await r.run('fact.record', told('correction', '2017-03-05', { corrects: second }));
    expect(await last()).toBe('2017-03-03');
    await r.run('fact.record', told('correction', '2017-03-05', { corrects: first }));
    expect(await last()).toBe(before);
  });
});

describe('a report', () => {
  it('stands for the very pieces that were signed, comes once, and nothing that comes after it is part of it', async () => {
    const instance = await opened();
    await add(instance, piece('bed', 'room', { count: 2 }));
    const { digest } = await fact(instance);
    await add(instance, piece('bed', 'attic', { count: 1 }));
    expect(await submit(instance, digest)).toBe('inspection_digest');
    expect(await submit(instance)).toBe('accepted');
    expect(await submit(instance)).toBe('inspection_reports_pkey');
    const signed = await fact(instance);
    // what comes later is kept beside it; no piece of the report gives its place to it
    const { rows: beds } = await r.db.pool.query(
      `select id from homeward.inspection_pieces where instance = $1 and item = 'attic'`,
      [instance],
    );
    expect(await add(instance, piece('bed', 'cellar', { count: 1 }))).toBe('1 late');
    for (const more of [{}, { supersedes: beds[0].id }])
      expect(await add(instance, piece('bed', 'attic', { count: 9 }, more))).toBe('inspection_submitted');
    expect(await fact(instance)).toEqual({ ...signed, late: [] });
  });

  it('says what its team signed, whatever the register learns afterwards (N-41)', async () => {
    const instance = await opened();
    await add(instance, piece('roll', 'bed-1', { label: 'bed 1', standing: 'unauthorisedPresent' }));
    const found = await fact(instance);
    const data = { digest: found.digest, on: '2017-03-06', found };
    expect(refusal(await line(instance, [{ op: 'inspection.submit', data }]))).toBe('accepted');
    const open = await opened();
    const before = (await fact(open)).expected;
    const child = await r.child();
    const at = '2017-03-06T08:00:00+07:00';
    await r.run('fact.record', { kind: 'presence', children: [child], institution: places.home, at });
    expect((await fact(open)).expected).toBe(before + 1);
    expect(await fact(instance)).toEqual(found);
  });

  it('and a piece that race have one outcome: the piece is under it, or late', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const instance = await opened();
        await add(instance, piece('bed', 'room', { count: 2 }));
        const { digest } = await fact(instance);
        const [sent, reported] = await Promise.all([
          add(instance, piece('bed', 'attic', { count: 1 })),
          submit(instance, digest),
        ]);
        const { digest: now } = await fact(instance);
        return { sent, reported, same: now === digest };
      }),
    );
    for (const { sent, reported, same } of outcomes) {
      expect([sent, reported, same]).toEqual(
        sent === '1 added' ? ['1 added', 'inspection_digest', false] : ['1 late', 'accepted', true],
      );
    }
  });

  it('is changed by nobody, also not by the owner by hand; a rating has another beside it', async () => {
    const instance = await opened();
    await submit(instance);
    const rate = (rating: string, more: object = {}, by = 0) =>
      line(instance, [{ op: 'inspection.classify', data: { rating, proposal: 'B', ...more } }], 'inspection', by);
    expect(refusal(await rate('A'))).toBe('inspection_ratings_reason');
    expect(refusal(await rate('B'))).toBe('accepted');
    expect(refusal(await rate('A', { reason: 'a second look' }))).toBe('inspection_rated_before');
    expect(refusal(await rate('A', {}, 1))).toBe('inspection_ratings_reason');
    expect(refusal(await rate('A', { reason: 'a second look' }, 1))).toBe('accepted');
    // one of the team rates nothing
    expect(refusal(await rate('B', { reason: 'our own work' }, 2))).toBe('inspection_rated_by_team');
    await line(instance, [{ op: 'inspection.publish', data: { rating: 'A' } }]);
    const { rows } = await r.db.pool.query(
      'select no, rating, supersedes from homeward.inspection_ratings where instance = $1 order by no',
      [instance],
    );
    expect(rows).toEqual([
      { no: 1, rating: 'B', supersedes: null },
      { no: 2, rating: 'A', supersedes: 1 },
    ]);
    for (const table of ['pieces', 'reports', 'ratings', 'publications']) {
      const name = `inspection_${table}`;
      for (const text of [`update homeward.${name} set instance = instance`, `delete from homeward.${name}`])
        expect(await attack(text)).toBe(`${name}_append_only`);
      expect(await attack(`truncate homeward.${name} cascade`)).toMatch(/_append_only$/);
      expect(await attack(`delete from homeward.${name}`, [], r.db.pool)).toBe('42501');
      expect(await attack(`insert into homeward.${name} default values`, [], r.db.pool)).toBe('42501');
    }
  });
});

describe('a secret', () => {
  it('begins, is shared by others, and ends; the application writes none by hand', async () => {
    const instance = await opened();
    const secret = (data: object) => line(instance, [{ op: 'instance.secret', data }]);
    await secret({ roles: ['mosvy'], persons: [] });
    await secret({ roles: ['mosvy'], persons: [r.people[1]] });
    const open = () =>
      r.db.pool.query('select roles, persons from homeward.secrets where instance = $1 and until_at is null', [
        instance,
      ]);
    expect((await open()).rows).toEqual([{ roles: ['mosvy'], persons: [r.people[1]] }]);
    await secret({});
    expect((await open()).rows).toEqual([]);
    expect(await attack('delete from homeward.secrets', [], r.db.pool)).toBe('42501');
    for (const text of [
      'delete from homeward.secrets',
      'update homeward.secrets set until_at = null',
      `update homeward.secrets set until_at = until_at - interval '1 day'`,
      `update homeward.secrets set roles = roles || array['rciDirector']`,
      'truncate homeward.secrets',
    ])
      expect(await attack(text)).toBe('secrets_append_only');
  });
});
