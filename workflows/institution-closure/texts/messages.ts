/** What alerts and incidents say; never a name, an address or an allegation. */
import type { Text } from '../../workflow';

const t = (en: string, km: string): Text => ({ en, km });

export const messages = {
  engaged: t('A closure was announced to its provider.', 'ការបិទត្រូវបានជូនដំណឹងដល់ប្រតិបត្តិករ។'),
  ready: t('An order waits for the signature of the ministry.', 'ដីកាមួយរង់ចាំហត្ថលេខារបស់ក្រសួង។'),
  ordered: t(
    'A closure order is signed. From this second nobody is admitted; files, staff and assets stay as they are.',
    'ដីកាបិទត្រូវបានចុះហត្ថលេខា។ ចាប់ពីវិនាទីនេះ មិនទទួលកុមារទៀតទេ ឯកសារ បុគ្គលិក និងទ្រព្យសម្បត្តិនៅដដែល។',
  ),
  capacityShort: t(
    'An order was signed although caseworkers or foster places are short. Send help to the area.',
    'ដីកាត្រូវបានចុះហត្ថលេខា ទោះបីខ្វះអ្នកគ្រប់គ្រងករណី ឬកន្លែងគ្រួសារធម៌។ សូមបញ្ជូនជំនួយទៅតំបន់។',
  ),
  withdrawn: t(
    'A closure order was withdrawn. The freeze stays until a new inspection finds all standards met.',
    'ដីកាបិទត្រូវបានដកវិញ។ ការបង្កកនៅដដែល រហូតដល់អធិការកិច្ចថ្មីរកឃើញថាបានបំពេញស្តង់ដារទាំងអស់។',
  ),
  lifted: t(
    'All standards are met: the freeze of a withdrawn order is lifted.',
    'បានបំពេញស្តង់ដារទាំងអស់៖ ការបង្កកនៃដីកាដែលបានដកវិញ ត្រូវបានលើក។',
  ),
  upheld: t(
    'Not all standards are met: a closure order that was withdrawn stands again.',
    'មិនទាន់បំពេញស្តង់ដារទាំងអស់៖ ដីកាបិទដែលបានដកវិញ មានជាធរមានឡើងវិញ។',
  ),
  obstruction: t(
    'Somebody stands in the way of a closure or of its children. Settle it, and protect the children and their families.',
    'មានអ្នករារាំងការបិទ ឬរារាំងកុមារ។ សូមដោះស្រាយ និងការពារកុមារ និងគ្រួសារ។',
  ),
  unnamed: t(
    'Somebody has said what became of children who were found without a name in a closing institution. Another person confirms it, or has them looked for.',
    'មានអ្នកបានបញ្ជាក់អំពីកុមារដែលរកឃើញដោយគ្មានឈ្មោះ ក្នុងគ្រឹះស្ថានដែលកំពុងបិទ។ អ្នកផ្សេងត្រូវបញ្ជាក់ ឬឱ្យស្វែងរកពួកគេ។',
  ),
  merged: t(
    'Two records of a census were merged into one child. Somebody else sees the child before it counts as accounted for.',
    'កំណត់ត្រាពីរនៃជំរឿនត្រូវបានបញ្ចូលជាកុមារតែមួយ។ ត្រូវឱ្យអ្នកផ្សេងជួបកុមារ មុនពេលចាត់ទុកថាដឹងកន្លែង។',
  ),
  groupMove: t(
    'More children of a closing institution went to families on one day than are allowed, without a reason of the province. Look after each of them.',
    'កុមារនៃគ្រឹះស្ថានដែលកំពុងបិទបានទៅគ្រួសារក្នុងថ្ងៃតែមួយលើសចំនួនកំណត់ ដោយគ្មានមូលហេតុពីខេត្ត។ សូមតាមដានកុមារម្នាក់ៗ។',
  ),
  leftBefore: t(
    'A child left a closing institution before the day for which it was cleared to leave.',
    'កុមារម្នាក់បានចាកចេញពីគ្រឹះស្ថានដែលកំពុងបិទ មុនថ្ងៃដែលត្រូវបានអនុញ្ញាត។',
  ),
  extended: t(
    'The date of a closure was extended by a signed decision.',
    'កាលបរិច្ឆេទនៃការបិទត្រូវបានពន្យារតាមសេចក្តីសម្រេចចុះហត្ថលេខា។',
  ),
  appealed: t('A closure order is appealed. The freeze stays.', 'ដីកាបិទត្រូវបានជំទាស់។ ការបង្កកនៅដដែល។'),
  appealNoted: t(
    'An appeal came after its day, or beside the one that a decision has. It is kept in the record, and holds nothing.',
    'បណ្តឹងជំទាស់មួយបានមកក្រោយថ្ងៃកំណត់ ឬបន្ថែមលើបណ្តឹងដែលសេចក្តីសម្រេចមានរួចហើយ។ វាត្រូវបានកត់ត្រាទុក តែមិនបញ្ឈប់អ្វីឡើយ។',
  ),
  freezeUnanswered: t(
    'A freeze was not acknowledged and visited in time. Go there.',
    'ការបង្កកមួយមិនត្រូវបានទទួលស្គាល់ និងចុះពិនិត្យទាន់ពេល។ សូមចុះទៅកន្លែង។',
  ),
  admittedAfter: t('Children came to a closing institution after the order.', 'កុមារបានមកគ្រឹះស្ថានដែលកំពុងបិទ ក្រោយដីកា។'),
  sealed: t('A census is sealed. Each child has a case of its own.', 'ជំរឿនត្រូវបានបិទ។ កុមារម្នាក់ៗមានករណីផ្ទាល់ខ្លួន។'),
  supplemented: t('Children were found after the census.', 'រកឃើញកុមារបន្ថែមក្រោយជំរឿន។'),
  unaccounted: t('Children of a closing institution cannot be found.', 'រកមិនឃើញកុមារនៃគ្រឹះស្ថានដែលកំពុងបិទ។'),
  danger: t(
    'A child of a closing institution is in danger. It does not wait.',
    'កុមារម្នាក់នៃគ្រឹះស្ថានដែលកំពុងបិទស្ថិតក្នុងគ្រោះថ្នាក់។ មិនអាចរង់ចាំបានទេ។',
  ),
  missing: t('A child of a closing institution is missing.', 'កុមារម្នាក់នៃគ្រឹះស្ថានដែលកំពុងបិទបាត់។'),
  brokenDown: t(
    'The new home of a child of a closing institution has broken down.',
    'ការដាក់កុមារម្នាក់នៃគ្រឹះស្ថានដែលកំពុងបិទបានដាច់ខាត។',
  ),
  died: t('A child of a closing institution has died.', 'កុមារម្នាក់នៃគ្រឹះស្ថានដែលកំពុងបិទបានស្លាប់។'),
  revived: t(
    'A death of a child of a closing institution was recorded wrongly. Nobody knows where the child is until somebody has seen it.',
    'មរណភាពរបស់កុមារនៃគ្រឹះស្ថានដែលកំពុងបិទត្រូវបានកត់ត្រាខុស។ មិនដឹងកន្លែងកុមារ រហូតដល់មានអ្នកបានជួប។',
  ),
  leftHome: t(
    'A child left a closing institution without being cleared to leave. Find the child.',
    'កុមារម្នាក់បានចាកចេញពីគ្រឹះស្ថានដែលកំពុងបិទ ដោយគ្មានការអនុញ្ញាត។ សូមរកកុមារ។',
  ),
  elsewhere: t(
    'A child of a closing institution was recorded in another institution without a decision. See the child there.',
    'កុមារម្នាក់នៃគ្រឹះស្ថានដែលកំពុងបិទ ត្រូវបានកត់ត្រានៅគ្រឹះស្ថានផ្សេង ដោយគ្មានសេចក្តីសម្រេច។ សូមជួបកុមារនៅទីនោះ។',
  ),
  backAgain: t(
    'A child who had left a closing institution is recorded there again.',
    'កុមារម្នាក់ដែលបានចាកចេញពីគ្រឹះស្ថានដែលកំពុងបិទ ត្រូវបានកត់ត្រានៅទីនោះម្តងទៀត។',
  ),
  astray: t(
    'What was recorded of a child does not agree with the census of a closing institution.',
    'ការកត់ត្រាអំពីកុមារម្នាក់មិនស្របនឹងជំរឿននៃគ្រឹះស្ថានដែលកំពុងបិទ។',
  ),
  foundTold: t(
    'A missing child of a closing institution is said to be found. See the child, then record it.',
    'គេប្រាប់ថារកឃើញកុមារដែលបាត់នៃគ្រឹះស្ថានដែលកំពុងបិទ។ សូមជួបកុមារ រួចកត់ត្រា។',
  ),
  returned: t(
    'A child is recorded in premises that are closed. Secure the child, look there today, and sign a new order where children live there again.',
    'មានការកត់ត្រាកុមារម្នាក់ក្នុងអគារដែលបានបិទ។ សូមធានាសុវត្ថិភាពកុមារ ចុះពិនិត្យថ្ងៃនេះ ហើយចុះហត្ថលេខាលើដីកាថ្មី ប្រសិនបើមានកុមាររស់នៅទីនោះម្តងទៀត។',
  ),
  abandoned: t(
    'A provider has left its children. The state takes custody; every child is of high risk.',
    'ប្រតិបត្តិករបានបោះបង់កុមារ។ រដ្ឋទទួលបន្ទុក ហើយកុមារគ្រប់រូបមានហានិភ័យខ្ពស់។',
  ),
  short: t(
    'The money of a closing institution does not last until the last child has left.',
    'ថវិកានៃគ្រឹះស្ថានដែលកំពុងបិទមិនគ្រប់រហូតដល់កុមារចុងក្រោយចាកចេញ។',
  ),
  recordsDestroyed: t(
    'Files of a closing institution are missing or destroyed.',
    'ឯកសារនៃគ្រឹះស្ថានដែលកំពុងបិទបាត់ ឬត្រូវបានបំផ្លាញ។',
  ),
  emptied: t(
    'Premises are said to be empty. Verify without announcement.',
    'មានរបាយការណ៍ថាអគារទទេ។ សូមផ្ទៀងផ្ទាត់ដោយមិនជូនដំណឹងមុន។',
  ),
  notEmpty: t(
    'Somebody still sleeps in an institution that was said to be empty.',
    'នៅមានអ្នកស្នាក់នៅក្នុងគ្រឹះស្ថានដែលរាយការណ៍ថាទទេ។',
  ),
  certified: t(
    'An institution is closed. Premises and people stay on watch.',
    'គ្រឹះស្ថានមួយត្រូវបានបិទ។ អគារ និងបុគ្គលនៅក្រោមការតាមដាន។',
  ),
  suspicious: t('There are signs that children sleep in closed premises.', 'មានសញ្ញាថាមានកុមារស្នាក់នៅក្នុងអគារដែលបានបិទ។'),
  peopleSeen: t(
    'People of the home were seen in premises that are closed. Look whether children are brought there again.',
    'បានឃើញមនុស្សរបស់គ្រឹះស្ថាននៅក្នុងអគារដែលបានបិទ។ សូមពិនិត្យថាតើមានការនាំកុមារមកទីនោះម្តងទៀតឬទេ។',
  ),
  reopened: t('Children sleep in closed premises.', 'មានកុមារស្នាក់នៅក្នុងអគារដែលបានបិទ។'),
} satisfies Record<string, Text>;
