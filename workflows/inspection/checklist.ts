/**
 * The checklist of an inspection (domain B.4.2 step 6), drawn up from the headings of the minimum standards. A version that
 * was used is never changed: a new one is added beside it, and each report names the one it answers.
 */
import type { Label } from '../fields';
import type { Text } from '../workflow';
import type { Hard, Severity } from './context';
import { version1 } from './checklist/version1';

/** `meets`, `partly`, `fails`; `notApplicable` only with a reason. */
export const answers = ['meets', 'partly', 'fails', 'notApplicable'] as const;
export type Answer = (typeof answers)[number];
export const answerLabels: Record<Answer, Label> = {
  meets: ['meets the standard', 'បំពេញតាមស្តង់ដារ'],
  partly: ['meets it partly', 'បំពេញបានមួយផ្នែក'],
  fails: ['does not meet it', 'មិនបំពេញតាមស្តង់ដារ'],
  notApplicable: ['does not apply', 'មិនពាក់ព័ន្ធ'],
};

/** The parts of the checklist, in the order of the walk through the house. */
export const parts = [
  'registration',
  'staff',
  'buildings',
  'fire',
  'food',
  'health',
  'school',
  'privacy',
  'family',
  'discipline',
  'complaints',
  'dossiers',
  'reunification',
  'volunteers',
  'money',
  'records',
] as const;
export type Part = (typeof parts)[number];

export interface Item {
  /** `<part>.<name>`, never used for anything else in a later version */
  id: string;
  part: Part;
  text: Text;
  /** of the finding when the item fails */
  severity: Severity;
  /** without its answer the report is not complete */
  mandatory: boolean;
  /** a trigger of B.4.3 when it fails */
  hard?: Hard;
}

export const partTexts: Record<Part, Text> = {
  registration: { en: 'Registration and direction', km: 'ការចុះបញ្ជី និងការដឹកនាំ' },
  staff: { en: 'Staff: number and vetting', km: 'បុគ្គលិក៖ ចំនួន និងការពិនិត្យប្រវត្តិ' },
  buildings: { en: 'Buildings and rooms', km: 'អគារ និងបន្ទប់' },
  fire: { en: 'Fire and accidents', km: 'អគ្គិភ័យ និងគ្រោះថ្នាក់' },
  food: { en: 'Food and water', km: 'អាហារ និងទឹក' },
  health: { en: 'Health', km: 'សុខភាព' },
  school: { en: 'School outside', km: 'ការសិក្សានៅសាលាខាងក្រៅ' },
  privacy: { en: 'Privacy', km: 'ភាពឯកជន' },
  family: { en: 'Contact with the family', km: 'ទំនាក់ទំនងជាមួយគ្រួសារ' },
  discipline: { en: 'Discipline and protection', km: 'វិន័យ និងការការពារ' },
  complaints: { en: 'Complaint box', km: 'ប្រអប់បណ្តឹង' },
  dossiers: { en: 'Dossiers of the children', km: 'សំណុំឯកសារកុមារ' },
  reunification: { en: 'Plans for the return home', km: 'ផែនការសមាហរណកម្មទៅគ្រួសារ' },
  volunteers: { en: 'Volunteers and visitors', km: 'អ្នកស្ម័គ្រចិត្ត និងភ្ញៀវ' },
  money: { en: 'Money', km: 'ហិរញ្ញវត្ថុ' },
  records: { en: 'Records', km: 'កំណត់ត្រា' },
};

/** Every version that a report may answer; the last is the one of new packages. */
export const checklists: Record<number, readonly Item[]> = { 1: version1 };
export const currentChecklist = Math.max(...Object.keys(checklists).map(Number));

/** An answer that is a finding: what fails as the item says; what is met partly one degree less, and nothing where it is minor. */
export function findingOf(item: Item, answer: Answer): { item: string; severity: Severity } | undefined {
  if (answer === 'fails') return { item: item.id, severity: item.severity };
  if (answer !== 'partly' || item.severity === 'minor') return undefined;
  return { item: item.id, severity: item.severity === 'critical' ? 'major' : 'minor' };
}
