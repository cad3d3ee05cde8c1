/** A product to attack: a throwaway with its own database, mail server, gateway and webhook receiver, and its loudest log. */
import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
import { readCredentials } from '../../../libs/database';
import { startThrowaway } from '../throwaway';
import type { Target } from './attacker';
import { startPost, type Post } from './post';

/** Resident memory of a process in bytes; 0 where the system does not tell. */
export function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
  } catch {
    return 0;
  }
}

/** The day of the attack, on which the samples of the forms are told. */
export const attackDay = '2017-03-06T09:00:00+07:00';

/** Starts it; `stop` ends all of it and leaves nothing. */
export async function startTarget(): Promise<{ target: Target; stop(): Promise<void> }> {
  const post: Post = await startPost();
  const product = await startThrowaway({ HOMEWARD_LOG: 'debug', HOMEWARD_PROXY: '1', ...post.environment }).catch(
    async (error) => {
      await post.stop();
      throw error;
    },
  );
  const credentials = readCredentials(product.dataFolder)!;
  const pool = (login: 'owner' | 'app'): Pool => {
    const url = `postgresql://homeward_${login}:${credentials[login]}@127.0.0.1:${credentials.port}/homeward`;
    const made = new Pool({ connectionString: url, max: 4 });
    made.on('error', () => undefined);
    // the product may be ended while an attack is under way
    made.on('connect', (client) => void client.on('error', () => undefined));
    return made;
  };
  const target: Target = {
    url: product.url,
    owner: pool('owner'),
    app: pool('app'),
    logged: product.said,
    memory: () => memoryOf(product.pid),
    dataFolder: product.dataFolder,
    post,
  };
  const stop = async (): Promise<void> => {
    // first: whoever interrupts an attack does not wait for the statement that is under way
    await product.stop();
    await Promise.all([target.owner.end(), target.app.end()]);
    await post.stop();
  };
  return { target, stop };
}
