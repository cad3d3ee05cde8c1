/** Bodies that are files: read by their routes, when it is known who sends them. */
import type { Request, RequestHandler } from 'express';
import { Problem } from '../../libs/engine/problem';
import { fileRefusals, largestFile } from '../../libs/files';

const parts = /^\/api\/v1\/inspections\/[^/]+\/photos\/[^/]+\/?$/;
const uploads = /^\/api\/v1\/(?:instances\/[^/]+\/attachments|placement-imports\/check)\/?$/;

/** Leaves the body of an upload to its route, which reads it when it knows who sends it; `read` takes all others. */
export const unlessUpload =
  (read: RequestHandler): RequestHandler =>
  (request, response, next) =>
    (request.method === 'POST' && uploads.test(request.path)) ||
    (request.method === 'PATCH' && parts.test(request.path))
      ? next()
      : read(request, response, next);

/** As far as a file that is too large is still read, so that who sends it hears the answer. */
const patience = 4 * largestFile;

/** The bytes of an upload; throws `file_too_large`. */
export function bytesOf(request: Request): Promise<Buffer> {
  const { 'content-length': length, 'content-encoding': packed } = request.headers;
  if (packed !== undefined) throw new Problem('file_type', { detail: fileRefusals.unknown });
  const tooLarge = new Problem('file_too_large', { detail: fileRefusals.tooLarge });
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const give = (problem: Problem): void => {
      request.res?.set('Connection', 'close');
      request.pause().removeAllListeners('data');
      reject(problem);
    };
    if (Number(length ?? 0) > patience) return give(tooLarge);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largestFile) chunks.push(chunk);
      else chunks.length = 0;
      if (size > patience) give(tooLarge);
    });
    request.once('end', () => (size > largestFile ? reject(tooLarge) : resolve(Buffer.concat(chunks))));
    request.once('error', () => reject(new Problem('body_invalid')));
    request.once('close', () => reject(new Problem('body_invalid')));
  });
}
