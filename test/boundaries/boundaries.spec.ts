/** The arrows of the design: apps → libs → workflows and never back; a workflow imports xstate, zod and itself. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const root = join(__dirname, '../..');

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return name === 'node_modules' || name === 'web' ? [] : filesOf(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

interface Import {
  file: string;
  to: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\brequire\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  );
  return [...found].map((m) => {
    const to = (m[1] ?? m[2] ?? m[3] ?? m[4])!;
    return { file, to: to.startsWith('.') ? normalize(join(dirname(file), to)) : to };
  });
}

const isSpec = (file: string): boolean => file.endsWith('.spec.ts');
const all = (folder: string): Import[] =>
  filesOf(folder)
    .filter((f) => !isSpec(f))
    .flatMap(importsOf);
const isOurs = (to: string): boolean => /^(apps|libs|workflows|migrations|test)(\/|$)/.test(to);

describe('the arrows of the design', () => {
  it('lets a workflow import nothing but xstate, zod and its own files', () => {
    const outside = all('workflows').filter(({ to }) =>
      isOurs(to) ? !to.startsWith('workflows') : !/^(xstate|zod)$/.test(to),
    );
    expect(outside).toEqual([]);
  });

  it('lets no procedure import another', () => {
    const across = all('workflows').filter(({ file, to }) => {
      const from = /^workflows\/([^/]+)\//.exec(file)?.[1];
      const target = /^workflows\/([^/]+)\//.exec(to)?.[1];
      return from && target && from !== target;
    });
    expect(across).toEqual([]);
  });

  it('lets no lib import an app, and nothing import the tests', () => {
    expect(all('libs').filter(({ to }) => /^(apps|test)\//.test(to))).toEqual([]);
    expect(all('apps').filter(({ to }) => to.startsWith('test/'))).toEqual([]);
  });

  it('lets libs know each other only through their index, and in one direction', () => {
    const rank: Record<string, number> = {
      database: 0,
      telemetry: 1,
      engine: 1,
      proof: 2,
      calendar: 2,
      access: 2,
      registry: 2,
      alerts: 3,
      chart: 3,
      indicators: 3,
      letters: 3,
      files: 3,
    };
    const wrong = all('libs').filter(({ file, to }) => {
      const from = file.split('/')[1]!;
      const [, target, inside] = to.split('/');
      if (!to.startsWith('libs/') || target === from) return false;
      return inside !== undefined || rank[target!]! >= rank[from]!;
    });
    expect(wrong).toEqual([]);
  });

  it('runs XState in one file of the libs only; the proof explores with the same package', () => {
    const users = all('libs').filter(({ to, file }) => to === 'xstate' && !file.startsWith('libs/proof/'));
    const values = users.filter(({ file }) =>
      /import\s+(?!type)\{[^}]*\b(?!type\b)[a-z]\w*[^}]*\}\s+from 'xstate'/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    );
    expect([...new Set(values.map(({ file }) => file))]).toEqual(['libs/engine/step.ts']);
  });

  it('keeps Nest out of the libs, except in module files', () => {
    expect(all('libs').filter(({ file, to }) => to.startsWith('@nestjs/') && !file.endsWith('.module.ts'))).toEqual([]);
  });

  it('finds the files it speaks of', () => {
    expect(filesOf('libs').length).toBeGreaterThan(20);
    expect(all('libs').some(({ to }) => to === 'workflows/workflow')).toBe(true);
    expect(relative(root, join(root, 'libs'))).toBe('libs');
  });
});
