/** What docs/deploy says of the product is so: its programs, variables and probes exist, and its settings are taken. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { config, projectRoot } from '../../libs/database';

const read = (name: string): string => readFileSync(join(projectRoot(), 'docs/deploy', name), 'utf8');
const all = ['Dockerfile', 'compose.yaml', 'kubernetes.yaml', 'prometheus.yaml', 'example.env'].map(read).join('\n');
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
    HOMEWARD_METRICS_TOKEN: 'cd'.repeat(32),
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

/** The documents of kubernetes.yaml by kind and name, without their comments. */
const resources = (): { kind: string; name: string; text: string }[] =>
  read('kubernetes.yaml')
    .split(/^---$/m)
    .map((document) => document.replace(/^\s*#.*$/gm, ''))
    .map((text) => ({
      kind: /^kind: (\w+)/m.exec(text)![1]!,
      name: /^metadata: \{ name: ([^,\s]+)/m.exec(text)![1]!,
      text,
    }));
const withPods = () => resources().filter(({ text }) => text.includes('containers:'));
/** The services of compose.yaml; what two share stands before them. */
const services = (): Map<string, string> => {
  const [shared, rest] = read('compose.yaml').split(/^services:$/m) as [string, string];
  const named = rest
    .split(/^volumes:$/m)[0]!
    .split(/^ {2}(?=[\w-]+:$)/m)
    .slice(1);
  return new Map([['shared', shared], ...named.map((text) => [/^[\w-]+/.exec(text)![0], text] as const)]);
};
/** What only the owner's programs may hold. */
const ofTheOwner = /MIGRATION_DATABASE_URL|HOMEWARD_(OWNER|MIGRATOR)_PASSWORD/;

it('gives the owner’s login to the migrations alone', () => {
  const secrets = withPods().map(({ kind, text }) => [
    kind,
    ...[...text.matchAll(/secretRef: \{ name: ([\w-]+)/g)].map(([, name]) => name),
  ]);
  expect(secrets).toEqual([
    ['Job', 'homeward-migrate'],
    ['Deployment', 'homeward'],
    ['Deployment', 'homeward'],
  ]);
  expect(withPods().filter(({ text }) => ofTheOwner.test(text) || text.includes('secretKeyRef'))).toEqual([]);
  // what the head of the file puts into the secret of those that serve
  const [, served, migrates] = /^#   homeward  +(.*(?:\n#    .*)*)\n#   homeward-migrate +(.*)$/m.exec(
    read('kubernetes.yaml'),
  )!;
  expect(served).toContain('DATABASE_URL');
  expect(served).not.toMatch(/MIGRAT|password/i);
  expect(migrates).toMatch(/MIGRATION_DATABASE_URL.*passwords/);
  const holding = [...services()].filter(([, text]) => ofTheOwner.test(text)).map(([name]) => name);
  expect([...services().keys()]).toEqual(['shared', 'postgres', 'redis', 'migrate', 'api', 'worker']);
  expect(holding).toEqual(['migrate']);
});

it('can be applied again with the next version', () => {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string };
  const [job] = resources().filter(({ kind }) => kind === 'Job');
  expect([job!.name, /ttlSecondsAfterFinished: (\d+)/.exec(job!.text)?.[1]]).toEqual([
    `homeward-migrate-${version}`,
    '3600',
  ]);
  const images = withPods().map(({ text }) => /image: (\S+)/.exec(text)![1]);
  expect(images).toEqual(Array.from({ length: 3 }, () => `homeward:${version}`));
  // each resource belongs to one of the two steps that the head of the file names
  const steps = resources().map(({ text }) => /^metadata: .*part: (\w+)/m.exec(text)?.[1]);
  expect(steps).toEqual(['migrate', 'serve', 'serve', 'serve']);
  expect([...read('kubernetes.yaml').matchAll(/^#.* -l part=(\w+)$/gm)].map(([, step]) => step)).toEqual([
    'migrate',
    'serve',
  ]);
});

it('keeps the variables that a cluster makes of a service out of the product’s own', () => {
  expect(resources().some(({ kind, name }) => kind === 'Service' && name === 'homeward')).toBe(true);
  expect(withPods().map(({ text }) => /enableServiceLinks: (\w+)/.exec(text)?.[1])).toEqual([
    'false',
    'false',
    'false',
  ]);
});

it('shows the measurements to who has the token, and to nobody through the proxy', () => {
  expect(services().get('shared')).toContain('HOMEWARD_METRICS_TOKEN: ${HOMEWARD_METRICS_TOKEN:?}');
  expect(read('kubernetes.yaml')).toMatch(/^#   homeward .*HOMEWARD_METRICS_TOKEN/m);
  const jobs = read('prometheus.yaml')
    .split(/^ {2}- job_name: /m)
    .slice(1);
  expect(jobs.length).toBeGreaterThan(1);
  expect(jobs.filter((job) => !/^ {4}authorization: \{ type: Bearer, credentials_file: \S+ \}$/m.test(job))).toEqual(
    [],
  );
  const readme = readFileSync(join(projectRoot(), 'README.md'), 'utf8');
  const [, nginx] = /```nginx\n([^`]*)```/.exec(readme)!;
  expect(nginx).toMatch(/location = \/metrics \{ deny all; \}/);
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
