/** Bytes of files in the database, each sealed with a key of its own. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/** Seals short secrets with the key of the installation. */
export interface KeySeal {
  close(secret: string): string;
  open(stored: string): string;
}

export class Vault {
  constructor(
    private readonly pool: Pool,
    private readonly seal: KeySeal,
  ) {}

  /** Stores the bytes of a file; false when there are bytes under this id already. */
  async put(id: string, bytes: Buffer): Promise<boolean> {
    const key = randomBytes(32);
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id));
    const closed = Buffer.concat([cipher.update(bytes), cipher.final()]);
    const { rowCount } = await this.pool.query(
      'insert into homeward.attachment_contents (id, key, bytes) values ($1, $2, $3) on conflict (id) do nothing',
      [id, this.seal.close(key.toString('base64')), Buffer.concat([nonce, cipher.getAuthTag(), closed])],
    );
    return rowCount === 1;
  }

  /** The bytes of a file; throws when they are not there, or not those that were stored. */
  async get(id: string): Promise<Buffer> {
    const { rows } = await this.pool.query<{ key: string; bytes: Buffer }>(
      'select key, bytes from homeward.attachment_contents where id = $1',
      [id],
    );
    if (!rows[0]) throw new Error('a file has no content');
    const { key, bytes } = rows[0];
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(this.seal.open(key), 'base64'), bytes.subarray(0, 12));
    decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  }

  /** Removes bytes that no case took. */
  async discard(id: string): Promise<void> {
    await this.pool.query('select homeward.discard_contents($1)', [id]);
  }
}
