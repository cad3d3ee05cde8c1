/** Signing in as somebody else: guesses, codes a second time, and what the answer or its time tells. */
import { randomUUID } from 'node:crypto';
import { evenPace, freeAttempts, longestLock } from '../../../libs/access';
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

const enter = (
  who: Attacker,
  source: string,
  login: string,
  password: string,
  totp?: string,
  cookie?: string,
): Promise<Answer> =>
  who.sendRaw('/session', {
    body: { login, password, totp },
    key: null,
    headers: { ...from(source), ...(cookie !== undefined && { Cookie: cookie }) },
  });

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

/** Guesses from addresses of their own until the login is locked. */
async function lock(who: Attacker, login: string): Promise<Answer> {
  let last = await enter(who, fresh(), login, 'a guess');
  for (let i = 0; i < 20 && last.status !== 429; i += 1) last = await enter(who, fresh(), login, `a guess ${i}`);
  return last;
}

/** The lock ends, and whoever guesses is there at once. */
async function guessAsItEnds(who: Attacker, login: string): Promise<Answer> {
  await who.rows(
    `update homeward.attempts set locked_until = clock_timestamp() where kind = 'login' and locked_until > now()`,
  );
  await enter(who, fresh(), login, 'one guess as the lock ends');
  return enter(who, fresh(), login, 'and another');
}

/** What a device keeps of a sign-in: `homeward_device=…` and how it is set. */
function deviceOf({ headers }: Answer): { cookie: string; flags: string } {
  const set = headers.getSetCookie().find((one) => one.startsWith('homeward_device=')) ?? '';
  const [cookie = '', ...flags] = set.split(';');
  return { cookie, flags: flags.join(';') };
}

/** The person on their own device gets in from any address, however long a stranger guesses; the device alone is worth nothing. */
export async function attackDevices(who: Attacker, tally: Tally): Promise<void> {
  const [victim, other] = ['court.siemreap', 'police.siemreap'];
  const { password } = accountOf(victim);
  const [first, others] = [
    await enter(who, fresh(), victim, password),
    await enter(who, fresh(), other, accountOf(other).password),
  ];
  let { cookie } = deviceOf(first);
  const { flags } = deviceOf(first);
  who.secrets.add(cookie.split('=')[1] ?? cookie);
  tally.case(
    cookie !== '' && /HttpOnly/.test(flags) && /SameSite=Strict/.test(flags),
    () => `what a device keeps of a sign-in: ${first.status} ${flags || 'nothing'}`,
  );
  const locked = await lock(who, victim);
  for (let night = 0; night < 3; night += 1) {
    const [stranger, person] = [
      await guessAsItEnds(who, victim),
      await enter(who, fresh(), victim, password, undefined, cookie),
    ];
    tally.case(stranger.status === 429, () => `a stranger who is there as each lock ends: ${Attacker.told(stranger)}`);
    tally.case(
      person.status === 200,
      () => `the person, on their device at a new address, while a stranger guesses: ${Attacker.told(person)}`,
    );
    if (person.status === 200) ({ cookie } = deviceOf(person));
  }
  const [name, value = ''] = cookie.split('=');
  const [id, until, mac] = value.split('.');
  const none: Record<string, string> = {
    'of another person': deviceOf(others).cookie,
    'without its signature': `${name}=${id}.${until}.${'0'.repeat(64)}`,
    'with a later end': `${name}=${id}.zzzzzzz.${mac}`,
    'of another device': `${name}=${'A'.repeat(22)}.${until}.${mac}`,
    bent: `${name}=${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`,
    'many times over': `${name}=${Array.from({ length: 4 }, () => 'x'.repeat(100)).join('~')}`,
  };
  for (const [what, forged] of Object.entries(none)) {
    const answer = await enter(who, fresh(), victim, password, undefined, forged);
    tally.case(answer.status === 429, () => `a device ${what} under the lock: ${Attacker.told(answer)}`);
  }
  // a thief of the device has no session, and a few guesses of their own
  const shown: Record<string, string>[] = [
    { Cookie: cookie },
    { Cookie: `homeward_session=${value}` },
    { Authorization: `Bearer ${value}` },
  ];
  for (const headers of shown) {
    const answer = await who.sendRaw('/session', { headers });
    tally.case(answer.status === 401, () => `a stolen device without a password: ${Attacker.told(answer)}`);
  }
  let guesses = 0;
  for (let last = locked; guesses < 20 && (guesses === 0 || last.status !== 429); guesses += 1)
    last = await enter(who, fresh(), victim, `a guess ${guesses}`, undefined, cookie);
  tally.case(guesses <= freeAttempts.login + 2, () => `guesses on a stolen device: ${guesses} before it is locked`);
  tally.note(`a stolen device has ${guesses - 1} guesses before a lock of its own`);
}

/** On a new device at a new address, under a lock: password and code together pass; all else is answered as the lock is. */
export async function attackUnderLock(who: Attacker, tally: Tally): Promise<void> {
  const [victim, nobody] = ['director.siemreap', `nobody-${randomUUID()}`];
  const { password } = accountOf(victim);
  await lock(who, victim);
  await lock(who, nobody);
  const said = ({ status, body: { instance: _, ...body }, headers }: Answer): string =>
    `${status} ${JSON.stringify(body)} ${[...headers.keys()].sort().join(' ')}`;
  let words: string | undefined;
  const guesses = async (): Promise<Record<string, number[]>> => {
    const times: Record<string, number[]> = { 'a right password': [], 'a wrong one': [], 'nobody’s': [] };
    for (let i = 0; i < 5; i += 1)
      for (const [what, answer] of [
        ['a right password', await enter(who, fresh(), victim, password, '000000')],
        ['a wrong one', await enter(who, fresh(), victim, 'not the password', await who.codeOf(victim))],
        ['nobody’s', await enter(who, fresh(), nobody, password, '000000')],
      ] as const) {
        times[what]!.push(answer.ms);
        words ??= said(answer);
        tally.case(
          said(answer) === words,
          () => `${what} under the lock is answered otherwise: ${said(answer).slice(0, 300)}`,
        );
      }
    return times;
  };
  const { told, medians, ratio } = await evenTimes(guesses);
  tally.note(`under a lock: ${told}`);
  tally.case(
    Math.min(...medians) >= evenPace - 5 && ratio <= ratioAllowed,
    () => `the time tells what was right: ${told}`,
  );
  const source = '2001:db8:77:1';
  for (let i = 0; i <= freeAttempts.login; i += 1)
    await enter(who, `${source}::${i + 1}`, victim, 'not the password', '000000');
  const sameNetwork = await enter(who, `${source}:f::9`, victim, password, await who.codeOf(victim));
  tally.case(sameNetwork.status === 429, () => `looks without end from one /64: ${Attacker.told(sameNetwork)}`);
  // five wrong codes with the right password were sent above: that the code is guessed at is another lock
  await who.rows(`delete from homeward.attempts where kind = 'code'`);
  const person = await enter(who, fresh(), victim, password, await who.codeOf(victim));
  tally.case(person.status === 200, () => `password and code on a new device under the lock: ${Attacker.told(person)}`);
  const still = await enter(who, fresh(), victim, password);
  tally.case(still.status === 429, () => `the lock, after the person came in: ${Attacker.told(still)}`);
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
/** Medians of two kinds of guesses may differ by so much on a busy machine; without the second hash it would be ten times. */
const ratioAllowed = 1.6;

/** Times (ms) by kind of guess, their medians and the ratio of the extremes; what differs is measured again, as others may have been at work. */
async function evenTimes(
  measure: () => Promise<Record<string, number[]>>,
): Promise<{ told: string; medians: number[]; ratio: number }> {
  for (let more = 2; ; more -= 1) {
    const times = await measure();
    const medians = Object.values(times).map(median);
    const ratio = Math.max(...medians) / Math.min(...medians);
    const told = Object.keys(times)
      .map((what, i) => `${what} ${medians[i]!.toFixed(1)} ms`)
      .join(', ');
    if (ratio <= ratioAllowed || more === 0) return { told: `${told}, ratio ${ratio.toFixed(2)}`, medians, ratio };
  }
}

/** The same words and the same time for logins that are there and that are not. */
export async function attackWords(who: Attacker, tally: Tally, rounds: number): Promise<void> {
  const known = demoAccounts.filter(({ login }) => !/kandal|admin|mosvy/.test(login)).slice(0, rounds);
  let words: string | undefined;
  // the first ones warm the server up, and neither kind always comes first
  for (let i = 0; i < 3; i += 1) await enter(who, fresh(), `warm-${i}`, 'not the password');
  const guesses = async (): Promise<Record<string, number[]>> => {
    const times: Record<string, number[]> = { 'who is there': [], 'who is not': [] };
    for (const [i, { login }] of known.entries())
      for (const isKnown of i % 2 === 0 ? [true, false] : [false, true]) {
        const answer = await enter(who, fresh(), isKnown ? login : `${login}.x`, 'not the password');
        times[isKnown ? 'who is there' : 'who is not']!.push(answer.ms);
        const { instance: _, ...body } = answer.body;
        const said = `${answer.status} ${JSON.stringify(body)} ${[...answer.headers.keys()].sort().join(' ')}`;
        words ??= said;
        tally.case(
          said === words,
          () => `a wrong password for ${isKnown ? login : 'nobody'} is answered otherwise: ${said.slice(0, 300)}`,
        );
      }
    // so that guesses of a second measurement are not under a lock
    await who.rows(`delete from homeward.attempts where kind = 'login'`);
    return times;
  };
  const { told, ratio } = await evenTimes(guesses);
  tally.note(`wrong password: ${told}, ${known.length} each`);
  tally.case(ratio <= ratioAllowed, () => `the time tells who is there: ${told}`);
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
  // seven of them failed, and how many of those were counted after the one that came in is a matter of chance
  await who.rows(`delete from homeward.attempts where kind in ('login', 'code')`);
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
