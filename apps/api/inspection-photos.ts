/** Photos of an inspection, part by part over a link that drops: begun, continued where it stopped, whole only by size and sha-256. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Seal } from '../../libs/access';
import { Problem } from '../../libs/engine/problem';
import { Attachments, largestFile, Vault } from '../../libs/files';
import type { Actor } from '../../workflows/workflow';
import type { Context } from './context';
import { ofTeam } from './inspection-package';
import { photoTexts as texts } from './inspection-texts';

/** Bytes of the largest part. */
export const largestPart = 262_144;
export const photoBody = z.strictObject({
  size: z.int().min(1).max(largestFile),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
/** where the part begins in the photo, in bytes */
export const partQuery = z.strictObject({ offset: z.coerce.number().int().min(0).max(largestFile) });

interface Upload {
  instance: string;
  person: string;
  size: number;
  sha256: string;
}
/** How much of a photo has arrived; `done`: it is a file of the case. */
export interface Arrived {
  id: string;
  size: number;
  offset: number;
  done: boolean;
}

export class Photos {
  private readonly seal: Seal;
  private readonly attachments: Attachments;

  constructor(private readonly context: Context) {
    const { engine, access, pool, seal = new Seal() } = context;
    this.seal = seal;
    this.attachments = new Attachments(engine, access, new Vault(pool, seal));
  }

  /** Announces a photo under the id that the device chose; throws 409 where the id is another photo's. */
  async begin(actor: Actor, instance: string, id: string, body: z.infer<typeof photoBody>): Promise<Arrived> {
    await ofTeam(this.context, actor, instance);
    await this.context.pool.query(
      `insert into homeward.uploads (id, instance, person, size, sha256, begun_at) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
      [id, instance, actor.person, body.size, body.sha256, new Date(this.context.clock.now())],
    );
    const upload = await this.find(instance, id);
    if (!upload || upload.person !== actor.person || upload.size !== body.size || upload.sha256 !== body.sha256)
      throw new Problem('conflict', { detail: texts.otherPhoto });
    return this.arrived(id, upload);
  }

  /** How much of it is there; throws 404 for a photo that was never announced. */
  async look(actor: Actor, instance: string, id: string): Promise<Arrived> {
    await ofTeam(this.context, actor, instance);
    return this.arrived(id, await this.get(instance, id));
  }

  /** Takes one part; the last one makes the photo a file of the case. The same part again changes nothing. */
  async add(actor: Actor, instance: string, id: string, offset: number, read: () => Promise<Buffer>): Promise<Arrived> {
    await ofTeam(this.context, actor, instance);
    const upload = await this.get(instance, id);
    if (upload.person !== actor.person) throw new Problem('forbidden');
    const bytes = await read();
    if (bytes.length < 1 || bytes.length > largestPart) throw new Problem('file_too_large', { detail: texts.part });
    const before = await this.arrived(id, upload);
    if (before.done) return before;
    if (offset + bytes.length > upload.size) throw new Problem('file_unreadable', { detail: texts.beyond });
    const { rows } = await this.context.pool.query<{ have: number }>(
      'select homeward.take_part($1, $2, $3, $4) as have',
      [id, offset, bytes.length, this.seal.close(bytes.toString('base64'))],
    );
    const have = rows[0]!.have;
    if (have === upload.size) await this.finish(actor, id, upload);
    const after = await this.arrived(id, upload);
    // where another request has made it whole meanwhile, its parts are gone
    if (have < offset && !after.done) throw new Problem('conflict', { detail: texts.gap });
    return after;
  }

  private async finish(actor: Actor, id: string, upload: Upload): Promise<void> {
    const bytes = await this.whole(id);
    // another request has finished it meanwhile
    if (bytes.length === 0) return;
    if (createHash('sha256').update(bytes).digest('hex') !== upload.sha256) {
      await this.discard(id);
      throw new Problem('file_unreadable', { detail: texts.broken });
    }
    const route = 'PATCH /api/v1/inspections/photos';
    const how = { instance: upload.instance, id, about: 'institution', restricted: false, actor, key: id, route };
    try {
      await this.attachments.add({ ...how, bytes: () => Promise.resolve(bytes) });
    } catch (refused) {
      // what is no picture stays none, however often it is sent
      if (refused instanceof Problem && /^file_/.test(refused.code)) await this.discard(id);
      throw refused;
    }
    await this.discard(id);
  }

  private async whole(id: string): Promise<Buffer> {
    const { rows } = await this.context.pool.query<{ sealed: string }>(
      'select sealed from homeward.upload_parts where upload = $1 order by start',
      [id],
    );
    return Buffer.concat(rows.map(({ sealed }) => Buffer.from(this.seal.open(sealed), 'base64')));
  }

  private discard = (id: string) => this.context.pool.query('select homeward.discard_parts($1)', [id]);

  private async find(instance: string, id: string): Promise<Upload | undefined> {
    const { rows } = await this.context.pool.query<Upload>(
      'select instance, person, size, sha256 from homeward.uploads where id = $1 and instance = $2',
      [id, instance],
    );
    return rows[0];
  }

  private async get(instance: string, id: string): Promise<Upload> {
    const upload = await this.find(instance, id);
    if (!upload) throw new Problem('not_found');
    return upload;
  }

  private async arrived(id: string, { size }: Upload): Promise<Arrived> {
    const { rows } = await this.context.pool.query<{ done: boolean; have: number }>(
      `select exists (select from homeward.attachments where id = $1) as done,
         (select coalesce(sum(size), 0)::int from homeward.upload_parts where upload = $1) as have`,
      [id],
    );
    const { done, have } = rows[0]!;
    return { id, size, offset: done ? size : have, done };
  }
}
