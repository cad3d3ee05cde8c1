import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { isoOf, Problem, type Clock } from '../engine';
import { Attempts } from './attempts';
import { SecurityLog } from './logs';
import { addressOfSecret, newSecret, stepOf, type Seal } from './totp';

const notEnrolled = {
  en: 'You have no second factor yet. Enrol one under your account, then sign.',
  km: 'អ្នកមិនទាន់មានកត្តាផ្ទៀងផ្ទាត់ទីពីរទេ។ សូមចុះឈ្មោះវាក្នុងគណនីរបស់អ្នក រួចចុះហត្ថលេខា។',
};
const wrongCode = {
  en: 'This code is wrong, has expired, or was used before. Wait for the next one.',
  km: 'លេខកូដនេះខុស ផុតកំណត់ ឬបានប្រើរួចហើយ។ សូមរង់ចាំលេខកូដបន្ទាប់។',
};

/** The second factor (TOTP): enrolment, and codes that never count twice. In real time. */
export class SecondFactor {
  private readonly attempts: Attempts;
  private readonly log: SecurityLog;

  constructor(
    private readonly pool: Pool,
    private readonly realClock: Clock,
    private readonly seal: Seal,
    /** time steps that a code may be early or late */
    private readonly window = 1,
  ) {
    this.attempts = new Attempts(pool, realClock);
    this.log = new SecurityLog(pool, realClock);
  }

  /** Begins an enrolment. The secret is shown this once; it counts after `confirm`. */
  async enrol(person: string): Promise<{ secret: string; url: string }> {
    const secret = newSecret();
    const { rows } = await this.pool.query<{ login: string }>(
      'update homeward.credentials set totp_pending = $2 where person = $1 and totp_secret is null returning login',
      [person, this.seal.close(secret)],
    );
    // an enrolled factor is lost or kept: a thief of the session must not replace it
    if (!rows[0])
      throw new Problem('conflict', {
        detail: {
          en: 'A second factor is enrolled. A lost one is renewed by two other people.',
          km: 'កត្តាទីពីរបានចុះឈ្មោះហើយ។ បើបាត់ ត្រូវបន្តដោយមនុស្សពីរនាក់ផ្សេង។',
        },
      });
    return { secret, url: addressOfSecret(secret, rows[0].login) };
  }

  /** Ends an enrolment with a first code. */
  async confirm(person: string, code: string): Promise<void> {
    await this.attempts.charge('code', person);
    const { rows } = await this.pool.query<{ totp_pending: string | null }>(
      'select totp_pending from homeward.credentials where person = $1',
      [person],
    );
    const pending = rows[0]?.totp_pending;
    const step = pending ? stepOf(this.seal.open(pending), code, this.realClock.now(), this.window) : undefined;
    if (!pending || step === undefined) throw new Problem('signature_required', { detail: wrongCode });
    const { rowCount } = await this.pool.query(
      `update homeward.credentials set totp_secret = totp_pending, totp_pending = null, totp_step = $3, totp_use = '', changed_at = $4
       where person = $1 and totp_pending = $2`,
      [person, pending, step, isoOf(this.realClock.now())],
    );
    if (rowCount === 0) throw new Problem('conflict');
    await this.attempts.clear('code', person);
    await this.log.record({ kind: 'totp.enrolled', person });
  }

  /**
   * A code as signature. It signs once; the same code for the same `purpose` (route and key of the request) is the same
   * signature, so that a request sent again after a lost answer passes. Throws `signature_required` with what to do.
   */
  signed(person: string, code: string | undefined, purpose: string): Promise<true> {
    return this.accept(person, person, code, (step) => this.spend(person, step, useOf(purpose)));
  }

  /**
   * A code at sign-in; it signs in once, and may still sign once. Guesses are counted where those at the password are: who
   * knows the password alone locks neither the person's own devices nor their signatures.
   */
  signedIn(person: string, code: string, where: string): Promise<true> {
    return this.accept(person, `${person} ${where}`, code, async (step) => {
      const { rowCount } = await this.pool.query(
        `update homeward.credentials set totp_sign_in_step = $2
         where person = $1 and (totp_sign_in_step is null or totp_sign_in_step < $2)`,
        [person, step],
      );
      return rowCount === 1;
    });
  }

  /** Gives a code back that was shown for something the rules refused: it has signed nothing. */
  async giveBack(person: string, purpose: string): Promise<void> {
    await this.pool.query(
      `update homeward.credentials set totp_step = totp_step - 1, totp_use = '' where person = $1 and totp_use = $2`,
      [person, useOf(purpose)],
    );
  }

  private async accept(
    person: string,
    counted: string,
    code: string | undefined,
    take: (step: number) => Promise<boolean>,
  ): Promise<true> {
    const { rows } = await this.pool.query<{ totp_secret: string | null }>(
      'select totp_secret from homeward.credentials where person = $1',
      [person],
    );
    const secret = rows[0]?.totp_secret;
    if (!secret) throw new Problem('signature_required', { detail: notEnrolled });
    if (!code) throw new Problem('signature_required');
    await this.attempts.charge('code', counted);
    const step = stepOf(this.seal.open(secret), code.trim(), this.realClock.now(), this.window);
    if (step === undefined || !(await take(step))) {
      await this.log.record({ kind: 'signature.failed', person });
      throw new Problem('signature_required', { detail: wrongCode });
    }
    await this.attempts.clear('code', counted);
    return true;
  }

  private async spend(person: string, step: number, use: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `update homeward.credentials set totp_step = $2, totp_use = $3
       where person = $1 and (totp_step is null or totp_step < $2 or (totp_step = $2 and totp_use = $3))`,
      [person, step, use],
    );
    return rowCount === 1;
  }
}

const useOf = (purpose: string): string => createHash('sha256').update(purpose).digest('base64url');
