/** `npm run journal:replay`: folds each journal through its workflow version and compares with the stored state. */
import { Definitions, Door, RealClock, replayJournal } from '../../libs/engine';
import { Settings } from '../../libs/calendar';
import { workflows } from '../../workflows';
import { runCommand } from './command';
import { flag, optionsOf } from './options';

void runCommand(
  (args) => optionsOf(args, { json: flag }),
  async ({ database, json, say }) => {
    const settings = new Settings(database.app, new Door(database.app), new RealClock());
    const replay = await replayJournal(database.app, new Definitions(workflows), settings);
    if (json) say(JSON.stringify(replay));
    else {
      for (const d of replay.differences) say(`DIFFERS: instance ${d.instance}, line ${d.seq}: ${d.why}.`);
      if (replay.archived.length > 0) say(`In the archive, not replayed: ${replay.archived.join(', ')}.`);
      if (replay.skipped.length > 0)
        say(`Not replayed, their contents are removed by retention: ${replay.skipped.length}.`);
      say(`${replay.instances} instances, ${replay.events} events, ${replay.differences.length} differences.`);
    }
    return replay.differences.length > 0 ? 1 : 0;
  },
);
