/** The commands that measure, break and attack: what they refuse before they start anything, and what a signal leaves. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findHolder, isAlive, readCredentials } from '../../libs/database';
import { install, newFolder, removeFolder } from '../support/product';

let folder: string;
let root: string;
const running = new Set<ChildProcess>();

beforeAll(() => (root = install(newFolder())), 120_000);
afterAll(() => removeFolder(root));
beforeEach(() => (folder = newFolder()));
afterEach(() => {
  for (const child of running) child.kill('SIGTERM');
  removeFolder(folder);
});

/** Starts a command whose temporary files and data lie in the folder of the test. */
function begin(name: string, args: string[]) {
  const { DATABASE_URL: _, MIGRATION_DATABASE_URL: __, REDIS_URL: ___, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'dist', 'apps', 'commands', `${name}.js`), ...args], {
    env: { ...env, TMPDIR: folder, HOMEWARD_DATA_DIR: join(folder, 'installed', 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  void ended.then(() => running.delete(child));
  return { child, ended, said: () => said };
}

const oneLine: [name: string, args: string, says: RegExp][] = [
  ['bench', '--rounds 1 --sizes 10', /^Unknown option '--sizes'\. It takes --rounds …, --instances …/],
  ['bench', '--grown --sizes abc', /^--sizes takes whole numbers between commas from 1, not abc$/],
  ['bench-seed', '', /^bench:seed fills the database of this installation: say with how many cases, --instances N$/],
  ['chaos', '--second 5', /^Unknown option '--second'/],
  ['simulate', '--sedes 3', /^Unknown option '--sedes'/],
  ['attack', '--only dors', /^--only takes events, .*, not dors$/],
  ['story', 'closing-year --days x', /^--days takes a whole number from 1, not x$/],
  ['doctor', '--repiar', /^Unknown option '--repiar'\. It takes --repair, --json$/],
  ['draw', '--verify --yaer 2017', /^Unknown option '--yaer'\. It takes --verify, --area …, --year …, --json$/],
  ['draw', '--area 08', /^npm run draw -- --verify/],
  ['draw', '--verify --area 8', /^--area takes 2 digits, not 8$/],
  ['import-areas', 'areas.tsv --jsno', /^Unknown option '--jsno'\. It takes --json$/],
  ['import-areas', '', /^Name the file: npm run import:areas/],
  ['import-areas', '/nowhere/areas.tsv', /^\/nowhere\/areas\.tsv: there is no such file$/],
  // taken for none, it would import what was only to be tried
  [
    'import-institutions',
    'register.csv --dry-rnu',
    /^Unknown option '--dry-rnu'\. It takes --policy-date …, --dry-run/,
  ],
  ['import-institutions', 'register.csv --policy-date 2017', /^Name the file: npm run import:institutions/],
  ['import-institutions', 'one.csv two.csv', /^Name the file: npm run import:institutions/],
  ['admin-create', '--logni chief', /^Unknown option '--logni'\. It takes --login …, --name-en …/],
  ['admin-create', '--password secret', /^Unknown option '--password'/],
  ['prove', '--no-mutnats', /^Unknown option '--no-mutnats'\. It takes --no-mutants, --json$/],
  ['prove', 'gatekeping', /^A workflow is gatekeeping, .*, not gatekeping$/],
];

/** Commands of those who run an installation, which speak both languages. */
const bothLanguages: [name: string, args: string, says: RegExp][] = [
  ['archive', '--year 2027 --bakc', /^Name the year/],
  ['backup', '--to here.gz --jsno', /^Name the file/],
  ['backup', '--to /nonexist/x', /^There is no folder \/nonexist\. Nothing was written\./],
  ['backup', '--to /dev/null/x', /^There is no folder \/dev\/null\. Nothing was written\./],
  ['restore', '--from /nonexist/x', /^There is no file \/nonexist\/x\. Nothing was changed\./],
];

describe('a command that is asked for what it cannot do', () => {
  it.each(oneLine)('%s %s is refused in one line, and touches nothing', async (name, args, says) => {
    const { ended, said } = begin(name, args === '' ? [] : args.split(' '));
    expect(await ended).toBe(1);
    expect(said()).toMatch(/^[^\n]+\n$/);
    expect(said().trim()).toMatch(says);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(bothLanguages)('%s %s is refused in two languages, and touches nothing', async (name, args, says) => {
    const { ended, said } = begin(name, args.split(' '));
    expect(await ended).toBe(1);
    const [english, khmer, ...more] = said().trim().split('\n');
    expect(english).toMatch(says);
    expect(khmer).toMatch(/[\u1780-\u17ff]/);
    expect(more).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a backup for which there is no room', () => {
  it('says so in two languages, and leaves nothing', async () => {
    const file = join(folder, 'whole.backup');
    const program = `
      const { BackupWriter } = require('${join(root, 'dist/apps/commands/backup/file.js')}');
      const { randomBytes } = require('node:crypto');
      (async () => {
        const writer = new BackupWriter('${file}');
        try {
          for (let i = 0; i < 2_000; i += 1) await writer.write([0, randomBytes(4_096).toString('hex')]);
        } catch (refusal) {
          writer.abandon();
          console.log(JSON.stringify(refusal.text));
        }
      })();`;
    // files of at most 64 KB
    const child = spawn('bash', ['-c', 'ulimit -f 64; exec "$0" -e "$1"', process.execPath, program]);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    const { en, km } = JSON.parse(said) as { en: string; km: string };
    expect(en).toBe(
      `There is no room for the whole of ${file} (EFBIG). Nothing of it was kept. Make room, or name a folder on another disk.`,
    );
    expect(km).toMatch(/[\u1780-\u17ff]/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

/** The data folder of the command, once its PostgreSQL takes connections. */
async function startedIn({ child, said }: ReturnType<typeof begin>): Promise<{ data: string; postmaster: number }> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended: ${said()}`);
    for (const name of readdirSync(folder)) {
      const data = join(folder, name, 'data');
      const mark = join(readCredentials(data)?.folder ?? data, 'postmaster.pid');
      const lines = existsSync(mark) ? readFileSync(mark, 'utf8').split('\n') : [];
      if (lines[7]?.trim() === 'ready' && findHolder(data)) return { data, postmaster: Number(lines[0]) };
    }
    await pause(10);
  }
}

describe('a command that is interrupted', () => {
  it.each([
    ['bench', ['--peers', 'off'], 'SIGTERM'],
    ['bench-seed', ['--instances', '1000'], 'SIGINT'],
    ['attack', ['--quick'], 'SIGHUP'],
  ] as const)('%s leaves no process and no temporary folder', async (name, args, signal) => {
    const command = begin(name, [...args]);
    const { data, postmaster } = await startedIn(command);
    const holder = findHolder(data)!;
    command.child.kill(signal);
    expect(await command.ended).toBe(128 + constants.signals[signal]);
    expect([postmaster, holder].filter(isAlive)).toEqual([]);
    // an installation is the caller's
    expect(readdirSync(folder)).toEqual(name === 'bench-seed' ? ['installed'] : []);
  });
});
