/** Answers about the pieces of an inspection and its checklist. */
import { z } from 'zod';
import { count, id, instant, open, text } from './shared';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
export const added = z
  .strictObject({
    added: count,
    known: count,
    late: count.meta({ description: 'of those added: they came after the report, and are kept beside it' }),
    digest: hex.meta({ description: 'over the pieces of the report' }),
  })
  .meta({ id: 'PiecesAdded', description: 'How many pieces were new, and how many were there already' });

export const inspection = z
  .strictObject({
    instance: id,
    checklist: z.int(),
    answered: count,
    missing: z.array(z.string()),
    conflicts: z.array(z.string()),
    photos: count,
    awaited: z.array(id).meta({ description: 'photos that a device tells of and that have not arrived whole' }),
    elsewhere: z
      .array(id)
      .meta({ description: 'those of the team who by their own times were at another inspection in the same hours' }),
    rooms: count.meta({ description: 'rooms whose beds were counted' }),
    beds: count,
    expected: count,
    found: z.array(
      z.strictObject({
        child: id.optional(),
        label: z.string(),
        standing: z.enum(['authorisedPresent', 'unauthorisedPresent', 'authorisedAbsent', 'unaccounted']),
        underThree: z.boolean(),
        seenAlone: z.boolean(),
      }),
    ),
    unreconciled: count,
    findings: z.array(z.strictObject({ item: z.string(), severity: z.enum(['critical', 'major', 'minor']) })),
    hard: z.array(z.string()),
    late: z.array(z.string()).meta({ description: 'triggers in what came after the report; no part of it' }),
    talks: z.strictObject({ children: count, staff: count, underFiveSeen: z.boolean(), disabledSeen: z.boolean() }),
    digest: hex,
    report: z.strictObject({ digest: hex, on: z.iso.date(), submittedAt: instant, by: id }).nullable(),
    ratings: z.array(
      z.strictObject({
        no: z.int(),
        rating: z.enum(['A', 'B', 'C', 'D']),
        proposal: z.enum(['A', 'B', 'C', 'D']),
        reason: z.string().nullable(),
        by: id,
        at: instant,
        published: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Inspection', description: 'What the devices sent so far, put together; its report and its ratings' });

export const ratedAgain = z
  .strictObject({
    instance: id,
    no: z.int().meta({ description: 'number of the rating' }),
    rating: z.enum(['A', 'B', 'C', 'D']),
  })
  .meta({ id: 'RatedAgain', description: 'A rating that stands beside those before it' });

export const pieces = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id,
        kind: z.enum(['answer', 'photo', 'roll', 'talk', 'bed']),
        item: z.string(),
        body: open,
        digest: hex,
        device: z.string(),
        counter: count,
        capturedAt: instant,
        receivedAt: instant,
        person: id,
        supersedes: id.nullable(),
        late: z.boolean().meta({ description: 'it came after the report' }),
        current: z.boolean().meta({ description: 'no other takes its place' }),
      }),
    ),
    next: id.nullable(),
  })
  .meta({ id: 'Pieces', description: 'The pieces of an inspection in the order of their ids' });

export const checklist = z
  .strictObject({
    version: z.int(),
    current: z.int().meta({ description: 'version of new packages' }),
    parts: z.array(z.strictObject({ id: z.string(), text })),
    answers: z.array(z.strictObject({ id: z.string(), text })),
    items: z.array(
      z.strictObject({
        id: z.string(),
        part: z.string(),
        text,
        severity: z.enum(['critical', 'major', 'minor']),
        mandatory: z.boolean(),
        hard: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Checklist', description: 'A version of the checklist against the minimum standards' });
