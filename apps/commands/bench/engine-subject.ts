/** The engine itself: rules, facts, XState, journal, tasks and timers, each event answered after its commit. */
import { randomUUID } from 'node:crypto';
import { Door, Engine, type Outcome, type Unit } from '../../../libs/engine';
import { acts, chainArea, makeChildren } from './chain';
import type { Ground } from './ground';
import { runChain, type Run } from './load';

/** A door that keeps what it writes, so that the floor can write the same again. */
class RecordingDoor extends Door {
  readonly units: Unit[] = [];
  override write(unit: Unit): Promise<Outcome> {
    this.units.push(unit);
    return super.write(unit);
  }
}

/** A case on its way along the chain. */
export interface Case {
  child: string;
  id: string;
  version: number;
}

/** So many cases that are not opened yet, each of a child of its own. */
export const newCases = async ({ owner }: Pick<Ground, 'owner'>, count: number): Promise<Case[]> =>
  (await makeChildren(owner, count)).map((child) => ({ child, id: '', version: 0 }));

/** An engine as the product builds it, which has no case at hand yet. */
export const makeEngine = ({ context, database }: Ground, door = new Door(database.app)): Engine =>
  new Engine({ ...context.engine.parts, door });

/** Sends one event of the chain to a case, the first of them opens it. */
export async function sendTo(engine: Engine, one: Case, step: number): Promise<void> {
  const { event, actor, dataFor } = acts[step]!;
  const common = { data: dataFor(one.child), actor, key: randomUUID(), route: 'bench' };
  const { id, version } = one.id
    ? await engine.send({ ...common, instance: one.id, type: event, version: one.version })
    : await engine.open({ ...common, workflow: 'gatekeeping', area: chainArea });
  Object.assign(one, { id, version });
}

/** Takes cases through the whole chain. */
export const runEngine = (engine: Engine, cases: Case[], inFlight: number): Promise<Run> =>
  runChain(acts.length, cases.length, inFlight, (step, no) => sendTo(engine, cases[no]!, step));

/** What the engine writes for so many cases on their way through the chain. */
export async function unitsOf(ground: Ground, count: number): Promise<Unit[]> {
  const door = new RecordingDoor(ground.database.app);
  await runEngine(makeEngine(ground, door), await newCases(ground, count), 32);
  return door.units;
}
