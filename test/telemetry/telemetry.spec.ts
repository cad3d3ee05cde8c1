/** Traces and metrics of the product's own processes, as a collector receives them: what is in them, and what never is. */
import { hostname } from 'node:os';
import { buildContext, makeLog } from '../../apps/context';
import { bringUpToDate } from '../../apps/database';
import { demoAccounts, seedDemo } from '../../apps/demo';
import { places } from '../../apps/demo/places';
import { config, openDatabase } from '../../libs/database';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { install, newFolder, Product, removeFolder } from '../support/product';
import { caller, child, otel, request, send, tokens } from './acting';
import { Collector, type ReceivedSpan } from './collector';

let root: string;
let database: TestDatabase;
let collector: Collector;
let api: Product;
let worker: Product;

const start = (main: string, env: Record<string, string> = {}) =>
  Product.start({ root, main, env: { DATABASE_URL: database.appUrl, ...env } });

const traceOf = (trace: string, name: string): ReceivedSpan | undefined =>
  collector.spans.find((span) => span.trace === trace && span.name === name);

const kept = { child: '', case: '', reference: '', version: '' };

beforeAll(async () => {
  root = install(newFolder());
  database = await createTestDatabase();
  await bringUpToDate(database.ownerUrl);
  const settings = config({
    DATABASE_URL: database.appUrl,
    MIGRATOR_DATABASE_URL: database.migratorUrl,
    HOMEWARD_DEMO: 'on',
    HOMEWARD_LOG: 'silent',
  });
  const opened = await openDatabase(settings);
  await seedDemo(await buildContext(settings, opened, makeLog(settings)));
  await opened.stop();
  collector = await Collector.open();
  api = await start('api/main.js', { ...otel(collector.url), HOMEWARD_LOG: 'info' });
});
afterAll(async () => {
  await api?.end();
  await worker?.end();
  await collector.close();
  await database.drop();
  removeFolder(root);
});

it('tells an act as a tree under its caller: request, act, facts, and the trip of the write', async () => {
  const registered = await send(api.url, 'commune.kandal', '/children', child('Dara Sok'));
  expect(registered.status).toBe(201);
  kept.child = registered.body.id;
  const { trace, headers } = caller();
  const opened = await send(api.url, 'commune.kandal', '/instances', request(kept.child), headers);
  expect(opened.status).toBe(201);
  Object.assign(kept, { case: opened.body.id, reference: opened.body.reference, version: opened.etag });
  const served = await collector.until(() => traceOf(trace, 'POST /api/v1/instances'));
  expect(served).toMatchObject({
    parent: '00f067aa0ba902b7',
    kind: 2,
    status: 0,
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/api/v1/instances',
      'http.response.status_code': 201,
    },
  });
  // the line of the log is found by the trace
  const line = api.output.split('\n').find((each) => each.includes(`"traceId":"${trace}"`));
  expect(JSON.parse(line!)).toMatchObject({ msg: 'answered', route: '/api/v1/instances', status: 201 });
  const act = traceOf(trace, 'homeward.act')!;
  expect(act).toMatchObject({ parent: served.id, status: 0 });
  expect(act.attributes).toEqual({
    'homeward.workflow': 'gatekeeping',
    'homeward.event': 'request.submitted',
    'homeward.outcome': 'accepted',
  });
  const facts = traceOf(trace, 'homeward.facts')!;
  expect(facts).toMatchObject({ parent: act.id, kind: 3, attributes: { 'db.system.name': 'postgresql' } });
  expect(facts.attributes['homeward.facts']).toContain('children');
  const write = traceOf(trace, 'homeward.write')!;
  expect(write).toMatchObject({ parent: act.id, kind: 3, events: ['left'] });
  expect(write.attributes).toMatchObject({
    'homeward.kind': 'event',
    'homeward.workflow': 'gatekeeping',
    'homeward.units': 1,
  });
});

it('tells a refusal with its rules, as an answer and not as a fault', async () => {
  const { trace, headers } = caller();
  const refused = await send(api.url, 'rci.kdl-003', '/instances', request(kept.child), headers);
  expect([refused.status, refused.body.code]).toEqual([422, 'refused_by_rule']);
  const act = await collector.until(() => traceOf(trace, 'homeward.act'));
  expect(act).toMatchObject({ status: 0, attributes: { 'homeward.outcome': 'refused' } });
  expect(act.attributes['homeward.problem']).toBe('refused_by_rule');
  expect(act.attributes['homeward.rules']).toEqual(refused.body.rules.map(({ id }: { id: string }) => id));
  expect(act.attributes['homeward.rules']).toContain('N-04');
  expect(traceOf(trace, 'homeward.write')!.attributes['homeward.kind']).toBe('refused');
});

it('repeats nothing that a caller made up: an event, a workflow, a route, a trace', async () => {
  const { trace, headers } = caller();
  const path = `/instances/${kept.case}/events`;
  const event = { type: 'sok.dara.ran.away', data: {} };
  const unknown = await send(api.url, 'commune.kandal', path, event, { ...headers, 'If-Match': kept.version });
  expect([unknown.status, unknown.body.code]).toEqual([422, 'event_unknown']);
  const act = await collector.until(() => traceOf(trace, 'homeward.act'));
  expect(act.attributes).toEqual({
    'homeward.workflow': 'gatekeeping',
    'homeward.outcome': 'refused',
    'homeward.problem': 'event_unknown',
  });
  const other = caller();
  await send(api.url, 'commune.kandal', '/instances', { ...request(kept.child), workflow: 'darasok' }, other.headers);
  expect((await collector.until(() => traceOf(other.trace, 'homeward.act'))).attributes).toEqual({
    'homeward.outcome': 'refused',
    'homeward.problem': 'workflow_unknown',
  });
  const third = caller();
  await send(api.url, undefined, '/nowhere/dara-sok?name=dara-sok', undefined, third.headers);
  expect((await collector.until(() => traceOf(third.trace, 'GET'))).attributes).toEqual({
    'http.request.method': 'GET',
    'http.response.status_code': 404,
  });
  // a traceparent that is none begins a trace of its own
  await send(api.url, undefined, '/workflows', undefined, { traceparent: 'dara-sok' });
});

it('says how many units went to the database together', async () => {
  const all = Array.from({ length: 24 }, (_, i) =>
    send(api.url, 'commune.kandal', '/children', child(`Phirum ${String.fromCharCode(65 + i)}`)),
  );
  expect((await Promise.all(all)).map(({ status }) => status)).toEqual(all.map(() => 201));
  await collector.until(() => collector.spans.some(({ attributes }) => Number(attributes['homeward.units']) > 1));
});

it('tells a fault by its code, up to the request', async () => {
  const right = 'execute on function homeward.write(jsonb)';
  const { trace, headers } = caller();
  await database.owner.query(`revoke ${right} from homeward_app`);
  const failed = await send(api.url, 'commune.kandal', '/instances', request(kept.child), headers);
  await database.owner.query(`grant ${right} to homeward_app`);
  expect(failed.status).toBe(500);
  const served = await collector.until(() => traceOf(trace, 'POST /api/v1/instances'));
  expect(served).toMatchObject({ status: 2, attributes: { 'error.type': '500' } });
  const fault = { status: 2, attributes: { 'error.type': '42501' } };
  expect(traceOf(trace, 'homeward.act')).toMatchObject({ ...fault, events: [] });
  expect(traceOf(trace, 'homeward.act')!.attributes['homeward.outcome']).toBe('failed');
  expect(traceOf(trace, 'homeward.write')).toMatchObject(fault);
  expect(collector.text).not.toContain('permission denied');
});

it('tells what a worker does: sweeps with their timers and rungs, messages by channel, and its queue', async () => {
  const now = `date_trunc('milliseconds', clock_timestamp())`;
  const { owner } = database;
  await owner.query(`update homeward.tasks set next_rung_at = ${now} where instance = $1 and closed_at is null`, [
    kept.case,
  ]);
  const { id } = (await send(api.url, 'commune.kandal', '/children', child('Phirum Zeta'))).body;
  const data = {
    children: [id],
    takenAt: new Date(Date.now() - 600_000).toISOString(),
    where: 'Invented riverside',
    found: 'Alone at night.',
    grounds: 'foundAlone',
  };
  const emergency = { workflow: 'gatekeeping', event: 'emergency.opened', area: '081007', data };
  expect((await send(api.url, 'dsw.kandal', '/instances', emergency)).status).toBe(201);
  const { rowCount } = await owner.query(
    `update homeward.timers set due_at = ${now} + interval '3 seconds' where status = 'armed'`,
  );
  expect(rowCount).toBeGreaterThan(0);
  worker = await start('worker/main.js', {
    ...otel(collector.url),
    HOMEWARD_WEBHOOK_URL: `${collector.url}/hook`,
    HOMEWARD_WEBHOOK_SECRET: 'x'.repeat(32),
    HOMEWARD_PUBLIC_URL: 'https://homeward.example.gov.kh',
  });
  const named = (name: string) => (span: ReceivedSpan) => span.part === 'worker' && span.name === name;
  const rungs = await collector.until(() => collector.spans.find(named('homeward.sweep.rungs')));
  const sweep = await collector.until(() => collector.spans.find(({ id }) => id === rungs.parent));
  expect(sweep).toMatchObject({ name: 'homeward.sweep', parent: '', status: 0 });
  expect(rungs.attributes).toEqual({ 'homeward.fired': 1, 'homeward.failed': 0 });
  const inside = collector.spans.filter((span) => span.trace === sweep.trace && span.name === 'homeward.deliver');
  expect(inside[0]!.attributes).toMatchObject({ 'homeward.channel': 'inside', 'homeward.failed': 0 });
  expect(inside[0]!.attributes['homeward.sent']).toBeGreaterThan(0);
  const hook = await collector.until(() =>
    collector.spans.find(({ attributes }) => attributes['homeward.channel'] === 'webhook'),
  );
  expect(hook).toMatchObject({ name: 'homeward.deliver', kind: 3, status: 0 });
  const fill = await collector.until(() => collector.spans.find(named('homeward.queue.fill')));
  expect(fill.attributes['homeward.added']).toBeGreaterThanOrEqual(rowCount!);
  await collector.until(() => collector.spans.find(named('homeward.queue.job')));
  const timers = await collector.until(() =>
    collector.spans.find(
      (span) => named('homeward.sweep.timers')(span) && Number(span.attributes['homeward.fired']) > 0,
    ),
  );
  const fired = collector.spans.find((span) => span.parent === timers.id && span.name === 'homeward.write')!;
  expect(fired.attributes).toMatchObject({ 'homeward.kind': 'timer', 'homeward.workflow': 'gatekeeping' });
});

it('sends the numbers of /metrics under their names, and those of a worker’s process', async () => {
  const last = Date.now();
  const text = await (await fetch(`${api.url}/metrics`)).text();
  const told = await collector.until(() => collector.metrics('api', last + 300));
  const samples = text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, of]) => [key!, of!]);
    return name ? [{ name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) }] : [];
  });
  // what moves by itself between two looks is compared by its name alone, and so is the look itself
  const stable = samples.filter(
    ({ name, labels }) =>
      /^homeward_/.test(name) && !/_due_|oldest|last_minute/.test(name) && labels.route !== '/metrics',
  );
  expect(stable.filter(({ name }) => name === 'homeward_requests_total').length).toBeGreaterThan(5);
  expect(stable.find(({ labels }) => labels.rule === 'N-04')).toMatchObject({
    name: 'homeward_refusals_total',
    value: 1,
  });
  const same = ({ name, labels: { le, ...labels }, value }: (typeof samples)[number]): boolean => {
    const base = told.has(name) ? name : name.replace(/_(bucket|sum|count)$/, '');
    const point = told
      .get(base)
      ?.points.find(
        ({ attributes }) =>
          Object.keys(attributes).length === Object.keys(labels).length &&
          Object.entries(labels).every(([key, of]) => String(attributes[key]) === of),
      );
    if (!point) return false;
    if (name.endsWith('_sum') && base !== name) return point.sum === value;
    if (le === undefined || le === '+Inf') return point.value === value;
    const below = point.buckets!.filter(([bound]) => bound <= Number(le)).map(([, count]) => count);
    return below.reduce((a, b) => a + b, 0) === value;
  };
  expect(stable.filter((sample) => !same(sample))).toEqual([]);
  const named = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].filter(([, name]) =>
    samples.some((sample) => sample.name.replace(/_(bucket|sum|count)$/, '') === name || sample.name === name),
  );
  expect(named.length).toBeGreaterThan(30);
  const kinds = { counter: 'sum', gauge: 'gauge', histogram: 'histogram' } as Record<string, string>;
  expect(named.filter(([, name, type]) => told.get(name!)?.kind !== kinds[type!]).map(([, name]) => name)).toEqual([]);
  expect(collector.metrics('worker')!.get('process_resident_memory_bytes')!.points[0]!.value).toBeGreaterThan(1e7);
});

it('carries no personal data: no name, place, person, case or reference, and no word that anybody wrote', async () => {
  await worker.stop('SIGTERM');
  await api.stop('SIGTERM');
  expect([api.code, worker.code]).toEqual([0, 0]);
  const received = collector.deliveries.filter(({ path }) => path !== '/hook');
  expect([...new Set(received.map(({ path }) => path))].sort()).toEqual(['/v1/metrics', '/v1/traces']);
  const text = received.map((one) => one.text).join('\n');
  expect(text).not.toMatch(/[\u1780-\u17ff]/);
  const phones = (
    await database.owner.query<{ phone: string }>('select phone from homeward.people where phone is not null')
  ).rows;
  const secrets = [
    ...['Dara', 'Sok', 'soksovann', 'Phirum', 'riverside', 'darasok', 'ran.away', 'betterSchool', 'KDL-003', '081007'],
    ...[kept.child, kept.case, kept.reference, hostname(), ...tokens.keys(), ...tokens.values()],
    ...phones.map(({ phone }) => phone),
    ...places.flatMap(({ name }) => [name.en, name.km]),
    ...demoAccounts.flatMap(({ person, appointment, name }) => [person, appointment, name.en, name.km]),
  ];
  expect(secrets.length).toBeGreaterThan(50);
  expect(secrets.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
  // the only ids of this form are those of the processes
  const ids = [...text.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g)].map(([id]) => id);
  expect(new Set(ids).size).toBe(2);
});
