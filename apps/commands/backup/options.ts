import { resolve } from 'node:path';
import { BackupRefusal } from './texts';

/** The file that an option names, as an absolute path; refuses where it is missing. */
export function optionOf(args: string[], name: string): string {
  const given = args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
  if (!given || given.startsWith('--')) throw new BackupRefusal('usage');
  return resolve(given);
}
