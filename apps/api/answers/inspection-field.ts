/** Answers about the plan of inspections, the package of one, and its photos. */
import { z } from 'zod';
import { checklist } from './inspections';
import { area, count, day, id, instant, page, text } from './shared';

const place = z.strictObject({ id, code: z.string(), name: text });
const kind = z.enum(['annual', 'drawn', 'abuse', 'complaint', 'required', 'untold']);

export const planned = page(
  z
    .strictObject({
      id,
      reference: z.string(),
      area,
      status: z.enum(['open', 'closed']),
      outcome: z.string().nullable(),
      state: z.array(z.string()),
      institution: place.nullable(),
      kind,
      announced: z.boolean(),
      plannedOn: day.nullable(),
      enteredOn: day.nullable(),
      submitted: z.boolean(),
      mine: z.boolean().meta({ description: 'I am of the team' }),
      rating: z.enum(['A', 'B', 'C', 'D']).nullable(),
      published: z.boolean(),
      nextDue: instant.nullable(),
      openedAt: instant,
    })
    .meta({ id: 'PlannedInspection', description: 'An inspection in a list' }),
).meta({ id: 'PlannedInspections', description: 'Inspections, the newest first' });

export const fieldPackage = z
  .strictObject({
    package: z.strictObject({
      instance: id,
      reference: z.string(),
      version: z.int(),
      institution: place.extend({ area, standing: z.string() }),
      kind,
      announced: z.boolean(),
      team: z.array(id),
      lead: id.nullable(),
      beds: count,
      checklist: checklist.omit({ current: true }),
      expected: z.array(
        z.strictObject({
          child: id,
          name: text,
          band: z.enum(['under3', 'under5', 'under12', 'under18', 'adult']),
          underThree: z.boolean(),
          underFive: z.boolean(),
          sex: z.enum(['female', 'male', 'unknown']),
          disability: z.boolean(),
          authorised: z.boolean(),
        }),
      ),
      issuedTo: id,
      issuedAt: instant,
      expiresAt: instant,
    }),
    signature: z
      .string()
      .meta({ description: 'HMAC-SHA-256 of the server, hex, over the package with its keys sorted' }),
  })
  .meta({ id: 'InspectionPackage', description: 'What a team takes along, and the signature of the server' });

export const takenBack = z
  .strictObject({
    valid: z.literal(true),
    late: z.boolean().meta({ description: 'it had expired' }),
    deviceOff: z.int().meta({ description: 'seconds by which the clock of the device is ahead' }),
  })
  .meta({ id: 'PackageTaken', description: 'The package was as it was given out' });

export const arrived = z
  .strictObject({ id, size: count, offset: count, done: z.boolean() })
  .meta({ id: 'PhotoArrived', description: 'How much of a photo is here; when done, it is a file of the case' });
