/** What a device keeps of a sign-in: it outlives the session, is no session, and lets its person in while others guess. */
import { deviceLimit, freeAttempts } from '../../libs/access';
import { password } from '../support/cast';
import { World, type Answer } from './world';

const publicUrl = 'https://homeward.example.gov.kh';
let world: World;
let secure: World;
let hosts = 0;
const session = '/api/v1/session';

beforeAll(async () => {
  [world, secure] = await Promise.all([
    World.open({ env: { HOMEWARD_PROXY: '1' } }),
    World.open({ env: { HOMEWARD_PUBLIC_URL: publicUrl } }),
  ]);
  for (const each of [world, secure]) await each.company.hire('commune', '081001', { login: 'commune' });
});
afterAll(() => Promise.all([world.close(), secure.close()]));

/** Signs in from an address that nobody has used. */
const enter = (given: string, headers: Record<string, string> = {}): Promise<Answer> =>
  world.send(session, {
    body: { login: 'commune', password: given },
    headers: { 'X-Forwarded-For': `198.51.100.${(hosts += 1)}`, ...headers },
  });
const cookiesOf = ({ headers }: Answer) => {
  const [token = '', device = ''] = headers.getSetCookie();
  return { token, device, Cookie: device.split(';')[0]! };
};

it('is for sign-in alone, kept from scripts and other sites, for half a year', async () => {
  const { token, device } = cookiesOf(await enter(password));
  expect(token).toMatch(/^homeward_session=/);
  expect(device).toMatch(/^homeward_device=[\w.-]{90,110}; /);
  expect(device.split('; ').slice(1).sort()).toEqual([
    expect.stringMatching(/^Expires=/),
    'HttpOnly',
    `Max-Age=${deviceLimit / 1000}`,
    'Path=/api/v1/session',
    'SameSite=Strict',
  ]);
  const hidden = await secure.send(session, { body: { login: 'commune', password }, headers: { Origin: publicUrl } });
  expect(hidden.headers.getSetCookie()).toEqual([expect.stringMatching(/; Secure/), expect.stringMatching(/; Secure/)]);
  expect((await enter('not the password')).headers.getSetCookie()).toEqual([]);
});

it('outlives the session, opens nothing, and lets its person in from a new address while strangers guess', async () => {
  const { token, Cookie } = cookiesOf(await enter(password));
  const out = await world.send(session, { method: 'DELETE', headers: { Cookie: token.split(';')[0]! } });
  expect(out.status).toBe(204);
  expect(out.headers.getSetCookie().join()).not.toContain('homeward_device');
  const value = Cookie.split('=')[1]!;
  const shown: Record<string, string>[] = [
    { Cookie },
    { Cookie: `homeward_session=${value}` },
    { Authorization: `Bearer ${value}` },
  ];
  for (const headers of shown)
    for (const path of [session, '/api/v1/tasks']) expect((await world.send(path, { headers })).status).toBe(401);
  for (let i = 0; i <= freeAttempts.login; i += 1) await enter('a guess at it');
  expect((await enter(password)).status).toBe(429);
  expect((await enter(password, { Cookie })).status).toBe(200);
  expect(world.logged.join('')).not.toContain(value);
});
