export { findAccount, findShelf, reachableFolder, type Account } from './account';
export { findBinaries, type Binaries } from './binaries';
export { Cluster, findPort, majorOf } from './cluster';
export { config, type Config } from './config';
export {
  breakOff,
  connect,
  openDatabase,
  refuseOldServer,
  refuseOtherClock,
  refuseOtherVersion,
  type Database,
  type OpenOptions,
} from './database';
export { newCredentials, readCredentials, writeCredentials, type Credentials } from './credentials';
export {
  addressOf,
  closeDatabase,
  createDatabase,
  createLogins,
  logins,
  passwordVariables,
  type Passwords,
} from './logins';
export {
  appliedMigrations,
  migrate,
  pendingMigrations,
  projectRoot,
  readMigrations,
  type Migration,
} from './migrations';
export { Gather } from './gather';
export { Lanes } from './lanes';
export { findHolder } from './lock';
export { isAlive, startOf } from './process';
export { Refusal, type RefusalReason } from './refusal';
export { describeSchema } from './schema';
export { onThrowawayDatabase, Throwaway } from './throwaway';
export { openYearsFrom } from './years';
