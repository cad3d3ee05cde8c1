/** The lists that the government's forms print and that several procedures read, with their labels. */
import { z } from 'zod';
import { choice, labelled, score, type Label } from './fields';

/** The six rungs of Form 4, in the order of the Policy on Alternative Care. */
export const rungs = ['birthFamily', 'relatives', 'foster', 'groupCare', 'pagoda', 'institution'] as const;
export type Rung = (typeof rungs)[number];

/** Kinds of places in which children live in residential care, and which a closing empties of them (B.2.1). */
export const homeKinds: readonly string[] = ['rci', 'transitHome', 'groupHome', 'pagoda', 'boardingSchool'];

/** The items of Form 2, scored 1 to 4. */
export const childItems = [
  'physicalHealth',
  'mentalHealth',
  'safety',
  'food',
  'shelter',
  'clothing',
  'education',
  'familyRelations',
  'socialRelations',
  'legalDocuments',
  'legalAid',
] as const;
export const familyItems = [
  'income',
  'housing',
  'foodSupply',
  'carerHealth',
  'carerMentalHealth',
  'parentingSkills',
  'familySafety',
  'familyBonds',
  'helpFromRelatives',
  'communitySupport',
  'accessToServices',
] as const;
export const items = [...childItems, ...familyItems] as const;
export type Item = (typeof items)[number];

export const rungLabels: Record<Rung, Label> = {
  birthFamily: ['Birth family', 'គ្រួសារបង្កើត'],
  relatives: ['Relatives (kinship care)', 'សាច់ញាតិ (ការថែទាំដោយញាតិ)'],
  foster: ['Foster family', 'គ្រួសារធម៌'],
  groupCare: ['Group care in the community', 'ការថែទាំជាក្រុមក្នុងសហគមន៍'],
  pagoda: ['Pagoda or religious site', 'វត្តអារាម ឬទីកន្លែងសាសនា'],
  institution: ['Residential care institution', 'គ្រឹះស្ថានថែទាំកុមារ'],
};

export const itemLabels: Record<Item, Label> = {
  physicalHealth: ['Physical health', 'សុខភាពផ្លូវកាយ'],
  mentalHealth: ['Mental health', 'សុខភាពផ្លូវចិត្ត'],
  safety: ['Safety', 'សុវត្ថិភាព'],
  food: ['Food', 'អាហារ'],
  shelter: ['Shelter', 'ជម្រក'],
  clothing: ['Clothing', 'សម្លៀកបំពាក់'],
  education: ['Education', 'ការអប់រំ'],
  familyRelations: ['Relations in the family', 'ទំនាក់ទំនងក្នុងគ្រួសារ'],
  socialRelations: ['Relations with others', 'ទំនាក់ទំនងសង្គម'],
  legalDocuments: ['Legal documents', 'ឯកសារគតិយុត្ត'],
  legalAid: ['Need for legal aid', 'តម្រូវការជំនួយផ្នែកច្បាប់'],
  income: ['Income', 'ចំណូល'],
  housing: ['Housing', 'លំនៅឋាន'],
  foodSupply: ['Food supply of the household', 'ស្បៀងអាហារក្នុងគ្រួសារ'],
  carerHealth: ['Health of the carers', 'សុខភាពអ្នកថែទាំ'],
  carerMentalHealth: ['Mental health of the carers', 'សុខភាពផ្លូវចិត្តអ្នកថែទាំ'],
  parentingSkills: ['Parenting skills', 'ជំនាញថែទាំកូន'],
  familySafety: ['Safety in the home', 'សុវត្ថិភាពក្នុងផ្ទះ'],
  familyBonds: ['Bonds in the family', 'ចំណងគ្រួសារ'],
  helpFromRelatives: ['Help from relatives', 'ជំនួយពីសាច់ញាតិ'],
  communitySupport: ['Support of the community', 'ការគាំទ្រពីសហគមន៍'],
  accessToServices: ['Access to services', 'ការទទួលបានសេវា'],
};

/** How a caseworker met or reached somebody; only the first counts as having seen. */
export const contactType = choice(['Kind of contact', 'ប្រភេទទំនាក់ទំនង'], {
  inPerson: ['in person', 'ជួបផ្ទាល់'],
  telephone: ['telephone', 'ទូរស័ព្ទ'],
  written: ['written', 'ជាលាយលក្ខណ៍អក្សរ'],
});
/** A score from 1 to 4 for each item, under one heading. */
export const scores = <T extends readonly Item[]>(names: T, section: string, title: Label) =>
  labelled(
    z.strictObject(
      Object.fromEntries(names.map((n) => [n, score(itemLabels[n][0], itemLabels[n][1], section)])) as Record<
        T[number],
        z.ZodInt
      >,
    ),
    title,
    section,
  );
