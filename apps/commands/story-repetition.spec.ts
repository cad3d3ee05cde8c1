import { itemsOf, roundsOf, written } from './story-repetition';

const asIs = (item: unknown): unknown => item;

describe('what a story repeats', () => {
  it('counts, and takes the values of each list in turn', () => {
    expect(roundsOf({ to: 3, pick: { name: ['Dara', 'Sokha'] } })).toEqual([
      { n: 1, name: 'Dara' },
      { n: 2, name: 'Sokha' },
      { n: 3, name: 'Dara' },
    ]);
    expect(roundsOf({ from: 2, to: 3, as: 'bed', pick: { name: ['Dara', 'Sokha'] } })).toEqual([
      { bed: 2, name: 'Sokha' },
      { bed: 3, name: 'Dara' },
    ]);
  });

  it('writes names into texts and keys, a value where a text is nothing else, and leaves the names of others', () => {
    const value = { 'c{n}': 'bed {n} of {house}', counter: '{n+60}', child: '{c{n}}', all: ['{data}'] };
    expect(written(value, { n: 5, data: { on: 1 } })).toEqual({
      c5: 'bed 5 of {house}',
      counter: 65,
      child: '{c5}',
      all: [{ on: 1 }],
    });
  });

  it('writes an item of a list out, each round as an item or as a value of its own', () => {
    expect(itemsOf(['a', { repeat: { to: 2 }, bed: '{n}' }, { repeat: { to: 2 }, each: '{c{n}}' }], asIs)).toEqual([
      'a',
      { bed: 1 },
      { bed: 2 },
      '{c1}',
      '{c2}',
    ]);
  });

  it('refuses a repetition that it does not know', () => {
    expect(() => itemsOf([{ repeat: { times: 2 } }], asIs)).toThrow();
  });
});
