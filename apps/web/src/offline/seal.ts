/** Seals to the server's public key: what is sealed here cannot be read here again. */

/** The server's key, as it gives it out. */
export interface OutboxKey {
  id: string;
  publicKey: string;
}
export interface Sealed {
  epk: string;
  iv: string;
  data: string;
}

export const toBase64 = (bytes: ArrayBuffer | Uint8Array): string => {
  let text = '';
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
};
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** JSON with sorted keys and without undefined: the same text here and on the server. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
}

/** Length does not tell what was answered: contents are filled up to whole blocks (bytes). */
const block = 1024;

function padded(content: unknown): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const filled = new Uint8Array(Math.ceil(bytes.length / block) * block).fill(0x20);
  filled.set(bytes);
  return filled;
}

/** Seals content to the key; the head is bound to it and stays readable. */
export async function seal(key: OutboxKey, head: object, content: unknown): Promise<Sealed> {
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const point = fromBase64(key.publicKey);
  const [theirs, own] = await Promise.all([
    crypto.subtle.importKey('raw', point, curve, false, []),
    crypto.subtle.generateKey(curve, false, ['deriveBits']),
  ]);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, 256);
  const epk = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
  const material = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const cipher = await crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array([...epk, ...point]),
      info: new TextEncoder().encode('homeward outbox item'),
    },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(canonical(head)) },
    cipher,
    padded(content),
  );
  return { epk: toBase64(epk), iv: toBase64(iv), data: toBase64(data) };
}
