/** Labels of the lists that several forms share. */
import type { Label } from '../../fields';
import type { Reason } from '../context';

export const reasonLabels: Record<Reason, Label> = {
  noFamily: ['No parents, guardian or family', 'គ្មានឪពុកម្តាយ អាណាព្យាបាល ឬគ្រួសារ'],
  parentsInJail: ['Parents in jail', 'ឪពុកម្តាយជាប់ពន្ធនាគារ'],
  trafficking: ['Victim of trafficking', 'ជនរងគ្រោះដោយការជួញដូរមនុស្ស'],
  migration: ['Migration', 'ការធ្វើចំណាកស្រុក'],
  fledAbuse: ['Fled the family because of abuse', 'រត់ចេញពីគ្រួសារដោយសារការរំលោភបំពាន'],
  poverty: ['Poverty', 'ភាពក្រីក្រ'],
  education: ['No money for school', 'គ្មានលទ្ធភាពបង់ថ្លៃសិក្សា'],
  betterSchool: ['A better school', 'សាលារៀនល្អជាង'],
  food: ['Not enough food', 'ខ្វះអាហារ'],
  housing: ['Bad housing', 'លំនៅឋានមិនសមរម្យ'],
  debt: ['Debt', 'បំណុល'],
  neglect: ['Neglect', 'ការមិនយកចិត្តទុកដាក់'],
  behaviour: ['Behaviour of the child', 'ឥរិយាបថរបស់កុមារ'],
  illness: ['Illness in the family', 'ជំងឺក្នុងគ្រួសារ'],
  disability: ['Disability of the child', 'ពិការភាពរបស់កុមារ'],
  noLocalService: ['No service near home', 'គ្មានសេវានៅជិតផ្ទះ'],
};

export const needLabels = {
  material: ['Food, clothing, household goods', 'អាហារ សម្លៀកបំពាក់ សម្ភារៈគ្រួសារ'],
  education: ['School', 'ការសិក្សា'],
  health: ['Health', 'សុខភាព'],
  parenting: ['Parenting', 'ការថែទាំកូន'],
  housing: ['Housing', 'លំនៅឋាន'],
  legal: ['Documents and legal aid', 'ឯកសារ និងជំនួយផ្លូវច្បាប់'],
  protection: ['Protection', 'ការការពារ'],
  disability: ['Disability support', 'ការគាំទ្រជនមានពិការភាព'],
} as const satisfies Record<string, Label>;

export const referralLabels = {
  idpoor: ['IDPoor', 'បណ្ណសមធម៌ (IDPoor)'],
  scholarship: ['Scholarship', 'អាហារូបករណ៍'],
  cashTransfer: ['Cash transfer', 'ប្រាក់ឧបត្ថម្ភ'],
  healthCentre: ['Health centre', 'មណ្ឌលសុខភាព'],
  dayCare: ['Day care', 'ការថែទាំពេលថ្ងៃ'],
  vocational: ['Vocational training for the carers', 'ការបណ្តុះបណ្តាលវិជ្ជាជីវៈដល់អ្នកថែទាំ'],
  rehabilitation: ['Rehabilitation', 'ស្តារនីតិសម្បទា'],
  legalAid: ['Legal aid', 'ជំនួយផ្នែកច្បាប់'],
} as const satisfies Record<string, Label>;

export const goalLabels = {
  reunification: ['Return to the parents', 'ត្រឡប់ទៅរកឪពុកម្តាយវិញ'],
  kinship: ['Kinship care', 'ការថែទាំដោយញាតិ'],
  foster: ['Foster care', 'គ្រួសារធម៌'],
  independence: ['Independent living', 'ការរស់នៅដោយឯករាជ្យ'],
} as const satisfies Record<string, Label>;

export const documentLabels = {
  deathCertificate: ['Death certificate', 'លិខិតបញ្ជាក់មរណភាព'],
  detentionLetter: ['Letter of the prison', 'លិខិតពន្ធនាគារ'],
  policeReport: ['Police report', 'របាយការណ៍នគរបាល'],
  birthCertificate: ['Birth certificate', 'សំបុត្រកំណើត'],
  familyBook: ['Family book', 'សៀវភៅគ្រួសារ'],
  abandonmentLetter: ['Letter on abandonment', 'លិខិតបញ្ជាក់ការបោះបង់'],
} as const satisfies Record<string, Label>;

export const destinationLabels = {
  relative: ['Safe relative', 'សាច់ញាតិដែលមានសុវត្ថិភាព'],
  emergencyFoster: ['Emergency foster family', 'គ្រួសារធម៌បន្ទាន់'],
  hospital: ['Hospital', 'មន្ទីរពេទ្យ'],
  transitHome: ['Transit home', 'មជ្ឈមណ្ឌលស្នាក់នៅបណ្តោះអាសន្ន'],
  institution: ['Residential care institution', 'គ្រឹះស្ថានថែទាំកុមារ'],
} as const satisfies Record<string, Label>;
export type Destination = keyof typeof destinationLabels;
