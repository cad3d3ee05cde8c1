/** `npm run schema`: writes migrations/schema.sql, the sum of the migrations; `--check` only compares. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { describeSchema, onThrowawayDatabase, projectRoot } from '../../libs/database';
import { sayFault } from '../announce';

const file = () => join(projectRoot(), 'migrations', 'schema.sql');

/** The sum of the migrations of this version, made by running them on a new database. */
export function sumOfMigrations(): Promise<string> {
  return onThrowawayDatabase(async (ownerUrl) => {
    const client = new Client({ connectionString: ownerUrl });
    await client.connect();
    try {
      return await describeSchema(client);
    } finally {
      await client.end();
    }
  });
}

/** Whether migrations/schema.sql shows the sum of the migrations. */
export async function schemaIsCurrent(): Promise<boolean> {
  return existsSync(file()) && readFileSync(file(), 'utf8') === (await sumOfMigrations());
}

async function main(args: string[]): Promise<number> {
  if (args.includes('--check')) {
    if (await schemaIsCurrent()) return 0;
    process.stderr.write('migrations/schema.sql does not show the sum of the migrations: npm run schema\n');
    return 1;
  }
  writeFileSync(file(), await sumOfMigrations());
  return 0;
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error: unknown) => {
      sayFault(error);
      process.exit(1);
    },
  );
}
