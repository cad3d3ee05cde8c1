/** What is asked about new versions of procedures and the open cases that may take them over. */
import { z } from 'zod';
import { text } from './schemas';

const version = z.coerce.number().int().min(1).max(100_000);
const step = { workflow: z.string().min(1).max(64), from: version, to: version };

export const previewQuery = z.strictObject(step);
export const proposeBody = z.strictObject({
  ...step,
  /** of the dry run that was looked at */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  reason: text(2000),
});
export const refuseBody = z.strictObject({ why: text(2000) });
