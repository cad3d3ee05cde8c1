/** A device of the attacker's own: seals an item to the server's public key, as the web application does. */
import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import type { OutboxKey, Sealed } from '../../../libs/access';
import { canonical } from '../../../libs/engine';

/** Seals content to the key, bound to the plain head beside it. */
export function sealTo(key: OutboxKey, head: object, content: unknown): Sealed {
  const point = Buffer.from(key.publicKey, 'base64');
  const pair = createECDH('prime256v1');
  const epk = pair.generateKeys();
  const salt = Buffer.concat([epk, point]);
  const secret = Buffer.from(hkdfSync('sha256', pair.computeSecret(point), salt, 'homeward outbox item', 32));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secret, iv);
  cipher.setAAD(Buffer.from(canonical(head), 'utf8'));
  const text = Buffer.from(JSON.stringify(content), 'utf8');
  // contents are filled up to whole blocks
  const padded = Buffer.concat([text, Buffer.alloc((1024 - (text.length % 1024)) % 1024, 0x20)]);
  const data = Buffer.concat([cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
  return { epk: epk.toString('base64'), iv: iv.toString('base64'), data: data.toString('base64') };
}
