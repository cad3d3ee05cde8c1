/** Every route for every role, in its own province and in another's: who is let in, and that nobody is ever answered 500. */
import { randomUUID } from 'node:crypto';
import { addressOf, isRefused, namedRoutes, uses } from '../../apps/commands/attack/doors';
import type { Made } from '../../apps/commands/attack/doors-use';
import { settleKandal } from '../../apps/commands/attack/kandal';
import { roles } from '../../workflows/workflow';
import type { ManualClock } from '../../libs/engine';
import { accountOf, loginsOf, Town } from './town';

// the rows of this table stand in apps/commands/attack/doors-*.ts: `npm run attack` tries the same doors on a running product
let town: Town;
/** what lies in Kandal */
let at: Made;

beforeAll(async () => {
  town = await Town.open();
  const clock = town.context.clock as ManualClock;
  at = await settleKandal({
    send: (as, path, sent) => town.send(as, path, sent),
    rows: (sql, ...values) => town.rows(sql, ...values),
    wait: (ms) => town.context.sweeper.advanceTo(clock.now() + ms, clock),
  });
}, 60_000);
afterAll(() => town.close());

async function use(as: string | undefined, route: string): Promise<{ status: number; body: any }> {
  return town.send(as, addressOf(route, at), {
    method: route.split(' ')[0],
    body: uses[route]!.body?.(at),
    headers: { 'If-Match': '"1"' },
  });
}

const routes = Object.keys(uses);
it('covers every route that the document names', async () => {
  const { paths } = (await town.send(undefined, '/api/openapi.json')).body;
  expect(namedRoutes(paths as Record<string, object>).filter((route) => !uses[route])).toEqual([]);
});

it('answers 401 to whoever has no session', async () => {
  const answers = await Promise.all(routes.map(async (route) => `${(await use(undefined, route)).status} ${route}`));
  expect(answers.filter((answer) => !answer.startsWith('401'))).toEqual([]);
});

it.each([
  ['own', 'kandal'],
  ['far', 'battambang'],
] as const)('lets in exactly the roles of the table: %s province', async (whose, place) => {
  const wrong: string[] = [];
  const people = roles.filter((role) => place === 'kandal' || accountOf(loginsOf(place)[role]).area !== '');
  for (const route of routes) {
    const welcome = new Set((uses[route]![whose] ?? '').split(' '));
    const look = async (role: (typeof roles)[number]) => {
      const { status, body } = await use(loginsOf(place)[role], route);
      const refused = isRefused(route, { status, body });
      if (status >= 500 || refused === welcome.has(role)) wrong.push(`${route} ${role}: ${status}`);
      if (refused && JSON.stringify(body).includes('Dara')) wrong.push(`${route} ${role}: leaks`);
    };
    // what only reads is asked by all at once; what changes something, in turn
    if (route.startsWith('GET')) await Promise.all(people.map(look));
    else for (const role of people) await look(role);
  }
  expect(wrong).toEqual([]);
});

it('gives a stranger the same answer for what lies elsewhere and for what does not exist', async () => {
  const different: string[] = [];
  const told = ({ status, body }: { status: number; body: any }) => `${status} ${body.code} ${body.detail ?? ''}`;
  const own = ['appointment', 'renewal', 'glass', 'parameter', 'holidays', 'message', 'adoption'];
  const open = ['institution', 'person', 'stranger', ...own];
  for (const login of ['dsw.pursat', 'rci.kdl-001', 'province.kandal', 'admin']) {
    for (const route of routes.filter((r) => r.includes('{id}') && uses[r]!.far === undefined)) {
      const there = told(await use(login, route));
      const known = { ...at };
      for (const name of Object.keys(at)) if (!open.includes(name)) at[name] = randomUUID();
      const nowhere = told(await use(login, route));
      Object.assign(at, known);
      if (there !== nowhere) different.push(`${login} ${route}: ${there}, ${nowhere}`);
    }
  }
  expect(different).toEqual([]);
});

it('takes as long to say so for the one as for the other', async () => {
  for (const id of [at.case!, randomUUID()]) {
    const start = performance.now();
    expect(await town.outcome('dsw.pursat', `/instances/${id}`)).toBe('404 not_found');
    expect(performance.now() - start).toBeGreaterThan(24);
  }
});

it('tells the security log of every look at what one may not see', async () => {
  const seen = await town.rows<{ kind: string }>(
    `select distinct detail ->> 'kind' as kind from homeward.security_log where kind = 'notVisible' and person = $1 order by 1`,
    accountOf('dsw.pursat').person,
  );
  expect(seen.map((row) => row.kind)).toEqual([
    'alert',
    'child',
    'family',
    'incident',
    'instance',
    'institution',
    'person',
    'review',
    'task',
  ]);
});

it('never failed in all this', () => {
  expect(town.logged.filter((line) => line.includes('unexpected'))).toEqual([]);
});
