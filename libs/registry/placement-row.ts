/** One row of the table of earlier placements. */
import { z } from 'zod';
import { mostRows } from './sheets';

export const risks = ['high', 'medium', 'low'] as const;
export const kinds = ['parents', 'kin', 'foster'] as const;
const day = z.iso.date();

/** One row as it will be applied. `worker` is a login; the child is one of the register, or is registered from the row. */
export const placementRow = z.strictObject({
  row: z.int().min(1).max(mostRows),
  child: z.union([
    z.strictObject({ id: z.uuid() }),
    z.strictObject({
      names: z
        .array(z.strictObject({ km: z.string().max(120).optional(), latin: z.string().max(120).optional() }))
        .length(1),
      birth: z.strictObject({ from: day, to: day, precision: z.enum(['day', 'month', 'year']) }),
      sex: z.enum(['female', 'male', 'unknown']),
      disability: z.boolean(),
      village: z
        .string()
        .regex(/^\d{8}$/)
        .optional(),
      /** said to be another child than the one who is alike */
      another: z.boolean(),
    }),
  ]),
  home: z.string().regex(/^\d{6}(\d{2})?$/),
  homeKind: z.enum(kinds),
  placedOn: day,
  risk: z.enum(risks),
  carer: z.strictObject({
    name: z.string().trim().min(1).max(200),
    relation: z.string().trim().min(1).max(200),
    phone: z.string().trim().min(3).max(40).optional(),
  }),
  lastSeenOn: day.optional(),
  stepsMade: z.array(z.string().regex(/^[A-Z]\+?\d{1,3}$/)).max(60),
  worker: z.string().trim().min(1).max(64),
  note: z.string().trim().min(1).max(2000).optional(),
});
export type PlacementRow = z.infer<typeof placementRow>;
