import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../engine';
import type { OutboxKeys } from './outbox-keys';

/** A device is known for so long after a person signed in on it (ms). */
export const deviceLimit = 180 * 86_400_000;
/** people whom one device is known to: an office shares a computer */
const most = 5;

interface Mark {
  text: string;
  id: string;
  /** epoch s */
  until: number;
  mac: string;
}

/** The marks in what a device shows; what has not their form is none. */
function marksIn(shown: string | undefined): Mark[] {
  return (shown ?? '').split('~').flatMap((text) => {
    const [, id, until, mac] = /^([\w-]{22})\.([0-9a-z]{1,8})\.([0-9a-f]{64})$/.exec(text) ?? [];
    return id && until && mac ? [{ text, id, until: parseInt(until, 36), mac }] : [];
  });
}

/**
 * Marks that a device keeps from a person's sign-in, and that count its failures apart; see `SignIn`. A mark is signed with a
 * key of the server, names nobody, holds for one person, and is no right to anything. Nothing of it is stored.
 */
export class KnownDevices {
  constructor(
    private readonly keys: OutboxKeys,
    private readonly realClock: Clock,
  ) {}

  /** The id of the device, where one of the marks it shows is this person's and not over. Nobody has none, in the same time. */
  async find(shown: string | undefined, person: string | undefined): Promise<string | undefined> {
    const own = await this.marksOf(shown, person ?? '');
    return own.find(({ until }) => until * 1000 > this.realClock.now())?.id;
  }

  /** What the device keeps after this person signed in: a new mark of theirs, and those of the others on it. */
  async mark(shown: string | undefined, person: string): Promise<string> {
    const own = await this.marksOf(shown, person);
    const others = marksIn(shown).filter(({ text }) => !own.some((mark) => mark.text === text));
    const id = randomBytes(16).toString('base64url');
    const until = Math.floor((this.realClock.now() + deviceLimit) / 1000);
    const fresh = `${id}.${until.toString(36)}.${await this.macOf(person, id, until)}`;
    return [fresh, ...others.map(({ text }) => text)].slice(0, most).join('~');
  }

  private async marksOf(shown: string | undefined, person: string): Promise<Mark[]> {
    const all = marksIn(shown).slice(0, most);
    const macs = await Promise.all(all.map(({ id, until }) => this.macOf(person, id, until)));
    return all.filter(({ mac }, i) => timingSafeEqual(Buffer.from(mac), Buffer.from(macs[i]!)));
  }

  private macOf(person: string, id: string, until: number): Promise<string> {
    return this.keys.mac('known device', `${person} ${id} ${until}`);
  }
}
