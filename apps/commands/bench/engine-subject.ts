/** The engine itself: rules, facts, XState, journal, tasks and timers, each event answered after its commit. */
import { randomUUID } from 'node:crypto';
import { Door, Engine, type Outcome, type Unit } from '../../../libs/engine';
import { acts, chainArea, makeChildren } from './chain';
import type { Ground } from './ground';
import { runChain, type Run } from './load';

/** A door that keeps what it writes, so that the floor can write the same again. */
class RecordingDoor extends Door {
  units: Unit[] = [];
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

export interface EngineRun {
  run: Run;
  cases: Case[];
  units: Unit[];
}

/** An engine as the product builds it, over a door that remembers. */
export function makeEngine({ context, database }: Ground): { engine: Engine; door: RecordingDoor } {
  const door = new RecordingDoor(database.app);
  return { engine: new Engine({ ...context.engine.parts, door }), door };
}

/** Sends one event of the chain to a case, the first of them opens it. */
export async function sendTo(engine: Engine, one: Case, step: number): Promise<void> {
  const { event, actor, dataFor } = acts[step]!;
  const common = { data: dataFor(one.child), actor, key: randomUUID(), route: 'bench' };
  const { id, version } = one.id
    ? await engine.send({ ...common, instance: one.id, type: event, version: one.version })
    : await engine.open({ ...common, workflow: 'gatekeeping', area: chainArea });
  Object.assign(one, { id, version });
}

/** Takes new cases through the whole chain. */
export async function runEngine(ground: Ground, count: number, inFlight: number): Promise<EngineRun> {
  const { engine, door } = makeEngine(ground);
  const cases = (await makeChildren(ground.owner, count)).map((child): Case => ({ child, id: '', version: 0 }));
  const run = await runChain(acts.length, count, inFlight, (step, no) => sendTo(engine, cases[no]!, step));
  return { run, cases, units: door.units };
}
