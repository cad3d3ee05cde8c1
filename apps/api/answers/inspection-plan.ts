/** Answers about the plan of inspections, its draws and the published ratings. */
import { z } from 'zod';
import { area, count, day, id, instant, open, page, text } from './shared';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const institution = z
  .strictObject({
    id,
    code: z.string(),
    name: text,
    area,
    kind: z.string(),
    operator: z.string(),
    standing: z.string(),
  })
  .meta({ id: 'PlannedInstitution' });
const risk = z
  .strictObject({
    lastInspection: day.nullable(),
    present: z.strictObject({ authorised: count, unauthorised: count, babies: count }).nullable(),
    capacity: count,
    breaches: count,
    standing: z.string(),
  })
  .meta({ id: 'PlannedRisk', description: 'What the order of risk rests on' });

const commitment = z
  .strictObject({
    area,
    year: z.int(),
    quarter: z.int(),
    from: day,
    until: day,
    hash: hex.meta({ description: 'SHA-256 over the 64 hex digits of the seed' }),
    inputsHash: hex.meta({ description: 'SHA-256 over the canonical JSON of the inputs' }),
    committedAt: instant,
    seed: hex.nullable().meta({ description: 'null until every draw of the quarter is over' }),
    revealedAt: instant.nullable(),
  })
  .meta({ id: 'DrawCommitment', description: 'What was fixed before a quarter, so that nobody can choose a draw' });

export const plan = z
  .strictObject({
    area,
    year: z.int(),
    plan: z
      .strictObject({
        id,
        madeBy: id,
        madeAs: z.string().nullable(),
        madeAt: instant,
        approvedBy: id.nullable(),
        approvedAt: instant.nullable(),
      })
      .nullable(),
    asked: z
      .strictObject({
        until: day.meta({ description: 'last day for its approval (P-89)' }),
        incident: id.nullable().meta({ description: 'asks for the plan since that day has passed without it' }),
      })
      .nullable()
      .meta({ description: 'null where there is nothing to inspect' }),
    capacity: z.strictObject({
      inspectors: count,
      teams: count.meta({ description: 'teams of two' }),
      perMonth: count.meta({ description: 'inspections they can carry out (P-94)' }),
      busiest: count.meta({ description: 'most planned for one month' }),
    }),
    coverage: z
      .strictObject({
        institutions: count,
        full: count.meta({ description: 'institutions with a full inspection this year' }),
        unannounced: count.meta({ description: 'institutions with every further unannounced visit of P-96' }),
        planned: count,
        missed: count,
        missingFull: count,
        missingUnannounced: count,
      })
      .meta({ id: 'PlanCoverage' }),
    commitments: z.array(commitment),
    items: z.array(
      z
        .strictObject({
          institution,
          rank: count,
          risk,
          planned: z
            .strictObject({
              entry: id,
              no: count,
              from: day,
              until: day,
              rank: count.meta({ description: 'place in the order of risk when it was planned' }),
              risk: open,
              moves: z.array(
                z.strictObject({ from: day, until: day, reason: z.string().nullable(), by: id, at: instant }),
              ),
              status: z.enum(['planned', 'opened', 'done', 'missed']),
              instance: id.nullable(),
            })
            .nullable(),
          done: z.array(z.strictObject({ instance: id, on: day, announced: z.boolean() })),
          missing: z.strictObject({ full: count, unannounced: count }),
        })
        .meta({ id: 'PlanItem' }),
    ),
    next: z.null(),
  })
  .meta({ id: 'InspectionPlan', description: "A year's plan, without what is drawn by lot" });

export const draws = page(
  commitment
    .extend({
      inputs: z
        .strictObject({
          days: z.array(day),
          eligible: z.array(z.strictObject({ institution: id, code: z.string(), weight: count })),
          draws: count,
          hoursBefore: count,
        })
        .nullable(),
      carriedOut: z
        .array(
          z.strictObject({
            counter: count,
            institution: id,
            on: day,
            outcome: z.enum(['opened', 'closed', 'cancelled']),
          }),
        )
        .nullable(),
      faults: z
        .array(z.string())
        .nullable()
        .meta({ description: 'what does not agree with the seed; empty: all does' }),
    })
    .meta({ id: 'RevealedDraws', description: 'A commitment; once it is revealed, all that anyone needs to check it' }),
);

export const ratings = z
  .strictObject({
    year: z.int(),
    items: z.array(
      z
        .strictObject({
          instance: id,
          institution,
          on: day,
          rating: z.enum(['A', 'B', 'C', 'D']),
          publishedAt: instant,
          parts: z.array(
            z.strictObject({
              part: z.string(),
              text,
              meets: count,
              partly: count,
              fails: count,
              notApplicable: count,
            }),
          ),
          earlier: z.strictObject({ instance: id, on: day, rating: z.enum(['A', 'B', 'C', 'D']) }).nullable(),
          changes: z.array(
            z.strictObject({
              from: z.enum(['A', 'B', 'C', 'D']),
              to: z.enum(['A', 'B', 'C', 'D']),
              at: instant,
              reason: z
                .string()
                .nullable()
                .meta({ description: 'null for who does not read inspections: a reason may speak of a child' }),
            }),
          ),
        })
        .meta({ id: 'PublishedRating' }),
    ),
    commitments: z.array(commitment),
    next: z.null(),
  })
  .meta({ id: 'PublishedRatings', description: 'Ratings that everybody may read; nothing of any child' });

const portion = z.number().min(0).max(1);
export const variance = z
  .strictObject({
    area: z.string(),
    limit: z.int().meta({ description: 'P-99, per cent' }),
    items: z.array(
      z.strictObject({
        person: id,
        inspections: z.int(),
        answers: z.int(),
        meets: z.int(),
        partly: z.int(),
        fails: z.int(),
        talks: z.int().meta({ description: 'children talked to alone' }),
        disclosures: z.int(),
        alike: portion.meta({ description: 'share of the commonest answer' }),
        others: portion.nullable().meta({ description: 'the same of everybody else there' }),
        looked: z.boolean().meta({ description: 'three inspections or more, at the limit, and the others below it' }),
      }),
    ),
    next: z.null(),
  })
  .meta({
    id: 'InspectorVariance',
    description: 'What inspectors answered in twelve months, who answers most alike first',
  });
