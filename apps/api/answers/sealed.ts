/** Answers about what devices sealed and sent later. */
import { z } from 'zod';
import { caseAnswer } from './cases';
import { count, id, instant, open, page, reach, role, text } from './shared';
import { sealedItem } from '../sealed-schemas';

export const outboxKey = z
  .strictObject({
    id: z.string(),
    curve: z.literal('P-256'),
    publicKey: z.string().meta({ description: 'uncompressed point, base64' }),
  })
  .meta({ id: 'OutboxKey', description: 'What a device seals to: ECDH, HKDF-SHA-256, AES-256-GCM' });

export const received = z
  .strictObject({ key: id, capturedAt: instant, receivedAt: instant, case: caseAnswer })
  .meta({ id: 'OutboxReceived', description: 'What was sealed is recorded' });

/** `recorded`: it counts; `setAside`: it is kept and does not */
export const decision = z.enum(['recorded', 'setAside']);

const since = z
  .strictObject({
    version: z.int(),
    event: z.string(),
    text: text.nullable(),
    at: instant,
    role: z.string(),
    data: open.nullable().meta({ description: 'the form; null where you may not read it' }),
  })
  .meta({ id: 'OutboxSince' });

/** The case as it is now, with what happened since its author saw it. */
export const current = z
  .strictObject({
    version: z.int(),
    reference: z.string(),
    status: z.enum(['open', 'closed']),
    state: z.array(text.nullable()),
    since: z.array(since),
  })
  .meta({ id: 'OutboxCurrent' });

/** Who looks at what the server keeps, by when, and how it ended. */
export const keptReview = z
  .strictObject({
    id,
    owner: role,
    area: reach,
    dueAt: instant,
    decision: decision.nullable(),
    decidedAt: instant.nullable(),
  })
  .meta({
    id: 'KeptReview',
    description: 'Kept on the server until somebody decides; nothing is lost with the device',
  });

/** What a refusal adds for the author: their own content, and the case as it is now. */
export const refusal = z
  .looseObject({ yours: open.nullable(), current: current.nullable(), review: keptReview.nullable() })
  .meta({ id: 'OutboxRefusal', description: 'Beside the problem: what you wrote, and what is there now' });

export const imports = page(
  z.strictObject({ item: sealedItem, importedAt: instant, importedBy: z.string(), yours: open.nullable() }),
);
export const imported = z.strictObject({ taken: count, known: count }).meta({
  id: 'OutboxImported',
  description: 'How many items wait for their authors now, and how many were there already',
});
