/** I-01, I-02, I-04 and I-16 to I-20 over rows that are all known, so that each number can be worked out by hand. */
import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { createRegister, type Register } from '../../test/support/register';
import { endOf, startOf } from '../../workflows/time';
import { countIndicator, findIndicator, listUnits, type Counted } from '.';

const asOf = '2017-12-31';
const after = '2018-01-05';
/** Battambang has all rows, Pursat one home, Banteay Meanchey nothing. */
const [battambang, pursat, empty] = ['02', '15', '01'];
const noon = (on: string): string => `${on}T12:00:00+07:00`;

const tables = [
  'institutions',
  'children',
  'instances',
  'subjects',
  'facts',
  'visits',
  'census',
  'authorities',
  'inspection_reports',
  'inspection_pieces',
];

let r: Register;
let owner: PoolClient;
const query = (sql: string, ...values: unknown[]) => owner.query(sql, values);
beforeAll(async () => {
  r = await createRegister();
  owner = await r.db.owner.connect();
  // rows as a register of years has them, without the ways that led there
  for (const table of tables) await query(`alter table homeward.${table} disable trigger user`);
  await writeInspections();
  await writeCensus();
  await writeStays();
}, 120_000);
afterAll(async () => {
  owner?.release();
  await r?.close();
});

const asked = (area: string) => ({
  area,
  since: startOf('2017-01-01'),
  till: endOf(asOf),
  asOf: endOf(asOf) - 1,
  reviewDays: 90,
  caseload: 25,
});
const numbersOf = (id: string, area = battambang) =>
  countIndicator(r.db.pool, findIndicator(id) as Counted, asked(area));
const rowsOf = (id: string, area = battambang) =>
  listUnits(
    r.db.pool,
    findIndicator(id)!,
    asked(area),
    { condition: () => ({ sql: 'true', values: [] }), limit: 1000 },
    false,
  );
const partsOf = async (id: string) =>
  Object.fromEntries((await numbersOf(id)).parts!.map((p) => [p.key, [p.numerator, p.denominator, p.value]]));

async function home(n: number, more: { area?: string; standing?: string; inspected?: string } = {}): Promise<string> {
  const id = randomUUID();
  await query(
    `insert into homeward.institutions (id, code, name_km, name_en, km_key, latin_key, kind, operator, area, standing, standing_since, authorised_capacity,
       ever_authorised, last_inspection, registered_at)
     values ($1, $2, 'មណ្ឌល', 'Home', '', '', 'rci', 'ngo', $3, $4, '2016-01-01', 50, true, $5, '2016-01-01')`,
    id,
    `X-${more.area ?? '02020101'}-${n}`,
    more.area ?? '02020101',
    more.standing ?? 'authorised',
    more.inspected ?? null,
  );
  return id;
}

async function fact(
  kind: string,
  more: { institution?: string; child?: string; at: string; detail?: object; noted?: boolean },
) {
  const id = randomUUID();
  await query(
    `insert into homeward.facts (id, kind, child, institution, at, recorded_at, stream, seq, detail, instance) values ($1, $2, $3, $4, $5, $5, $1, 1, $6, $7)`,
    id,
    kind,
    more.child ?? null,
    more.institution ?? null,
    more.at,
    more.detail ?? {},
    kind === 'inspection' && !more.noted ? await instance('inspection', { at: more.at.slice(0, 10) }) : null,
  );
  return id;
}

async function instance(workflow: string, more: { outcome?: string; rung?: string; of?: string; at?: string } = {}) {
  const id = randomUUID();
  await query(
    `insert into homeward.instances (id, reference, workflow, workflow_version, area, version, seq, head, state, phase, status, outcome, parameters, opened_at, changed_at)
     values ($1, $2, $3, 1, '020201', 1, 1, '\\x00', $4, 'open', $5, $6, 1, $7, $7)`,
    id,
    `X-${id}`,
    workflow,
    JSON.stringify({ context: {} }),
    more.outcome ? 'closed' : 'open',
    more.outcome ?? null,
    noon(more.at ?? '2017-02-01'),
  );
  if (more.of) await query(`insert into homeward.subjects values ($1, 'institution', $2)`, id, more.of);
  if (more.rung) {
    await query(
      `insert into homeward.journal (stream, seq, version, kind, at, entry, hash) values ($1, 1, 1, 'event', $2, '{"event":"sanction.ordered"}', '\\x00')`,
      id,
      noon(more.at ?? '2017-02-01'),
    );
    await query(
      `insert into homeward.contents (stream, seq, body, digest, compartment) values ($1, 1, $2, repeat('a', 64), 'open')`,
      id,
      JSON.stringify({ data: { rung: more.rung } }),
    );
  }
  return id;
}

async function child(born = '2008-01-01'): Promise<string> {
  const id = randomUUID();
  await query(
    `insert into homeward.children (id, birth_from, birth_to, birth_precision, sex, area, registered_at) values ($1, $2, $2, 'day', 'female', '020201', '2016-01-01')`,
    id,
    born,
  );
  return id;
}

let homes: string[];

/** Twelve homes and one that is closed. Seven were inspected in twelve months: six twice, one as the register says. Three never were. */
async function writeInspections(): Promise<void> {
  homes = [];
  for (let n = 1; n <= 12; n += 1) homes.push(await home(n, { inspected: { 8: '2017-02-02', 9: '2016-06-01' }[n] }));
  await home(13, { standing: 'closed' });
  await home(1, { area: '15050101' });
  for (let n = 0; n < 6; n += 1) {
    const institution = homes[n]!;
    await fact('inspection', {
      institution,
      at: noon(`2017-03-0${n + 1}`),
      detail: { announced: true, found: 10, authorised: 10 },
    });
    const found = n < 5 ? { found: 10, authorised: 8 } : { found: 41, authorised: 38 };
    await fact('inspection', { institution, at: noon(`2017-06-0${n + 1}`), detail: { announced: false, ...found } });
  }
  // a year ago and a day, and one that was corrected: neither counts
  await fact('inspection', {
    institution: homes[6],
    at: noon('2016-12-30'),
    detail: { announced: true, found: 9, authorised: 1 },
  });
  const wrong = await fact('inspection', {
    institution: homes[8],
    at: noon('2017-05-05'),
    detail: { announced: true, found: 9, authorised: 1 },
  });
  // what one person noted is no full inspection (N-40)
  await fact('inspection', { institution: homes[11], at: noon('2017-06-06'), detail: {}, noted: true });
  const right = await fact('correction', { institution: homes[8], at: noon('2017-05-05') });
  await query('update homeward.facts set corrects = $2 where id = $1', right, wrong);
  await writeActions();
}

/** Twelve corrective actions whose day has come, six of them done in time; five warnings, six suspensions, one closure. */
async function writeActions(): Promise<void> {
  const inspection = await instance('inspection', { of: homes[0], rung: 'closure' });
  const action = (n: number, status: string, more: { due?: string; entered?: string; over?: string } = {}) => {
    const due = more.due ?? '2017-08-01';
    const made = status === 'made' || status === 'late';
    const over = made ? (more.entered ?? due) : more.over;
    return query(
      `insert into homeward.visits (instance, key, task, step, role, area, opens_at, due_at, due_on, exact, ladder, parameter, parameters, status, planned_at,
         made_on, entered_at, reason, closed_at, opened_version, closed_version)
       values ($1, $2, 'reinspect', 'action', 'districtSupervisor', '0202', '2017-02-01', $3, $4, false, 'normal', 'P-26', 1, $5, '2017-02-01', $6, $7, $8, $9, 1, $10)`,
      inspection,
      `1/${n}`,
      new Date(endOf(due)),
      due,
      status,
      made ? (status === 'late' ? '2017-08-09' : due) : null,
      made ? noon(more.entered ?? due) : null,
      status === 'cancelled' || status === 'missed' ? 'withdrawn' : null,
      over ? noon(over) : null,
      over ? 2 : null,
    );
  };
  for (let n = 1; n <= 6; n += 1) await action(n, 'made');
  await action(7, 'late', { entered: '2017-08-09' });
  await action(8, 'missed', { over: '2017-08-10' });
  await action(9, 'planned');
  await action(10, 'planned');
  await action(11, 'cancelled', { over: '2017-08-05' });
  await action(12, 'made', { entered: after });
  // taken back before its day, and one whose day has not come
  await action(13, 'cancelled', { over: '2017-07-01' });
  await action(14, 'planned', { due: after });
  for (let n = 1; n <= 5; n += 1) await instance('inspection', { of: homes[n], rung: 'warning' });
  for (let n = 6; n <= 11; n += 1) await instance('inspection', { of: homes[n], rung: 'suspension' });
  // the newest order tells the rung of a home, also where its inspection has ended
  await instance('inspection', { of: homes[1], rung: 'suspension', at: '2016-03-01' });
  await instance('inspection', { of: homes[2], rung: 'warning', at: '2017-03-01', outcome: 'ENTRY_REFUSED' });
  // one that was found, and one where all was corrected since
  const found = await home(14, { standing: 'unauthorised' });
  await instance('inspection', { of: found, rung: 'closure', outcome: 'UNREGISTERED_FOUND' });
  const corrected = await home(15, { standing: 'unauthorised' });
  await instance('inspection', { of: corrected, rung: 'warning' });
  await instance('inspection', { of: corrected, outcome: 'COMPLIANT', at: '2017-04-01' });
}

/** A census of thirty, and two that do not count: of an order withdrawn, and sealed after the day. */
async function writeCensus(): Promise<void> {
  const closure = await instance('institution-closure');
  let no = 0;
  const counted = async (
    times: number,
    accounted: string | null,
    more: { verified?: string; on?: string; lost?: boolean; of?: string; sealed?: string } = {},
  ) => {
    for (let i = 0; i < times; i += 1) {
      no += 1;
      await query(
        `insert into homeward.census (instance, no, institution, child, bed, found, under_three, disability, at_risk, sealed_at, lost, accounted, accounted_on, verified_at)
         values ($1, $2, $3, $4, 'A1', 'authorisedPresent', false, false, false, $5, $6, $7, $8, $9)`,
        more.of ?? closure,
        no,
        homes[0],
        await child(),
        noon(more.sealed ?? '2017-02-08'),
        more.lost ?? false,
        accounted,
        accounted && (more.on ?? '2017-05-01'),
        more.verified ? noon(more.verified) : null,
      );
    }
  };
  await counted(8, 'home', { verified: '2017-05-04' });
  await counted(6, 'kin', { verified: '2017-05-04' });
  await counted(5, 'foster');
  await counted(5, 'independent', { verified: after });
  await counted(1, 'byDecision');
  await counted(3, null);
  await counted(1, 'home', { lost: true });
  await counted(1, 'home', { on: after, verified: after });
  await counted(5, null, { of: await instance('institution-closure', { outcome: 'ORDER_WITHDRAWN' }) });
  await counted(5, null, { of: await instance('institution-closure'), sealed: after });
}

let baby: string;

/** Eighteen children came in 2017, seven of them without a decision; one has left again. */
async function writeStays(): Promise<void> {
  const institution = homes[11]!;
  const stay = async (authority?: 'inForce' | 'suspended', born?: string): Promise<string> => {
    const id = await child(born);
    await fact('arrival', { child: id, institution, at: noon('2017-06-10') });
    if (!authority) return id;
    const decision = await instance('gatekeeping');
    await query(
      `insert into homeward.journal (stream, seq, version, kind, at, entry, hash) values ($1, 1, 1, 'event', '2017-06-01', '{}', '\\x00')`,
      decision,
    );
    await query(
      `insert into homeward.authorities (id, child, kind, institution, status, valid_from, valid_until, goal, instance, seq, granted_at, changed_at)
       values (gen_random_uuid(), $1, 'residential', $2, $3, $4, $5, 'reunification', $6, 1, $4, $7)`,
      id,
      institution,
      authority,
      noon('2017-06-01'),
      noon(after),
      decision,
      noon(authority === 'suspended' ? '2017-09-01' : '2017-06-01'),
    );
    return id;
  };
  for (let n = 0; n < 10; n += 1) await stay('inForce');
  await stay('suspended');
  for (let n = 0; n < 5; n += 1) await stay();
  baby = await stay(undefined, '2016-02-02');
  const left = await stay();
  await fact('departure', { child: left, institution, at: noon('2017-10-01') });
}

describe('where nothing is to be counted', () => {
  it.each(['I-01', 'I-02', 'I-16', 'I-17', 'I-18', 'I-19', 'I-20'])(
    '%s has no value, and divides by nothing',
    async (id) => {
      expect(await numbersOf(id, empty)).toMatchObject({
        numerator: 0,
        denominator: 0,
        value: null,
        suppressed: false,
      });
    },
  );

  it('a headcount of nobody has no percentage, and counts as different', async () => {
    const institution = await home(2, { area: '17100101' });
    await fact('inspection', {
      institution,
      at: noon('2017-07-07'),
      detail: { announced: false, found: 0, authorised: 3 },
    });
    expect(await rowsOf('I-17', '17')).toMatchObject([{ counted: true, value: null }]);
  });
});

it('I-01: ten of the seventeen who are there have an authority in force', async () => {
  expect(await numbersOf('I-01')).toMatchObject({ numerator: 10, denominator: 17, value: 0.5882 });
  expect(await partsOf('I-01')).toEqual({ authorised: [10, 17, 0.5882], unauthorised: [7, 17, 0.4118] });
});

it('I-02: seven of eighteen came without a decision; one suspended later was decided when the child came', async () => {
  expect(await numbersOf('I-02')).toMatchObject({ numerator: 7, denominator: 18, value: 0.3889 });
});

it('I-04: one child under three is a name, not a number', async () => {
  expect(await numbersOf('I-04')).toMatchObject({ any: true, numerator: null, denominator: null, value: null });
  expect((await rowsOf('I-04')).map((row) => row.child)).toEqual([baby]);
  expect(await numbersOf('I-04', pursat)).toMatchObject({ any: false });
});

it('I-16: seven of twelve homes were inspected, half of them unannounced; who was never inspected counts, who is closed does not', async () => {
  expect(await numbersOf('I-16')).toMatchObject({ numerator: 7, denominator: 12, value: 0.5833 });
  expect(await partsOf('I-16')).toEqual({ inspected: [7, 12, 0.5833], unannounced: [6, 12, 0.5] });
});

it('I-16: one home of a province is too few to publish', async () => {
  expect(await numbersOf('I-16', pursat)).toMatchObject({
    numerator: null,
    denominator: null,
    value: null,
    suppressed: true,
  });
});

it('I-17: half of the headcounts differ: five by a fifth, one by 3 of 41', async () => {
  // 0 six times, 7.3, 20 five times: the middle lies between 0 and 7.3
  expect(await numbersOf('I-17')).toMatchObject({ numerator: 6, denominator: 12, value: 0.5, median: 3.7, p90: 20 });
});

it('I-18: six of twelve actions were done in time; each home counts once at its rung', async () => {
  expect(await numbersOf('I-18')).toMatchObject({ numerator: 6, denominator: 12, value: 0.5 });
  const parts = (await rowsOf('I-18')).map(({ part }) => part);
  const count = (part: string) => parts.filter((one) => one === part).length;
  expect([count('warning'), count('suspension'), count('closure')]).toEqual([5, 6, 2]);
  // two homes at the last rung are not published, nor what would tell them
  expect(await partsOf('I-18')).toMatchObject({ closure: [null, null, null] });
});

it('I-19: fourteen of thirty were seen where they live; who is lost or was seen later is not among them', async () => {
  expect(await numbersOf('I-19')).toMatchObject({ numerator: 14, denominator: 30, value: 0.4667 });
});

it('I-20: where they went, with who is lost or not accounted for as not known, and one alone hidden', async () => {
  expect(await numbersOf('I-20')).toMatchObject({ numerator: 25, denominator: 30, value: 0.8333 });
  const parts = (await rowsOf('I-20')).map(({ part }) => part!);
  const counts = Object.fromEntries([...new Set(parts)].map((part) => [part, parts.filter((p) => p === part).length]));
  expect(counts).toEqual({ home: 8, kin: 6, foster: 5, independent: 5, byDecision: 1, unknown: 5 });
  const published = await partsOf('I-20');
  expect(published).toMatchObject({
    home: [8, 30, 0.2667],
    kin: [6, 30, 0.2],
    unknown: [5, 30, 0.1667],
    byDecision: [null, 30, null],
  });
  // the one hidden follows neither from the total of thirty nor from the twenty-five who are accounted for
  const known = Object.entries(published).filter(([part]) => part !== 'unknown');
  expect(known.filter(([, [count]]) => count === null).length).toBeGreaterThan(1);
});

describe('I-04 where an inspection found children without a name', () => {
  const report = async (of: string, at: string, ...rows: { supersedes?: string; [said: string]: unknown }[]) => {
    const made = await instance('inspection', { of });
    await query(
      `insert into homeward.inspection_reports values ($1, 1, repeat('a', 64), '2017-08-01', $2, (select id from homeward.people limit 1))`,
      made,
      noon(at),
    );
    const pieces: string[] = [];
    for (const { supersedes, ...body } of rows) {
      const id = randomUUID();
      await query(
        `insert into homeward.inspection_pieces (id, instance, kind, item, body, digest, device, counter, captured_at, received_at, person, supersedes)
         values ($1::uuid, $2, 'roll', ($1::uuid)::text, $3, repeat('a', 64), 'd', 1, $4, $4, (select id from homeward.people limit 1), $5)`,
        id,
        made,
        body,
        noon(at),
        supersedes ?? null,
      );
      pieces.push(id);
    }
    return { made, pieces };
  };
  const small = { standing: 'unauthorisedPresent', underThree: true, label: 'bed 3' };
  const unnamed = async () =>
    (await rowsOf('I-04')).filter((row) => row.child === null).map(({ id, instance: of }) => [id, of]);

  it('lists each small one of the newest report, not the older, the named or the taken back', async () => {
    const { pieces: older } = await report(homes[10]!, '2017-07-01', small, small);
    expect((await unnamed()).map(([id]) => id).sort()).toEqual([...older].sort());
    const { made, pieces } = await report(
      homes[10]!,
      '2017-08-01',
      small,
      { ...small, underThree: false },
      { ...small, child: baby },
      { ...small, standing: 'unaccounted' },
    );
    expect(await unnamed()).toEqual([[pieces[0], made]]);
    expect((await rowsOf('I-04')).map((row) => row.child).sort()).toEqual([baby, null].sort());
    const { pieces: last } = await report(homes[10]!, '2017-09-01', small);
    await query(
      `insert into homeward.inspection_pieces select gen_random_uuid(), instance, kind, item, jsonb_set(body, '{underThree}', 'false'), digest, device, 2,
         captured_at, received_at, person, id from homeward.inspection_pieces where id = $1`,
      last[0],
    );
    expect(await unnamed()).toEqual([]);
  });

  it('until the incident of that inspection is resolved', async () => {
    const { made, pieces } = await report(homes[10]!, '2017-10-01', small);
    await query(
      `insert into homeward.incidents (id, kind, institution, instance, role, area, ladder, text_en, text_km, opened_at, due_at)
       values (gen_random_uuid(), 'UNKNOWN_CHILD_PRESENT', $1, $2, 'pdosvyOfficer', '02', 'high', 'A child.', 'កុមារ', $3, $3)`,
      homes[10]!,
      made,
      noon('2017-10-01'),
    );
    expect(await unnamed()).toEqual([[pieces[0], made]]);
    await query(`alter table homeward.incidents disable trigger user`);
    await query(
      `update homeward.incidents set status = 'resolved', resolved_at = $2, resolution = 'Registered.' where instance = $1`,
      made,
      noon('2017-11-01'),
    );
    expect(await unnamed()).toEqual([]);
  });
});
