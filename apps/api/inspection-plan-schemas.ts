/** What is asked about the plan of inspections, its draws and the published ratings. */
import { z } from 'zod';
import { area, date, text } from './schemas';

const year = z.coerce.number().int().min(2000).max(2199);
/** `area`: a province, or a part of one; default one's own. `year`: default the present one */
export const planQuery = z.strictObject({ area: area.optional(), year: year.optional() });
/** the year for which the calendar of one's province is proposed */
export const planBody = z.strictObject({ area, year: z.int().min(2000).max(2199) });
/** `seen`: number of the window that the person saw */
export const moveBody = z
  .strictObject({ from: date, until: date, reason: text(2000), seen: z.int().min(1).max(1000) })
  .refine(({ from, until }) => from <= until, { path: ['until'], message: 'before_from' });
export const ratingsQuery = planQuery;
