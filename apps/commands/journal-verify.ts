/** `npm run journal:verify`: every hash chain, head, digest and anchor; names the first broken line. Exit code 1 if one is. */
import { verifyJournal } from '../../libs/engine';
import { runCommand } from './command';
import { flag, optionsOf } from './options';

void runCommand(
  (args) => optionsOf(args, { json: flag }),
  async ({ database, json, say }) => {
    const started = process.hrtime.bigint();
    const found = await verifyJournal(database.app);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (json) {
      say(JSON.stringify({ ...found, broken: found.broken ?? null, seconds }));
      return found.broken ? 1 : 0;
    }
    if (found.archived.length > 0) say(`In the archive, not looked at: ${found.archived.join(', ')}.`);
    if (found.broken) {
      say(`BROKEN at stream ${found.broken.stream}, line ${found.broken.seq}: ${found.broken.why}.`);
      say(
        'Keep a copy of the database as it is, restore the newest sound backup beside it, and compare from this line on.',
      );
    } else {
      say(
        `Sound: ${found.lines} lines in ${found.streams} streams, ${found.contents} contents, ${found.anchors} anchors, in ${seconds.toFixed(1)} s.`,
      );
    }
    return found.broken ? 1 : 0;
  },
);
