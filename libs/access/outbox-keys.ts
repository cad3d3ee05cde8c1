import { createDecipheriv, createECDH, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { Problem } from '../engine';

/** Where a device finds the key to seal with; `id` names it, so that older ones still open. */
export interface OutboxKey {
  id: string;
  /** point of P-256, uncompressed, base64 */
  publicKey: string;
}

/** What a device sealed: its one-time public key, the nonce, and the content with its tag, each in base64. */
export interface Sealed {
  epk: string;
  iv: string;
  data: string;
}

const curve = 'prime256v1';
/** order of the curve's group */
const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

const keyName = /^(\d{4})-[0-9a-f]{8}$/;

/**
 * The key pairs to which devices seal what waits to be sent: one a year, derived from the installation's seal key, so that
 * several processes agree and the keys of earlier years stay. Without a seal key the secret lies in the database.
 */
export class OutboxKeys {
  private secret: Promise<Buffer> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly sealKey?: Buffer,
  ) {}

  /** The key of an instant (epoch ms). */
  async at(now: number): Promise<OutboxKey> {
    const year = String(new Date(now).getUTCFullYear());
    const publicKey = (await this.pairOf(year)).getPublicKey();
    return { id: idOf(year, publicKey), publicKey: publicKey.toString('base64') };
  }

  /**
   * Opens what was sealed to one of our keys together with its plain head; throws `sealed_key_unknown` for another
   * installation's key and `sealed_invalid` when head or content are not as the device left them.
   */
  async open(id: string, head: string, sealed: Sealed): Promise<string> {
    const year = keyName.exec(id)?.[1];
    if (!year) throw new Problem('sealed_key_unknown');
    const pair = await this.pairOf(year);
    if (idOf(year, pair.getPublicKey()) !== id) throw new Problem('sealed_key_unknown');
    try {
      const theirs = Buffer.from(sealed.epk, 'base64');
      const salt = Buffer.concat([theirs, pair.getPublicKey()]);
      const key = Buffer.from(hkdfSync('sha256', pair.computeSecret(theirs), salt, 'homeward outbox item', 32));
      const content = Buffer.from(sealed.data, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64'));
      decipher.setAAD(Buffer.from(head, 'utf8'));
      decipher.setAuthTag(content.subarray(-16));
      return Buffer.concat([decipher.update(content.subarray(0, -16)), decipher.final()]).toString('utf8');
    } catch {
      throw new Problem('sealed_invalid');
    }
  }

  /** HMAC-SHA-256 in hex over a text that leaves for a device and comes back, with a key for this purpose alone. */
  async mac(purpose: string, text: string): Promise<string> {
    const key = hkdfSync('sha256', await this.secretOf(), 'homeward outbox', `mac ${purpose}`, 32);
    return createHmac('sha256', Buffer.from(key)).update(text, 'utf8').digest('hex');
  }

  private async pairOf(year: string) {
    const derived = hkdfSync('sha256', await this.secretOf(), 'homeward outbox', `key pair ${year}`, 48);
    const scalar = (BigInt(`0x${Buffer.from(derived).toString('hex')}`) % (order - 1n)) + 1n;
    const pair = createECDH(curve);
    pair.setPrivateKey(Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex'));
    return pair;
  }

  private secretOf(): Promise<Buffer> {
    if (this.sealKey) return Promise.resolve(this.sealKey);
    this.secret ??= this.storedSecret();
    this.secret.catch(() => (this.secret = undefined));
    return this.secret;
  }

  private async storedSecret(): Promise<Buffer> {
    await this.pool.query('insert into homeward.outbox_secret (secret) values ($1) on conflict do nothing', [
      randomBytes(32),
    ]);
    const { rows } = await this.pool.query<{ secret: Buffer }>('select secret from homeward.outbox_secret');
    return rows[0]!.secret;
  }
}

const idOf = (year: string, publicKey: Buffer): string => `${year}-${publicKey.subarray(1, 5).toString('hex')}`;
