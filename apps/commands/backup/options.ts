import { resolve } from 'node:path';
import { CommandRefusal, flag, optionsOf, text } from '../options';
import { BackupRefusal } from './texts';

/** The file that an option names, as an absolute path; refuses where it is missing, or where more is asked than is known. */
export function optionOf(args: string[], option: 'to' | 'from'): string {
  const known: Record<string, typeof text | typeof flag> = { [option]: text, json: flag };
  try {
    const given = optionsOf(args, known)[option];
    if (typeof given === 'string' && given !== '') return resolve(given);
  } catch (error) {
    if (!(error instanceof CommandRefusal)) throw error;
  }
  throw new BackupRefusal('usage');
}
