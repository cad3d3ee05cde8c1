import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** Seconds for which a code of the second factor stands. */
export const period = 30;

const of = (secret: string, login: string): TOTP =>
  new TOTP({
    issuer: 'Homeward',
    label: login,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: Secret.fromBase32(secret),
  });

export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** `otpauth://` address for the QR code. */
export const addressOfSecret = (secret: string, login: string): string => of(secret, login).toString();

/** Code at an instant (epoch ms). */
export const codeAt = (secret: string, at: number): string => of(secret, '').generate({ timestamp: at });

/** Time step whose code this is, at most `window` steps from now, or undefined. */
export function stepOf(secret: string, code: string, at: number, window: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = of(secret, '').validate({ token: code, timestamp: at, window });
  return delta === null ? undefined : Math.floor(at / 1000 / period) + delta;
}

/** Seals secrets at rest with AES-256-GCM; without a key they are stored as they are. */
export class Seal {
  constructor(readonly key?: Buffer) {
    if (key && key.length !== 32) throw new Error('the key of secrets has 32 bytes');
  }

  close(secret: string): string {
    if (!this.key) return `plain:${secret}`;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return `gcm:${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')}`;
  }

  open(stored: string): string {
    const [form, text = ''] = stored.split(/:(.*)/s);
    if (form === 'plain') return text;
    if (!this.key) throw new Error('a sealed secret needs its key');
    const bytes = Buffer.from(text, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  }
}
