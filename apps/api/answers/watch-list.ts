/** Answers about the watch list and its matches. */
import { z } from 'zod';
import { area, id, instant, page } from './shared';

const institution = z
  .strictObject({
    id,
    code: z.string(),
    nameKm: z.string(),
    nameEn: z.string(),
    kind: z.string(),
    area,
    standing: z.string(),
  })
  .meta({ id: 'WatchedInstitution' });
const kind = z.enum(['person', 'premises', 'phone', 'child']);

export const watched = page(
  z
    .strictObject({
      id,
      institution,
      kind,
      name: z.strictObject({ km: z.string().nullable(), latin: z.string().nullable() }).nullable(),
      role: z.string().nullable(),
      area: area.nullable(),
      lat: z.number().nullable(),
      lon: z.number().nullable(),
      phone: z.string().nullable(),
      child: id.nullable(),
      from: instant,
      until: instant,
    })
    .meta({ id: 'Watched', description: 'A person, place, phone or child of a closed institution, on watch' }),
);

const match = {
  id,
  watched: institution,
  found: institution,
  status: z.enum(['open', 'proposed', 'dismissed', 'confirmed']),
  openedAt: instant,
  dueAt: instant.nullable(),
  proposedBy: id.nullable(),
  proposedAt: instant.nullable(),
  reason: z.string().nullable(),
  decidedBy: id.nullable(),
  decidedAt: instant.nullable(),
  signs: z.array(
    z
      .strictObject({
        kind,
        unit: z.enum(['likeness', 'metres', 'equal']),
        measure: z.number(),
        old: z.string().nullable(),
        new: z.string().nullable(),
      })
      .meta({ id: 'WatchSign', description: 'Why two places look alike' }),
  ),
};

export const matches = page(
  z.strictObject(match).meta({ id: 'WatchMatch', description: 'A new place that may be a closed one again' }),
);
export const matchInFull = z
  .strictObject({
    ...match,
    network: z.array(
      institution
        .extend({ premises: z.array(z.string()) })
        .meta({ id: 'NetworkInstitution', description: 'to be inspected on one day' }),
    ),
  })
  .meta({ id: 'WatchMatchInFull' });
