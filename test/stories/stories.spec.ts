import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Player, type Played } from '../../apps/commands/story-player';
import { findStory, storyNames } from '../../apps/commands/story';
import { startThrowaway, type Throwaway } from '../../apps/commands/throwaway';
import { seedSettings } from '../../libs/calendar';
import { projectRoot } from '../../libs/database';
import { createTestDatabase, type TestDatabase } from '../support/database';

/** The same files that `npm run story` plays, each against a product of its own on a database of its own. */
beforeAll(() => {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: projectRoot() });
}, 240_000);

describe.each(storyNames())('story %s', (name) => {
  let database: TestDatabase;
  let product: Throwaway;
  const server = () => ({ DATABASE_URL: database.appUrl, MIGRATOR_DATABASE_URL: database.migratorUrl });
  beforeAll(async () => {
    database = await createTestDatabase();
    const seeding = await database.owner.connect();
    await seedSettings(seeding);
    seeding.release();
    product = await startThrowaway(server());
  }, 90_000);
  afterAll(async () => {
    await product?.stop();
    await database.drop();
  });

  it('is answered as it is told', async () => {
    const differing: Played[] = [];
    for await (const played of new Player(product.url, findStory(name)!, product.texts).play()) {
      if (played.differences.length > 0) differing.push(played);
    }
    expect(differing.map((one) => `${one.number} ${one.request}: ${one.differences.join('; ')}`)).toEqual([]);
  }, 300_000);

  it('leaves a journal that verifies and comes to the stored states', () => {
    const { REDIS_URL: _, ...env } = process.env;
    // both end with exit code 1, which throws, where something is broken or differs
    const run = (command: string): string =>
      execFileSync(process.execPath, [join(projectRoot(), 'dist', 'apps', 'commands', `${command}.js`), '--json'], {
        env: { ...env, ...server(), HOMEWARD_CLOCK: 'manual' },
        encoding: 'utf8',
      });
    const verified = JSON.parse(run('journal-verify')) as { lines: number; broken: unknown };
    expect(verified).toMatchObject({ broken: null });
    const replayed = JSON.parse(run('journal-replay')) as { events: number; differences: unknown[] };
    expect(replayed).toMatchObject({ differences: [], skipped: [] });
    expect(replayed.events).toBeGreaterThan(5);
  });
});
