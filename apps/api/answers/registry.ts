/** Answers of the register: children, families, institutions, areas, facts. */
import { z } from 'zod';
import { actorRole, area, count, day, id, instant, open, page, reach } from './shared';

const optionalText = z.string().nullable();

export const birth = z
  .strictObject({ from: day, to: day, precision: z.enum(['day', 'month', 'year', 'interval']) })
  .meta({ id: 'Birth', description: 'Interval of the date of birth; one day when it is known to the day' });

const names = z
  .array(z.strictObject({ km: z.string().optional(), latin: z.string().optional() }).meta({ id: 'Name' }))
  .nullable();

const childHead = {
  id,
  version: z.int(),
  status: z.enum(['alive', 'died']),
  diedOn: day.nullable(),
  birth,
  sex: z.enum(['female', 'male', 'unknown']),
  disability: z.boolean(),
  area,
  village: area.nullable(),
  family: id.nullable(),
  mergedInto: id.nullable(),
  registeredAt: instant,
  names,
};

export const childLine = z.strictObject(childHead).meta({ id: 'ChildLine' });
const childPlace = z
  .strictObject({ id, area: area.nullable() })
  .meta({ id: 'ChildPlace', description: 'Where the file of a child lies that was found by identifier' });
/** By area or name the lines of the list; by identifier only the places of the files. */
export const children = z.union([page(childLine), page(childPlace)]);

const member = {
  id,
  relation: z.string(),
  nameKm: z.string().optional(),
  nameLatin: z.string().optional(),
  living: z.enum(['alive', 'died', 'detained', 'abroad', 'missing', 'unknown']),
  household: z.boolean(),
};

const authorityKind = z.enum(['residential', 'emergency', 'interim', 'kinship', 'foster']);
const authorityStatus = z.enum(['awaiting', 'inForce', 'suspended', 'ended', 'void']);

export const child = z
  .strictObject({
    ...childHead,
    disabilityNote: optionalText,
    ids: z.array(z.strictObject({ kind: z.string(), value: z.string() })),
    merged: z.array(id),
    siblings: z.array(id),
    around: z.array(
      z
        .strictObject({
          ...member,
          area: area.optional(),
          birthYear: z.int().optional(),
          phone: z.string().optional(),
        })
        .meta({ id: 'Around', description: 'Somebody around a child' }),
    ),
    authority: z
      .strictObject({
        id,
        kind: authorityKind,
        status: authorityStatus,
        institution: id.nullable(),
        instance: id,
        from: instant,
        until: instant,
        goal: z.string(),
      })
      .nullable(),
    presentAt: id.nullable().meta({ description: 'the institution where the child was last seen to be' }),
  })
  .meta({ id: 'Child', description: 'A child with everything around it' });

const duplicates = z
  .strictObject({
    certain: count,
    probable: count,
    earlier: z.array(
      z.strictObject({
        same: z.enum(['certain', 'probable']),
        outcome: z.string(),
        date: day,
        province: reach,
        rules: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'Duplicates', description: 'How many records are alike, and earlier requests for them' });
export const childRegistered = z.strictObject({ id, duplicates }).meta({ id: 'ChildRegistered' });

export const fact = z
  .strictObject({
    id,
    kind: z.string(),
    child: id.nullable(),
    institution: id.nullable(),
    at: instant,
    recordedAt: instant,
    by: id.nullable(),
    role: actorRole.nullable(),
    instance: id.nullable(),
    detail: open,
    corrects: id.nullable(),
    correctedBy: id.nullable(),
  })
  .meta({ id: 'Fact', description: 'Where a child is, what a court ordered' });
export const facts = page(fact);
export const villageReported = z.strictObject({ received: z.literal(true) }).meta({
  id: 'VillageReported',
  description: 'the same whatever the register knows of the child',
});

export const factsRecorded = z.strictObject({ ids: z.array(id) }).meta({ id: 'FactsRecorded' });

export const authority = z
  .strictObject({
    id,
    child: id,
    kind: authorityKind,
    institution: id.nullable(),
    status: authorityStatus,
    from: instant,
    until: instant,
    goal: z.string(),
    instance: id,
    seq: count,
    grantedAt: instant,
    changedAt: instant,
    reason: optionalText,
  })
  .meta({ id: 'Authority', description: 'What a decision allows' });
export const authorities = page(authority);

export const readers = page(
  z
    .strictObject({ at: instant, person: id, role: actorRole, via: z.string(), breakGlass: id.nullable() })
    .meta({ id: 'FileRead', description: 'Who read the file, when and how' }),
);

const proposed = { id, child: id, reason: z.string(), proposedBy: id, proposedAt: instant, area };
export const correction = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('birth'), ...proposed, merged: z.null(), birth }),
    z.strictObject({ kind: z.literal('merge'), ...proposed, merged: id, birth: z.null() }),
  ])
  .meta({ id: 'Correction', description: 'A birth date or two records of one child, waiting for a second person' });
export const corrections = page(correction);

const decided = z.enum(['proposed', 'approved', 'rejected']);
export const birthCorrected = z.strictObject({ id, child: id, status: decided }).meta({ id: 'BirthCorrected' });
export const merged = z.strictObject({ id, kept: id, merged: id, status: decided }).meta({ id: 'Merged' });
export const correctionDecided = z.union([birthCorrected, merged]);
export const siblings = z.strictObject({ children: z.array(id) }).meta({ id: 'Siblings' });

const familyHead = { id, version: z.int(), area, village: area.nullable(), idPoor: optionalText };
export const families = page(z.strictObject(familyHead).meta({ id: 'FamilyLine' }));
export const family = z
  .strictObject({
    ...familyHead,
    note: optionalText,
    children: z.array(id),
    members: z.array(z.strictObject({ ...member, child: id.optional() }).meta({ id: 'Member' })),
  })
  .meta({ id: 'Family' });

const standing = z.enum(['authorised', 'unauthorised', 'suspended', 'frozen', 'closed']);
const institutionHead = {
  id,
  version: z.int(),
  code: z.string(),
  nameKm: z.string(),
  nameEn: z.string(),
  kind: z.enum(['rci', 'transitHome', 'groupHome', 'pagoda', 'boardingSchool', 'emergencyFoster', 'hospital']),
  operator: z.enum(['state', 'ngo', 'faith', 'private']),
  operatorAgency: id.nullable(),
  area,
  standing,
  standingSince: instant,
  standingReason: optionalText,
  authorisedCapacity: count,
  lastInspection: day.nullable(),
  phone: optionalText,
  occupied: count.meta({ description: 'open authorities there' }),
};
const span = { from: instant, until: instant.nullable() };
const present = z
  .strictObject({ authorised: count, unauthorised: count })
  .meta({ id: 'PresentCount', description: 'Children there, with and without a decision that allows it' });
export const institutions = page(
  z
    .strictObject({
      ...institutionHead,
      present: present.nullable().meta({ description: 'null where you may not read who lives there' }),
    })
    .meta({ id: 'InstitutionLine' }),
);
export const institution = z
  .strictObject({
    ...institutionHead,
    premises: z.array(
      z.strictObject({
        id,
        area: area.nullable(),
        address: optionalText,
        lat: z.number().nullable(),
        lon: z.number().nullable(),
        ...span,
      }),
    ),
    people: z.array(
      z.strictObject({
        id,
        person: id.nullable(),
        nameKm: optionalText,
        nameLatin: optionalText,
        role: z.enum(['director', 'owner', 'board', 'founder', 'donor', 'staff']),
        ...span,
      }),
    ),
  })
  .meta({ id: 'Institution' });
export const institutionRegistered = z.strictObject({ id, code: z.string() }).meta({ id: 'InstitutionRegistered' });
export const institutionStanding = z.strictObject({ id, standing }).meta({ id: 'InstitutionStanding' });

export const areas = page(
  z
    .strictObject({
      code: area,
      level: z.int().min(1).max(4),
      nameKm: z.string(),
      nameEn: z.string(),
      kindKm: optionalText,
    })
    .meta({ id: 'Area', description: 'One area of the gazetteer' }),
);
