/** Forms of the registry's commands: strict, so that an unknown or malformed answer is refused by name. */
import { z } from 'zod';
import { khmerKey, latinKey } from './names';
import { placementRow } from './placement-row';
import { mostRows } from './sheets';

/** Text as a person writes it: no control characters, nothing that is no character at all. */
export const text = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^(?!\s*$)[^\p{Cc}\p{Cs}]+$/u, { error: 'text' });
const long = z
  .string()
  .max(4000)
  .regex(/^(?!\s*$)(?:[^\p{Cc}\p{Cs}]|[\n\t])+$/u, { error: 'text' });
const address = long.max(300);
const id = z.uuid();
const area = z.string().regex(/^(?:[0-9]{2}){1,4}$/);
const village = z.string().regex(/^[0-9]{8}$/);
const date = z.iso.date().refine((d) => d >= '1900-01-01' && d <= '2200-12-31', { error: 'date_out_of_range' });
/** an instant from 1900 to 2200 with an offset that exists */
const instant = z.iso
  .datetime({ offset: true })
  .refine((t) => t >= '1900' && t < '2201' && !/[+-](1[5-9]|2\d):\d\d$/.test(t), { error: 'date_out_of_range' });
const sex = z.enum(['female', 'male', 'unknown']);
const kmName = text(120).refine((n) => khmerKey(n) !== '', { error: 'name_empty' });
const latinName = text(120).refine((n) => latinKey(n) !== '', { error: 'name_empty' });
const reason = long;

export const name = z
  .strictObject({ km: kmName.optional(), latin: latinName.optional() })
  .refine((n) => n.km !== undefined || n.latin !== undefined, { error: 'name_missing' });

/** As much of a date as a precision says is known. */
const known: Record<string, number> = { day: 10, month: 7, year: 4, interval: 0 };

/** Interval of the date of birth; both ends lie on the day, in the month or in the year that is known. */
export const birth = z
  .strictObject({ from: date, to: date, precision: z.enum(['day', 'month', 'year', 'interval']) })
  .refine((b) => b.from <= b.to, { path: ['to'], error: 'before_from' })
  .refine((b) => b.precision !== 'day' || b.from === b.to, { path: ['to'], error: 'not_one_day' })
  .refine((b) => b.precision === 'day' || b.from.slice(0, known[b.precision]) === b.to.slice(0, known[b.precision]), {
    path: ['precision'],
    error: 'interval_too_long',
  })
  .refine((b) => Number(b.to.slice(0, 4)) - Number(b.from.slice(0, 4)) <= 30, {
    path: ['to'],
    error: 'interval_too_long',
  });

const externalId = z.strictObject({ kind: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/), value: text(80) });

const childFields = {
  sex,
  disability: z.boolean(),
  disabilityNote: text(500).optional(),
  village: village.optional(),
  family: id.optional(),
  /** empty for a child of whom only a description is known */
  names: z.array(name).max(12),
  ids: z.array(externalId).max(12).optional(),
};

const memberFields = {
  relation: z.enum([
    'mother',
    'father',
    'stepmother',
    'stepfather',
    'grandmother',
    'grandfather',
    'aunt',
    'uncle',
    'sibling',
    'guardian',
    'carer',
    'other',
  ]),
  nameKm: kmName.optional(),
  nameLatin: latinName.optional(),
  sex: sex.optional(),
  birthYear: z.number().int().min(1900).max(2200).optional(),
  living: z.enum(['alive', 'died', 'detained', 'abroad', 'missing', 'unknown']),
  household: z.boolean(),
  area: area.optional(),
  phone: text(40).optional(),
  /** the account of the same human */
  person: id.optional(),
};

/** Somebody around a child or in a family, before it is said whose. */
export const familyMember = z.strictObject({ family: id.optional(), child: id.optional(), ...memberFields });

const behindFields = {
  role: z.enum(['director', 'owner', 'board', 'founder', 'donor', 'staff']),
  nameKm: kmName.optional(),
  nameLatin: latinName.optional(),
  phone: text(40).optional(),
  person: id.optional(),
};
/** Somebody behind an institution, before it is said which. */
export const institutionPerson = z
  .strictObject(behindFields)
  .refine((p) => p.nameKm ?? p.nameLatin ?? p.person, { error: 'name_missing' });
const premisesFields = {
  area,
  address: address.optional(),
  lat: z.number().min(9).max(15).optional(),
  lon: z.number().min(101).max(109).optional(),
};
/** One more place where it is, before it is said whose. */
export const institutionPremises = z.strictObject(premisesFields);

export const institutionKinds = [
  'rci',
  'transitHome',
  'groupHome',
  'pagoda',
  'boardingSchool',
  'emergencyFoster',
  'hospital',
] as const;
export const operators = ['state', 'ngo', 'faith', 'private'] as const;
export const standings = ['authorised', 'unauthorised', 'suspended', 'frozen', 'closed'] as const;

const institutionFields = {
  code: z
    .string()
    .max(24)
    .regex(/^[A-Z0-9]+(-[A-Z0-9]+){1,3}$/),
  nameKm: kmName,
  nameEn: latinName,
  kind: z.enum(institutionKinds),
  operator: z.enum(operators),
  operatorAgency: id.optional(),
  area,
  address: address.optional(),
  lat: z.number().min(9).max(15).optional(),
  lon: z.number().min(101).max(109).optional(),
  phone: text(40).optional(),
  people: z.array(institutionPerson).max(40).optional(),
};

/** A row of the register as of the policy date. */
export const importedInstitution = z.strictObject({
  ...institutionFields,
  id: id.optional(),
  standing: z.enum(standings),
  reason: text(500).optional(),
  capacity: z.number().int().min(0).max(2000),
  lastInspection: date.optional(),
});

export const factKinds = [
  'presence',
  'arrival',
  'departure',
  'death',
  'missing',
  'found',
  'courtOrder',
  'abroad',
  'inspection',
  'health',
  'other',
  'correction',
] as const;

/** One form for each command of the registry. */
export const forms = {
  'child.register': z.strictObject({
    ...childFields,
    birth,
    area,
    siblings: z.array(id).max(20).optional(),
    around: z.array(z.strictObject(memberFields)).max(30).optional(),
  }),
  'child.amend': z.strictObject({
    child: id,
    sex: sex.optional(),
    disability: z.boolean().optional(),
    disabilityNote: text(500).optional(),
    village: village.optional(),
    family: id.optional(),
    names: z.array(name).max(12).optional(),
    ids: z.array(externalId).max(12).optional(),
    reason,
  }),
  'birth.propose': z.strictObject({ child: id, birth, reason, evidence: text(500).optional() }),
  'birth.approve': z.strictObject({ id, reason: reason.optional() }),
  'birth.reject': z.strictObject({ id, reason }),
  'merge.propose': z
    .strictObject({ kept: id, merged: id, reason })
    .refine((m) => m.kept !== m.merged, { path: ['merged'], error: 'same_record' }),
  'merge.approve': z.strictObject({ id, reason: reason.optional() }),
  'merge.reject': z.strictObject({ id, reason }),
  'family.register': z.strictObject({
    area,
    village: village.optional(),
    idPoor: text(40).optional(),
    note: long.optional(),
  }),
  'family.amend': z.strictObject({
    family: id,
    village: village.optional(),
    idPoor: text(40).optional(),
    note: long.optional(),
  }),
  'family.member': familyMember.refine((m) => m.family ?? m.child, {
    path: ['family'],
    error: 'family_or_child',
  }),
  'family.memberEnd': z.strictObject({ endOf: id, family: id.optional(), child: id.optional(), reason }),
  'sibling.link': z.strictObject({ children: z.array(id).min(2).max(20), evidence: text(500).optional() }),
  'sibling.unlink': z.strictObject({ child: id, reason }),
  'institution.register': z.strictObject({
    ...institutionFields,
    /** residential ones only as `unauthorised`: the database refuses the rest */
    standing: z.enum(standings),
    capacity: z.number().int().min(0).max(2000).optional(),
  }),
  'institution.amend': z.strictObject({
    institution: id,
    nameKm: kmName.optional(),
    nameEn: latinName.optional(),
    phone: text(40).optional(),
    kind: z.enum(institutionKinds).optional(),
    operatorAgency: id.optional(),
    capacity: z.number().int().min(0).max(2000).optional(),
    reason,
  }),
  'institution.standing': z.strictObject({ institution: id, standing: z.enum(standings), reason }),
  'institution.person': z
    .strictObject({ institution: id, ...behindFields })
    .refine((p) => p.nameKm ?? p.nameLatin ?? p.person, { error: 'name_missing' }),
  'institution.personEnd': z.strictObject({ institution: id, endOf: id, reason }),
  'institution.premises': z.strictObject({ institution: id, ...premisesFields }),
  'fact.record': z
    .strictObject({
      kind: z.enum(factKinds),
      children: z
        .array(id)
        .max(60)
        .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, { error: 'repeated' }),
      institution: id.optional(),
      at: instant,
      /** the fact that this one corrects: recorded of the wrong child, place or time */
      corrects: id.optional(),
      detail: z
        .strictObject({
          note: long.optional(),
          place: text(300).optional(),
          reference: text(120).optional(),
          saidBy: text(200).optional(),
        })
        .optional(),
    })
    .refine((f) => f.children.length > 0 || f.institution !== undefined, { path: ['children'], error: 'about_nobody' })
    .refine((f) => !['death', 'courtOrder'].includes(f.kind) || f.children.length === 1, {
      path: ['children'],
      error: 'one_child',
    })
    .refine((f) => !['presence', 'arrival', 'inspection'].includes(f.kind) || f.institution !== undefined, {
      path: ['institution'],
      error: 'missing',
    })
    .refine((f) => f.kind !== 'correction' || f.corrects !== undefined, { path: ['corrects'], error: 'missing' }),
  'incident.acknowledge': z.strictObject({ id }),
  'incident.resolve': z.strictObject({ id, reason }),
  'allegation.name': z.strictObject({ child: id, person: id, note: long.optional() }),
  'allegation.end': z.strictObject({ id, reason }),
  'placements.propose': z.strictObject({ rows: z.array(placementRow).min(1).max(mostRows), reason }),
  'placements.approve': z.strictObject({ id }),
  'placements.reject': z.strictObject({ id, reason }),
} as const;
export type CommandName = keyof typeof forms;
export type CommandData<N extends CommandName> = z.output<(typeof forms)[N]>;
