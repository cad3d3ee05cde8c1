/** The passwords and the port of an embedded database, in a file that only its user can read. */
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Passwords } from './logins';

export interface Credentials extends Passwords {
  /** PostgreSQL's own superuser: makes the logins, and is used for nothing else */
  superuser: string;
  /** key of 32 bytes in hex that seals second factors at rest */
  seal: string;
  port?: number;
  /** the folder PostgreSQL keeps its data in */
  folder: string;
}

export function credentialsFile(dataFolder: string): string {
  return join(dataFolder, 'database.json');
}

export function readCredentials(dataFolder: string): Credentials | undefined {
  const file = credentialsFile(dataFolder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Credentials) : undefined;
}

export function writeCredentials(dataFolder: string, credentials: Credentials): void {
  const file = credentialsFile(dataFolder);
  writeFileSync(`${file}.making`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600, flush: true });
  if (process.getuid?.() === 0) {
    // root may start another user's data, and leaves them that user's
    const owner = statSync(dataFolder);
    chownSync(`${file}.making`, owner.uid, owner.gid);
  }
  renameSync(`${file}.making`, file);
}

export function newCredentials(folder: string): Credentials {
  const random = () => randomBytes(24).toString('base64url');
  return {
    superuser: random(),
    owner: random(),
    migrator: random(),
    app: random(),
    seal: randomBytes(32).toString('hex'),
    folder,
  };
}
