/** Texts of a child's file, on its own page and on the family page of a case. */
export const childTexts = {
  title: { en: 'File of a child', km: 'ឯកសាររបស់កុមារ' },
  recorded: {
    en: 'Your reading of this file is recorded, with your name and the time.',
    km: 'ការអានឯកសារនេះរបស់អ្នកត្រូវបានកត់ត្រា រួមទាំងឈ្មោះ និងពេលវេលា។',
  },
  openFile: { en: 'Open the file', km: 'បើកឯកសារ' },
  names: { en: 'Names', km: 'ឈ្មោះ' },
  born: { en: 'Born', km: 'ថ្ងៃខែឆ្នាំកំណើត' },
  between: { en: 'between', km: 'ចន្លោះ' },
  and: { en: 'and', km: 'និង' },
  age: { en: 'Age', km: 'អាយុ' },
  sex: { en: 'Sex', km: 'ភេទ' },
  disability: { en: 'Disability', km: 'ពិការភាព' },
  yes: { en: 'Yes', km: 'មាន' },
  no: { en: 'No', km: 'គ្មាន' },
  village: { en: 'Village', km: 'ភូមិ' },
  ids: { en: 'Identifiers', km: 'លេខសម្គាល់' },
  died: { en: 'Died on', km: 'បានស្លាប់នៅ' },
  siblings: { en: 'Brothers and sisters', km: 'បងប្អូន' },
  noSiblings: { en: 'None is recorded.', km: 'មិនមានកត់ត្រាទេ។' },
  around: { en: 'People around the child', km: 'មនុស្សជុំវិញកុមារ' },
  noAround: { en: 'Nobody is recorded.', km: 'មិនមានកត់ត្រានរណាទេ។' },
  household: { en: 'lives in the household', km: 'រស់នៅក្នុងគ្រួសារជាមួយ' },
  bornYear: { en: 'born in', km: 'កើតឆ្នាំ' },
  authorities: { en: 'What is allowed, and until when', km: 'អ្វីដែលបានអនុញ្ញាត និងត្រឹមពេលណា' },
  noAuthority: { en: 'No decision allows any care outside the family.', km: 'គ្មានសេចក្តីសម្រេចអនុញ្ញាតការថែទាំក្រៅគ្រួសារទេ។' },
  until: { en: 'until', km: 'រហូតដល់' },
  from: { en: 'from', km: 'ចាប់ពី' },
  facts: { en: 'Where the child is: what was recorded', km: 'កុមារនៅទីណា៖ អ្វីដែលបានកត់ត្រា' },
  noFacts: { en: 'Nothing is recorded.', km: 'មិនមានកត់ត្រាទេ។' },
  recordedBy: { en: 'recorded by', km: 'កត់ត្រាដោយ' },
  wrong: { en: 'corrected by a later record', km: 'បានកែតម្រូវដោយកំណត់ត្រាក្រោយ' },
  presentAt: { en: 'Last seen to be at', km: 'ឃើញចុងក្រោយនៅ' },
  cases: { en: 'Cases of this child that you may see', km: 'ករណីរបស់កុមារនេះដែលអ្នកអាចមើលបាន' },
  noCases: { en: 'There is no other.', km: 'គ្មានករណីផ្សេងទេ។' },
  readers: { en: 'Who has read this file', km: 'អ្នកដែលបានអានឯកសារនេះ' },
  lastRead: { en: 'last', km: 'ចុងក្រោយ' },
  readings: { en: 'readings:', km: 'ចំនួនដង៖' },
  noChildren: { en: 'This case is about no child of its own.', km: 'ករណីនេះមិនមែនអំពីកុមារណាមួយទេ។' },
  more: { en: 'Older records are not shown.', km: 'កំណត់ត្រាចាស់ជាងនេះមិនបានបង្ហាញទេ។' },
};

type Words = Record<string, { en: string; km: string }>;

export const sexTexts: Words = {
  female: { en: 'girl', km: 'ស្រី' },
  male: { en: 'boy', km: 'ប្រុស' },
  unknown: { en: 'not known', km: 'មិនដឹង' },
};
export const relationTexts: Words = {
  mother: { en: 'mother', km: 'ម្តាយ' },
  father: { en: 'father', km: 'ឪពុក' },
  stepmother: { en: 'stepmother', km: 'ម្តាយចុង' },
  stepfather: { en: 'stepfather', km: 'ឪពុកចុង' },
  grandmother: { en: 'grandmother', km: 'ជីដូន' },
  grandfather: { en: 'grandfather', km: 'ជីតា' },
  aunt: { en: 'aunt', km: 'មីង ឬអ៊ំស្រី' },
  uncle: { en: 'uncle', km: 'ពូ ឬអ៊ំប្រុស' },
  sibling: { en: 'brother or sister', km: 'បងប្អូន' },
  guardian: { en: 'guardian', km: 'អាណាព្យាបាល' },
  carer: { en: 'carer', km: 'អ្នកថែទាំ' },
  other: { en: 'other', km: 'ផ្សេងទៀត' },
};
export const livingTexts: Words = {
  alive: { en: 'alive', km: 'នៅរស់' },
  died: { en: 'died', km: 'បានស្លាប់' },
  detained: { en: 'detained', km: 'ជាប់ឃុំ' },
  abroad: { en: 'abroad', km: 'នៅក្រៅប្រទេស' },
  missing: { en: 'missing', km: 'បាត់ខ្លួន' },
  unknown: { en: 'not known', km: 'មិនដឹង' },
};
export const authorityTexts: Words = {
  residential: { en: 'Residential care', km: 'ការថែទាំក្នុងគ្រឹះស្ថាន' },
  emergency: { en: 'Emergency care', km: 'ការថែទាំបន្ទាន់' },
  interim: { en: 'Interim care', km: 'ការថែទាំបណ្តោះអាសន្ន' },
  kinship: { en: 'Care by relatives', km: 'ការថែទាំដោយញាតិ' },
  foster: { en: 'Foster care', km: 'ការថែទាំដោយគ្រួសារធម៌' },
};
export const standingTexts: Words = {
  awaiting: { en: 'waits for the arrival', km: 'រង់ចាំការមកដល់' },
  inForce: { en: 'in force', km: 'មានសុពលភាព' },
  suspended: { en: 'suspended', km: 'បានផ្អាក' },
  ended: { en: 'ended', km: 'បានបញ្ចប់' },
  void: { en: 'void', km: 'លែងមានសុពលភាព' },
};
export const standingSigns: Record<string, string> = {
  awaiting: '…',
  inForce: '✓',
  suspended: '‖',
  ended: '■',
  void: '✕',
};
export const factTexts: Words = {
  presence: { en: 'seen there', km: 'បានឃើញនៅទីនោះ' },
  arrival: { en: 'arrived', km: 'បានមកដល់' },
  departure: { en: 'left', km: 'បានចាកចេញ' },
  death: { en: 'died', km: 'បានស្លាប់' },
  missing: { en: 'missing', km: 'បាត់ខ្លួន' },
  found: { en: 'found', km: 'រកឃើញ' },
  courtOrder: { en: 'order of a court', km: 'ដីកាតុលាការ' },
  abroad: { en: 'taken abroad', km: 'បាននាំទៅក្រៅប្រទេស' },
  inspection: { en: 'inspection', km: 'អធិការកិច្ច' },
  health: { en: 'health', km: 'សុខភាព' },
  other: { en: 'other', km: 'ផ្សេងទៀត' },
  correction: { en: 'a correction', km: 'ការកែតម្រូវ' },
};
