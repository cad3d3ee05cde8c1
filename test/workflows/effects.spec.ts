/** A name without a handler, or a handler without a name, is a promise that nobody keeps. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { effectNames } from '../../workflows/workflow';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const sources = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /(?<!\.spec)\.ts$/.test(name) ? [readFileSync(path, 'utf8')] : [];
  });

const handlers = async (): Promise<string[]> => {
  const { rows } = await database.owner.query<{ name: string }>(
    `select replace(substr(proname, 4), '_', '.') as name from pg_proc where pronamespace = 'door'::regnamespace and proname like 'op\\_%'`,
  );
  return rows.map(({ name }) => name);
};

it('has a handler at the door for every effect; those on other instances are the engine’s own', async () => {
  const known = await handlers();
  expect(effectNames.filter((name) => !name.startsWith('instance.') && !known.includes(name))).toEqual([]);
});

it('names every handler in an effect or in a command of the libs', async () => {
  const text = ['libs', 'apps'].flatMap((folder) => sources(join(__dirname, '../..', folder))).join('\n');
  const named = new Set([...text.matchAll(/['"`]([a-z]+(?:\.[A-Za-z]+)+)['"`]/g)].map((m) => m[1]!.toLowerCase()));
  for (const name of effectNames) named.add(name);
  const unnamed = (await handlers()).filter((name) => !named.has(name) && !named.has(name.replace(/\.(?=[^.]*$)/, '')));
  expect(unnamed).toEqual([]);
});
