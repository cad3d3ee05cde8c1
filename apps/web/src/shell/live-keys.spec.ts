/** Events of the live stream. */
import { keysOf, staleAfter } from './live-keys';

describe('an event of the live stream', () => {
  it('names lists and cases', () => {
    expect(keysOf('{"keys":["alerts","instance:7","tasks"]}')).toEqual([['alerts'], ['instance', '7'], ['tasks']]);
  });

  it.each(['', '{', 'null', '{}', '{"keys":7}', '{"keys":[]}', '{"keys":[7,""]}'])(
    'is passed over when it is not understood: %s',
    (data) => {
      expect(keysOf(data)).toEqual([]);
    },
  );

  it('makes the lists stale in which the thing stands', () => {
    expect(staleAfter(['tasks'])).toContainEqual(['counts']);
    expect(staleAfter(['instance', '7'])).toEqual([['instance', '7']]);
  });
});
