/** The kinds of fields the forms are made of, each with its labels. */
import { z } from 'zod';

type Label = [en: string, km: string];

/** Labels of a field; `section` groups fields under one heading. */
export function labelled<T extends z.ZodType>(schema: T, [title, titleKm]: Label, section?: string): T {
  return schema.meta({ title, titleKm, ...(section ? { 'x-section': section } : {}) });
}

export const children = (label: Label = ['Children', 'កុមារ']) =>
  labelled(z.array(z.uuid()).min(1).max(20), label, 'children');
export const child = (label: Label = ['Child', 'កុមារ']) => labelled(z.uuid(), label);
export const text = (en: string, km: string, max = 2000) => labelled(z.string().trim().min(1).max(max), [en, km]);
export const line = (en: string, km: string) => text(en, km, 200);
export const date = (en: string, km: string) => labelled(z.iso.date(), [en, km]);
export const instant = (en: string, km: string) => labelled(z.iso.datetime({ offset: true }), [en, km]);
export const yes = (en: string, km: string) => labelled(z.boolean(), [en, km]);
export const institution = (en = 'Institution', km = 'គ្រឹះស្ថាន') => labelled(z.uuid(), [en, km]);
export const phone = (en: string, km: string) => labelled(z.string().trim().min(3).max(40), [en, km]);

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
