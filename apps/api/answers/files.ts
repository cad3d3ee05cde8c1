/** Answers about the files of a case, one's own profile, and the link to one's calendar. */
import { z } from 'zod';
import { id, instant, page, text } from './shared';

export const attachment = z
  .strictObject({
    id,
    number: z.int().positive().meta({ description: 'counts the files of the case' }),
    about: z.string(),
    text,
    type: z.enum(['image/jpeg', 'application/pdf']),
    size: z.int().positive().meta({ description: 'bytes' }),
    width: z.int().nullable(),
    height: z.int().nullable(),
    sha256: z.string().meta({ description: 'of the content as it is kept' }),
    restricted: z.boolean(),
    line: z.int().positive().meta({ description: 'journal line that added it' }),
    at: instant,
    by: id,
    withdrawn: z.strictObject({ line: z.int().positive(), at: instant, by: id }).nullable(),
  })
  .meta({ id: 'Attachment', description: 'A file of a case' });
export const attachments = page(attachment);

const channel = z.strictObject({
  id: z.enum(['inbox', 'log', 'email', 'sms']),
  text,
  always: z.boolean().meta({ description: 'every alert goes there; it cannot be left out' }),
  available: z.boolean().meta({ description: 'false: not yet set up; the choice is kept' }),
  address: z.string().nullable(),
  rungs: z.array(z.string()),
});

export const profile = z
  .strictObject({
    language: z.enum(['km', 'en']),
    digits: z.enum(['khmer', 'latin']),
    channels: z.array(channel),
    rungs: z.array(z.strictObject({ id: z.string(), text })).meta({ description: 'what a channel can be chosen for' }),
    quiet: z.strictObject({ from: z.string(), until: z.string() }).nullable().meta({
      description: 'hours in Phnom Penh, HH:MM, in which nothing leaves but what concerns the safety of a child',
    }),
  })
  .meta({ id: 'Profile', description: 'What a person chose for themselves' });

export const calendarLink = z
  .strictObject({ link: z.strictObject({ madeAt: instant, usedAt: instant.nullable() }).nullable() })
  .meta({ id: 'CalendarLink', description: 'Whether there is a link; its address is shown once, when it is made' });
export const calendarAddress = z
  .strictObject({ address: z.string().meta({ description: 'path of the feed; shown this once' }), madeAt: instant })
  .meta({ id: 'CalendarAddress' });
