/** Behind a proxy that ends HTTPS: cookies, origins and addresses. */
import { password } from '../support/cast';
import { rawRequest, World } from './world';

const publicUrl = 'https://homeward.example.gov.kh';
let open: World;
let hidden: World;
let told: World;
beforeAll(async () => {
  [open, hidden, told] = await Promise.all([
    World.open(),
    World.open({ env: { HOMEWARD_PROXY: '1' } }),
    World.open({ env: { HOMEWARD_PUBLIC_URL: `${publicUrl}/` } }),
  ]);
  for (const world of [open, hidden, told]) await world.company.hire('commune', '081001', { login: 'commune' });
});
afterAll(() => Promise.all([open, hidden, told].map((world) => world.close())));

const forwarded = {
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-For': '203.0.113.7',
  'X-Forwarded-Host': 'office.example',
};
const signIn = (world: World, headers: Record<string, string> = {}) =>
  world.send('/api/v1/session', { body: { login: 'commune', password }, headers, key: null });
const sources = async (world: World, kind: string) =>
  (
    await world.database.pool.query<{ source: string }>(
      'select source from homeward.security_log where kind = $1 order by id',
      [kind],
    )
  ).rows.map((row) => row.source);

it('believes nobody what they say of themselves, unless a proxy is named', async () => {
  const answer = await signIn(open, forwarded);
  expect(answer.headers.get('set-cookie')).not.toMatch(/Secure/);
  expect(await sources(open, 'signIn.succeeded')).toEqual([expect.stringMatching(/127\.0\.0\.1$/)]);
  expect((await signIn(open, { ...forwarded, Origin: 'https://office.example' })).body.code).toBe('origin_refused');
});

it('hands out Secure cookies and knows the address behind one trusted proxy', async () => {
  const answer = await signIn(hidden, forwarded);
  expect(answer.headers.get('set-cookie')).toMatch(/; Secure/);
  expect(await sources(hidden, 'signIn.succeeded')).toEqual(['203.0.113.7']);
  expect((await signIn(hidden, { ...forwarded, Origin: 'https://office.example' })).status).toBe(200);
  // without the proxy's word it was plain HTTP
  expect((await signIn(hidden)).headers.get('set-cookie')).not.toMatch(/Secure/);
});

it('takes the public address as its own, over HTTPS alone, and makes cookies Secure', async () => {
  expect((await signIn(told, { Origin: publicUrl.replace('https', 'http') })).body.code).toBe('origin_refused');
  expect((await signIn(told, { Origin: 'https://evil.example' })).body.code).toBe('origin_refused');
  const answer = await signIn(told, { Origin: publicUrl });
  expect(answer.status).toBe(200);
  const cookie = answer.headers.get('set-cookie')!;
  expect(cookie).toMatch(/; Secure/);
  const out = await told.send('/api/v1/session', {
    method: 'DELETE',
    headers: { Cookie: cookie.split(';')[0]!, Origin: publicUrl },
  });
  expect(out.headers.get('set-cookie')).toMatch(/; Secure/);
});

it('tells the security log of a refused origin: from where, what, and nothing else', async () => {
  const before = (await sources(told, 'origin.refused')).length;
  const { hostname, port } = new URL(told.api.url);
  await rawRequest(told.api.url, {
    method: 'POST',
    path: '/api/v1/session?x=1',
    headers: { Host: `${hostname}:${port}`, 'Sec-Fetch-Site': 'cross-site', Origin: `https://${'e'.repeat(300)}` },
  });
  const { rows } = await told.database.pool.query(
    `select source, person, detail from homeward.security_log where kind = 'origin.refused' order by id offset $1`,
    [before],
  );
  expect(rows).toEqual([
    {
      source: expect.stringMatching(/127\.0\.0\.1$/),
      person: null,
      detail: {
        origin: `https://${'e'.repeat(192)}`,
        site: 'cross-site',
        method: 'POST',
        path: '/api/v1/session',
      },
    },
  ]);
});
