/** What a device sends of its outbox: a plain head, and the content sealed to our key together with it. */
import { z } from 'zod';
import { area, instant, text } from './schemas';

const base64 = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/);
const lowerUuid = z.uuid().lowercase();

const head = {
  key: lowerUuid.meta({ description: 'idempotency key, fixed before the first try' }),
  person: lowerUuid.meta({ description: 'the author' }),
  kind: z.enum(['event', 'open']),
  instance: lowerUuid.optional(),
  workflow: z.string().min(1).max(64),
  workflowVersion: z.int().min(0).max(100_000),
  event: z.string().min(1).max(100),
  area: area.optional(),
  baseVersion: z.int().min(1).max(999_999_999).optional(),
  capturedAt: instant.meta({ description: 'by the clock of the device' }),
  deviceId: lowerUuid,
  counter: z.int().min(1).max(2_000_000_000).meta({ description: 'counts up on each device' }),
  safety: z.boolean(),
  keyId: z.string().max(40),
};

export const sealedItem = z
  .strictObject({
    ...head,
    sealed: z.strictObject({ epk: base64(200), iv: base64(40), data: base64(900_000) }),
  })
  .refine((item) => (item.kind === 'event') === (item.instance !== undefined), { path: ['instance'] })
  .refine((item) => item.kind === 'event' || item.area !== undefined, { path: ['area'] })
  .meta({ id: 'SealedItem' });
export type SealedItem = z.infer<typeof sealedItem>;

export const importBody = z.strictObject({ items: z.array(sealedItem).min(1).max(200) });

export const forgottenBody = z.strictObject({
  key: lowerUuid,
  workflow: z.string().min(1).max(64),
  event: z.string().min(1).max(100),
  instance: lowerUuid.optional(),
  capturedAt: instant,
  safety: z.boolean(),
  reason: text(500),
});
