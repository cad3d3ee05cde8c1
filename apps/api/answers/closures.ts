/** Answers about closures: the overview, one closure with its children, and institutions in the order of their risk. */
import { z } from 'zod';
import { area, count, day, id, instant, text } from './shared';

const standing = z.enum(['authorised', 'unauthorised', 'suspended', 'frozen', 'closed']);
const place = z.strictObject({ id, code: z.string(), name: text, area, standing });
const remaining = z
  .strictObject({
    total: count,
    lost: count.meta({ description: 'missing, or nobody knows where' }),
    underThree: count,
    disability: count,
    atRisk: count,
    others: count,
  })
  .meta({ id: 'RemainingChildren', description: 'Children who have not left, each counted once, by what is hardest' });

const line = {
  instance: id,
  reference: z.string(),
  version: z.int(),
  status: z.enum(['open', 'closed']),
  outcome: z.string().nullable(),
  area,
  institution: place,
  kind: z.enum(['voluntary', 'regulatory', 'emergency', 'abandonment']).nullable(),
  step: text.nullable().meta({ description: 'where its steps stand' }),
  orderedAt: instant.nullable(),
  target: day.nullable().meta({ description: 'day until which the institution is to be empty' }),
  late: z.boolean().meta({ description: 'that day is over, and children are left' }),
  extensions: count,
  extensionsBefore: count.meta({ description: 'signed in earlier closures of the same institution' }),
  freeze: z.strictObject({
    acknowledged: z.boolean(),
    visited: z.boolean(),
    late: z.boolean().meta({ description: 'not answered in time' }),
  }),
  appeal: z.enum(['none', 'open', 'granted', 'decided']).meta({ description: 'granted: the order is to be withdrawn' }),
  withdrawal: z
    .enum(['none', 'open'])
    .meta({ description: 'open: withdrawn, and frozen until the new inspection has found all standards met' }),
  sealed: z.boolean(),
  abandoned: z.boolean(),
  children: count.meta({ description: 'of the census, each once' }),
  remaining,
  unverified: count.meta({ description: 'have left, and nobody has seen them there' }),
  merged: count.meta({ description: 'rows of the census that are another record of a child that it has' }),
};
export const closures = z
  .strictObject({ items: z.array(z.strictObject(line).meta({ id: 'ClosureLine' })), next: z.null() })
  .meta({ id: 'Closures', description: 'Closures that you may see, those with most children left first' });

const need = z.strictObject({ underThree: z.boolean(), disability: z.boolean(), risk: z.boolean() });
const names = z.strictObject({ km: z.string().nullable(), latin: z.string().nullable() });
export const closure = z
  .strictObject({
    ...line,
    capacity: z
      .strictObject({
        children: count,
        visits: count.meta({ description: 'that follow over the years' }),
        visitsEach: count.meta({ description: 'P-86' }),
        workers: count,
        openCases: count,
        casesEach: count.meta({ description: 'P-31, from which a worker has too many' }),
        free: count.meta({ description: 'cases that the workers can still take' }),
        workersNeeded: count,
        freePlaces: count.meta({ description: 'in emergency foster care' }),
        urgent: count.meta({ description: 'children under three' }),
        short: z.boolean(),
      })
      .nullable()
      .meta({ description: 'null after the order: then the children themselves are shown' }),
    expected: z
      .array(
        z.strictObject({
          child: id,
          names,
          why: z.array(z.enum(['authority', 'presence', 'inspection', 'census', 'left', 'corrected'])),
          underThree: z.boolean(),
          disability: z.boolean(),
        }),
      )
      .nullable()
      .meta({ description: 'whom the register knows there; null for the institution itself' }),
    rows: z.array(
      z.strictObject({
        child: id,
        names,
        initials: text,
        bed: z.string(),
        found: z.enum(['authorisedPresent', 'unauthorisedPresent', 'authorisedAbsent', 'unaccounted']),
        need,
        screened: z.boolean(),
        unable: z
          .boolean()
          .meta({ description: 'one person has said that no talk could be held, and another signs it' }),
        stage: z.enum(['counted', 'assessed', 'planned']),
        records: z.boolean(),
        destination: z.string().nullable(),
        worker: id.nullable(),
        accounted: z.string().nullable(),
        accountedOn: day.nullable(),
        verified: z.boolean(),
        lost: z.boolean(),
        unseen: z.boolean().meta({
          description: 'merged with another record, or recorded elsewhere, and nobody has seen the child since',
        }),
        merged: z.boolean().meta({ description: 'its record is one of two that were merged' }),
        sameAs: id.nullable().meta({ description: 'the row of the same child that is counted in its place' }),
        home: z.strictObject({ instance: id, reference: z.string(), state: text }).nullable(),
      }),
    ),
    regions: z.strictObject({
      staff: z.enum(['unknown', 'planned', 'settled']),
      money: z.enum(['unknown', 'enough', 'short', 'settled']),
      records: z.enum(['unlisted', 'kept', 'destroyed', 'filed']),
    }),
    served: z
      .array(
        z.strictObject({
          event: z.enum(['order.signed', 'freeze.acknowledged', 'freezeVisit.recorded']),
          at: instant,
          role: z.string(),
          name: text,
        }),
      )
      .meta({ description: 'who signed the order, acknowledged the freeze and went there, in this order' }),
    movedToday: count.meta({ description: 'leave to families today, or left' }),
    mergers: z
      .array(z.strictObject({ merged: id, kept: id, on: day }))
      .meta({ description: 'records of its children that two people merged since the census' }),
    matches: z
      .array(
        z.strictObject({
          id,
          status: z.enum(['open', 'proposed', 'dismissed', 'confirmed']),
          code: z.string(),
          name: text,
        }),
      )
      .nullable()
      .meta({ description: 'places of the watch list that may belong to it; null where you do not decide on them' }),
    mostPerDay: count.meta({ description: 'P-83: more on one day needs the reason of the province' }),
  })
  .meta({ id: 'Closure', description: 'One closure, and how each child of it stands' });

export const risks = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          id,
          code: z.string(),
          name: text,
          area,
          kind: z.string(),
          operator: z.string(),
          standing,
          capacity: count,
          lastInspection: day.nullable(),
          present: z
            .strictObject({ authorised: count, unauthorised: count, babies: count })
            .nullable()
            .meta({ description: 'null where you may not read who lives there' }),
          breaches: count.meta({ description: 'incidents there in the last 24 months' }),
          closure: z.strictObject({ instance: id, reference: z.string(), remaining: count }).nullable(),
        })
        .meta({ id: 'InstitutionRisk' }),
    ),
    next: z.null(),
  })
  .meta({ id: 'InstitutionRisks', description: 'Homes where children sleep, the greatest risk first' });
