/** What is asked of the queue of reports that wait for a review. */
import { z } from 'zod';
import { page, text, uuid } from './schemas';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** `mine`: those that I wrote; `open`: not decided yet */
export const reviewsQuery = z.strictObject({
  ...page,
  open: flag.optional(),
  mine: flag.optional(),
  instance: uuid.optional(),
});

/** `reason`: why it is not recorded; kept in the journal of the case */
export const decisionBody = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('recorded') }),
  z.strictObject({ decision: z.literal('setAside'), reason: text(2000) }),
]);
