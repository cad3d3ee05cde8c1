/** A product for a moment: empty data in a temporary folder, the clock by hand, a free port; nothing of it stays. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPort, projectRoot } from '../../libs/database';

export interface Throwaway {
  url: string;
  /** its data folder, for commands that look at what it did */
  dataFolder: string;
  stop(): Promise<void>;
}

/** Starts it and waits until it is ready; throws with what it said when it ends before. */
export async function startThrowaway(): Promise<Throwaway> {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-story-'));
  chmodSync(folder, 0o755);
  const {
    DATABASE_URL: _,
    MIGRATION_DATABASE_URL: __,
    MIGRATOR_DATABASE_URL: ___,
    REDIS_URL: ____,
    NODE_ENV: _____,
    ...env
  } = process.env;
  const port = await findPort();
  const url = `http://127.0.0.1:${port}`;
  const dataFolder = join(folder, 'data');
  const own = {
    PORT: String(port),
    HOST: '127.0.0.1',
    HOMEWARD_DATA_DIR: dataFolder,
    HOMEWARD_CLOCK: 'manual',
    HOMEWARD_DEMO: 'on',
    HOMEWARD_LOG: 'warn',
  };
  const child = spawn(process.execPath, ['--enable-source-maps', join(projectRoot(), 'dist', 'apps', 'start.js')], {
    env: { ...env, ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  let over = false;
  const ended = new Promise<void>((resolve) => child.once('exit', () => ((over = true), resolve())));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    remove();
  };
  for (let waited = 0; waited < 60_000 && !over; waited += 50) {
    if (/Ctrl-C/.test(said)) return { url, dataFolder, stop };
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  if (!over) await stop();
  else remove();
  throw new Error(`the throwaway product did not start:\n${said}`);
}
