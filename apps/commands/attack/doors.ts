/** Every door: each route for each role, in its own province and in another's. Who is let in, and that the others change nothing. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { roles, type Role } from '../../../workflows/workflow';
import { describeApi } from '../openapi';
import { Attacker, inTurns, type Answer } from './attacker';
import { apart } from './doors-apart';
import { caseWrites } from './doors-cases';
import { policyRows } from './doors-policy';
import { reads } from './doors-reads';
import { readRows } from './doors-reads-policy';
import { registerWrites } from './doors-register';
import type { Made, Use } from './doors-use';
import { loginsOf } from './kandal';
import { changedIn, marksOf } from './marks';
import { caseOf } from './cases';
import { neighbours, seatOf } from './neighbours';
import { cellIn, isNone, sightIn } from './policy';
import type { Tally } from './report';

/** One way to use each route, and who gets through. */
export const uses: Record<string, Use> = { ...reads, ...caseWrites, ...registerWrites };

/** Routes that stand outside the policy: health, the clock by hand, what anybody may ask, and one's own session. */
const elsewhere = [
  '/health/live',
  '/health/ready',
  '/metrics',
  '/testing/clock',
  '/api/v1/verify/{code}',
  '/api/v1/live',
];
/** what anybody does with a session, whatever the appointment */
const ownSession = /^((POST|DELETE) \/sessions?|(GET|POST) \/outbox)(\/|$)/;

/** Lists that everybody who may ask is shown, also when nothing is in them. */
export const mayBeEmpty = [
  'GET /inspections/inspectors',
  'GET /inspections/{instance}/pieces',
  'GET /instances/{id}/attachments',
  'GET /watch-list',
  'GET /watch-list/matches',
  'GET /tasks/soon',
  'GET /requests',
  'GET /approvals',
  'GET /agenda',
  'GET /decisions',
  'GET /messages',
  'GET /journal/search',
  'GET /indicators/{id}/items',
  'GET /people/on-call',
  'GET /children/{id}/authorities',
  'GET /holidays/proposals/{id}/preview',
  'GET /placement-imports',
  'GET /inspections/draws',
  'GET /inspections/ratings',
];

/** Who is shown something once it was told to the office, and nothing before: both are right. */
const toldLater = ['GET /alerts rciDirector'];

/** The routes of the document that have to be in the table, `GET /tasks/{id}`. */
export function namedRoutes(paths: Record<string, object>): string[] {
  return Object.entries(paths)
    .filter(([path]) => !elsewhere.includes(path))
    .flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m.toUpperCase()} ${path.replace('/api/v1', '')}`))
    .filter((route) => !ownSession.test(route));
}

/** The address of a use, with the ids of what was made; a name that is not there stands for itself. */
export const addressOf = (route: string, at: Made): string =>
  (uses[route]!.path ?? route.split(' ')[1]!).replace(/:(\w+)/g, (_, name: string) => at[name] ?? name);

export const use = (who: Attacker, as: string | undefined, route: string, at: Made, headers = {}): Promise<Answer> =>
  who.send(as, addressOf(route, at), {
    method: route.split(' ')[0],
    body: uses[route]!.body?.(at),
    headers: { 'If-Match': '"1"', ...headers },
  });

/** Is this answer not getting through: refused, or an empty list where others are shown something? */
export function isRefused(route: string, { status, body }: Pick<Answer, 'status' | 'body'>): boolean {
  const empty = Array.isArray(body?.items) && body.items.length === 0 && !mayBeEmpty.includes(route);
  return empty || [401, 403, 404].includes(status);
}

const told = Attacker.told;

/** Every route of the document is in the table; nobody comes in without a session, or with one that is none. */
export async function attackUnsigned(
  who: Attacker,
  at: Made,
  tally: Tally,
  some: (route: string) => boolean,
): Promise<void> {
  const { paths } = await describeApi();
  for (const route of namedRoutes(paths)) tally.case(route in uses, () => `${route} is in no table of the doors`);
  const false_ = ['x'.repeat(43), 'null', `${'A'.repeat(42)}=`, '../../etc/passwd-0123456789'];
  const routes = Object.keys(uses).filter(some);
  tally.note(`${Object.keys(uses).length} routes of the OpenAPI document`);
  await inTurns(routes, 8, async (route) => {
    const open = await use(who, undefined, route, at);
    tally.case(open.status === 401, () => `${route} without a session: ${told(open)}`);
    for (const token of false_) {
      const answer = await use(who, undefined, route, at, { Authorization: `Bearer ${token}` });
      tally.case(answer.status === 401, () => `${route} with a token that is none: ${told(answer)}`);
    }
  });
}

/** Where a seat lies: in the places of the case, elsewhere in its province, or in another province. */
type Where = 'own' | 'near' | 'far';
const inWords: Record<Where, string> = { own: 'own province', near: 'next door', far: 'far province' };

interface Chair {
  role: Role;
  login: string;
  where: Where;
  welcome: boolean;
}

/** Everybody at a door, and whether its table lets them in; next door nobody is let in who is not let in from afar. */
function chairsAt(route: string): Chair[] {
  const { own, far = '', near = far } = uses[route]!;
  const chairs = (where: Where, logins: readonly string[], list: string): Chair[] => {
    const welcome = new Set(list.split(' '));
    return logins.map((login) => ({
      role: seatOf(login).role,
      login,
      where,
      welcome: welcome.has(seatOf(login).role) || welcome.has(login),
    }));
  };
  const desks = (place: string): string[] => roles.map((role) => loginsOf(place)[role]);
  return [
    ...chairs('own', desks('kandal'), own),
    ...chairs('near', neighbours, near),
    ...chairs(
      'far',
      desks('battambang').filter((login) => seatOf(login).area !== ''),
      far,
    ),
  ];
}

/** What of Kandal stands in no list that its neighbours or another province are shown. */
const oursAlone = [
  'case',
  'inspection',
  'closure',
  'task',
  'review',
  'attachment',
  'child',
  'twin',
  'family',
  'correction',
  'imports',
];

/** Ids that a seat must not find in any answer: what lies elsewhere, and cases that are not there for it. */
async function keptFrom(who: Attacker, at: Made): Promise<(chair: Chair) => string[]> {
  const cases = await Promise.all(['case', 'inspection', 'closure'].map((name) => caseOf(who, at[name]!)));
  return ({ login, where }) => [
    ...(where === 'own' ? [] : oursAlone.map((name) => at[name]!)),
    ...cases.filter(({ matter }) => sightIn(seatOf(login), matter) === 'none').map(({ id }) => id),
  ];
}

/** Everybody at every door, at home, next door and in another province: exactly the roles of the table, and no effect of who is refused. */
export async function attackDoors(
  who: Attacker,
  at: Made,
  tally: Tally,
  some: (route: string) => boolean,
): Promise<void> {
  let effects = 0;
  let admitted = 0;
  const tried = { own: 0, near: 0, far: 0 };
  const kept = await keptFrom(who, at);
  for (const route of Object.keys(uses).filter(some)) {
    const isRead = route.startsWith('GET');
    const chairs = chairsAt(route);
    const look = async (chair: Chair): Promise<Answer> => {
      const answer = await use(who, chair.login, route, at);
      tried[chair.where] += 1;
      const refused = isRefused(route, answer);
      const either = toldLater.includes(`${route} ${chair.role}`) && answer.status === 200;
      const right = answer.status !== 0 && answer.status < 500 && (either || refused !== chair.welcome);
      const whose = chair.where === 'near' ? `${inWords.near}, ${chair.login}` : inWords[chair.where];
      tally.case(right, () => `${route} by ${chair.role} (${whose}): ${told(answer)}`);
      const text = JSON.stringify(answer.body) ?? '';
      if (refused && /Dara|ដារ៉ា/.test(text))
        tally.case(false, () => `${route} by ${chair.role} (${whose}): the refusal names the child`);
      const found = isRead ? kept(chair).find((id) => text.includes(id)) : undefined;
      const name = Object.keys(at).find((one) => at[one] === found);
      if (isRead) tally.case(found === undefined, () => `${route} by ${chair.role} (${whose}): shows the ${name}`);
      return answer;
    };
    const strangers = chairs.filter(({ welcome }) => !welcome);
    const before = isRead ? undefined : await marksOf(who.target.owner);
    await inTurns(strangers, 8, async (chair) => void (await look(chair)));
    let last = before && (await marksOf(who.target.owner));
    if (before && last) {
      const changed = changedIn(before, last);
      tally.case(changed.length === 0, () => `${route}: somebody was refused, and still wrote ${changed.join(', ')}`);
    }
    const friends = chairs.filter(({ welcome }) => welcome);
    if (isRead) await inTurns(friends, 8, async (chair) => void (await look(chair)));
    else
      for (const chair of friends) {
        const { status } = await look(chair);
        if (status >= 300) continue;
        admitted += 1;
        const after = await marksOf(who.target.owner);
        if (changedIn(last!, after).length > 0) effects += 1;
        last = after;
      }
  }
  tally.note(`${tried.own} at home, ${tried.near} next door in the same province, ${tried.far} in another province`);
  tally.note(`${effects} of ${admitted} acts that were taken changed rows; the others are looks, checks and repeats`);
}

/**
 * The table against the policy (domain B.0.1), both ways: nobody is let in to whom the matrix gives no part in that action, and
 * everybody is to whom it gives the action itself; where it is otherwise, a reason is written down.
 */
export function attackPolicy(tally: Tally): void {
  for (const route of Object.keys(uses)) {
    const action = policyRows[route] ?? readRows[route];
    tally.case(action !== undefined, () => `${route} names no row of the permission matrix`);
    if (!action || action === 'own' || action === 'open') continue;
    const { own, far = '' } = uses[route]!;
    const admitted = new Set(`${own} ${far}`.split(' '));
    const { not = '', also = '' } = apart[route] ?? {};
    for (const role of roles) {
      const cells = [action].flat().map((row) => cellIn(row, role));
      const [left, more] = [not.split(' ').includes(role), also.split(' ').includes(role)];
      const never = cells.every(isNone);
      tally.case(admitted.has(role) ? !never || more : !cells.includes('yes') || left, () =>
        admitted.has(role)
          ? `${route}: ${role} is let in, and ${String(action)} gives them no part`
          : `${route}: ${role} is not let in, and ${String(action)} is theirs`,
      );
      const idle = admitted.has(role) ? left || (more && !never) : more || (left && !cells.includes('yes'));
      tally.case(!idle, () => `${route}: what is apart for ${role} is not`);
    }
  }
  const routes = Object.keys(apart);
  tally.note(`${routes.length} doors let in fewer or others than the matrix says, each for a reason`);
  for (const route of routes) tally.case(route in uses, () => `${route} is apart, and no door`);
}

/** What of a product everybody may name by its id. */
const open = [
  'institution',
  'person',
  'stranger',
  'appointment',
  'renewal',
  'glass',
  'parameter',
  'holidays',
  'message',
  'adoption',
];
const strangers = ['dsw.pursat', 'dsw.next', 'commune.next', 'rci.kdl-001', 'province.kandal', 'admin'];

/** The same answer for what lies elsewhere and for what does not exist. */
export async function attackExistence(
  who: Attacker,
  at: Made,
  tally: Tally,
  some: (route: string) => boolean,
): Promise<void> {
  const words = ({ status, body, headers }: Answer) => {
    const { instance: _, ...same } = typeof body === 'object' && body !== null ? body : { body };
    return `${status} ${headers.get('content-length') === null ? '' : 'sized'} ${JSON.stringify(same)}`;
  };
  const missing = Object.fromEntries(
    Object.keys(at).map((name) => [name, open.includes(name) ? at[name]! : randomUUID()]),
  );
  const closed = Object.keys(uses).filter(
    (route) =>
      some(route) &&
      /\{(id|instance)\}/.test(route) &&
      uses[route]!.far === undefined &&
      uses[route]!.near === undefined,
  );
  // the provincial administration sees that a house is closed, and not what its children do
  const known = (login: string, route: string): boolean => login === 'province.kandal' && route.includes('/closures/');
  for (const login of strangers)
    await inTurns(closed, 4, async (route) => {
      const isWelcome = uses[route]!.own.split(' ').includes(seatOf(login).role);
      if (known(login, route) || (login === 'admin' && isWelcome)) return;
      const there = words(await use(who, login, route, at));
      const nowhere = words(await use(who, login, route, missing));
      tally.case(
        there === nowhere,
        () =>
          `${route} by ${login}: ${there.slice(0, 300)} where it lies elsewhere, ${nowhere.slice(0, 300)} where there is none`,
      );
    });
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
/** Medians may differ by so much on a busy machine: the wait of 25 ms that evens them out is a step of its own. */
const ratioAllowed = 1.5;
/** What is no accident of a busy machine shows each time. */
const measuredAgain = 3;

/** As long for what lies elsewhere as for what does not exist. */
export async function attackTimes(who: Attacker, at: Made, tally: Tally, rounds: number): Promise<void> {
  const asks: [string, string, string][] = [
    ['dsw.pursat', '/instances', at.case!],
    ['dsw.pursat', '/children', at.child!],
    ['officer.battambang', '/inspections', at.inspection!],
  ];
  for (const [login, folder, id] of asks) {
    const told: string[] = [];
    let isEven = false;
    for (let time = 0; time < measuredAgain && !isEven; time += 1) {
      const [there, nowhere] = await mediansOf(who, login, folder, id, rounds);
      isEven = Math.max(there, nowhere) / Math.min(there, nowhere) <= ratioAllowed;
      told.push(`${there.toFixed(1)} ms elsewhere and ${nowhere.toFixed(1)} ms nowhere`);
    }
    tally.note(`${folder}: medians of ${rounds} each, ${told.join('; again ')}`);
    tally.case(isEven, () => `${folder} by ${login}: ${told.join('; again ')}`);
  }
}

/** Medians of what lies elsewhere and of what is not there, asked by turns. */
async function mediansOf(
  who: Attacker,
  login: string,
  folder: string,
  id: string,
  rounds: number,
): Promise<[there: number, nowhere: number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1)
    for (const i of round % 2 ? [0, 1] : [1, 0]) {
      times[i as 0].push((await who.send(login, `${folder}/${i === 0 ? id : randomUUID()}`)).ms);
      await pause(2);
    }
  return [median(times[0]), median(times[1])];
}
