/** The options of a command, read strictly: what it does not know, or cannot use, is refused before anything is started. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** Why a command does not begin, in one line. */
export class CommandRefusal extends Error {}

/** One option: a flag, or one that takes a value. */
export interface Option<T> {
  type: 'boolean' | 'string';
  /** the value of `--name`; throws a `CommandRefusal` where it cannot be used */
  read(given: string | boolean | undefined, name: string): T;
}

export const flag: Option<boolean> = { type: 'boolean', read: (given) => given === true };

/** A value as `read` makes it of its text; `standard` where the option is not given. */
export const valued = <T, D>(standard: D, read: (text: string, name: string) => T): Option<T | D> => ({
  type: 'string',
  read: (given, name) => (typeof given === 'string' ? read(given, name) : standard),
});

function wholeOf(text: string, name: string, least: number, what = 'a whole number'): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(number) || number < least)
    throw new CommandRefusal(`--${name} takes ${what} from ${least}, not ${text || 'nothing'}`);
  return number;
}

export const text = valued(undefined, (given) => given);
/** A whole number from `least`. */
export const whole = <D>(standard: D, least = 1): Option<number | D> =>
  valued(standard, (given, name) => wholeOf(given, name, least));
/** Words between commas. */
export const list = valued(undefined, (given) => given.split(','));
/** Whole numbers between commas, each larger than the one before. */
export const growing = (standard: number[]): Option<number[]> =>
  valued(standard, (given, name) => {
    const numbers = given.split(',').map((each) => wholeOf(each, name, 1, 'whole numbers between commas'));
    if (numbers.some((number, i) => i > 0 && number <= numbers[i - 1]!))
      throw new CommandRefusal(`--${name} takes numbers that grow, not ${given}`);
    return numbers;
  });

/** The one word that a command takes beside its options. */
export function wordOf(words: string[], usage: string): string {
  if (words.length !== 1 || words[0] === '') throw new CommandRefusal(usage);
  return words[0]!;
}

/** The text of a file that is named in the arguments. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
    throw new CommandRefusal(`${file}: ${why}`, { cause: error });
  }
}

type Values<O> = { [Name in keyof O]: O[Name] extends Option<infer T> ? T : never };

/** Values of the options among the arguments, and the words beside them, which only a command with `takesWords` has. */
export function optionsOf<O extends Record<string, Option<unknown>>>(
  args: string[],
  options: O,
  { takesWords = false } = {},
): Values<O> & { words: string[] } {
  const { values, positionals } = parsed(args, options, takesWords);
  const read = Object.entries(options).map(([name, option]) => [name, option.read(values[name], name)]);
  return { ...(Object.fromEntries(read) as Values<O>), words: positionals };
}

function parsed(args: string[], options: Record<string, Option<unknown>>, allowPositionals: boolean) {
  try {
    const types = Object.entries(options).map(([name, { type }]) => [name, { type }] as const);
    return parseArgs({ args, options: Object.fromEntries(types), strict: true, allowPositionals });
  } catch (error) {
    if (!String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS_')) throw error;
    const known = Object.entries(options).map(([name, { type }]) => `--${name}${type === 'string' ? ' …' : ''}`);
    // what follows the first sentence speaks of ways that no option here has
    const why = (error as Error).message.split('\n')[0]!.split('. ')[0]!.replace(/\.$/, '');
    throw new CommandRefusal(`${why}. It takes ${known.join(', ')}`, { cause: error });
  }
}
