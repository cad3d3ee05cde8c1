/** The year's plan of inspections, the draws that nobody can choose or foresee, and the ratings that everybody may read. */
import { codeAt, Seal } from '../../libs/access';
import {
  commitmentOf,
  InspectionLots,
  drawsOf,
  faultsOf,
  inputsHashOf,
  toldAt,
  type DrawInputs,
} from '../../libs/registry';
import type { ManualClock } from '../../libs/engine';
import { accountOf, institutionId, loginsOf, Town } from './town';

jest.setTimeout(180_000);

const day = 86_400_000;
const code = (login: string): { 'Homeward-Totp': string } => ({
  'Homeward-Totp': codeAt(accountOf(login).totpSecret!, Date.now() + 30_000),
});
/** Who may not know of a draw before the team has stood at the door. */
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
const everywhere = [
  '/inspections/plan?area=08&year=2017',
  '/inspections/draws?area=08&year=2017',
  '/inspections/ratings?area=08&year=2017',
  '/inspections',
  '/instances',
  '/instances?workflow=inspection',
  '/tasks',
  '/tasks?overdue=true',
  '/tasks/soon',
  '/visits',
  '/alerts',
  '/incidents',
  '/approvals',
  '/team',
  '/watch',
  '/messages',
  '/risks',
  '/journal/search',
  '/indicators/I-11/items',
  '/exports/tasks?format=csv',
  '/exports/incidents?format=csv',
  '/exports/institutions?format=csv',
  '/exports/ratings?format=csv',
];

let town: Town;
const clock = () => town.context.clock as ManualClock;
const moveTo = (at: string) => town.context.sweeper.advanceTo(Date.parse(at), clock());
const plan = async (as = 'officer.kandal') => (await town.send(as, '/inspections/plan?area=08&year=2017')).body;
const approve = (as: string, id: string, headers: Record<string, string> = code(as)) =>
  town.outcome(as, `/inspections/plan/${id}/approve`, { body: {}, headers });
const draws = async (as = 'commune.kandal') => (await town.send(as, '/inspections/draws?area=08&year=2017')).body.items;
const act = async (as: string, id: string, type: string, data: object, headers: Record<string, string> = {}) => {
  const { version } = (await town.send('mosvy', `/instances/${id}`)).body;
  const answer = await town.send(as, `/instances/${id}/events`, {
    body: { type, data },
    headers: { 'If-Match': `"${version}"`, ...headers },
  });
  if (answer.status !== 200) throw new Error(`${type}: ${JSON.stringify(answer.body)}`);
};
const opened = () =>
  town.rows<{ instance: string; institution: string; on: string; counter: number; at: Date }>(
    'select d.instance, d.institution, d.on_day::text as "on", d.counter, i.opened_at as at from homeward.inspection_draws d join homeward.instances i on i.id = d.instance order by d.at, d.counter',
  );

beforeAll(async () => {
  town = await Town.open();
  for (let i = 1; i <= 8; i += 1) {
    const body = {
      code: `X-${i}`,
      nameKm: `ផ្ទះ ${i}`,
      nameEn: `House ${i}`,
      kind: 'rci',
      operator: 'private',
      area: '081007',
      standing: 'unauthorised',
    };
    const { status } = await town.send('officer.kandal', '/institutions', { body });
    if (status !== 201) throw new Error(`X-${i}`);
  }
});
afterAll(() => town.close());

describe('the plan of a year', () => {
  it('is read by the offices that inspect, in their own area alone', async () => {
    const readers = ['districtSupervisor', 'pdosvyOfficer', 'pdosvyDirector', 'mosvy'];
    for (const [role, login] of Object.entries(loginsOf('kandal')))
      expect([role, await town.outcome(login, '/inspections/plan?area=08')]).toEqual([
        role,
        readers.includes(role) ? '200' : '403 forbidden',
      ]);
    expect(await town.outcome('officer.battambang', '/inspections/plan?area=08')).toBe('403 forbidden');
    expect((await town.send('supervisor.kandal', '/inspections/plan')).body).toMatchObject({
      area: '0810',
      plan: null,
    });
    expect(await town.outcome('mosvy', '/inspections/plan')).toBe('422 form_invalid');
  });

  it('says what is missing before anything is planned', async () => {
    const { coverage, items, plan: none } = await plan();
    expect(none).toBeNull();
    const n = items.length;
    expect(coverage).toEqual({
      institutions: n,
      full: 0,
      unannounced: 0,
      planned: 0,
      missed: 0,
      missingFull: n,
      missingUnannounced: n,
    });
    expect(n).toBe(10);
    const { items: risks } = (await town.send('officer.kandal', '/risks?area=08')).body;
    expect(items.map((item: any) => item.institution.code)).toEqual(risks.map((risk: any) => risk.code));
  });

  it('is proposed by the officer of the province: the greatest risk first, over the working days that are left', async () => {
    const body = { area: '08', year: 2017 };
    for (const login of ['supervisor.kandal', 'mosvy', 'dsw.kandal', 'officer.battambang'])
      expect(await town.outcome(login, '/inspections/plan', { body })).toBe('403 forbidden');
    expect(await town.outcome('officer.kandal', '/inspections/plan', { body: { ...body, year: 2016 } })).toBe(
      '422 form_invalid',
    );
    const { items, capacity } = (await town.send('officer.kandal', '/inspections/plan', { body })).body;
    const starts = items.map(({ planned }: any) => planned.from);
    expect(starts).toEqual([...starts].sort());
    expect(starts[0]).toBe('2017-03-07');
    expect(new Set(starts).size).toBe(8);
    expect(items[0].planned).toMatchObject({ rank: 1, status: 'planned', moves: [], risk: { lastInspection: null } });
    expect(capacity).toEqual({ inspectors: 4, teams: 2, perMonth: 8, busiest: 2 });
    // once more adds nothing
    const again = (await town.send('officer.kandal', '/inspections/plan', { body })).body;
    expect(again.items).toEqual(items);
  });

  it('is moved with a reason, and keeps what it was', async () => {
    const { items } = await plan();
    const { entry, from, until } = items[3].planned;
    const to = { from: '2017-11-06', until: '2017-11-30', reason: 'The road is flooded.', seen: 1 };
    const path = `/inspections/plan/entries/${entry}/move`;
    expect(await town.outcome('supervisor.kandal', path, { body: to })).toBe('403 forbidden');
    expect(await town.outcome('officer.battambang', path, { body: to })).toBe('404 not_found');
    for (const wrong of [{ reason: ' ' }, { until: '2017-01-01' }, { until: '2018-01-05' }, { until: '2017-11-01' }])
      expect(await town.outcome('officer.kandal', path, { body: { ...to, ...wrong } })).toBe('422 form_invalid');
    const moved = (await town.send('officer.kandal', path, { body: to })).body.items[3].planned;
    expect(moved).toMatchObject({ no: 2, from: to.from, until: to.until });
    expect(moved.moves).toMatchObject([{ from, until, reason: to.reason, by: accountOf('officer.kandal').person }]);
    expect(await town.outcome('officer.kandal', path, { body: to })).toBe('409 conflict');
  });

  it('tells no day of a place to who is tied to it', async () => {
    const { person } = accountOf('supervisor.kandal');
    await town.rows(
      `insert into homeward.interests (id, person, institution, kind, from_at) values (gen_random_uuid(), $1, $2, 'declared', '2017-01-01')`,
      person,
      institutionId('KDL-003'),
    );
    const days = async (login: string) =>
      (await plan(login)).items.find((item: any) => item.institution.code === 'KDL-003').planned;
    expect(await days('supervisor.kandal')).toBeNull();
    expect(await days('officer.kandal')).toMatchObject({ from: '2017-12-01' });
    await town.rows(`update homeward.interests set until_at = '2017-02-01' where person = $1`, person);
  });

  it('is approved by the director, signed, once; the seeds are committed to in that moment and lie in no answer', async () => {
    const { id } = (await plan()).plan;
    expect(await approve('officer.kandal', id, {})).toBe('403 forbidden');
    expect(await approve('director.battambang', id)).toBe('404 not_found');
    expect(await approve('director.kandal', id, {})).toBe('403 signature_required');
    expect(await approve('director.kandal', id)).toBe('200');
    const { plan: head, commitments } = await plan();
    expect(head.approvedBy).toBe(accountOf('director.kandal').person);
    expect(commitments.map(({ quarter, seed }: any) => [quarter, seed])).toEqual([1, 2, 3, 4].map((q) => [q, null]));
    expect(commitments[0]).toMatchObject({ from: '2017-03-07', until: '2017-03-31' });
    expect(new Set(commitments.map(({ hash }: any) => hash)).size).toBe(4);
    // everybody reads the hashes beforehand, and nothing else
    for (const login of ['commune.kandal', 'rci.kdl-003'])
      expect(await draws(login)).toMatchObject(Array(4).fill({ seed: null, inputs: null, carriedOut: null }));
  });

  it('gives the application no seed before its quarter, and the table of seeds never', async () => {
    const { pool } = town.context;
    await expect(pool.query('select * from homeward.inspection_seeds')).rejects.toMatchObject({ code: '42501' });
    const { rows } = await pool.query(
      'select c.quarter, homeward.inspection_seed(c.id, $1) is not null as given from homeward.inspection_commitments c order by 1',
      [new Date(clock().now())],
    );
    expect(rows.map(({ given }) => given)).toEqual([true, false, false, false]);
  });
});

describe('the draws of a quarter', () => {
  it('open their inspections on the very days of the seed, each once, though the worker slept', async () => {
    await moveTo('2017-04-01T05:00:00+07:00');
    const done = await opened();
    expect(done).toHaveLength(3);
    expect(new Set(done.map(({ institution }) => institution)).size).toBe(3);
    for (const { on, at } of done) expect(at.toISOString()).toBe(new Date(toldAt(on, 2)).toISOString());
    await town.context.sweeper.advanceTo(clock().now() + 60_000, clock());
    expect(await opened()).toEqual(done);
    const [{ n }] = (await town.rows(
      `select count(*)::int as n from homeward.journal where person = '00000000-0000-0000-0000-00000000c10c' and route = 'clock inspection.drawn'`,
    )) as [{ n: number }];
    expect(n).toBe(3);
  });

  it.each(outside)('leave no trace for %s', async (login) => {
    const rows = await opened();
    const more = await town.rows<{ id: string; reference: string }>(
      `select i.id, i.reference from homeward.instances i join homeward.inspection_draws d on d.instance = i.id`,
    );
    const traces = [...rows.map(({ instance }) => instance), ...more.map(({ reference }) => reference)];
    for (const path of everywhere) {
      const { status, body } = await town.send(login, path);
      const said = typeof body === 'string' ? body : JSON.stringify(body);

      expect([path, [200, 403, 404].includes(status), traces.filter((trace) => said.includes(trace))]).toEqual([
        path,
        true,
        [],
      ]);
    }
    for (const { instance } of rows) expect(await town.outcome(login, `/instances/${instance}`)).toBe('404 not_found');
  });

  it('are in nobody’s plan, also not of those who carry them out', async () => {
    const rows = await opened();
    for (const login of ['officer.kandal', 'director.kandal', 'mosvy', 'supervisor.kandal']) {
      const said = JSON.stringify((await town.send(login, '/inspections/plan?area=08&year=2017')).body);
      expect(rows.filter(({ instance }) => said.includes(instance))).toEqual([]);
    }
    for (const { instance } of rows) expect(await town.outcome('officer.kandal', `/instances/${instance}`)).toBe('200');
  });

  it('stay sealed after their quarter while one is still a secret, and then are revealed for anyone to compute again', async () => {
    expect((await draws())[0].seed).toBeNull();
    for (const { instance } of await opened())
      await act('mosvy', instance, 'inspection.cancelled', { reason: 'A test of the seal.' });
    await town.context.sweeper.advanceTo(clock().now() + 60_000, clock());
    const [one, two] = await draws('rci.kdl-003');
    expect(two.seed).toBeNull();
    expect(commitmentOf(one.seed)).toBe(one.hash);
    expect(inputsHashOf(one.inputs)).toBe(one.inputsHash);
    expect(one.faults).toEqual([]);
    expect(drawsOf(one.seed, one.inputs).map(({ institution, on }) => [institution, on])).toEqual(
      one.carriedOut.map(({ institution, on }: any) => [institution, on]),
    );
    expect(one.carriedOut.map(({ outcome }: any) => outcome)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  it('show every tampering: another home, another day, one left out, one added, other lots, another seed', async () => {
    const [one] = await draws();
    const changed = (change: (copy: any) => void) => {
      const copy = structuredClone(one);
      change(copy);
      return faultsOf(copy);
    };
    const other = one.inputs.eligible.find(
      ({ institution }: any) => !one.carriedOut.some((done: any) => done.institution === institution),
    ).institution;
    expect(changed((c) => (c.carriedOut[1].institution = other))).toEqual(['draw 2: another institution than drawn']);
    expect(changed((c) => (c.carriedOut[0].on = '2017-03-01'))).toEqual(['draw 1: another day than drawn']);
    expect(changed((c) => c.carriedOut.pop())).toEqual(['draw 3: not carried out']);
    expect(changed((c) => c.carriedOut.push({ ...c.carriedOut[0], counter: 4 }))).toEqual(['draw 4: was never drawn']);
    expect(changed((c) => c.inputs.eligible.shift())).toContain('inputs: not those that were committed to');
    expect(changed((c) => (c.seed = c.hash))).toContain('seed: not the one of the hash');
    for (const table of ['draws', 'commitments', 'reveals', 'seeds'])
      await expect(town.rows(`delete from homeward.inspection_${table}`)).rejects.toMatchObject({
        constraint: `inspection_${table}_append_only`,
      });
  });
});

describe('the lots', () => {
  const eligible = Array.from({ length: 20 }, (_, i) => ({ institution: `i${i}`, code: `i${i}`, weight: 20 - i }));
  const inputs: DrawInputs = {
    days: Array.from({ length: 60 }, (_, i) => `day ${i}`),
    eligible,
    draws: 20,
    hoursBefore: 2,
  };
  const seedOf = (n: number) => commitmentOf(`seed ${n}`);

  it('are the same whenever they are computed, repeat nobody, and leave nobody out', () => {
    for (let n = 0; n < 50; n += 1) {
      const drawn = drawsOf(seedOf(n), inputs);
      expect(drawsOf(seedOf(n), structuredClone(inputs))).toEqual(drawn);
      expect(new Set(drawn.map(({ institution }) => institution)).size).toBe(20);
      expect(drawn.map(({ among }) => among)).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i));
    }
  });

  it('fall by their weight, and evenly over the days', () => {
    const tries = 4_000;
    const first = new Map<string, number>();
    const days = new Map<string, number>();
    for (let n = 0; n < tries; n += 1) {
      const [one] = drawsOf(seedOf(n), { ...inputs, draws: 1 });
      first.set(one!.institution, (first.get(one!.institution) ?? 0) + 1);
      days.set(one!.on, (days.get(one!.on) ?? 0) + 1);
    }
    // chi-square against the weights (19 degrees of freedom) and the days (59): 99.9 % lie below these
    const chi = (counts: Map<string, number>, expected: [string, number][]) =>
      expected.reduce((sum, [key, n]) => sum + ((counts.get(key) ?? 0) - n) ** 2 / n, 0);
    expect(
      chi(
        first,
        eligible.map((e) => [e.institution, (tries * e.weight) / 210]),
      ),
    ).toBeLessThan(43.8);
    expect(
      chi(
        days,
        inputs.days.map((d) => [d, tries / 60]),
      ),
    ).toBeLessThan(98.4);
  });
});

describe('what was planned', () => {
  it('and is not opened in its days is asked for by an incident that climbs the ladder, and ends by no words', async () => {
    const { items, coverage } = await plan();
    expect(coverage.missed).toBe(1);
    expect(items[0].planned.status).toBe('missed');
    const [incident] = await town.rows<{ id: string; role: string; area: string; institution: string | null }>(
      `select id, role, area, institution from homeward.incidents where kind = 'INSPECTION_MISSED'`,
    );
    expect(incident).toMatchObject({ role: 'pdosvyOfficer', area: '08', institution: null });
    // where the inspectors are to go stands in it: those outside do not see it
    for (const login of outside)
      expect([login, JSON.stringify((await town.send(login, '/incidents')).body)]).toEqual([
        login,
        expect.not.stringContaining(incident!.id),
      ]);
    await town.context.sweeper.advanceTo(clock().now() + 8 * day, clock());
    const rungs = await town.rows(
      `select a.rung, a.to_roles as roles from homeward.alerts a join homeward.tasks t on t.id = a.task where t.incident = $1 order by a.due_at`,
      incident!.id,
    );
    expect(rungs.map(({ rung }) => rung)).toContain('supervisor');
    const resolve = () =>
      town.outcome('officer.kandal', `/incidents/${incident!.id}/resolve`, { body: { reason: 'It will be done.' } });
    expect(await resolve()).toBe('422 refused_by_database');
    const { institution, planned } = items[0];
    const to = { from: '2017-04-10', until: '2017-04-28', reason: 'The team was ill.', seen: planned.no };
    expect(await town.outcome('officer.kandal', `/inspections/plan/entries/${planned.entry}/move`, { body: to })).toBe(
      '200',
    );
    expect(await resolve()).toBe('200');
    const data = { institution: institution.id, on: '2017-04-20', announced: false, why: ['annual'] };
    const opening = { workflow: 'inspection', event: 'inspection.planned', area: '081007', data };
    const { id } = (await town.send('supervisor.kandal', '/instances', { body: opening })).body;
    expect((await plan()).items[0].planned).toMatchObject({ status: 'opened', instance: id });
  });
});

describe('published ratings', () => {
  let instance: string;
  beforeAll(async () => {
    const data = { institution: institutionId('KDL-003'), on: '2017-04-24', announced: true, why: ['annual'] };
    const opening = { workflow: 'inspection', event: 'inspection.planned', area: '081007', data };
    instance = (await town.send('supervisor.kandal', '/instances', { body: opening })).body.id;
    const who = accountOf('supervisor.kandal').person;
    const piece = (item: string, answer: string) =>
      town.rows(
        `insert into homeward.inspection_pieces values (gen_random_uuid(), $1, 'answer', $2, $3, repeat('0', 64), 'd', 1, now(), now(), $4)`,
        instance,
        item,
        { answer, note: 'Sokha cries at night.' },
        who,
      );
    await piece('registration.authorised', 'meets');
    await town.rows(
      `update homeward.instances set state = jsonb_set(state::jsonb, '{context,checklist}', '1')::text where id = $1`,
      instance,
    );
    await town.rows(
      `insert into homeward.inspection_reports values ($1, 1, repeat('0', 64), '2017-04-07', now(), $2)`,
      instance,
      who,
    );
    for (const [no, rating, reason] of [
      [1, 'C', null],
      [2, 'B', 'Sokha was heard again.'],
    ] as const)
      await town.rows(
        `insert into homeward.inspection_ratings values ($1, $2, $3, 'C', $4, $5, '2017-04-07T10:00:00Z', 1, nullif($2 - 1, 0))`,
        instance,
        no,
        rating,
        reason,
        accountOf(no === 1 ? 'officer.kandal' : 'mosvy').person,
      );
    await town.rows(
      `insert into homeward.inspection_publications values ($1, 2, '2017-04-08T10:00:00Z', $2, 1)`,
      instance,
      who,
    );
  });

  it('are read by everybody, with nothing that speaks of a child', async () => {
    for (const login of Object.values(loginsOf('kandal'))) {
      const { status, body } = await town.send(login, '/inspections/ratings?area=08&year=2017');
      expect([login, status]).toEqual([login, 200]);
      expect(body.items).toMatchObject([
        { instance, rating: 'B', on: '2017-04-07', earlier: null, changes: [{ from: 'C', to: 'B' }] },
      ]);
      const inspects = ['dsw', 'supervisor', 'officer', 'director', 'mosvy'].includes(login.split('.')[0]!);
      expect([login, JSON.stringify(body).includes('Sokha')]).toEqual([login, inspects]);
    }
    expect((await town.send('commune.kandal', '/inspections/ratings?area=02&year=2017')).body.items).toEqual([]);
    expect((await town.send('commune.kandal', '/inspections/ratings?area=08&year=2016')).body.items).toEqual([]);
  });

  it('count for the plan, and leave as a file', async () => {
    const { coverage, items } = await plan();
    expect(coverage).toMatchObject({ full: 1, missingFull: 9, missingUnannounced: 10 });
    expect(items.find((item: any) => item.institution.code === 'KDL-003')).toMatchObject({
      done: [{ instance, on: '2017-04-07', announced: true }],
      missing: { full: 0, unannounced: 1 },
    });
    const { status, body } = await town.send('commune.kandal', '/exports/ratings?format=csv&lang=en&area=08&year=2017');
    expect(status).toBe(200);
    expect(body).toContain('KDL-003');
    expect(body).not.toContain('Sokha');
  });
});

describe('draws of days on which nobody looked', () => {
  it('are carried out as soon as somebody does, each once, whoever else does so in the same moment', async () => {
    const before = (await opened()).length;
    await clock().set(Date.parse('2017-07-03T10:00:00+07:00'));
    const { pool, door, engine } = town.context;
    const faults: unknown[] = [];
    const another = () =>
      new InspectionLots({
        pool,
        door,
        clock: clock(),
        seal: new Seal(),
        open: (command) => engine.open(command),
        report: async (record, error) => void faults.push([record, error]),
      });
    await Promise.all([another(), another(), another()].map((lots) => lots.fire(clock().now())));
    expect(faults).toEqual([]);
    const late = (await opened()).slice(before);
    // those of the first two quarters, three each, whenever they were told
    expect((await opened()).filter(({ on }) => on < '2017-07-01')).toHaveLength(6);
    const [{ n }] = (await town.rows(
      `select count(*)::int as n from homeward.journal where route = 'clock inspection.drawn' and kind = 'event'`,
    )) as [{ n: number }];
    expect(n).toBe(before + late.length);
    const planned = await town.rows<{ on: string }>(
      `select state::jsonb #>> '{context,plannedOn}' as "on" from homeward.instances where id = any ($1::uuid[])`,
      late.map(({ instance }) => instance),
    );
    expect(planned.filter(({ on }) => on !== '2017-07-03')).toEqual([]);
  });
});
