/** Whatever is sent in whatever state, a procedure takes it or says which rules stand in the way: nothing throws. */
import { walk } from '../../apps/commands/attack/walk';
import { isPossible, verdictOf } from '../../libs/engine/step';
import { Model } from '../../libs/proof';
import { workflows } from '../../workflows';

it.each(workflows.map((workflow) => [workflow.id, workflow] as const))(
  '%s answers every form in every state',
  (_, workflow) => {
    const model = new Model(workflow);
    const faults = new Set<string>();
    let tried = 0;
    for (const { node } of walk(workflow))
      for (const sample of workflow.samples.events) {
        if (!isPossible(node.snapshot, sample.event)) continue;
        tried += 1;
        const given = model.given(sample, node.now);
        try {
          const { open } = verdictOf(workflow, node.snapshot, given);
          if (open) model.try(node, given, sample.event, sample);
        } catch (error) {
          faults.add(`${sample.event} (${sample.name}): ${(error as Error).message}`);
        }
      }
    expect([...faults]).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  },
);
