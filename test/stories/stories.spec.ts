import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Player, type Played } from '../../apps/commands/story-player';
import { findStory, storyNames } from '../../apps/commands/story';
import { startThrowaway, type Throwaway } from '../../apps/commands/throwaway';
import { seedSettings, Settings } from '../../libs/calendar';
import { projectRoot } from '../../libs/database';
import { Definitions, Door, RealClock, replayJournal, verifyJournal } from '../../libs/engine';
import { workflows } from '../../workflows';
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

  it('leaves a journal that verifies and comes to the stored states', async () => {
    const { pool } = database;
    expect((await verifyJournal(pool)).broken).toBeUndefined();
    const settings = new Settings(pool, new Door(pool), new RealClock());
    const replayed = await replayJournal(pool, new Definitions(workflows), settings);
    expect(replayed).toMatchObject({ differences: [], skipped: [] });
    expect(replayed.events).toBeGreaterThan(5);
    if (name !== storyNames()[0]) return;
    // and once by the commands, as a person does
    const { REDIS_URL: _, ...env } = process.env;
    const run = (command: string): unknown =>
      JSON.parse(
        execFileSync(process.execPath, [join(projectRoot(), 'dist', 'apps', 'commands', `${command}.js`), '--json'], {
          env: { ...env, ...server(), HOMEWARD_CLOCK: 'manual' },
          encoding: 'utf8',
        }),
      );
    expect(run('journal-verify')).toMatchObject({ broken: null });
    expect(run('journal-replay')).toMatchObject({ differences: [], events: replayed.events });
  });
});
