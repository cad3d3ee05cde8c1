import { Algorithm, hash, verify } from '@node-rs/argon2';
import { createHash, randomBytes } from 'node:crypto';
import type { Text } from '../../workflows/workflow';

/** argon2id, 19 MiB, two passes: about 20 ms on one core. */
const cost = { algorithm: 2 satisfies Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const shortest = 12;
const longest = 256;

const common = [
  'password',
  'homeward',
  'administrator',
  'changeme',
  'qwerty',
  'letmein',
  'welcome',
  'cambodia',
  'secret',
  'default',
  'admin',
];

/** One spelling for what keyboards write in several ways. */
export const normalPassword = (password: string): string => password.normalize('NFKC');
export const normalLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

/** Why this password is refused, or undefined. */
export function passwordProblem(login: string, password: string): Text | undefined {
  const plain = normalPassword(password);
  const letters = plain.toLowerCase();
  const name = normalLogin(login);
  if ([...plain].length < shortest)
    return { en: `A password has at least ${shortest} characters.`, km: `ពាក្យសម្ងាត់ត្រូវមានយ៉ាងតិច ${shortest} តួអក្សរ។` };
  if (plain.length > longest)
    return { en: `A password has at most ${longest} characters.`, km: `ពាក្យសម្ងាត់ត្រូវមានយ៉ាងច្រើន ${longest} តួអក្សរ។` };
  if (name.length >= 3 && letters.includes(name))
    return { en: 'A password does not contain the login.', km: 'ពាក្យសម្ងាត់មិនត្រូវមានឈ្មោះចូលទេ។' };
  const rest = common.reduce((left, word) => left.replaceAll(word, ''), letters).replace(/[\d\W_]/gu, '');
  if (new Set(letters).size < 5 || (rest.length < 4 && common.some((word) => letters.includes(word))) || isRun(letters))
    return {
      en: 'This password is a common one. Choose words that only you would put together.',
      km: 'ពាក្យសម្ងាត់នេះងាយទាយ។ សូមជ្រើសពាក្យដែលមានតែអ្នកដឹង។',
    };
  return undefined;
}

/** 123456789012, abcdefghijkl. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((letter, i) => letter.charCodeAt(0) - text.charCodeAt(i));
  return steps.filter((step) => step === 1 || step === -1 || step === -9).length > steps.length * 0.8;
}

export const hashPassword = (password: string): Promise<string> => hash(normalPassword(password), cost);

let dummy: Promise<string> | undefined;

/** Compares with the stored hash; for an unknown login with a hash that nothing fits, in the same time. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  dummy ??= hash(randomBytes(32), cost);
  const fits = await verify(stored ?? (await dummy), normalPassword(password));
  return stored !== undefined && fits;
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Half of a one-time password: 12 letters and digits that are not mistaken for each other, 60 bits. */
export const newHalf = (): string => [...randomBytes(12)].map((byte) => letters[byte % 32]).join('');

export const halfDigest = (half: string): string => createHash('sha256').update(half).digest('hex');

/** Has it the form of a one-time password, two halves of 60 bits? */
export const isOneTimeForm = (entered: string): boolean => /^[A-Z2-9]{12}-[A-Z2-9]{12}$/i.test(entered.trim());

/** What a one-time password `first-second` is compared as: who made the second half knows only the digest of the first. */
export function oneTimeForm(entered: string): string {
  const [first = '', second = ''] = entered.trim().toUpperCase().split('-');
  return `${halfDigest(first)}-${second}`;
}
