/** A PostgreSQL server without anything of Homeward's, such as an operator would give. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Cluster, findAccount, findBinaries, findShelf } from '../../libs/database';
import { makeRunFolder, removeRunFolder } from './cluster';

export interface Server {
  port: number;
  /** address of an administrator, to a database `homeward` that does not exist yet */
  admin: string;
  stop(): Promise<void>;
}

export async function startServer(): Promise<Server> {
  const folder = makeRunFolder();
  const account = findAccount();
  const cluster = new Cluster({
    binaries: findBinaries(account, () => findShelf(account!)),
    account,
    folder: join(folder, 'postgres'),
    log: join(folder, 'postgres.log'),
    password: randomBytes(12).toString('hex'),
    durable: false,
  });
  await cluster.initialise();
  await cluster.start();
  return {
    port: cluster.port,
    admin: cluster.url('homeward'),
    async stop() {
      await cluster.stop();
      removeRunFolder(folder);
    },
  };
}
