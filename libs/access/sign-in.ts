import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { isoOf, Problem, type Clock } from '../engine';
import { Attempts } from './attempts';
import type { KnownDevices } from './known-devices';
import { SecurityLog } from './logs';
import { networkOf } from './networks';
import { isOneTimeForm, oneTimeForm, passwordFits } from './passwords';
import type { SecondFactor } from './second-factor';

/** An address is a person's own for so long after they signed in there (ms). */
const knownFor = 30 * 86_400_000;
/** What is refused under a lock is answered after a whole number of these ms, longer than a look takes: its time tells nothing. */
export const evenPace = 500;

const wrong = { en: 'Login or password is wrong.', km: 'ឈ្មោះចូល ឬពាក្យសម្ងាត់មិនត្រឹមត្រូវ។' };
const codeMissing = { en: 'Send the code of your second factor as well.', km: 'សូមបញ្ជូនលេខកូដនៃកត្តាទីពីររបស់អ្នកផងដែរ។' };

export interface Entry {
  /** in its normal form */
  login: string;
  password: string;
  code?: string;
  /** address that it comes from; empty: not known */
  source: string;
  /** what the device shows of earlier sign-ins; see `KnownDevices` */
  marks?: string;
}

export interface Stored {
  person: string;
  login: string;
  password: string;
  one_time: boolean;
  totp_secret: string | null;
}

/** How the entered password fits: as it is, or as the two halves of a one-time password. Nobody's takes as long. */
export async function fitOf(
  stored: Pick<Stored, 'password' | 'one_time'> | undefined,
  password: string,
): Promise<'chosen' | 'oneTime' | undefined> {
  const chosen = await passwordFits(stored?.password, password);
  const oneTime = isOneTimeForm(password) && (await passwordFits(stored?.password, oneTimeForm(password)));
  return chosen ? 'chosen' : oneTime && stored?.one_time ? 'oneTime' : undefined;
}

/** Who is let in, and what failures count against. */
export class SignIn {
  private readonly attempts: Attempts;
  private readonly log: SecurityLog;

  constructor(
    private readonly pool: Pool,
    private readonly realClock: Clock,
    private readonly secondFactor: SecondFactor,
    private readonly devices: KnownDevices,
  ) {
    this.attempts = new Attempts(pool, realClock);
    this.log = new SecurityLog(pool, realClock);
  }

  /** Throws `unauthenticated` (with `errors: totp required` when only the code is missing) or `locked_out`. */
  async check(entry: Entry): Promise<Stored> {
    const { login, password, code, source } = entry;
    const { counted, isKnownDevice } = await this.countedAs(entry);
    // a known device pays for itself: behind one address there may be a whole mobile network
    const payer = isKnownDevice ? '' : networkOf(source);
    if (payer) await this.orLog(source, this.attempts.check('source', payer));
    try {
      await this.orLog(source, this.attempts.charge('login', counted));
    } catch (locked) {
      if (locked instanceof Problem) return this.checkUnderLock(entry, counted, payer, locked);
      throw locked;
    }
    const stored = await this.find(login);
    const fits = await fitOf(stored, password);
    if (!stored || !fits) return this.fail(source, payer, stored, new Problem('unauthenticated', { detail: wrong }));
    if (stored.totp_secret) {
      if (!code)
        throw new Problem('unauthenticated', { detail: codeMissing, errors: [{ path: 'totp', code: 'required' }] });
      try {
        await this.secondFactor.signedIn(stored.person, code, counted);
      } catch (error) {
        if (error instanceof Problem && error.code === 'locked_out') throw error;
        const detail = error instanceof Problem ? error.extra.detail : undefined;
        const errors = [{ path: 'totp', code: 'wrong' }];
        return this.fail(source, payer, stored, new Problem('unauthenticated', { detail, errors }));
      }
    }
    await this.attempts.clear('login', counted);
    return stored;
  }

  /**
   * Whoever sends one wrong password each time a lock ends would keep the person out of every new device for ever. So what
   * nobody guesses passes under the lock: the right password with the right code of the second factor, or a one-time password
   * of two halves. Each network has a few looks, then one at the pace of a lock of its own. All that fails is answered with the
   * lock itself, in its words and after an even time, so that nothing tells whether there is such a login or which part was right.
   */
  private async checkUnderLock(entry: Entry, counted: string, payer: string, locked: Problem): Promise<Stored> {
    const { login, password, code, source } = entry;
    if (!code && !isOneTimeForm(password)) throw locked;
    const began = performance.now();
    try {
      const look = `${login} under lock at ${networkOf(source)}`;
      await this.attempts.charge('login', look);
      const stored = await this.find(login);
      const fits = await fitOf(stored, password);
      if (stored && (await this.isProven(stored, fits, code, counted))) {
        await this.attempts.clear('login', look);
        // strangers stay locked out; the person's own device or address is theirs again
        if (counted !== login) await this.attempts.clear('login', counted);
        return stored;
      }
      await this.fail(source, payer, stored, locked);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
    await pause(evenPace - ((performance.now() - began) % evenPace));
    throw locked;
  }

  /** Is it more than a password that somebody may have guessed? */
  private async isProven(
    { person, totp_secret }: Stored,
    fits: 'chosen' | 'oneTime' | undefined,
    code: string | undefined,
    counted: string,
  ): Promise<boolean> {
    if (!fits) return false;
    if (totp_secret === null) return fits === 'oneTime';
    return code !== undefined && (await this.secondFactor.signedIn(person, code, counted));
  }

  /**
   * What failures count against: the login; on a device or from an address where this person has signed in lately, the login
   * there. So a stranger who guesses locks strangers out, and not the person with their own phone or at their own desk.
   */
  private async countedAs({ login, source, marks }: Entry): Promise<{ counted: string; isKnownDevice: boolean }> {
    const { rows } = await this.pool.query<{ person: string; sources: string[] }>(
      `select c.person, array(select distinct s.source from homeward.security_log s where s.person = c.person and s.at > $2
         and s.kind = 'signIn.succeeded' and s.source is not null) as sources
       from homeward.credentials c where lower(c.login) = $1`,
      [login, isoOf(this.realClock.now() - knownFor)],
    );
    const device = await this.devices.find(marks, rows[0]?.person);
    if (device !== undefined) return { counted: `${login} on ${device}`, isKnownDevice: true };
    const network = networkOf(source);
    const isKnown = source !== '' && (rows[0]?.sources ?? []).some((one) => networkOf(one) === network);
    return { counted: isKnown ? `${login} at ${network}` : login, isKnownDevice: false };
  }

  private async find(login: string): Promise<Stored | undefined> {
    const { rows } = await this.pool.query<Stored>(
      'select person, login, password, one_time, totp_secret from homeward.credentials where lower(login) = $1',
      [login],
    );
    return rows[0];
  }

  private async orLog(source: string, asked: Promise<void>): Promise<void> {
    try {
      await asked;
    } catch (error) {
      await this.log.record({ kind: 'signIn.locked', source });
      throw error;
    }
  }

  /** A failure is told to the log and paid for by the address. */
  private async fail(source: string, payer: string, stored: Stored | undefined, problem: Problem): Promise<never> {
    await this.log.record({ kind: 'signIn.failed', person: stored?.person, source });
    if (payer) await this.attempts.charge('source', payer);
    throw problem;
  }
}
