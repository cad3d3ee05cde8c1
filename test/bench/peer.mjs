/**
 * What the process of every peer does: it hears its task by a message, opens the peer, warms it up, plays the closed loop of
 * the benchmark at each number in flight, lets the peer be checked, stops it and tells the figures.
 */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { inspect } from 'node:util';

/** How long a case may wait for its next event; none does. */
export const patience = 3_600;

/**
 * @typedef {object} Task
 * @property {string} load the module of the closed loop
 * @property {string} database address of PostgreSQL, as a login that may make the schema
 * @property {string} schema the peer's own, made and removed by who gives the task
 * @property {string} folder for a peer with a store of its own
 * @property {unknown[]} forms what each event brings, in their order: the first opens the case
 * @property {{inFlight: number, cases: number}[]} runs first the one that warms up, which is not told
 */

/**
 * @typedef {object} Peer
 * @property {(id: string, step: number, form: unknown) => Promise<void>} act sends an event to a case; resolves when it is
 *   durable and the state after it can be read
 * @property {(ids: string[]) => Promise<number[]>} taken how many events each case has taken, from the peer's own store
 * @property {() => Promise<void>} stop
 */

/** @param {(task: Task) => Promise<Peer>} open */
export function serve(open) {
  process.once('message', (task) => {
    play(open, task).then(
      (runs) => process.send({ runs }, () => process.exit(0)),
      (error) => process.send({ error: inspect(error) }, () => process.exit(1)),
    );
  });
}

async function play(open, task) {
  const { runChain } = createRequire(import.meta.url)(task.load);
  const opening = open(task);
  // the benchmark is gone: what this process started goes too
  process.once('disconnect', () => void opening.then((peer) => peer.stop()).finally(() => process.exit(1)));
  const peer = await opening;
  try {
    const told = [];
    for (const { inFlight, cases } of task.runs) {
      const ids = Array.from({ length: cases }, () => randomUUID());
      const act = (step, no) => peer.act(ids[no], step, task.forms[step]);
      told.push(await runChain(task.forms.length, cases, inFlight, act));
      const wrong = (await peer.taken(ids)).filter((taken) => taken !== task.forms.length);
      if (wrong.length > 0) throw new Error(`${wrong.length} of ${cases} cases have not taken their events: ${wrong}`);
    }
    return told.slice(1);
  } finally {
    await peer.stop();
  }
}
