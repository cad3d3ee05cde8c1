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
  withdrawn: t('A closure order was withdrawn.', 'ដីកាបិទត្រូវបានដកវិញ។'),
  extended: t(
    'The date of a closure was extended by a signed decision.',
    'កាលបរិច្ឆេទនៃការបិទត្រូវបានពន្យារតាមសេចក្តីសម្រេចចុះហត្ថលេខា។',
  ),
  appealed: t('A closure order is appealed. The freeze stays.', 'ដីកាបិទត្រូវបានជំទាស់។ ការបង្កកនៅដដែល។'),
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
  reopened: t('Children sleep in closed premises.', 'មានកុមារស្នាក់នៅក្នុងអគារដែលបានបិទ។'),
} satisfies Record<string, Text>;
