/** What the letters of an inspection say. */
import type { Text } from '../../workflow';

export const text = (en: string, km: string): Text => ({ en, km });

export const notice = text('Notice', 'លិខិតជូនដំណឹង');
export const decision = text('Decision', 'សេចក្តីសម្រេច');
export const order = text('Order', 'បញ្ជា');
export const plan = text('Corrective action plan', 'ផែនការសកម្មភាពកែតម្រូវ');
export const institution = text('Institution', 'គ្រឹះស្ថាន');
export const department = text('Provincial department of social affairs', 'មន្ទីរសង្គមកិច្ចខេត្ត');
export const inspectedOn = text('Inspected on', 'បានធ្វើអធិការកិច្ចនៅ');
export const digest = text('Digest of the report', 'សញ្ញាសម្គាល់របាយការណ៍');

export const reportSubject = text('the report of the inspection', 'របាយការណ៍អធិការកិច្ច');
export const reportSubmitted = text(
  'The institution was inspected against the minimum standards. The report is submitted.',
  'គ្រឹះស្ថានត្រូវបានធ្វើអធិការកិច្ចតាមស្តង់ដារអប្បបរមា។ របាយការណ៍ត្រូវបានដាក់ជូន។',
);
export const reportFixed = text(
  'Nobody can change it. The digest below stands for every answer and every photo.',
  'គ្មាននរណាអាចកែប្រែបានទេ។ សញ្ញាសម្គាល់ខាងក្រោមតំណាងឱ្យចម្លើយ និងរូបថតទាំងអស់។',
);
export const reportNext = text(
  'A supervisor who was not in the team will classify it.',
  'ប្រធានម្នាក់ដែលមិននៅក្នុងក្រុម នឹងចាត់ថ្នាក់របាយការណ៍។',
);

export const ratingSubject = text('the rating of the inspection', 'ចំណាត់ថ្នាក់អធិការកិច្ច');
export const ratings = {
  A: text('The rating is A: the institution meets the standards.', 'ចំណាត់ថ្នាក់ A៖ គ្រឹះស្ថានបំពេញតាមស្តង់ដារ។'),
  B: text('The rating is B: there are minor faults.', 'ចំណាត់ថ្នាក់ B៖ មានកំហុសស្រាល។'),
  C: text('The rating is C: there are major faults.', 'ចំណាត់ថ្នាក់ C៖ មានកំហុសធំ។'),
  D: text('The rating is D: there are critical faults.', 'ចំណាត់ថ្នាក់ D៖ មានកំហុសធ្ងន់ធ្ងរ។'),
};
export const planWanted = text(
  'Give a corrective action plan within ten days. The days of each correction run from today.',
  'សូមផ្តល់ផែនការសកម្មភាពកែតម្រូវក្នុងរយៈពេល ១០ ថ្ងៃ។ ពេលកំណត់នៃការកែតម្រូវនីមួយៗចាប់ពីថ្ងៃនេះ។',
);
export const stopped = text(
  'No child may be admitted while admissions are stopped. Only the ministry lifts that.',
  'មិនអាចទទួលកុមារបានទេ ក្នុងពេលផ្អាកការទទួល។ មានតែក្រសួងប៉ុណ្ណោះដែលអាចលើកលែង។',
);
export const ratedAgain = text('the rating was changed', 'ចំណាត់ថ្នាក់ត្រូវបានប្តូរ');
export const replaced = text('another one took its place', 'ត្រូវបានជំនួសដោយលិខិតថ្មី');
export const sentBack = text('the plan was sent back', 'ផែនការត្រូវបានបញ្ជូនត្រឡប់');
export const lifted = text('the ministry lifted it', 'ក្រសួងបានលើកលែង');

export const planMeans = text('What this plan means', 'អត្ថន័យនៃផែនការនេះ');
export const planClocks = text(
  'What is critical is corrected within 24 hours, what is major within 30 days, what is minor within 60 days, counted from the rating.',
  'កំហុសធ្ងន់ធ្ងរត្រូវកែក្នុង ២៤ ម៉ោង កំហុសធំក្នុង ៣០ ថ្ងៃ កំហុសស្រាលក្នុង ៦០ ថ្ងៃ គិតពីថ្ងៃចាត់ថ្នាក់។',
);
export const planSeen = text('Another team comes and looks whether it was done.', 'ក្រុមមួយផ្សេងទៀតនឹងមកពិនិត្យថាបានអនុវត្តឬទេ។');

export const rungs = {
  warning: text('a written warning', 'ការព្រមានជាលាយលក្ខណ៍អក្សរ'),
  suspension: text('the suspension of the institution', 'ការព្យួរគ្រឹះស្ថាន'),
  closure: text('the recommendation to close the institution', 'ការស្នើឱ្យបិទគ្រឹះស្ថាន'),
};
export const orders = {
  warning: text(
    'The institution is warned. What was found must be corrected without delay.',
    'គ្រឹះស្ថានត្រូវបានព្រមាន។ អ្វីដែលបានរកឃើញត្រូវកែតម្រូវដោយគ្មានការពន្យារពេល។',
  ),
  suspension: text(
    'The institution is suspended. No child is admitted until the ministry lifts the suspension.',
    'គ្រឹះស្ថានត្រូវបានព្យួរ។ មិនអាចទទួលកុមាររហូតដល់ក្រសួងលើកលែងការព្យួរ។',
  ),
  closure: text(
    'It is recommended that the institution be closed. The order follows in a procedure of its own.',
    'មានការស្នើឱ្យបិទគ្រឹះស្ថាន។ បញ្ជានឹងធ្វើតាមនីតិវិធីដោយឡែក។',
  ),
};
export const orderBasis = text(
  'The order rests on an inspection and on what was not corrected after it.',
  'បញ្ជានេះផ្អែកលើអធិការកិច្ច និងអ្វីដែលមិនបានកែតម្រូវក្រោយមក។',
);
export const appeal = text(
  'The institution can appeal in writing to the ministry. The order stands until the appeal is decided.',
  'គ្រឹះស្ថានអាចប្តឹងតវ៉ាជាលាយលក្ខណ៍អក្សរទៅក្រសួង។ បញ្ជានៅមានសុពលភាពរហូតដល់មានការសម្រេច។',
);

/** The law or guideline behind a rule, by its name. */
export const bases: Record<string, Text> = {
  'N-40': text('Inspection by a team without an interest', 'អធិការកិច្ចដោយក្រុមគ្មានផលប្រយោជន៍'),
  'N-41': text('A report is not changed', 'របាយការណ៍មិនត្រូវកែប្រែ'),
  'N-42': text('Every child is accounted for', 'កុមារគ្រប់រូបត្រូវបានផ្ទៀងផ្ទាត់'),
  'inspection.proposal': text(
    'Minimum Standards on Alternative Care, Prakas 616 of 2006',
    'ស្តង់ដារអប្បបរមាស្តីពីការថែទាំជម្រើស ប្រកាសលេខ ៦១៦ ឆ្នាំ ២០០៦',
  ),
  'inspection.critical': text(
    'Sub-Decree 119 on the Management of Residential Care Institutions, 2015',
    'អនុក្រឹត្យលេខ ១១៩ ស្តីពីការគ្រប់គ្រងគ្រឹះស្ថានថែទាំកុមារ ឆ្នាំ ២០១៥',
  ),
  'inspection.ladder': text(
    'Sub-Decree 119 on the Management of Residential Care Institutions, 2015',
    'អនុក្រឹត្យលេខ ១១៩ ស្តីពីការគ្រប់គ្រងគ្រឹះស្ថានថែទាំកុមារ ឆ្នាំ ២០១៥',
  ),
};
