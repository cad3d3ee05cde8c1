/** Every route with what does not belong there: always refused in words or answered rightly, never 5xx, never a hang, never more memory. */
import type * as FastCheck from 'fast-check';
import { Validator } from '@cfworker/json-schema';
import { problems } from '../../../libs/engine/problem';
import { webProblems } from '../../api/texts';
import { describeApi } from '../openapi';
import { Attacker, inTurns, patience, type Answer, type Sent } from './attacker';
import { addressOf, uses } from './doors';
import type { Made } from './doors-use';
import { fastCheck, hostileTexts, Maker, type Schema } from './fuzz-values';
import { loginsOf } from './kandal';
import type { Tally } from './report';

interface Operation {
  route: string;
  path: string;
  method: string;
  parameters: { in: string; name: string; schema: Schema }[];
  body?: Schema;
  /** schema of each answer that is JSON, by status */
  answers: Map<number, Validator>;
}

const codes = new Set([...Object.keys(problems), ...Object.keys(webProblems)]);
/** Answers of the HTTP server itself, before anything of ours: a line or a header too long, or none at all. */
const ofServer = [400, 408, 413, 414, 431];

/** The operations of the document. */
async function operations(): Promise<{ all: Operation[]; refs: Record<string, Schema> }> {
  const { paths, components } = (await describeApi()) as unknown as {
    paths: Record<string, Record<string, Schema>>;
    components: { schemas: Record<string, Schema> };
  };
  const refs = components.schemas;
  const $defs = Object.fromEntries(Object.entries(refs).map(([name, schema]) => [name, schema]));
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => {
      const answers = Object.entries((operation.responses ?? {}) as Record<string, Schema>).flatMap(
        ([status, { content }]) => {
          const schema: Schema | undefined = content?.['application/json']?.schema;
          if (!schema) return [];
          return [
            [Number(status), new Validator({ ...inlined(schema), $defs: inlined($defs) }, '2020-12', true)] as const,
          ];
        },
      );
      return {
        route: `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
        path,
        method: method.toUpperCase(),
        parameters: (operation.parameters ?? []) as Operation['parameters'],
        body: operation.requestBody?.content?.['application/json']?.schema as Schema | undefined,
        answers: new Map(answers),
      };
    }),
  );
  return { all, refs };
}

/** The same schemas with references into `$defs`, as a validator of one schema needs them. */
function inlined<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')) as T;
}

/** Is this what may come back of anything? The reason when not. */
function faultOf(operation: Operation | undefined, { status, headers, body, ms }: Answer): string | undefined {
  if (status === 0) return `no answer after ${ms.toFixed(0)} ms: ${String(body)}`;
  // 503 where the document says so: not ready; or while the same key is under way, with when to ask again
  const isBusy = status === 503 && body?.code === 'busy' && headers.has('retry-after');
  if (status >= 500 && !isBusy && !operation?.answers.has(status)) return `${status} ${body?.code ?? ''}`;
  if (ms > patience) return `${status} after ${ms.toFixed(0)} ms`;
  if (status >= 400 && status < 500) {
    const said = /problem\+json/.test(headers.get('content-type') ?? '') && codes.has(body?.code as string);
    return said || ofServer.includes(status)
      ? undefined
      : `${status} without a problem of the list: ${JSON.stringify(body).slice(0, 200)}`;
  }
  const validator = operation?.answers.get(status);
  const isJson = /application\/json/.test(headers.get('content-type') ?? '');
  if (!validator || !isJson) return undefined;
  const { valid, errors } = validator.validate(body);
  return valid
    ? undefined
    : `${status} is not as documented: ${errors
        .slice(-2)
        .map((e) => `${e.instanceLocation} ${e.error}`)
        .join('; ')}`;
}

const brief = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === undefined ? '' : text.length > 300 ? `${text.slice(0, 300)}… (${text.length})` : text;
};

/** Who is let in at a route, so that what they send is read: a demo login of Kandal, or nobody where anybody may ask. */
function loginFor(route: string, i: number): string | undefined {
  const own = (uses[route]?.own ?? '').split(' ').filter(Boolean);
  const logins = loginsOf('kandal') as Record<string, string>;
  if (own.length > 0) return logins[own[i % own.length]!];
  return /session|outbox/.test(route) ? 'village.siemreap' : uses[route] ? 'supervisor.kandal' : undefined;
}

/** Routes whose every right use would end the attack itself: they are tried with what cannot be taken. */
const ends = /^(DELETE \/sessions?$|DELETE \/session\/devices|POST \/session\/(password|totp))/;

/** Values of the schema for the address, the query and the body of each route. */
export async function fuzzRoutes(who: Attacker, at: Made, tally: Tally, runs: number): Promise<void> {
  const fc = await fastCheck();
  const { all, refs } = await operations();
  const maker = new Maker(fc, Object.values(at), refs);
  tally.note(`seed ${who.seed}, ${runs} requests for each of ${all.length} routes`);
  /** one time in so many; else nothing */
  const seldom = <T>(times: number, value: FastCheck.Arbitrary<T>) =>
    fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
  const statuses = new Map<number, number>();
  const text = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Object.values(at)) },
    { weight: 1, arbitrary: fc.constantFrom(...hostileTexts) },
  );
  for (const [i, operation] of all.entries()) {
    const { parameters } = operation;
    const inPath = parameters.filter((p) => p.in === 'path');
    const inQuery = parameters.filter((p) => p.in === 'query');
    const one = fc.record({
      asIs: fc.constantFrom(true, true, true, false),
      path: fc.tuple(...inPath.map(({ schema }) => fc.oneof(text, maker.of(schema)))),
      query: fc.tuple(...inQuery.map(({ schema }) => seldom(3, maker.of(schema)))),
      odd: seldom(25, fc.constantFrom(...hostileTexts)),
      body: operation.body ? maker.of(operation.body) : fc.constant(undefined),
      version: fc.constantFrom('"1"', '"2"', '*', '"0"', '""'),
    });
    const sent = fc.sample(one, { seed: who.seed + i, numRuns: runs });
    // one that ends sessions would end those of its neighbours
    await inTurns(sent, ends.test(operation.route) ? 1 : 4, async (given) => {
      const address =
        given.asIs && uses[operation.route]
          ? addressOf(operation.route, at)
          : filled(operation.path, inPath, given.path);
      const query = queryOf(inQuery, given.query, given.odd);
      const path = `${address}${query && (address.includes('?') ? `&${query}` : `?${query}`)}`;
      if (isClock(operation, given.body) || (ends.test(operation.route) && !endless(given.body))) return;
      const login = await who.able(loginFor(operation.route, sent.indexOf(given)));
      const request: Sent = {
        method: operation.method,
        body: operation.method === 'GET' ? undefined : given.body,
        headers: { 'If-Match': given.version },
      };
      const answer = await who.send(login, path, request);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status === 401 && login) who.forget(login);
      const fault = faultOf(operation, answer);
      tally.case(
        fault === undefined,
        () => `${operation.method} ${brief(path)} by ${login ?? 'nobody'} with ${brief(given.body)}: ${fault}`,
      );
    });
  }
  tally.note(
    `answers: ${[...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, n]) => `${n} × ${status}`)
      .join(', ')}`,
  );
}

/** Ending one's own session or changing its password is tried only with what is refused. */
const endless = (body: unknown): boolean => typeof body !== 'object' || body === null;
/** The clock by hand would move: what comes after the attack's own day is left out. */
function isClock({ path }: Operation, body: unknown): boolean {
  if (path !== '/testing/clock') return false;
  const at = Date.parse(String((body as { now?: unknown } | null)?.now));
  return at > Date.parse('2017-01-01') && at < Date.parse('9000-01-01');
}

function filled(path: string, names: { name: string }[], values: readonly unknown[]): string {
  return names.reduce((address, { name }, i) => address.replace(`{${name}}`, inAddress(values[i])), path);
}

/** A value in an address; lone surrogates have no encoding and stand as their escape. */
function inAddress(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8')).slice(0, 6_000) || '%20';
}

function queryOf(names: { name: string }[], values: readonly unknown[], odd: string | undefined): string {
  const pairs = names.flatMap(({ name }, i) => (values[i] === undefined ? [] : [`${name}=${inAddress(values[i])}`]));
  return [...pairs, ...(odd === undefined ? [] : [`${inAddress(odd).slice(0, 200)}=1`])].join('&').slice(0, 7_000);
}

const half = Buffer.from('{"a":"ក"}').subarray(0, 7);
const [deep, wide] = ['['.repeat(200_000) + ']'.repeat(200_000), `{"a":[${'1,'.repeat(100_000)}1]}`];
/** Bodies that are no request, with the type they claim. */
const bodies: [what: string, raw: string | Buffer, headers?: Record<string, string>][] = [
  ['half an object', '{"a":'],
  ['two objects', '{"a":1}{"b":2}'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '1e999'],
  ['a text', '"x"'],
  ['blank', '   '],
  ['a byte order mark', '\ufeff{}'],
  ['half a letter', half],
  ['bytes', Buffer.from([0, 1, 2, 255, 254, 253])],
  ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
  ['a deep list', deep],
  ['a wide list', wide],
  ['a prototype', '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'],
  ['the same name twice', '{"reason":"one","reason":"two"}'],
  ['a name of 100 kB', `{"${'x'.repeat(100_000)}":1}`],
  ['more than is taken', `{"a":"${'x'.repeat(1_100_000)}"}`],
  ['a comment', '{"a":1 /* x */}'],
  ['XML', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', { 'Content-Type': 'application/xml' }],
  ['a form', 'reason=x&reason=y', { 'Content-Type': 'application/x-www-form-urlencoded' }],
  [
    'parts',
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
    { 'Content-Type': 'multipart/form-data; boundary=x' },
  ],
  ['gzip that is none', 'x', { 'Content-Encoding': 'gzip' }],
  ['an unknown charset', '{}', { 'Content-Type': 'application/json; charset=utf-7' }],
];

/** Bodies that are no request, at every route that takes one. */
export async function fuzzBodies(
  who: Attacker,
  at: Made,
  tally: Tally,
  some: (route: string) => boolean,
): Promise<void> {
  const taking = Object.keys(uses).filter((route) => !route.startsWith('GET') && some(route));
  await inTurns(taking, 3, async (route) => {
    for (const [what, raw, headers] of bodies) {
      const login = loginFor(route, 0);
      const answer = await who.send(login, addressOf(route, at), {
        method: route.split(' ')[0],
        raw,
        headers: { 'If-Match': '"1"', ...headers },
      });
      const fault = faultOf(undefined, answer);
      tally.case(fault === undefined, () => `${route} with ${what}: ${fault}`);
    }
  });
}

const headersTried = [
  'If-Match',
  'Idempotency-Key',
  'Homeward-Appointment',
  'Homeward-Totp',
  'Accept-Language',
  'Accept',
  'Cookie',
  'X-Request-Id',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'Forwarded',
  'Authorization',
  'Range',
  'Origin',
  'Host',
  'Content-Type',
  'X-HTTP-Method-Override',
];
const headerValues = [
  '',
  ' ',
  '*',
  '"',
  '"-1"',
  '"1e9"',
  'W/"1"',
  '"99999999999999999999"',
  '\u00ff',
  'x'.repeat(4_000),
  `${'en-'.repeat(900)}a;q=0.5`,
  `${'a,'.repeat(1_500)}km`,
  ';q=;q=;q=',
  '%00',
  '../../etc/passwd',
  'Bearer',
  'Bearer  ',
  'bytes=0-18446744073709551615',
  'null',
  '127.0.0.1',
  '::1',
  '${jndi:ldap://x}',
];

/** Headers that nobody sends; one of `each` many. */
export async function fuzzHeaders(who: Attacker, at: Made, tally: Tally, each: number): Promise<void> {
  const routes: [string, string, unknown][] = [
    ['GET', `/instances/${at.case}`, undefined],
    ['POST', `/instances/${at.case}/events`, { type: 'concern.triaged', data: {} }],
    ['GET', '/tasks', undefined],
    ['POST', '/break-glass', { kind: 'child', subject: at.child, reason: '' }],
  ];
  const jobs = routes.flatMap((route) =>
    headersTried.flatMap((name) => headerValues.map((value) => ({ route, name, value }))),
  );
  const tried = jobs.filter((_, i) => i % each === 0);
  await inTurns(tried, 4, async ({ route: [method, path, body], name, value }) => {
    const answer = await who.send('dsw.kandal', path, { method, body, headers: { [name]: value } });
    // what fetch itself does not send was not tried
    if (
      answer.status === 0 &&
      /TypeError (Headers|Failed to parse|fetch failed.*(invalid|header))/i.test(String(answer.body))
    )
      return;
    const fault = faultOf(undefined, answer);
    tally.case(fault === undefined, () => `${method} ${path} with ${name}: ${brief(value)}: ${fault}`);
  });
}

/** Forms of the procedures, filled with what does not belong, on the cases that are there and for new ones. */
export async function fuzzForms(who: Attacker, at: Made, tally: Tally, runs: number): Promise<void> {
  const fc = await fastCheck();
  const maker = new Maker(fc, Object.values(at));
  const logins = loginsOf('kandal') as Record<string, string>;
  let seed = who.seed;
  for (const { id } of (await who.send('mosvy', '/workflows')).body.items as { id: string }[]) {
    const { events } = (await who.send('mosvy', `/workflows/${id}`)).body as {
      events: { type: string; opening: boolean; by: string[]; form: Schema }[];
    };
    const [open] = await who.rows<{ id: string }>(
      `select id from homeward.instances where workflow = $1 and status = 'open' order by changed_at desc limit 1`,
      id,
    );
    for (const { type, opening, by, form } of events) {
      const login = logins[by[0]!];
      if (!login) continue;
      for (const data of fc.sample(maker.of(form), { seed: seed++, numRuns: runs })) {
        const [row] = open
          ? await who.rows<{ version: number }>('select version from homeward.instances where id = $1', open.id)
          : [];
        const address = opening || !open ? '/instances' : `/instances/${open.id}/events`;
        const body = opening || !open ? { workflow: id, area: '081007', event: type, data } : { type, data };
        const answer = await who.send(login, address, { body, headers: { 'If-Match': `"${row?.version ?? 1}"` } });
        const fault = faultOf(undefined, answer);
        tally.case(fault === undefined, () => `${id} ${type} by ${login} with ${brief(data)}: ${fault}`);
      }
    }
  }
}

/** The highest of the second half may lie above the highest of the first by so much: what is collected is collected in steps. */
const growth = { share: 0.15, bytes: 64 * 2 ** 20 };
const mb = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

/** The same requests again and again: memory may not grow with them. */
export async function fuzzMemory(who: Attacker, at: Made, tally: Tally, passes: number): Promise<void> {
  const samples: number[] = [who.target.memory()];
  const routes = ['POST /children', 'POST /facts', 'POST /instances', 'POST /institutions', 'PUT /profile'];
  for (let pass = 0; pass < passes; pass += 1) {
    const jobs = routes.flatMap((route) => bodies.map(([, raw, headers]) => ({ route, raw, headers })));
    await inTurns(jobs, 4, async ({ route, raw, headers }) => {
      await who.send(loginFor(route, 1), addressOf(route, at), { method: route.split(' ')[0], raw, headers });
    });
    samples.push(who.target.memory());
  }
  tally.note(
    `resident memory: ${samples.map(mb).join(', ')} after passes of ${routes.length * bodies.length} requests`,
  );
  const middle = Math.ceil(samples.length / 2);
  const [first, second] = [Math.max(...samples.slice(0, middle)), Math.max(...samples.slice(middle))];
  tally.case(
    second <= first * (1 + growth.share) + growth.bytes,
    () => `memory grew: at most ${mb(first)}, then ${mb(second)}`,
  );
}
