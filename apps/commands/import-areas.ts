/** `npm run import:areas FILE.tsv`: loads the gazetteer (code, level, Khmer name, Latin name, type word) as the migrator. */
import { Pool } from 'pg';
import { importAreas, readAreas } from '../../libs/registry';
import { runCommand } from './command';
import { flag, optionsOf, textOf, wordOf } from './options';

function asked(args: string[]) {
  const { words, json } = optionsOf(args, { json: flag }, { takesWords: true });
  return { text: textOf(wordOf(words, 'Name the file: npm run import:areas FILE.tsv')), json };
}

void runCommand(asked, async ({ database, text, json, say }) => {
  const { areas, errors, filled } = readAreas(text);
  for (const e of errors) if (!json) say(`row ${e.row}${e.code ? ` (${e.code})` : ''}: ${e.error}`);
  if (filled.length > 0 && !json) say(`named in one language only, taken for both: ${filled.join(', ')}`);
  if (errors.length > 0) {
    say(json ? JSON.stringify({ rows: areas.length, added: 0, errors }) : 'Nothing was imported.');
    return 1;
  }
  if (!database.migratorUrl) {
    say('Imports need the migrator: set MIGRATOR_DATABASE_URL.');
    return 1;
  }
  const migrator = new Pool({ connectionString: database.migratorUrl, max: 1 });
  try {
    const report = await importAreas(migrator, areas);
    say(json ? JSON.stringify({ ...report, errors }) : `${report.rows} areas read, ${report.added} of them new.`);
    return 0;
  } finally {
    await migrator.end();
  }
});
