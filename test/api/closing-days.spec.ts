/** A child who leaves a closing home on another day than the one cleared (P-83): asked for the reason, and never lost to the record. */
import { findStory } from '../../apps/commands/story';
import { Played } from './played';
import { Town } from './town';

jest.setTimeout(240_000);

let town: Town;
beforeAll(async () => {
  town = await Town.open({}, '2017-01-01T08:00:00+07:00');
});
afterAll(() => town.close());

/** The first placement of a story that is taken, as its step says it. */
const moves = findStory('C1')!.steps.map((step, n) => ({ ...step, n: n + 1 }));
const move = moves.find(
  ({ body, expect }) => (body as { type?: string } | undefined)?.type === 'placement.made' && !expect?.status,
)!;
const data = (move.body as { data: Record<string, any> }).data;

it('is refused with the day that was cleared, and recorded with the reason as an incident', async () => {
  const story = new Played(town, 'C1');
  await story.until(move.n);
  const [row] = await town.rows<{ child: string; instance: string; closure: string }>(
    `select c.child, s.instance, c.instance as closure from homeward.census c
       join homeward.subjects s on s.subject = c.child join homeward.instances i on i.id = s.instance
      where i.workflow = 'family-reintegration' and i.status = 'open' and c.cleared_at is not null and c.accounted is null`,
  );
  const { instance, child, closure } = row!;
  const before = '2017-03-09';
  const signatures = Object.fromEntries(
    Object.entries(data['signatures']).map(([who, given]) => [who, { ...(given as object), on: before }]),
  );
  const send = async (more: object) => {
    const { headers } = await town.send(move.as, `/instances/${instance}`);
    return town.send(move.as, `/instances/${instance}/events`, {
      headers: { 'If-Match': headers.get('etag')! },
      body: { type: 'placement.made', data: { ...data, placedOn: before, signatures, ...more } },
    });
  };
  const refused = await send({});
  expect(refused.status).toBe(422);
  expect(refused.body.rules).toMatchObject([
    {
      id: 'family-reintegration.cleared-day',
      missing: { en: expect.stringContaining('cleared to leave on 2017-03-10') },
    },
  ]);
  expect((await send({ otherDayReason: 'The mother came a day early.' })).status).toBe(200);
  const incidents = await town.rows(
    `select kind from homeward.incidents where instance = $1 and child = $2`,
    closure,
    child,
  );
  expect(incidents).toEqual([{ kind: 'LEFT_BEFORE_CLEARED' }]);
  const [census] = await town.rows(`select accounted from homeward.census where child = $1`, child);
  expect(census).toEqual({ accounted: 'home' });
});

it('tells the case of a child how many others of the home leave on which day, and where the province has said why', async () => {
  const rows = await town.rows<{ fact: any; leaves: string | null }>(
    `select homeward.leaving_fact(array[c.child]) as fact from homeward.census c where c.accounted is null`,
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { fact } of rows) expect(fact[0].days).toEqual([{ on: '2017-03-09', children: 1 }]);
});
