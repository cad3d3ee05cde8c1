/** New versions of procedures over HTTP: who is refused first, the dry run, two signatures, what stays stored. */
import { randomUUID } from 'node:crypto';
import { codeAt } from '../../libs/access';
import { Engine, examine } from '../../libs/engine';
import { paper, paper2 } from '../engine/adoption-fixture';
import { person } from '../engine/fixture';
import { World } from './world';

let world: World;
const secrets = { one: 'JBSWY3DPEHPK3PXP', two: 'KRSXG5CTMVRXEZLU', far: 'GEZDGNBVGY3TQOJQ' };
const tokens: Record<string, string> = {};

beforeAll(async () => {
  world = await World.open({ workflows: [paper, paper2] });
  for (const name of ['one', 'two'] as const)
    tokens[name] = (await world.signIn(name, 'mosvy', '', secrets[name])).token;
  tokens.director = (await world.signIn('director', 'pdosvyDirector', '08', secrets.far)).token;
  tokens.dsw = (await world.signIn('dsw', 'dsw', '0810')).token;
}, 60_000);
afterAll(() => world.close());

const step = { workflow: 'paper', from: 1, to: 2 };
const asked = '/api/v1/adoptions';
const preview = `${asked}/preview?workflow=paper&from=1&to=2`;

/** A case as the first version opened it. */
async function opened(): Promise<string> {
  const engine = new Engine({ ...world.context.engine.parts, workflows: [paper] });
  const actor = person('commune', '081001');
  const access = { maySee: async () => true, maySend: async () => true };
  Object.assign(engine.parts, { access });
  return (await engine.open({ workflow: 'paper', area: '081001', data: {}, actor, route: 'r' })).id;
}

/** A fresh code: a code is taken once. */
function code(name: keyof typeof secrets): { 'Homeward-Totp': string } {
  world.company.realClock.pass(60_000);
  return { 'Homeward-Totp': codeAt(secrets[name], world.company.realClock.now()) };
}
const post = async (as: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
  const { status, body: told } = await world.send(`${asked}${path}`, { token: tokens[as], body, headers });
  return { told, outcome: status < 400 ? String(status) : `${status} ${told.code}` };
};
const propose = async (): Promise<string> => {
  const { digest } = (await world.send(preview, { token: tokens.one })).body;
  const { told } = await post('one', '', { ...step, digest, reason: 'One more signature.' }, code('one'));
  return told.id;
};

it('refuses whoever is not of the ministry, also the look at what it would mean', async () => {
  for (const as of ['dsw', 'director'])
    for (const path of [asked, preview]) expect((await world.send(path, { token: tokens[as] })).status).toBe(403);
  const body = { ...step, digest: '0'.repeat(64), reason: 'x' };
  expect((await post('director', '', body)).outcome).toBe('403 forbidden');
  expect((await post('director', `/${randomUUID()}/approve`, {})).outcome).toBe('403 forbidden');
});

it('refuses what names no newer version, an unseen dry run, and a proposal or an approval without a signature', async () => {
  await opened();
  expect((await world.send(`${asked}/preview?workflow=nothing&from=1&to=2`, { token: tokens.one })).status).toBe(404);
  const back = await world.send(`${asked}/preview?workflow=paper&from=2&to=1`, { token: tokens.one });
  expect([back.status, back.body.details.en]).toEqual([
    409,
    'Only a later version of the same procedure can be taken over.',
  ]);
  expect((await world.send(`${asked}/preview?workflow=paper&from=x&to=1`, { token: tokens.one })).status).toBe(422);
  const { digest } = (await world.send(preview, { token: tokens.one })).body;
  const stale = { ...step, digest: '0'.repeat(64), reason: 'x' };
  expect((await post('one', '', stale, code('one'))).outcome).toBe('409 conflict');
  expect((await post('one', '', { ...step, digest, reason: ' ' })).outcome).toBe('422 form_invalid');
  expect((await post('one', '', { ...step, digest, reason: 'x' })).outcome).toBe('403 signature_required');
  const id = await propose();
  expect((await post('two', `/${id}/approve`, {})).outcome).toBe('403 signature_required');
  expect((await post('one', `/${id}/approve`, {}, code('one'))).outcome).toBe('422 second_person');
  expect((await post('two', `/${id}/continue`, {})).outcome).toBe('409 conflict');
  expect((await post('two', `/${id}/withdraw`, {})).outcome).toBe('409 conflict');
  expect((await post('two', `/${randomUUID()}/approve`, {}, code('two'))).outcome).toBe('404 not_found');
  expect((await post('one', `/${id}/withdraw`, {})).outcome).toBe('200');
});

it('takes every case over when the second person signs, and keeps what was refused', async () => {
  const ids = [await opened(), await opened()];
  const refused = await propose();
  expect((await post('two', `/${refused}/refuse`, { why: 'Not before May.' })).outcome).toBe('200');
  const id = await propose();
  const { told, outcome } = await post('two', `/${id}/approve`, {}, code('two'));
  expect(outcome).toBe('200');
  expect(told).toMatchObject({ id, left: 0, open: 0 });
  expect((await post('two', `/${id}/approve`, {}, code('two'))).outcome).toBe('409 conflict');
  expect((await post('one', `/${id}/continue`, {})).told).toEqual(told);
  const { items } = (await world.send(asked, { token: tokens.one })).body;
  const mine = items.find((one: { id: string }) => one.id === id);
  expect(mine.cases.filter((one: { instance: string }) => ids.includes(one.instance))).toHaveLength(2);
  expect(mine.cases.every((one: { outcome: string }) => one.outcome === 'adopted')).toBe(true);
  expect(items.find((one: { id: string }) => one.id === refused)).toMatchObject({
    status: 'refused',
    decidedWhy: 'Not before May.',
  });
  const { body } = await world.send(`/api/v1/instances/${ids[0]}/journal`, { token: tokens.dsw });
  expect(body.items[1]).toMatchObject({
    event: 'workflow.adopted',
    text: { en: expect.stringContaining('new version') },
  });
  expect((await examine(world.context.engine, world.context.pool, false)).findings).toEqual([]);
});
