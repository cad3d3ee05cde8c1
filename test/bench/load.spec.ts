/** The closed loop of the benchmark. */
import { setImmediate as turn } from 'node:timers/promises';
import { runChain } from '../../apps/commands/bench/load';

describe('the closed loop', () => {
  it('sends no event to a case before the one before is answered, however slow that is', async () => {
    const sent: string[] = [];
    const onTheWay = new Set<number>();
    let answerFirst = () => {};
    const first = new Promise<void>((resolve) => (answerFirst = resolve));
    const run = runChain(4, 2, 8, async (step, no) => {
      expect(onTheWay.has(no)).toBe(false);
      onTheWay.add(no);
      sent.push(`${no}:${step}`);
      await (step === 0 && no === 0 ? first : turn());
      onTheWay.delete(no);
    });
    // all the others wait for the first by now
    for (let turns = 0; turns < 50; turns += 1) await turn();
    answerFirst();
    expect((await run).events).toBe(8);
    for (const no of [0, 1])
      expect(sent.filter((event) => event.startsWith(`${no}:`))).toEqual([0, 1, 2, 3].map((step) => `${no}:${step}`));
  });
});
