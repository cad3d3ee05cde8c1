/** The reused inert scope of `step.ts` must do exactly what XState's public functions do. */
import { createActor, initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import { clockActor, Stepper } from '../../libs/engine';
import type { Path, PathStep } from '../../libs/proof';
import { defaultParameters } from '../../workflows/parameters';
import type { Given, Workflow } from '../../workflows/workflow';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
const settings = {
  parameters: defaultParameters(),
  calendar: { version: 1, from: '2016-01-01', until: '2027-12-31', holidays: [] },
};

/** The event of a step; where only time passes, the timers due by then. */
function eventsOf(step: PathStep, armed: Record<string, number>): Given[] {
  if (step.event) return [{ ...settings, ...step.event, now: step.now }];
  return Object.entries(armed)
    .filter(([, due]) => due <= step.now)
    .sort(([, a], [, b]) => a - b)
    .map(([type, now]) => ({ ...settings, type, now, data: null, facts: {}, actor: clockActor }));
}

/** Takes every path by the stepper of the engine and by XState's public functions, side by side; answers the steps compared. */
export function compareWithXState(workflow: Workflow, paths: readonly Path[]): number {
  const { machine } = workflow;
  const stepper = new Stepper(workflow);
  const input = { id: '00000000-0000-4000-8000-000000000000', area: workflow.samples.area };
  const stored = (snapshot: AnyMachineSnapshot): unknown => plain(machine.getPersistedSnapshot(snapshot as never));
  let compared = 0;
  for (const path of paths) {
    let ours = stepper.start(input);
    let kept = ours;
    let theirs = initialTransition(machine, input as never)[0] as AnyMachineSnapshot;
    expect(stored(theirs)).toEqual(JSON.parse(stepper.persist(ours)));
    let armed: Record<string, number> = {};
    for (const pathStep of path.steps) {
      for (const given of eventsOf(pathStep, armed)) {
        const step = stepper.advance(ours, given);
        const [next, actions] = transition(machine, theirs as never, given as never) as unknown as [
          AnyMachineSnapshot,
          { type: string; params: any }[],
        ];
        const json = stepper.persist(step.snapshot);
        expect(stored(next)).toEqual(JSON.parse(json));
        const effects = actions.filter(({ type }) => !type.startsWith('xstate.'));
        expect(plain(step.effects)).toEqual(plain(effects.map(({ type, params }) => ({ name: type, params }))));
        const raised = actions.filter(({ type, params }) => type === 'xstate.raise' && params.delay !== undefined);
        expect(raised.map(({ params }) => params.event.type as string)).toEqual(
          expect.arrayContaining(step.armed.map(({ timer }) => timer)),
        );
        // one that was never stored comes to the same text: a replay folds in memory
        kept = stepper.advance(kept, given).snapshot;
        expect(stepper.persist(kept)).toBe(json);
        // stored and restored it is the same again, by ours and by an actor that is never started
        ours = stepper.restore(json);
        expect(stepper.persist(ours)).toBe(json);
        theirs = createActor(machine, {
          snapshot: JSON.parse(json) as never,
          input: input,
        }).getSnapshot() as AnyMachineSnapshot;
        expect(stored(theirs)).toEqual(JSON.parse(json));
        compared += 1;
      }
      armed = pathStep.timers;
    }
  }
  return compared;
}
