/** Answers about the reports that wait for a review. */
import { z } from 'zod';
import { current, decision, keptReview } from './sealed';
import { area, id, initials, instant, open, page, role, text } from './shared';

const reviewFields = {
  ...keptReview.shape,
  instance: id,
  reference: z.string(),
  workflow: z.string(),
  workflowVersion: z.int(),
  event: z.string(),
  text,
  caseArea: area,
  initials,
  author: z.strictObject({ id, name: text, role }),
  capturedAt: instant.meta({ description: 'by the clock of the device' }),
  receivedAt: instant,
  why: z.strictObject({ code: z.string(), text }).meta({ description: 'why it was not recorded at once' }),
  mine: z.boolean().meta({ description: 'you wrote it' }),
  decidedBy: text.nullable(),
};

export const review = z
  .strictObject(reviewFields)
  .meta({ id: 'Review', description: 'Written without a connection on a case that had moved on' });
export const reviews = page(review);

export const reviewInFull = z
  .strictObject({
    ...reviewFields,
    yours: open.nullable().meta({ description: 'what the author wrote; null where you may not read it' }),
    current: current.nullable(),
    reason: z.string().nullable().meta({ description: 'why it was set aside' }),
    may: z.array(decision).meta({ description: 'what you may decide' }),
  })
  .meta({ id: 'ReviewInFull', description: 'Both versions: what the device wrote, and what has happened since' });
