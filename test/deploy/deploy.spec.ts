/** What docs/deploy says of the product is so: its programs, variables and probes exist, and its settings are taken. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { config, projectRoot } from '../../libs/database';

const read = (name: string): string => readFileSync(join(projectRoot(), 'docs/deploy', name), 'utf8');
const all = ['Dockerfile', 'compose.yaml', 'kubernetes.yaml', 'example.env'].map(read).join('\n');
const source = readFileSync(join(projectRoot(), 'libs/database/config.ts'), 'utf8');
const found = (pattern: RegExp): string[] => [...new Set([...all.matchAll(pattern)].map(([, one]) => one!))];

it('starts programs that there are', () => {
  const programs = found(/dist\/(apps\/[\w/-]+)\.js/g);
  expect(programs.sort()).toEqual(['apps/api/main', 'apps/commands/migrate', 'apps/worker/main']);
  expect(programs.filter((one) => !existsSync(join(projectRoot(), `${one}.ts`)))).toEqual([]);
});

it('takes into the image what it is built from, and nothing of a running office', () => {
  const lines = readFileSync(join(projectRoot(), '.dockerignore'), 'utf8')
    .split('\n')
    .filter((l) => /^[^#]/.test(l));
  // everything is left out, then the sources are let in, and last what may lie among them is left out again
  expect(lines[0]).toBe('**');
  const named = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  expect(named.filter((one) => !existsSync(join(projectRoot(), one)))).toEqual([]);
  expect(named).toEqual(expect.arrayContaining(['apps', 'libs', 'migrations', 'workflows', 'package-lock.json']));
  expect(named.filter((one) => ['.', '.git', 'data', 'docs', 'node_modules', 'test', 'dist'].includes(one))).toEqual(
    [],
  );
  expect(lines.slice(-3)).toEqual(['**/.env', '**/*.backup', '**/data']);
});

it('names variables that the product reads', () => {
  const named = found(/\b(HOMEWARD_[A-Z_]+|OTEL_[A-Z_]+|DATABASE_URL|MIGRATION_DATABASE_URL|REDIS_URL)\b/g);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !source.includes(`${name}:`))).toEqual([]);
});

it('asks after the health where the API answers it', () => {
  const controller = readFileSync(join(projectRoot(), 'apps/api/health.controller.ts'), 'utf8');
  const probes = found(/\/health\/(\w+)/g);
  expect(probes.sort()).toEqual(['live', 'ready']);
  expect(probes.filter((probe) => !controller.includes(`@Get('${probe}')`))).toEqual([]);
});

it('gives settings that the product takes', () => {
  const environment = {
    ...Object.fromEntries([...read('Dockerfile').matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value])),
    DATABASE_URL: 'postgres://homeward_app:invented-password@postgres:5432/homeward',
    REDIS_URL: 'redis://redis:6379/0',
    HOMEWARD_SEAL_KEY: 'ab'.repeat(32),
    HOMEWARD_PUBLIC_URL: /HOMEWARD_PUBLIC_URL=(\S+)/.exec(read('example.env'))![1],
    HOMEWARD_PROXY: '1',
    HOMEWARD_DEMO: 'off',
  };
  expect(config(environment)).toMatchObject({ host: '0.0.0.0', port: 3000, proxy: 1, dataFolder: '/data' });
  // a key that were left empty would be made anew by each container, and no file could be read by the others
  const needed = read('example.env').match(/^[A-Z_]+(?==)/gm)!;
  expect(needed.filter((name) => !read('compose.yaml').includes(`\${${name}:?}`))).toEqual([]);
  expect(read('compose.yaml')).not.toMatch(/\$\{\w+\}/);
});

it('draws what the product measures', () => {
  const dashboard = JSON.parse(read('grafana.json')) as { panels: { targets: { expr: string }[] }[] };
  const asked = dashboard.panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) => expr.match(/homeward_\w+/g) ?? []),
  );
  const measured = ['libs/alerts/health.ts', 'apps/api/metrics.ts']
    .map((file) => readFileSync(join(projectRoot(), file), 'utf8'))
    .join('\n');
  expect(asked.length).toBeGreaterThan(8);
  expect(asked.filter((name) => !measured.includes(`'${name.replace(/_bucket$/, '')}'`))).toEqual([]);
});
