/** Signing in as somebody else: guesses, codes a second time, and what the answer or its time tells. */
import { randomUUID } from 'node:crypto';
import { freeAttempts, longestLock } from '../../../libs/access';
import { accountOf, demoAccounts } from '../../demo';
import { Attacker, type Answer } from './attacker';
import type { Tally } from './report';

/** From an address: the throwaway trusts one proxy. */
const from = (source: string): Record<string, string> => ({ 'X-Forwarded-For': source });
let hosts = 0;
/** An address that nobody has used. */
function fresh(): string {
  hosts += 1;
  return `100.64.${Math.floor(hosts / 250)}.${hosts % 250}`;
}

const enter = (who: Attacker, source: string, login: string, password: string, totp?: string): Promise<Answer> =>
  who.sendRaw('/session', { body: { login, password, totp }, key: null, headers: from(source) });

const waitOf = ({ headers }: Answer): number => Number(headers.get('retry-after') ?? 0);

/** Guesses lock who guesses; the person signs in all the same from where they have signed in before. */
export async function attackLock(who: Attacker, tally: Tally): Promise<void> {
  const victim = 'hospital.siemreap';
  const { password } = accountOf(victim);
  const [home, thief] = [fresh(), fresh()];
  const first = await enter(who, home, victim, password);
  tally.case(first.status === 200, () => `the person, before: ${Attacker.told(first)}`);
  let guesses = 0;
  let last = first;
  while (guesses < 20 && last.status !== 429) {
    last = await enter(who, thief, victim, `a guess ${guesses}`);
    guesses += 1;
  }
  tally.case(
    last.status === 429 && guesses <= freeAttempts.login + 2,
    () => `after ${guesses} guesses: ${Attacker.told(last)}`,
  );
  const waits: number[] = [waitOf(last)];
  for (let i = 0; i < 10; i += 1) waits.push(waitOf(await enter(who, thief, victim, `another guess ${i}`)));
  tally.case(
    waits.every((wait, i) => wait > 0 && wait <= longestLock / 1000 && (i === 0 || wait <= waits[i - 1]!)),
    () => `guesses under the lock make it longer: ${waits.join(', ')} s`,
  );
  tally.note(
    `locked after ${guesses} guesses for ${waits[0]} s; ten more guesses under the lock do not make it longer`,
  );
  const others = await Promise.all(
    Array.from({ length: 6 }, () => enter(who, fresh(), victim, 'a guess from elsewhere')),
  );
  tally.case(
    others.every(({ status }) => status === 429),
    () => `guesses from other addresses: ${others.map(Attacker.told).join(', ')}`,
  );
  const right = await enter(who, thief, victim, password);
  tally.case(right.status === 429, () => `the right password in the middle of guesses: ${Attacker.told(right)}`);
  const person = await enter(who, home, victim, password);
  tally.case(
    person.status === 200,
    () => `the person, from where they sign in every day, while a stranger guesses: ${Attacker.told(person)}`,
  );
  const nobody = `nobody-${randomUUID()}`;
  let missing = first;
  for (let i = 0; i <= freeAttempts.login + 1; i += 1) missing = await enter(who, fresh(), nobody, 'x');
  tally.case(
    missing.status === 429,
    () => `a login that is not there is not locked, so that the lock tells who is: ${Attacker.told(missing)}`,
  );
  let spray = first;
  const office = fresh();
  for (let i = 0; i < freeAttempts.source + 10 && spray.status !== 429; i += 1)
    spray = await enter(who, office, `spray-${i}`, 'Summer2017');
  tally.case(
    spray.status === 429 && waitOf(spray) <= longestLock / 1000,
    () => `one password at ${freeAttempts.source + 10} logins from one address: ${Attacker.told(spray)}`,
  );
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
/** Medians of two kinds of guesses may differ by so much on a busy machine; without the second hash it would be ten times. */
const ratioAllowed = 1.6;

/** The same words and the same time for logins that are there and that are not. */
export async function attackWords(who: Attacker, tally: Tally, rounds: number): Promise<void> {
  const known = demoAccounts.filter(({ login }) => !/kandal|admin|mosvy/.test(login)).slice(0, rounds);
  const times: Record<'known' | 'factor' | 'unknown', number[]> = { known: [], factor: [], unknown: [] };
  let words: string | undefined;
  for (const { login, totpSecret } of known)
    for (const kind of ['known', 'unknown'] as const) {
      const answer = await enter(who, fresh(), kind === 'known' ? login : `${login}.x`, 'not the password');
      times[kind === 'known' && totpSecret ? 'factor' : kind].push(answer.ms);
      const { instance: _, ...body } = answer.body;
      const said = `${answer.status} ${JSON.stringify(body)} ${[...answer.headers.keys()].sort().join(' ')}`;
      words ??= said;
      tally.case(
        said === words,
        () =>
          `a wrong password for ${kind === 'known' ? login : 'nobody'} is answered otherwise: ${said.slice(0, 300)}`,
      );
    }
  const [there, nowhere] = [median([...times.known, ...times.factor]), median(times.unknown)];
  const ratio = Math.max(there, nowhere) / Math.min(there, nowhere);
  tally.note(
    `wrong password: median ${there.toFixed(1)} ms for who is there, ${nowhere.toFixed(1)} ms for who is not (${known.length} each, ratio ${ratio.toFixed(2)})`,
  );
  tally.case(
    ratio <= ratioAllowed,
    () => `the time tells who is there: ${there.toFixed(1)} ms against ${nowhere.toFixed(1)} ms`,
  );
}

/** A code signs in once, a code of another hour never, and guesses at codes are locked. */
export async function attackCodes(who: Attacker, tally: Tally): Promise<void> {
  const login = 'supervisor.siemreap';
  const { password } = accountOf(login);
  const source = fresh();
  const code = await who.codeOf(login);
  const first = await enter(who, source, login, password, code);
  tally.case(first.status === 200, () => `with a fresh code: ${Attacker.told(first)}`);
  const again = await enter(who, source, login, password, code);
  tally.case(again.status === 401, () => `with the same code again: ${Attacker.told(again)}`);
  const both = await who.codeOf(login);
  const race = await Promise.all(Array.from({ length: 8 }, () => enter(who, source, login, password, both)));
  const taken = race.filter(({ status }) => status === 200).length;
  tally.case(taken === 1, () => `one code eight times at once signs in ${taken} times`);
  const none = await enter(who, source, login, password);
  tally.case(
    none.status === 401 && none.body.errors?.[0]?.path === 'totp',
    () => `without a code: ${Attacker.told(none)}`,
  );
  const blind = await enter(who, source, login, 'not the password', await who.codeOf(login));
  tally.case(
    blind.status === 401 && !JSON.stringify(blind.body.errors).includes('totp'),
    () => `a right code and a wrong password tells of the second factor: ${JSON.stringify(blind.body.errors)}`,
  );
  let guess = first;
  let guesses = 0;
  for (; guesses < 20 && guess.status !== 429; guesses += 1)
    guess = await enter(who, source, login, password, String(100_000 + guesses));
  tally.case(
    guess.status === 429 && guesses <= freeAttempts.code + 3,
    () => `${guesses} guesses at a code: ${Attacker.told(guess)}`,
  );
  tally.note(`guesses at the code are locked after ${guesses}`);
}
