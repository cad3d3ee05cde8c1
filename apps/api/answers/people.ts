/** Answers about people, their sign-in by others, and broken glass. */
import { z } from 'zod';
import { agencyKinds } from '../lists/people';
import { actorRole, id, instant, page, reach, role } from './shared';

const names = { id, nameKm: z.string(), nameEn: z.string(), phone: z.string().nullable() };

export const person = z
  .strictObject({
    ...names,
    email: z.string().nullable(),
    language: z.enum(['km', 'en']),
    appointments: z.array(
      z
        .strictObject({
          id,
          role,
          area: reach,
          agency: id.nullable(),
          institution: id.nullable(),
          from: instant,
          until: instant.nullable(),
          actingFor: id.nullable().meta({ description: 'the appointment acted for' }),
        })
        .meta({ id: 'PersonAppointment' }),
    ),
  })
  .meta({ id: 'Person', description: 'A person with the appointments in force' });
export const people = page(person);

export const caseworkers = page(
  z
    .strictObject({
      id,
      nameKm: z.string(),
      nameEn: z.string(),
      offices: z.array(
        z
          .strictObject({ role, area: reach, areaKm: z.string(), areaEn: z.string() })
          .meta({ id: 'CaseworkerOffice', description: 'An office, with the names of its district and province' }),
      ),
    })
    .meta({
      id: 'Caseworker',
      description: 'Somebody in office who may receive a child: a name and districts, no contact',
    }),
);

export const agencies = page(
  z
    .strictObject({ id, kind: z.enum(agencyKinds), nameKm: z.string(), nameEn: z.string(), area: reach })
    .meta({ id: 'Agency', description: 'An office or organisation that people and institutions belong to' }),
);

export const onDuty = page(z.strictObject(names).meta({ id: 'OnDuty' }));

export const loginGiven = z.strictObject({ person: id }).meta({ id: 'LoginGiven' });
export const renewalAsked = z
  .strictObject({
    id,
    firstHalf: z.string().optional().meta({ description: 'first half of the one-time password; shown this once' }),
    expiresAt: z.number().meta({ description: 'epoch ms' }),
  })
  .meta({ id: 'RenewalAsked' });
export const renewalApproved = z
  .strictObject({
    person: id,
    secondHalf: z.string().optional().meta({ description: 'second half of the one-time password; shown this once' }),
  })
  .meta({ id: 'RenewalApproved' });

export const glassOpened = z.strictObject({ id, until: instant }).meta({ id: 'GlassOpened' });
export const glassWaiting = page(
  z
    .strictObject({
      id,
      person: id,
      role: actorRole,
      area: reach,
      kind: z.enum(['child', 'instance']),
      subject: id,
      reason: z.string(),
      openedAt: instant,
      until: instant,
      reviewDueAt: instant,
    })
    .meta({ id: 'BrokenGlass', description: 'Access in an emergency that waits for its review' }),
);
