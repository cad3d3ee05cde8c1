import { execFileSync } from 'node:child_process';
import { Player, type Played } from '../../apps/commands/story-player';
import { findStory, storyNames } from '../../apps/commands/story';
import { startThrowaway, type Throwaway } from '../../apps/commands/throwaway';
import { projectRoot } from '../../libs/database';

/** The same files that `npm run story` plays, each against a product of its own. */
beforeAll(() => {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: projectRoot() });
}, 120_000);

describe.each(storyNames())('story %s', (name) => {
  let product: Throwaway;
  beforeAll(async () => {
    product = await startThrowaway();
  }, 90_000);
  afterAll(() => product?.stop());

  it('is answered as it is told', async () => {
    const differing: Played[] = [];
    for await (const played of new Player(product.url, findStory(name)!).play()) {
      if (played.differences.length > 0) differing.push(played);
    }
    expect(differing.map((one) => `${one.number} ${one.request}: ${one.differences.join('; ')}`)).toEqual([]);
  }, 300_000);
});
