/** The three logins and the database they share. None of them is a superuser, and none may become another. */
import { Client } from 'pg';
import { Refusal } from './refusal';

export interface Passwords {
  owner: string;
  migrator: string;
  app: string;
}

export const logins = { owner: 'homeward_owner', migrator: 'homeward_migrator', app: 'homeward_app' } as const;
export const passwordVariables = {
  owner: 'HOMEWARD_OWNER_PASSWORD',
  migrator: 'HOMEWARD_MIGRATOR_PASSWORD',
  app: 'HOMEWARD_APP_PASSWORD',
} as const;

/** The address with another login and, when named, another database. */
export function addressOf(url: string, login: keyof Passwords, password: string, database?: string): string {
  const address = new URL(url);
  address.username = logins[login];
  address.password = encodeURIComponent(password);
  if (database) address.pathname = `/${database}`;
  return address.href;
}

/** Creates the logins that are missing; existing ones keep their passwords. Needs the right to create logins. */
export async function createLogins(client: Client, passwords: Partial<Passwords>): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    Object.values(logins),
  ]);
  for (const [key, login] of Object.entries(logins) as [keyof Passwords, string][]) {
    if (rows.some((row) => row.rolname === login)) continue;
    const password = passwords[key];
    if (!password) throw new Refusal('login_missing', { login, variable: passwordVariables[key] });
    try {
      await client.query(
        `create role ${login} login nosuperuser nocreatedb nocreaterole noinherit password ${client.escapeLiteral(password)}`,
      );
    } catch (error) {
      // somebody else created it in the same moment
      if (!['42710', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

/** Gives logins that exist the passwords that are noted, and takes from them the settings that a login may give itself. */
export async function restoreLogins(client: Client, passwords: Passwords): Promise<void> {
  for (const [key, login] of Object.entries(logins) as [keyof Passwords, string][]) {
    await client.query(`alter role ${login} password ${client.escapeLiteral(passwords[key])}`);
    await client.query(`alter role ${login} reset all`);
    await client.query(`alter role ${login} in database homeward reset all`);
  }
}

/** Creates an empty database of the owner's, or a copy of a template. */
export async function createDatabase(client: Client, name: string, template?: string): Promise<void> {
  const copy = template ? `template ${client.escapeIdentifier(template)} strategy file_copy` : '';
  await client.query(`create database ${client.escapeIdentifier(name)} owner ${logins.owner} ${copy}`);
  await closeDatabase(client, name);
}

/** Only the three logins may enter the database, and only the owner may make anything there. */
export async function closeDatabase(client: Client, name: string): Promise<void> {
  const database = client.escapeIdentifier(name);
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant connect on database ${database} to ${logins.app}, ${logins.migrator}`);
  await client.query(`grant connect, create, temporary on database ${database} to ${logins.owner}`);
}
