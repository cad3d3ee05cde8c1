/** Answers about letters and printed forms. */
import { z } from 'zod';
import { page, text } from './shared';

const document = z
  .strictObject({
    document: z.string(),
    kind: z.enum(['letter', 'form']),
    title: text,
    events: z.array(z.string()),
    line: z.int().nullable(),
    number: z.string().nullable(),
    at: z.string().nullable(),
    issued: z.array(
      z.strictObject({
        language: z.enum(['km', 'en']),
        sha256: z.string(),
        code: z.string().nullable(),
        at: z.string(),
      }),
    ),
    revoked: z.strictObject({ at: z.string(), reason: text }).nullable(),
  })
  .meta({ id: 'Document' });

export const documents = page(document);
/** all that a stranger learns of a letter */
export const verdict = z.strictObject({ number: z.string(), date: z.string(), status: z.enum(['valid', 'revoked']) });
