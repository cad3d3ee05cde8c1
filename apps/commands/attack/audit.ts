/** What the product is made of: the lock file, and what a registry knows against it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../libs/database';
import { Skipped, type Tally } from './report';

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  dev?: boolean;
}

/** Every package is fixed by its content, comes from no address of its own, and runs nothing at its installation that is not named. */
export function checkLock(tally: Tally): void {
  const read = (name: string) => JSON.parse(readFileSync(join(projectRoot(), name), 'utf8')) as Record<string, any>;
  const { packages, lockfileVersion } = read('package-lock.json') as {
    packages: Record<string, Locked>;
    lockfileVersion: number;
  };
  const { allowScripts = {}, dependencies, devDependencies } = read('package.json');
  tally.case(lockfileVersion >= 3, () => `the lock file has version ${lockfileVersion}`);
  const installed = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);
  for (const [path, { integrity, resolved, hasInstallScript }] of installed) {
    const name = path.split('node_modules/').at(-1)!;
    tally.case(/^sha512-/.test(integrity ?? ''), () => `${path} is not fixed by its content`);
    tally.case(
      resolved === undefined || /^https:\/\/registry\.npmjs\.org\//.test(resolved),
      () => `${path} comes from ${resolved}`,
    );
    if (hasInstallScript)
      tally.case(
        name in allowScripts,
        () => `${path} runs a script when it is installed, which package.json does not name`,
      );
  }
  const direct = Object.entries({ ...dependencies, ...devDependencies } as Record<string, string>);
  for (const [name, range] of direct) tally.case(/^[~^]?\d/.test(range), () => `${name} is asked for as ${range}`);
  tally.note(`${installed.length} packages by their SHA-512, ${direct.length} of them asked for by name`);
}

/** What the registry reports; skipped where none answers. */
export function askRegistry(tally: Tally): void {
  const { stdout, error } = spawnSync('npm', ['audit', '--package-lock-only', '--omit=dev', '--json'], {
    cwd: projectRoot(),
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (error) throw new Skipped(`npm audit: ${error.message}`);
  let report: {
    vulnerabilities?: Record<string, { severity: string; range: string; via: unknown[] }>;
    message?: string;
    error?: { summary?: string };
  };
  try {
    report = JSON.parse(stdout) as typeof report;
  } catch {
    throw new Skipped('no registry answers an audit');
  }
  if (!report.vulnerabilities)
    throw new Skipped(`no registry answers an audit: ${(report.message ?? report.error?.summary ?? '').slice(0, 120)}`);
  const found = Object.entries(report.vulnerabilities);
  tally.case(true, () => '');
  for (const [name, { severity, range }] of found) {
    const grave = severity === 'high' || severity === 'critical';
    tally.case(!grave, () => `${name} ${range}: ${severity}`);
    if (!grave) tally.note(`${name} ${range}: ${severity}`);
  }
  tally.note(`${found.length} packages with a report, without those of developers`);
}
