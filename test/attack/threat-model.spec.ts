/** docs/threat-model.md names for each threat what shows that it is stopped; all of that is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parts } from '../../apps/commands/attack/all';
import { projectRoot } from '../../libs/database';

const page = readFileSync(join(projectRoot(), 'docs/threat-model.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const plain = (text: string): string => text.replaceAll('’', "'");
/** The rows of the tables that say how each is stopped. */
const rows = page
  .slice(page.indexOf('## How each is stopped'), page.indexOf('## What is not stopped'))
  .split('\n')
  .filter((line) => /^\| (?!threat |-)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, threat, how, shown]) => ({ threat: threat!, how: how!, shown: shown! }));

/** `_part: name_`, `_name_` or `_part_`, where the name may be the beginning of one. */
function isAttack(named: string): boolean {
  const [, part, name = ''] = /^(?:([\w-]+): )?(.*?) ?…?$/.exec(plain(named))!;
  const attacks = part === undefined ? Object.values(parts).flat() : (parts[part] ?? []);
  return (part === undefined && name in parts) || attacks.some(([full]) => plain(full).startsWith(name));
}

/** `test/x.spec` or `x*.spec.ts`, a file of the project; or `npm run x`. */
function isThere(named: string): boolean {
  const [, script] = /^npm run ([\w:-]+)/.exec(named) ?? [];
  if (script) return scripts[script] !== undefined;
  const file = `${named.replace(/\.ts$/, '')}.ts`;
  const pattern = new RegExp(`^${basename(file).replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
  // beside the one named before it
  const folders = [dirname(file), 'test/api']
    .map((folder) => join(projectRoot(), folder))
    .filter((one) => existsSync(one));
  return folders.some((folder) => readdirSync(folder).some((one) => pattern.test(one)));
}

it('has rows, each with a way and a proof', () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter(({ how, shown }) => how.length < 10 || !/[_`]/.test(shown))).toEqual([]);
});

it('names attacks and tests that there are', () => {
  const missing = rows.flatMap(({ threat, shown }) => {
    const texts = shown.replace(/\(.*?\)/g, '');
    const files = [...texts.matchAll(/`([^`]+)`/g)].map(([, named]) => named!);
    const attacks = [...texts.replace(/`[^`]+`/g, '').matchAll(/_([^_]+)_/g)].map(([, named]) => named!);
    const absent = [...files.filter((one) => !isThere(one)), ...attacks.filter((one) => !isAttack(one))];
    return absent.map((one) => `${threat}: ${one}`);
  });
  expect(missing).toEqual([]);
});

it('does not take what is not there', () => {
  expect(['sign-in: sleeping', 'nowhere: bombs', 'no such thing'].filter(isAttack)).toEqual([]);
  expect(['test/api/nothing.spec', 'npm run nothing', 'nothing*.spec'].filter(isThere)).toEqual([]);
});
