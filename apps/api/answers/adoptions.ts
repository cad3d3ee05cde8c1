/** Answers about new versions of procedures and the open cases that may take them over. */
import { z } from 'zod';
import { area, count, id, instant, page, text } from './shared';

const part = z
  .strictObject({ kind: z.enum(['task', 'timer', 'visit', 'event']), key: z.string(), text })
  .meta({ id: 'AdoptionPart', description: 'One thing that a case gains or loses by a new version' });

const planned = {
  instance: id,
  reference: z.string(),
  area,
  from: z.array(z.string()),
  to: z.array(z.string()),
  gains: z.array(part),
  loses: z.array(part),
  why: text.nullable().meta({ description: 'why it cannot be taken over' }),
};
const digest = z.string().meta({ description: 'of the dry run; the proposal names it' });

export const dryRun = z
  .strictObject({ digest, cases: z.array(z.strictObject(planned).meta({ id: 'AdoptionCase' })) })
  .meta({ id: 'AdoptionDryRun', description: 'What a new version means for each open case' });

export const adoption = z
  .strictObject({
    id,
    workflow: z.string(),
    from: z.int(),
    to: z.int(),
    digest,
    reason: z.string(),
    status: z.enum(['open', 'approved', 'refused', 'withdrawn']),
    proposedBy: id,
    proposedAt: instant,
    decidedBy: id.nullable(),
    decidedAt: instant.nullable(),
    decidedWhy: z.string().nullable(),
    cases: z.array(
      z
        .strictObject({
          ...planned,
          outcome: z.enum(['adopted', 'left']).nullable(),
          left: text.nullable().meta({ description: 'why it was left at its version' }),
        })
        .meta({ id: 'AdoptionCaseDone' }),
    ),
  })
  .meta({ id: 'Adoption', description: 'A proposal that open cases take a new version over, and what came of it' });

export const adoptions = page(adoption);
export const applied = z
  .strictObject({ id, adopted: count, left: count, open: count })
  .meta({ id: 'AdoptionApplied', description: 'How many cases took the version over, were left, or wait' });
