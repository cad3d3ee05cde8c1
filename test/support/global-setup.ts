/** Starts the run's PostgreSQL in the background: test files that need none do not wait for it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRunFolder, startTestServer } from './cluster';

export default function start(): void {
  const folder = makeRunFolder();
  process.env.HOMEWARD_TEST_FOLDER = folder;
  const started = startTestServer(folder).catch((error: Error) => {
    writeFileSync(join(folder, 'failed'), error.stack ?? error.message);
    return async () => undefined;
  });
  (globalThis as { homewardTest?: unknown }).homewardTest = { folder, started };
}
