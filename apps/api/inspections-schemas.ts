/** What the devices of an inspection send, and the addresses of what is known of one. */
import { z } from 'zod';
import { answers } from '../../workflows/inspection/checklist';
import { text, uuid } from './schemas';

/** Most pieces of one call. */
export const mostPieces = 200;
const note = text(4000).optional();
const item = z.string().regex(/^[A-Za-z0-9._:-]{1,120}$/);

const sent = {
  /** chosen by the device, so that what is sent again is one piece */
  id: uuid,
  device: z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/),
  /** counts the pieces of the device, whatever its clock says */
  counter: z.int().min(0).max(2_000_000_000),
  /** by the clock of the device; kept, and nothing decided by it */
  capturedAt: z.iso.datetime({ offset: true }),
  /** an earlier piece about the same thing, whose place this one takes */
  supersedes: uuid.optional(),
};
const piece = <K extends string, B extends z.ZodType>(kind: K, body: B) =>
  z.strictObject({ ...sent, kind: z.literal(kind), item, body });

const answer = z
  .strictObject({ answer: z.enum(answers), reason: text(2000).optional(), note })
  .refine((body) => body.answer !== 'notApplicable' || body.reason !== undefined, {
    path: ['reason'],
    message: 'required',
  });
const roll = z.strictObject({
  child: uuid.optional(),
  label: text(200),
  standing: z.enum(['authorisedPresent', 'unauthorisedPresent', 'authorisedAbsent', 'unaccounted']),
  underThree: z.boolean().optional(),
  underFive: z.boolean().optional(),
  disability: z.boolean().optional(),
  seenAlone: z.boolean().optional(),
  /** where an absent child is was found out and proved: at school, in hospital */
  explained: z.boolean().optional(),
  note,
});

export const pieceBody = z.discriminatedUnion('kind', [
  piece('answer', answer),
  piece(
    'photo',
    z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), about: item.optional(), faces: z.boolean(), note }),
  ),
  piece('roll', roll),
  piece(
    'talk',
    z.strictObject({ with: z.enum(['child', 'staff']), sameSex: z.boolean(), disclosure: z.boolean(), note }),
  ),
  piece('bed', z.strictObject({ count: z.int().min(0).max(2000), note })),
]);
export const piecesBody = z.strictObject({ pieces: z.array(pieceBody).min(1).max(mostPieces) });

export const inspectionParameter = z.strictObject({ instance: uuid });
export const checklistParameter = z.strictObject({ version: z.string().regex(/^[1-9]\d{0,3}$/) });
/** `after`: id of the last piece of the page before */
export const piecesQuery = z.strictObject({
  after: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
