// Builds the application where its sources changed since the last build: `npm start` is not kept waiting for nothing.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const stamp = join(root, 'dist/web/.built');

function filesOf(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesOf(path) : [path];
    });
}

const hash = createHash('sha256');
const sources = [
  ...filesOf(import.meta.dirname),
  join(root, 'workflows/roles.ts'),
  join(root, 'workflows/standing.ts'),
  join(root, 'package-lock.json'),
];
for (const file of sources.filter((path) => !path.endsWith('schema.d.ts')))
  hash.update(file.slice(root.length)).update(readFileSync(file));
const state = hash.digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== state) {
  // a build that a test asks for is the same build: without this it has no service worker
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(stamp, state);
}
