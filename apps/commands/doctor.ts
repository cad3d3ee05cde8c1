/**
 * `npm run doctor [-- --repair]`: what must not be. Timers implied by snapshots against timer rows, instances that nobody
 * and nothing can move, journals that do not come to the stored state, the queue against the rows. Exit code 1 while
 * something is left.
 */
import { examine } from '../../libs/engine';
import { compareQueue } from '../worker';
import { buildContext, makeLog } from '../context';
import { runCommand } from './command';
import { flag, optionsOf } from './options';

void runCommand(
  (args) => optionsOf(args, { repair: flag, json: flag }),
  async ({ config, database, repair, json, say }) => {
    const context = await buildContext(config, database, makeLog(config));
    const { instances, findings } = await examine(context.engine, database.app, repair);
    const queue = await compareQueue(context);
    for (const job of queue.orphans) findings.push({ what: 'queue', detail: `job ${job} has no row`, repaired: false });
    const left = findings.filter((f) => !f.repaired).length;
    if (json) say(JSON.stringify({ instances, findings, hintsMissing: queue.missing.length }));
    else {
      for (const f of findings)
        say(`${f.repaired ? 'REPAIRED' : 'FOUND'} ${f.what}${f.instance ? ` in ${f.instance}` : ''}: ${f.detail}`);
      say(
        `${instances} instances examined, ${findings.length} findings, ${findings.length - left} repaired; ${queue.missing.length} due rows without a job (the sweeper finds them).`,
      );
    }
    return left > 0 ? 1 : 0;
  },
);
