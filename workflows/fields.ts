/** The kinds of fields that the forms of every procedure are made of, each with its labels. */
import { z } from 'zod';
import type { Role } from './workflow';

export type Label = [en: string, km: string];

/** How a page asks for a value whose type alone does not say it: someone or something of the register. */
type Widget = 'child' | 'children' | 'institution' | 'person' | 'area' | 'phone';

const widget = <T extends z.ZodType>(schema: T, name: Widget): T => schema.meta({ ...schema.meta(), 'x-widget': name });

/** Labels of a field; `section` groups fields under one heading. */
export function labelled<T extends z.ZodType>(schema: T, [title, titleKm]: Label, section?: string): T {
  return schema.meta({ title, titleKm, ...(section ? { 'x-section': section } : {}) });
}

/** The same fields, all under one heading. */
export const under = <S extends Record<string, z.ZodType>>(section: string, fields: S): S =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.meta({ ...field.meta(), 'x-section': section })]),
  ) as S;

const named = z
  .array(z.uuid())
  .min(1)
  .max(20)
  .superRefine((ids, issues) => {
    const lower = ids.map((id) => id.toLowerCase());
    for (const [i, id] of lower.entries())
      if (lower.indexOf(id) < i) issues.addIssue({ code: 'custom', path: [i], message: 'named_twice' });
  });
export const children = (label: Label = ['Children', 'កុមារ']) => widget(labelled(named, label, 'children'), 'children');
/** A child of the register: its id in small letters, however it was written. */
export const child = (label: Label = ['Child', 'កុមារ']) => widget(labelled(z.uuid().toLowerCase(), label), 'child');
export const text = (en: string, km: string, max = 2000) => labelled(z.string().trim().min(1).max(max), [en, km]);
export const line = (en: string, km: string) => text(en, km, 200);
export const date = (en: string, km: string) => labelled(z.iso.date(), [en, km]);
export const instant = (en: string, km: string) => labelled(z.iso.datetime({ offset: true }), [en, km]);
export const yes = (en: string, km: string) => labelled(z.boolean(), [en, km]);
export const institution = (en = 'Institution', km = 'គ្រឹះស្ថាន') => widget(labelled(z.uuid(), [en, km]), 'institution');
/** Somebody of the register who holds one of these offices. */
export const official = (label: Label, roles: readonly Role[]) => {
  const schema = labelled(z.string().min(1).max(64), label);
  return schema.meta({ ...schema.meta(), 'x-widget': 'person', 'x-roles': roles });
};
/** A caseworker of any district: who receives a child where its family lives. */
export const caseworker = (label: Label) => {
  const schema = official(label, ['dsw', 'ngoCaseworker']);
  return schema.meta({ ...schema.meta(), 'x-anywhere': true });
};
export const commune = (en: string, km: string) => widget(line(en, km), 'area');
/** Where somebody lives: the code of a commune, or of a village. */
export const home = (en: string, km: string) =>
  widget(
    labelled(
      z
        .string()
        .min(6)
        .max(8)
        .regex(/^\d{6}(\d{2})?$/),
      [en, km],
    ),
    'area',
  );
export const phone = (en: string, km: string) => widget(labelled(z.string().trim().min(3).max(40), [en, km]), 'phone');

/** One of a list; labels of the values go into `x-enum`. */
export function choice<const V extends Record<string, Label>>(label: Label, values: V) {
  const names = Object.keys(values) as [keyof V & string, ...(keyof V & string)[]];
  return z.enum(names).meta({
    title: label[0],
    titleKm: label[1],
    'x-enum': Object.fromEntries(Object.entries(values).map(([v, [en, km]]) => [v, { en, km }])),
  });
}

/** Several of a list. */
export function choices<const V extends Record<string, Label>>(label: Label, values: V, min = 0) {
  return labelled(z.array(choice(label, values)).min(min).max(Object.keys(values).length), label);
}

/** A signature: who signed, by hand or thumb, and when. */
export const signature = (en: string, km: string) =>
  labelled(
    z.strictObject({
      by: choice(['Signed by', 'ចុះហត្ថលេខាដោយ'], {
        signature: ['signature', 'ហត្ថលេខា'],
        thumbprint: ['thumbprint', 'ស្នាមមេដៃ'],
      }),
      on: date('Date of signature', 'កាលបរិច្ឆេទចុះហត្ថលេខា'),
    }),
    [en, km],
    'signatures',
  );

/** A score of Form 1 and 2: 1 weak, 2 fair, 3 good, 4 very good. */
export const score = (en: string, km: string, section: string) =>
  labelled(z.int().min(1).max(4), [en, km], section).meta({
    title: en,
    titleKm: km,
    'x-section': section,
    'x-widget': 'score',
  });

/** What the scores of a group must come to: their sum, and each of them but those that may be lower. */
export interface Sum<Item extends string = string> {
  atLeast: number;
  each: number;
  except: readonly Item[];
}
/** A group of scores that are added up while they are written; `x-total` of the form is what it prints for all its groups. */
export const summed = <T extends z.ZodType>(schema: T, sum: Sum): T => schema.meta({ ...schema.meta(), 'x-sum': sum });
