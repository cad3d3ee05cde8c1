import type { Text } from '../../workflows/workflow';
import { Problem, type BrokenRule } from '../engine';

type Words = [
  rule: string,
  source: string,
  en: string,
  km: string,
  missingEn: string,
  missingKm: string,
  who?: BrokenRule['who'],
];

const twoPeople: [string, string] = [
  'Somebody else must decide, who neither proposed it nor acts for who did.',
  'ត្រូវមានអ្នកផ្សេងសម្រេច ដែលមិនមែនជាអ្នកស្នើ ឬធ្វើជំនួសអ្នកស្នើ។',
];
const newDecision: [string, string] = [
  'Ask for a new decision after a new assessment.',
  'សូមស្នើសុំសេចក្តីសម្រេចថ្មី ក្រោយការវាយតម្លៃថ្មី។',
];
const correction: [string, string] = [
  'Record a correction that names what it corrects.',
  'សូមកត់ត្រាការកែតម្រូវ ដោយបញ្ជាក់អ្វីដែលត្រូវកែ។',
];
const noneAuthorised =
  'No institution is authorised any more; a change of type or a larger capacity is the same thing.';
const noneAuthorisedKm = 'លែងមានគ្រឹះស្ថានណាត្រូវបានអនុញ្ញាតទៀតទេ ការប្តូរប្រភេទ ឬការបង្កើនចំណុះក៏ដូចគ្នាដែរ។';
const recordAsFound: [string, string] = [
  'Record the facility as unauthorised; the district inspects it.',
  'សូមកត់ត្រាកន្លែងនោះថាគ្មានការអនុញ្ញាត ហើយស្រុកនឹងចុះពិនិត្យ។',
];

/** What each constraint of the registry means: rule, source, text, what is missing, who can supply it. */
const words: Record<string, Words> = {
  authority_under_three: [
    'N-01',
    '[V:S0b, S8]',
    'No residential care is authorised for a child under 3, whoever asks.',
    'មិនអនុញ្ញាតឱ្យដាក់កុមារអាយុក្រោម ៣ឆ្នាំ ក្នុងការថែទាំតាមគ្រឹះស្ថានឡើយ ទោះនរណាស្នើក៏ដោយ។',
    'Find a family: relatives, foster care, emergency foster care.',
    'សូមរកគ្រួសារ៖ សាច់ញាតិ គ្រួសារធម៌ ឬគ្រួសារធម៌បន្ទាន់។',
    ['dsw', 'districtSupervisor'],
  ],
  authority_has_decision: [
    'N-03',
    '[V:S3]',
    'No placement is allowed without a recorded decision.',
    'គ្មានការដាក់ណាត្រូវបានអនុញ្ញាត ដោយគ្មានសេចក្តីសម្រេចដែលបានកត់ត្រាទេ។',
    'A decision after an assessment.',
    'សេចក្តីសម្រេចក្រោយការវាយតម្លៃ។',
    ['pdosvyDirector', 'districtSupervisor'],
  ],
  authority_institution_standing: [
    'N-05',
    '[V2:S5]',
    'The institution may not take children: it is not authorised, or suspended, frozen or closed.',
    'គ្រឹះស្ថានមិនអាចទទួលកុមារបានទេ៖ គ្មានការអនុញ្ញាត ត្រូវបានព្យួរ បង្កក ឬបិទ។',
    'Choose a family, or an institution that may admit.',
    'សូមជ្រើសរើសគ្រួសារ ឬគ្រឹះស្ថានដែលអាចទទួលបាន។',
    ['dsw'],
  ],
  authority_institution_full: [
    'N-05',
    '[V2:S5]',
    'The institution has no free place within its authorised capacity.',
    'គ្រឹះស្ថានគ្មានកន្លែងទំនេរក្នុងចំណុះដែលបានអនុញ្ញាតទេ។',
    'Choose a family, or an institution with a free place.',
    'សូមជ្រើសរើសគ្រួសារ ឬគ្រឹះស្ថានដែលមានកន្លែងទំនេរ។',
    ['dsw'],
  ],
  authority_residential_place: [
    'N-05',
    '[V2:S5]',
    'A residential placement names a residential institution.',
    'ការដាក់ក្នុងគ្រឹះស្ថានត្រូវបញ្ជាក់គ្រឹះស្ថានថែទាំ។',
    'Name the institution.',
    'សូមបញ្ជាក់គ្រឹះស្ថាន។',
    ['dsw'],
  ],
  authority_names_institution: [
    'N-05',
    '[V2:S5]',
    'A residential placement names its institution.',
    'ការដាក់ក្នុងគ្រឹះស្ថានត្រូវបញ្ជាក់ឈ្មោះគ្រឹះស្ថាន។',
    'Name the institution.',
    'សូមបញ្ជាក់គ្រឹះស្ថាន។',
    ['dsw'],
  ],
  authority_family_place: [
    'N-05',
    '[V2:S5]',
    'An authority for relatives or a foster family names no institution.',
    'ការអនុញ្ញាតសម្រាប់សាច់ញាតិ ឬគ្រួសារធម៌ មិនបញ្ជាក់គ្រឹះស្ថានទេ។',
    'Leave the institution out, or decide for the institution.',
    'សូមកុំបញ្ជាក់គ្រឹះស្ថាន ឬសម្រេចសម្រាប់គ្រឹះស្ថាន។',
    ['districtSupervisor'],
  ],
  authority_too_long: [
    'P-12',
    '[V:S3]; [DP]',
    'No authority of this kind lasts so long.',
    'ការអនុញ្ញាតប្រភេទនេះមិនអាចមានរយៈពេលយូរដូច្នេះទេ។',
    ...newDecision,
    ['pdosvyDirector'],
  ],
  authority_has_end: [
    'N-09',
    '[V:S3]',
    'A placement has an end date.',
    'ការដាក់ត្រូវមានកាលបរិច្ឆេទបញ្ចប់។',
    'The end date.',
    'កាលបរិច្ឆេទបញ្ចប់។',
    ['dsw'],
  ],
  authority_names_goal: [
    'N-09',
    '[V:S3]',
    'A placement has a goal.',
    'ការដាក់ត្រូវមានគោលដៅ។',
    'The goal.',
    'គោលដៅ។',
    ['dsw'],
  ],
  authority_one_open: [
    'registry.oneAuthority',
    '[DP]',
    'A child has one open authority at a time.',
    'កុមារម្នាក់មានការអនុញ្ញាតតែមួយក្នុងពេលតែមួយ។',
    'End the present authority by a decision first.',
    'សូមបញ្ចប់ការអនុញ្ញាតបច្ចុប្បន្នដោយសេចក្តីសម្រេចជាមុនសិន។',
    ['pdosvyDirector', 'districtSupervisor'],
  ],
  authority_fixed: [
    'P-12',
    '[DP]',
    'An authority is never extended or rewritten.',
    'ការអនុញ្ញាតមិនអាចពន្យារ ឬកែប្រែបានទេ។',
    ...newDecision,
    ['pdosvyDirector'],
  ],
  authority_over: [
    'P-12',
    '[DP]',
    'An authority that has ended does not come back.',
    'ការអនុញ្ញាតដែលបានបញ្ចប់ មិនអាចប្រើឡើងវិញបានទេ។',
    ...newDecision,
    ['pdosvyDirector'],
  ],
  institution_never_created: ['N-06', '[V:S0b, S8]', noneAuthorised, noneAuthorisedKm, ...recordAsFound],
  institution_never_converted: ['N-06', '[V:S0b, S8]', noneAuthorised, noneAuthorisedKm, ...recordAsFound],
  institution_never_larger: ['N-06', '[V:S0b, S8]', noneAuthorised, noneAuthorisedKm, ...recordAsFound],
  institutions_unauthorised_capacity: ['N-06', '[V:S0b, S8]', noneAuthorised, noneAuthorisedKm, ...recordAsFound],
  institution_never_reopened: [
    'N-23',
    '[V:S22, S23]',
    'A closed institution is not opened again.',
    'គ្រឹះស្ថានដែលបានបិទ មិនអាចបើកឡើងវិញបានទេ។',
    ...recordAsFound,
  ],
  institution_identity: [
    'N-23',
    '[V:S22, S23]',
    'An institution keeps its id and its code.',
    'គ្រឹះស្ថានរក្សាលេខសម្គាល់ និងលេខកូដដដែល។',
    'Amend its name instead.',
    'សូមកែឈ្មោះវិញ។',
    ['mosvy'],
  ],
  institutions_family_capacity: [
    'P-13',
    '[V:S38]',
    'An emergency foster family takes at most six children.',
    'គ្រួសារធម៌បន្ទាន់ទទួលកុមារច្រើនបំផុតប្រាំមួយនាក់។',
    'Enter six or fewer.',
    'សូមបញ្ចូលប្រាំមួយ ឬតិចជាង។',
    ['districtSupervisor'],
  ],
  institutions_code: [
    'registry.code',
    '[DP]',
    'Another institution has this code.',
    'គ្រឹះស្ថានផ្សេងមានលេខកូដនេះរួចហើយ។',
    'Use another code, or open the record that has it.',
    'សូមប្រើលេខកូដផ្សេង ឬបើកកំណត់ត្រាដែលមានលេខកូដនេះ។',
    ['districtSupervisor'],
  ],
  register_imported_once: [
    'N-06',
    '[V:S0b, S8]',
    'The register was imported on the policy date; it is not imported again.',
    'បញ្ជីត្រូវបាននាំចូលនៅថ្ងៃគោលនយោបាយរួចហើយ មិននាំចូលម្តងទៀតទេ។',
    ...recordAsFound,
  ],
  facts_append_only: [
    'N-36',
    '[DP]',
    'What was recorded is never changed or removed.',
    'អ្វីដែលបានកត់ត្រា មិនត្រូវកែ ឬលុបឡើយ។',
    ...correction,
  ],
  outcomes_append_only: [
    'N-36',
    '[DP]',
    'What was decided is never changed or removed.',
    'អ្វីដែលបានសម្រេច មិនត្រូវកែ ឬលុបឡើយ។',
    ...newDecision,
  ],
  register_imports_append_only: [
    'N-06',
    '[V:S0b, S8]',
    'The register was imported once.',
    'បញ្ជីត្រូវបាននាំចូលតែម្តង។',
    ...recordAsFound,
  ],
  registry_kept: ['N-36', '[DP]', 'Records are never removed.', 'កំណត់ត្រាមិនត្រូវលុបឡើយ។', ...correction],
  facts_correct_once: [
    'N-36',
    '[DP]',
    'This was corrected already.',
    'នេះត្រូវបានកែតម្រូវរួចហើយ។',
    'Correct the correction.',
    'សូមកែលើការកែតម្រូវនោះ។',
  ],
  child_birth_two_people: [
    'registry.birth',
    '[DP]',
    'A birth date is corrected by two people.',
    'ថ្ងៃខែឆ្នាំកំណើតត្រូវកែដោយមនុស្សពីរនាក់។',
    'Propose a correction; somebody else approves it.',
    'សូមស្នើការកែតម្រូវ ហើយអ្នកផ្សេងអនុម័ត។',
    ['dsw', 'districtSupervisor'],
  ],
  child_merge_two_people: [
    'registry.merge',
    '[DP]',
    'Two records are merged by two people.',
    'កំណត់ត្រាពីរត្រូវបញ្ចូលគ្នាដោយមនុស្សពីរនាក់។',
    'Propose the merge; somebody else approves it.',
    'សូមស្នើការបញ្ចូល ហើយអ្នកផ្សេងអនុម័ត។',
    ['dsw', 'districtSupervisor'],
  ],
  child_death_corrected: [
    'N-36',
    '[DP]',
    'A recorded death is undone only by a correction.',
    'មរណភាពដែលបានកត់ត្រា អាចកែបានតែតាមការកែតម្រូវ។',
    ...correction,
  ],
  birth_second_person: [
    'registry.secondPerson',
    '[DP]',
    'Who proposes does not approve.',
    'អ្នកស្នើមិនអាចអនុម័តបានទេ។',
    ...twoPeople,
    ['districtSupervisor', 'pdosvyDirector'],
  ],
  merges_second_person: [
    'registry.secondPerson',
    '[DP]',
    'Who proposes does not approve.',
    'អ្នកស្នើមិនអាចអនុម័តបានទេ។',
    ...twoPeople,
    ['districtSupervisor', 'pdosvyDirector'],
  ],
  placement_imports_second_person: [
    'registry.secondPerson',
    '[DP]',
    'Who proposes does not approve.',
    'អ្នកស្នើមិនអាចអនុម័តបានទេ។',
    ...twoPeople,
    ['pdosvyDirector', 'mosvy'],
  ],
  placement_imports_append_only: [
    'registry.secondPerson',
    '[DP]',
    'What was put forward is not rewritten.',
    'អ្វីដែលបានស្នើមិនអាចកែបានទេ។',
    ...twoPeople,
    ['pdosvyDirector', 'mosvy'],
  ],
  proposal_decided: [
    'registry.proposal',
    '[DP]',
    'This proposal has been decided.',
    'សំណើនេះត្រូវបានសម្រេចរួចហើយ។',
    'Make a new proposal.',
    'សូមធ្វើសំណើថ្មី។',
  ],
  proposal_fixed: [
    'registry.proposal',
    '[DP]',
    'A proposal keeps its author.',
    'សំណើរក្សាអ្នកស្នើដដែល។',
    'Make a new proposal.',
    'សូមធ្វើសំណើថ្មី។',
  ],
  birth_corrections_open: [
    'registry.proposal',
    '[DP]',
    'A correction of this birth date is waiting for its decision.',
    'ការកែថ្ងៃខែឆ្នាំកំណើតនេះកំពុងរង់ចាំការសម្រេច។',
    'Decide it first.',
    'សូមសម្រេចវាជាមុនសិន។',
    ['districtSupervisor'],
  ],
  merges_open: [
    'registry.proposal',
    '[DP]',
    'This merge is waiting for its decision.',
    'ការបញ្ចូលនេះកំពុងរង់ចាំការសម្រេច។',
    'Decide it first.',
    'សូមសម្រេចវាជាមុនសិន។',
    ['districtSupervisor'],
  ],
  merges_two_records: [
    'registry.merge',
    '[DP]',
    'The two records are one already.',
    'កំណត់ត្រាទាំងពីរជាកំណត់ត្រាតែមួយរួចហើយ។',
    'Name two different records.',
    'សូមបញ្ជាក់កំណត់ត្រាពីរផ្សេងគ្នា។',
  ],
  merge_of_merged: [
    'registry.merge',
    '[DP]',
    'One of the records was merged meanwhile.',
    'កំណត់ត្រាមួយត្រូវបានបញ្ចូលក្នុងពេលនេះ។',
    'Propose the merge of the records that are left.',
    'សូមស្នើបញ្ចូលកំណត់ត្រាដែលនៅសល់។',
  ],
  child_known: [
    'registry.known',
    '[DP]',
    'A child named here is not in the register.',
    'កុមារដែលបានបញ្ជាក់ មិនមានក្នុងបញ្ជីទេ។',
    'Register the child first.',
    'សូមចុះបញ្ជីកុមារជាមុនសិន។',
    ['commune', 'dsw'],
  ],
  institution_known: [
    'registry.known',
    '[DP]',
    'The institution named here is not in the register.',
    'គ្រឹះស្ថានដែលបានបញ្ជាក់ មិនមានក្នុងបញ្ជីទេ។',
    'Name an institution of the register.',
    'សូមបញ្ជាក់គ្រឹះស្ថានដែលមានក្នុងបញ្ជី។',
  ],
  fact_known: [
    'registry.known',
    '[DP]',
    'What is to be corrected is not recorded.',
    'អ្វីដែលត្រូវកែ មិនទាន់បានកត់ត្រាទេ។',
    'Name the fact that was recorded.',
    'សូមបញ្ជាក់អ្វីដែលបានកត់ត្រា។',
  ],
  proposal_known: [
    'registry.known',
    '[DP]',
    'There is no such proposal.',
    'គ្មានសំណើនេះទេ។',
    'Name a proposal that waits.',
    'សូមបញ្ជាក់សំណើដែលកំពុងរង់ចាំ។',
  ],
  area_parent: [
    'registry.area',
    '[DP]',
    'An area lies in no known area.',
    'តំបន់មួយមិនស្ថិតក្នុងតំបន់ដែលស្គាល់ទេ។',
    'Add the area around it to the file.',
    'សូមបន្ថែមតំបន់មេក្នុងឯកសារ។',
  ],
  register_policy_date: [
    'P-34',
    '[V:S0b]',
    'The import names the policy date.',
    'ការនាំចូលត្រូវបញ្ជាក់កាលបរិច្ឆេទគោលនយោបាយ។',
    'The policy date.',
    'កាលបរិច្ឆេទគោលនយោបាយ។',
    ['mosvy'],
  ],
  merge_two_authorities: [
    'registry.merge',
    '[DP]',
    'Both records have an open authority.',
    'កំណត់ត្រាទាំងពីរមានការអនុញ្ញាតនៅមានសុពលភាព។',
    'End one of them by a decision first.',
    'សូមបញ្ចប់មួយដោយសេចក្តីសម្រេចជាមុនសិន។',
    ['pdosvyDirector', 'districtSupervisor'],
  ],
};

const unknown: Record<string, [path: string, code: string]> = {
  child_known: ['child', 'unknown_child'],
  institution_known: ['institution', 'unknown_institution'],
  proposal_known: ['id', 'unknown_proposal'],
  fact_known: ['corrects', 'unknown_fact'],
  children_village_fkey: ['village', 'unknown_area'],
  children_area_fkey: ['area', 'unknown_area'],
  children_family_fkey: ['family', 'unknown_family'],
  families_area_fkey: ['area', 'unknown_area'],
  families_village_fkey: ['village', 'unknown_area'],
  family_members_family_fkey: ['family', 'unknown_family'],
  family_members_area_fkey: ['area', 'unknown_area'],
  family_members_person_fkey: ['person', 'unknown_person'],
  institutions_area_fkey: ['area', 'unknown_area'],
  institutions_operator_agency_fkey: ['operatorAgency', 'unknown_agency'],
  premises_area_fkey: ['area', 'unknown_area'],
  premises_institution_fkey: ['institution', 'unknown_institution'],
  institution_people_institution_fkey: ['institution', 'unknown_institution'],
  institution_people_person_fkey: ['person', 'unknown_person'],
  allegations_person_fkey: ['person', 'unknown_person'],
  facts_institution_fkey: ['institution', 'unknown_institution'],
  authorities_institution_fkey: ['institution', 'unknown_institution'],
};

/** The rule behind each constraint of the registry, in words; the engine answers with it (`refused_by_database`). */
export const refusals: Record<string, BrokenRule> = Object.fromEntries(
  Object.entries(words).map(([constraint, [id, source, en, km, missingEn, missingKm, who]]) => {
    const message: Text = { en, km };
    return [constraint, { id, source, message, missing: { en: missingEn, km: missingKm }, who: who ?? [] }];
  }),
);

/** The problem that answers a refusal of the door. */
export function refusalOf(error: { state: string; constraint: string; message: string }): Problem {
  const place = unknown[error.constraint];
  if (place) return new Problem('form_invalid', { errors: [{ path: place[0], code: place[1] }] });
  const rule = refusals[error.constraint];
  if (rule)
    return new Problem(error.constraint.endsWith('_second_person') ? 'second_person' : 'refused_by_database', {
      rules: [rule],
    });
  if (error.state.startsWith('22') || error.state.startsWith('23')) {
    return new Problem('conflict', { errors: [{ path: '', code: error.constraint || error.state }] });
  }
  const failure = new Problem('internal');
  failure.cause = error;
  return failure;
}
