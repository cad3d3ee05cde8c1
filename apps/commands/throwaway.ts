/** A product for a moment: empty data in a temporary folder, the clock by hand, a free port; nothing of it stays. */
import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPort, projectRoot } from '../../libs/database';

export interface Throwaway {
  url: string;
  /** its data folder, for commands that look at what it did */
  dataFolder: string;
  /** where the text messages that it sent can be read: `{items: [{to, text}]}` */
  texts: string;
  /** its process, which holds API and worker */
  pid: number;
  /** what it said on standard output and error */
  said(): string;
  stop(): Promise<void>;
}

/** A gateway for text messages on a free port: takes what it is given, and tells what it was given. */
async function startGateway(): Promise<{ server: Server; url: string }> {
  const items: unknown[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.method === 'POST') items.push(JSON.parse(body));
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ items }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/texts` };
}

/** The environment of a product of one's own: no server of the environment, the clock by hand, the demo. */
export function environmentOf(port: number, dataFolder: string): NodeJS.ProcessEnv {
  const {
    DATABASE_URL: _,
    MIGRATION_DATABASE_URL: __,
    MIGRATOR_DATABASE_URL: ___,
    REDIS_URL: ____,
    NODE_ENV: _____,
    ...env
  } = process.env;
  const own = {
    PORT: String(port),
    HOST: '127.0.0.1',
    HOMEWARD_DATA_DIR: dataFolder,
    HOMEWARD_CLOCK: 'manual',
    HOMEWARD_DEMO: 'on',
    HOMEWARD_LOG: 'warn',
  };
  return { ...env, ...own };
}

/**
 * Starts it and waits until it is ready; throws with what it said when it ends before. `more` are further variables of its
 * environment, such as the database of a server in place of one of its own.
 */
export async function startThrowaway(more: NodeJS.ProcessEnv = {}): Promise<Throwaway> {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-story-'));
  chmodSync(folder, 0o755);
  const port = await findPort();
  const gateway = await startGateway();
  const url = `http://127.0.0.1:${port}`;
  const dataFolder = join(folder, 'data');
  const own = {
    HOMEWARD_SMS_URL: gateway.url,
    HOMEWARD_SMS_TOKEN: 'a-token-of-the-throwaway',
  };
  const child = spawn(process.execPath, ['--enable-source-maps', join(projectRoot(), 'dist', 'apps', 'start.js')], {
    env: { ...environmentOf(port, dataFolder), ...own, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  let over = false;
  const ended = new Promise<void>((resolve) => child.once('exit', () => ((over = true), resolve())));
  const remove = (): void => {
    gateway.server.close();
    gateway.server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  };
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    remove();
  };
  for (let waited = 0; waited < 60_000 && !over; waited += 50) {
    if (/Ctrl-C/.test(said)) return { url, dataFolder, texts: gateway.url, pid: child.pid!, said: () => said, stop };
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  if (!over) await stop();
  else remove();
  throw new Error(`the throwaway product did not start:\n${said}`);
}
