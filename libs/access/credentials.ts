import type { Actor } from '../../workflows/workflow';
import { isoOf, keptId, Problem, type Clock, type Key } from '../engine';
import { SecurityLog } from './logs';
import { may } from './may';
import { halfDigest, hashPassword, newHalf, normalLogin, passwordProblem } from './passwords';
import { record, type Parts } from './record';
import { Seal } from './totp';

/** How long a renewal waits for its second person (ms). */
export const renewalLimit = 24 * 3_600_000;

export type Renewed = 'password' | 'secondFactor' | 'both';

const own = {
  en: 'Nobody renews their own sign-in. Two other people must.',
  km: 'គ្មាននរណាបន្តការចូលរបស់ខ្លួនឯងបានទេ។ ត្រូវមានមនុស្សពីរនាក់ផ្សេង។',
};
const asked = {
  en: 'You asked for this renewal. A second person must approve it.',
  km: 'អ្នកជាអ្នកស្នើបន្ត។ មនុស្សទីពីរត្រូវអនុម័ត។',
};

/** Logins, and their renewal by two other people when a password or second factor is lost. */
export class Credentials {
  private readonly log: SecurityLog;

  constructor(
    private readonly parts: Parts,
    private readonly realClock: Clock,
    private readonly seal: Seal = new Seal(),
  ) {
    this.log = new SecurityLog(parts.pool, realClock);
  }

  /** A first login for a person. `oneTime`: must be changed at the first sign-in. `totpSecret` (base32) is for demo and sandbox. */
  async give(
    actor: Actor,
    given: { person: string; login: string; password: string; oneTime?: boolean; totpSecret?: string },
    key?: Key,
  ): Promise<{ person: string }> {
    if (!may(actor, 'people.manage')) throw new Problem('forbidden');
    const login = normalLogin(given.login);
    if (!/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}._@-]{1,63}$/u.test(login))
      throw new Problem('form_invalid', { errors: [{ path: 'login', code: 'invalid' }] });
    const refused = passwordProblem(login, given.password);
    if (refused)
      throw new Problem('form_invalid', {
        detail: refused,
        errors: [{ path: 'password', code: 'weak', message: refused }],
      });
    const data = {
      person: given.person,
      login,
      password: await hashPassword(given.password),
      oneTime: given.oneTime ?? false,
      totpSecret: given.totpSecret === undefined ? undefined : this.seal.close(given.totpSecret),
    };
    return record(this.parts, {
      stream: given.person,
      event: 'credentials.given',
      actor,
      kind: 'access',
      request: { person: given.person, login },
      ops: [{ op: 'credentials.give', data }],
      answer: { person: given.person },
      key,
    });
  }

  /** The first person asks, and receives the first half of the one-time password. */
  async askRenewal(
    actor: Actor,
    given: { person: string; what: Renewed },
  ): Promise<{ id: string; firstHalf?: string; expiresAt: number }> {
    await this.checkMay(actor, given.person);
    const id = keptId();
    const firstHalf = given.what === 'secondFactor' ? undefined : newHalf();
    const now = this.realClock.now();
    const expiresAt = now + renewalLimit;
    const data = {
      id,
      ...given,
      by: actor.person,
      for: actor.actingFor,
      askedAt: isoOf(now),
      expires: isoOf(expiresAt),
      half: firstHalf && halfDigest(firstHalf),
    };
    await record(this.parts, {
      stream: given.person,
      event: 'renewal.asked',
      actor,
      kind: 'access',
      request: { ...given, renewal: id },
      ops: [{ op: 'renewal.ask', data }],
      answer: { id },
    });
    await this.log.record({
      kind: 'renewal.asked',
      person: given.person,
      detail: { by: actor.person, what: given.what },
    });
    return { id, firstHalf, expiresAt };
  }

  /**
   * The second person approves, and receives the second half; the person signs in with `first-second` and chooses a new
   * password. Neither of the two can sign in for the person alone. All sessions of the person end.
   */
  async approveRenewal(actor: Actor, id: string): Promise<{ person: string; secondHalf?: string }> {
    const { rows } = await this.parts.pool.query<{
      person: string;
      asked_by: string;
      asked_for: string | null;
      half: string | null;
      what: Renewed;
    }>('select person, asked_by, asked_for, half, what from homeward.renewals where id = $1', [id]);
    const renewal = rows[0];
    if (!renewal) throw new Problem('not_found');
    await this.checkMay(actor, renewal.person);
    const { asked_by, asked_for } = renewal;
    if ([actor.person, actor.actingFor].some((one) => one !== undefined && (one === asked_by || one === asked_for)))
      throw new Problem('second_person', { detail: asked });
    const secondHalf = renewal.half === null ? undefined : newHalf();
    const password = secondHalf && (await hashPassword(`${renewal.half}-${secondHalf}`));
    await record(this.parts, {
      stream: renewal.person,
      event: 'renewal.approved',
      actor,
      kind: 'access',
      request: { renewal: id },
      ops: [
        {
          op: 'renewal.approve',
          data: { id, by: actor.person, for: actor.actingFor, at: isoOf(this.realClock.now()), password },
        },
      ],
      answer: { person: renewal.person },
    });
    await this.log.record({
      kind: 'renewal.approved',
      person: renewal.person,
      detail: { by: actor.person, what: renewal.what },
    });
    return { person: renewal.person, secondHalf };
  }

  /** A supervisor or administrator over one of the person's areas, and not the person. */
  private async checkMay(actor: Actor, person: string): Promise<void> {
    if (actor.person === person || actor.actingFor === person) throw new Problem('second_person', { detail: own });
    const { rows } = await this.parts.pool.query<{ area: string }>(
      'select area from homeward.appointments where person = $1 and starts_at <= $2 and (ends_at is null or ends_at > $2)',
      [person, isoOf(this.parts.clock.now())],
    );
    const areas = rows.length > 0 ? rows.map((row) => row.area) : [''];
    if (!areas.some((area) => may(actor, 'renewal.approve', { area }))) throw new Problem('forbidden');
  }
}
