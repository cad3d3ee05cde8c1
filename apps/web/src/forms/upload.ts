/** Sends a file to a case: only its bytes, since its name may name a child. */
import { ask, client, type paths } from '../api';
import type { Text } from '../language';
import { shrink } from './photo';
import { uploadTexts as texts } from './upload-texts';

type Add = paths['/api/v1/instances/{id}/attachments']['post'];
/** What a file can show, as the server knows it. */
export type About = NonNullable<NonNullable<Add['parameters']['query']>['about']>;

/** Bytes of the largest file that the server takes. */
const most = 5 * 1024 * 1024;

/** A file that is not sent; `text` says why and what to do. */
export class Unfit extends Error {
  constructor(readonly text: Text) {
    super();
  }
}

/** What is sent of a file: a photo drawn anew and small, a document as it is. */
async function contentOf(file: File): Promise<Blob> {
  const content = file.type.startsWith('image/')
    ? await shrink(file).catch(() => {
        throw new Unfit(texts.noPicture);
      })
    : file;
  if (content.size > most) throw new Unfit(texts.tooLarge);
  return content;
}

/** Sends a file under an id of its own, so that one that is sent again is one file; throws `Refused`, `Unreached`. */
export async function sendFile(
  instance: string,
  content: Blob,
  about: About,
  attachment: string = crypto.randomUUID(),
): Promise<string> {
  const { id } = await ask(
    client.POST('/api/v1/instances/{id}/attachments', {
      params: { path: { id: instance }, query: { about, attachment }, header: { 'Idempotency-Key': attachment } },
      body: content as never,
      bodySerializer: (body: unknown) => body as Blob,
      headers: { 'Content-Type': content.type || 'application/octet-stream' },
    }),
  );
  return id;
}

/** Attaches a file to a case and answers its id; throws `Unfit`, `Refused`, `Unreached`. */
export const upload = async (instance: string, file: File, about: About = 'other'): Promise<string> =>
  sendFile(instance, await contentOf(file), about);
