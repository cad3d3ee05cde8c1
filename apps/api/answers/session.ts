/** Answers about one's own sign-in. */
import { z } from 'zod';
import { id, instant, page, reach, role, text } from './shared';

const me = {
  session: id,
  person: z.strictObject({ id, nameKm: z.string(), nameEn: z.string(), language: z.enum(['km', 'en']) }),
  appointments: z.array(
    z
      .strictObject({
        id,
        role,
        area: reach,
        areaName: text.nullable(),
        agency: id.nullable(),
        institution: id.nullable(),
        actingFor: id.nullable().meta({ description: 'the person acted for' }),
        from: instant,
        until: instant.nullable(),
      })
      .meta({ id: 'Appointment' }),
  ),
  expiresAt: instant,
  mustChangePassword: z.boolean().meta({ description: 'nothing else before a new password is chosen' }),
  totp: z.boolean().meta({ description: 'has a second factor, so can sign' }),
};

export const session = z.strictObject(me).meta({ id: 'Session' });
export const signedIn = z.strictObject({ token: z.string(), ...me }).meta({ id: 'SignedIn' });
export const token = z.strictObject({ token: z.string() }).meta({ id: 'Token' });
export const secondFactor = z
  .strictObject({ secret: z.string(), url: z.string() })
  .meta({ id: 'SecondFactor', description: 'The secret of a second factor; shown this once' });

export const devices = page(
  z
    .strictObject({
      id,
      device: z.string(),
      source: z.string(),
      createdAt: instant,
      lastSeenAt: instant,
      current: z.boolean(),
    })
    .meta({ id: 'Device' }),
);
