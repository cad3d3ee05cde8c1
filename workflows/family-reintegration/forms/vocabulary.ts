/** Labels of the lists that several forms of the way home share. */
import { choice, text, type Label, type Sum } from '../../fields';
import type { Item } from '../../vocabulary';

export const riskLabels = {
  high: ['high', 'ខ្ពស់'],
  medium: ['medium', 'មធ្យម'],
  low: ['low', 'ទាប'],
} as const satisfies Record<string, Label>;
export const risk = (en = 'Risk', km = 'ហានិភ័យ') => choice([en, km], riskLabels);

export const homeKindLabels = {
  parents: ['with the parents', 'ជាមួយឪពុកម្តាយ'],
  kin: ['with relatives (kinship care)', 'ជាមួយសាច់ញាតិ (ការថែទាំដោយញាតិ)'],
  foster: ['in a foster family', 'ក្នុងគ្រួសារធម៌'],
} as const satisfies Record<string, Label>;
export const homeKind = choice(['Kind of family', 'ប្រភេទគ្រួសារ'], homeKindLabels);

export const whereLabels = {
  home: ['at home', 'នៅផ្ទះ'],
  away: ['away from home, in the country', 'នៅឆ្ងាយពីផ្ទះ ក្នុងប្រទេស'],
  abroad: ['abroad', 'នៅក្រៅប្រទេស'],
  unknown: ['not known', 'មិនដឹង'],
} as const satisfies Record<string, Label>;

/** Who can know where a family or a child is. */
export const sourceLabels = {
  commune: ['commune or village', 'ឃុំ/សង្កាត់ ឬភូមិ'],
  relative: ['relative', 'សាច់ញាតិ'],
  school: ['school', 'សាលារៀន'],
  police: ['police', 'នគរបាល'],
  institution: ['institution', 'គ្រឹះស្ថាន'],
  helpline: ['helpline 1280', 'ខ្សែទូរស័ព្ទជំនួយ ១២៨០'],
  other: ['other', 'ផ្សេងទៀត'],
} as const satisfies Record<string, Label>;

/** Papers that go home with the child. */
export const paperLabels = {
  birthCertificate: ['birth certificate', 'សំបុត្រកំណើត'],
  familyBook: ['family book', 'សៀវភៅគ្រួសារ'],
  healthRecord: ['health record', 'សៀវភៅសុខភាព'],
  schoolRecord: ['school record', 'សៀវភៅសិក្សា'],
  equityCard: ['IDPoor card', 'ប័ណ្ណសមធម៌'],
  courtOrder: ['court order', 'ដីកាតុលាការ'],
  photos: ['photos and letters of the child', 'រូបថត និងសំបុត្ររបស់កុមារ'],
} as const satisfies Record<string, Label>;

export const breakdownLabels = {
  carerCannot: ['the carer can no longer care for the child', 'អ្នកថែទាំមិនអាចថែទាំកុមារតទៅទៀត'],
  carerDied: ['the carer has died', 'អ្នកថែទាំបានស្លាប់'],
  carerDetained: ['the carer is detained', 'អ្នកថែទាំត្រូវឃុំខ្លួន'],
  unsafe: ['the child is not safe there', 'កុមារមិនមានសុវត្ថិភាពនៅទីនោះ'],
  childLeft: ['the child has left', 'កុមារបានចាកចេញ'],
  conflict: ['conflict in the family', 'ទំនាស់ក្នុងគ្រួសារ'],
  migration: ['the family has migrated without the child', 'គ្រួសារធ្វើចំណាកស្រុកដោយគ្មានកុមារ'],
  noService: ['a promised service did not come', 'សេវាដែលបានសន្យាមិនបានមក'],
  other: ['other', 'ផ្សេងទៀត'],
} as const satisfies Record<string, Label>;

/** Protection for a limited time. An institution is not among them (N-35). */
export const protectionLabels = {
  kin: ['safe relative', 'សាច់ញាតិដែលមានសុវត្ថិភាព'],
  emergencyFoster: ['emergency foster family', 'គ្រួសារធម៌បន្ទាន់'],
  hospital: ['hospital', 'មន្ទីរពេទ្យ'],
  transitHome: ['transit home', 'មជ្ឈមណ្ឌលស្នាក់នៅបណ្តោះអាសន្ន'],
} as const satisfies Record<string, Label>;

/** What lifts the limit of P-31 for one case. */
export const overCapacityReason = text(
  'Why the worker can carry this case although the limit is reached',
  'ហេតុអ្វីអ្នកគ្រប់គ្រងករណីអាចទទួលករណីនេះ ទោះដល់កម្រិតកំណត់',
).optional();

/** Least scores of Form 6 [V:S1], for the sheet beside the form and for the rule. */
export const finalSums = {
  child: { atLeast: 21, each: 2, except: [] },
  family: { atLeast: 30, each: 2, except: ['helpFromRelatives'] },
} as const satisfies Record<string, Sum<Item>>;
/** What the form prints for both sections together, which 21 and 30 exceed: the stricter pair holds. */
export const printedTotal = 48;
