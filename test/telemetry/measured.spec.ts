/** Who reads what is measured: this machine alone, or who has the token; and what a flood of readers costs. */
import { measuredFor } from '../../apps/api/health.controller';
import { SharedReading } from '../../apps/api/shared-reading';
import { World, type Answer } from '../api/world';

const token = 'a-token-of-the-operator-alone';
let plain: World;
let guarded: World;
beforeAll(async () => {
  [plain, guarded] = await Promise.all([World.open(), World.open({ env: { HOMEWARD_METRICS_TOKEN: token } })]);
});
afterAll(() => Promise.all([plain.close(), guarded.close()]));

const read = (world: World, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  world.send(path, { headers });
const bearer = (text: string) => ({ Authorization: `Bearer ${text}` });
const proxies: Record<string, string>[] = [
  { 'X-Forwarded-For': '203.0.113.7' },
  { 'X-Forwarded-For': '127.0.0.1' },
  { Forwarded: 'for=203.0.113.7' },
  { 'X-Real-IP': '203.0.113.7' },
  { Via: '1.1 proxy' },
];
/** What an answer tells, without the id of the request. */
const told = ({ status, body, headers }: Answer) => {
  const { instance: _, ...rest } = body as Record<string, unknown>;
  return { status, rest, type: headers.get('content-type') };
};

describe('without a token', () => {
  it.each(proxies)('who comes through a proxy (%o) finds nothing, as where there is nothing', async (headers) => {
    const [measured, nothing] = [await read(plain, '/metrics', headers), await read(plain, '/metrix', headers)];
    expect(measured.status).toBe(404);
    expect(told(measured)).toEqual(told(nothing));
    const ready = await read(plain, '/health/ready', headers);
    expect(ready.body).toEqual({ ready: ready.status === 200 });
  });

  it('who asks on the machine itself is answered', async () => {
    expect((await read(plain, '/metrics')).body).toMatch(/^homeward_oldest_due_rung_seconds 0/m);
    expect((await read(plain, '/health/ready')).body).toMatchObject({ database: 'ready', overdue: { oldestRung: 0 } });
  });
});

describe('with a token', () => {
  it.each<Record<string, string>>([
    {},
    bearer('another-token-altogether'),
    bearer(token.slice(0, -1)),
    bearer(`${token}x`),
    { Authorization: `Basic ${token}` },
  ])('nobody else is answered, on the machine itself either (%o)', async (headers) => {
    expect((await read(guarded, '/metrics', headers)).status).toBe(404);
    expect(Object.keys((await read(guarded, '/health/ready', headers)).body)).toEqual(['ready']);
  });

  it('who has it is answered, from wherever they ask', async () => {
    const headers = { ...bearer(token), 'X-Forwarded-For': '203.0.113.7' };
    expect((await read(guarded, '/metrics', headers)).body).toMatch(/homeward_requests_total/);
    expect((await read(guarded, '/health/ready', headers)).body).toMatchObject({ worker: 'ready' });
  });

  it('is no session, and is in no log', async () => {
    expect((await read(guarded, '/api/v1/session', bearer(token))).status).toBe(401);
    expect(guarded.logged.join('')).not.toContain(token);
  });
});

describe('a flood', () => {
  it('of scrapes costs one reading of the database in three seconds', async () => {
    let time = performance.now() + measuredFor;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => time);
    const asked = jest.spyOn(plain.context.pool, 'query');
    const scrapes = async (): Promise<number> => {
      asked.mockClear();
      const answers = await Promise.all(Array.from({ length: 60 }, () => read(plain, '/metrics')));
      expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
      return asked.mock.calls.length;
    };
    try {
      const once = await scrapes();
      expect(once).toBeGreaterThan(0);
      expect(once).toBeLessThan(6);
      time += measuredFor - 1;
      expect(await scrapes()).toBe(0);
      time += 1;
      expect(await scrapes()).toBe(once);
    } finally {
      clock.mockRestore();
      asked.mockRestore();
    }
  });

  it('of questions shares the reading that runs, and one that failed is made again', async () => {
    let time = 0;
    const ends: { resolve(value: number): void; reject(error: Error): void }[] = [];
    const reading = new SharedReading(
      () => new Promise<number>((resolve, reject) => ends.push({ resolve, reject })),
      10,
      () => time,
    );
    const first = [reading.get(), reading.get()];
    ends[0]!.resolve(1);
    expect(await Promise.all(first)).toEqual([1, 1]);
    time = 9;
    expect(await reading.get()).toBe(1);
    time = 10;
    const failing = reading.get();
    ends[1]!.reject(new Error('gone'));
    await expect(failing).rejects.toThrow('gone');
    const again = reading.get();
    ends[2]!.resolve(3);
    expect(await again).toBe(3);
    expect(ends).toHaveLength(3);
  });
});
