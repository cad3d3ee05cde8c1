/** The options of the commands: what is read, and what is refused in words. */
import { flag, growing, list, optionsOf, text, valued, whole } from '../../apps/commands/options';

const options = { rounds: whole(3), wide: whole(20_000, 0), most: whole(undefined), only: list, url: text, json: flag };
const read = (...args: string[]) => optionsOf(args, options);

it('reads what is given, and has a value for what is not', () => {
  expect(read()).toEqual({
    rounds: 3,
    wide: 20_000,
    most: undefined,
    only: undefined,
    url: undefined,
    json: false,
    words: [],
  });
  expect(read('--rounds', '7', '--wide=0', '--only', 'a,b', '--json')).toMatchObject({
    rounds: 7,
    wide: 0,
    only: ['a', 'b'],
    json: true,
  });
  expect(optionsOf(['E1', '--json', 'E2'], { json: flag }, { takesWords: true }).words).toEqual(['E1', 'E2']);
});

it.each([
  [['--round', '1'], "Unknown option '--round'. It takes --rounds …, --wide …, --most …, --only …, --url …, --json"],
  [['E1'], "Unexpected argument 'E1'. It takes"],
  [['--rounds'], "Option '--rounds <value>' argument missing. It takes"],
  [['--rounds', '-1'], "Option '--rounds' argument is ambiguous. It takes"],
  [['--rounds', '0'], '--rounds takes a whole number from 1, not 0'],
  [['--rounds', '1.5'], '--rounds takes a whole number from 1, not 1.5'],
  [['--rounds', '1e3'], '--rounds takes a whole number from 1, not 1e3'],
  [['--rounds='], '--rounds takes a whole number from 1, not nothing'],
  [['--wide', '99999999999999999999'], '--wide takes a whole number from 0, not 99999999999999999999'],
  [['--json=yes'], "Option '--json' does not take an argument. It takes"],
])('refuses %j in one line', (args, says) => {
  expect(() => read(...args)).toThrow(says);
  expect(() => read(...args)).toThrow(/^[^\n]+$/);
});

it('takes sizes only in the order in which a world grows', () => {
  const sizes = (given: string) => optionsOf(['--sizes', given], { sizes: growing([10]) }).sizes;
  expect(sizes('100,1000')).toEqual([100, 1_000]);
  expect(() => sizes('1000,100')).toThrow('--sizes takes numbers that grow, not 1000,100');
  expect(() => sizes('100,,200')).toThrow('--sizes takes whole numbers between commas from 1, not nothing');
});

it('lets a command read a value itself', () => {
  const peers = valued([] as string[], (given) => [given.toUpperCase()]);
  expect(optionsOf([], { peers }).peers).toEqual([]);
  expect(optionsOf(['--peers', 'a'], { peers }).peers).toEqual(['A']);
});
