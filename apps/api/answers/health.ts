/** Answers outside the versioned contract: health, and the clock by hand. */
import { z } from 'zod';
import { count, instant } from './shared';

export const live = z.strictObject({ live: z.literal(true) });

const seconds = z.number().nonnegative();
export const readiness = z
  .strictObject({
    ready: z.boolean(),
    database: z.string().optional(),
    worker: z.string().optional(),
    clock: z.strictObject({ now: instant }).optional(),
    overdue: z
      .strictObject({
        oldestRung: seconds,
        stalledRung: seconds.meta({ description: 'without records in trouble; over 300 the product is not ready' }),
        oldestTimer: seconds,
        oldestDelivery: seconds,
        nobody: count,
        troubles: count,
        undelivered: count.meta({ description: 'messages that were given up' }),
      })
      .nullable()
      .optional(),
  })
  .meta({
    id: 'Readiness',
    description: 'Whether requests and the worker can be served; why not, for who may measure',
  });

export const clock = z.strictObject({ now: instant });
export const clockMoved = z.strictObject({ now: instant, steps: count, rungs: count, failed: count });
