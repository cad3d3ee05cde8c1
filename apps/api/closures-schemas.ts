/** The queries about closures and about institutions in the order of their risk. */
import { z } from 'zod';
import { area, uuid } from './schemas';

export const closuresQuery = z.strictObject({
  area: area.optional(),
  /** `open`: orders and engagements that are not over; `closed`: those that are */
  status: z.enum(['open', 'closed']).default('open'),
});
export const closureParameter = z.strictObject({ instance: uuid });
export const risksQuery = z.strictObject({
  area: area.optional(),
  standing: z.enum(['authorised', 'unauthorised', 'suspended', 'frozen', 'closed']).optional(),
  kind: z.string().max(40).optional(),
  operator: z.string().max(40).optional(),
});
