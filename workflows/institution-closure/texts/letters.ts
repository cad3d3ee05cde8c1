/** The words of the order, the notice of the freeze, the certificate and the letters of extension. */
import type { Text } from '../../workflow';

export const text = (en: string, km: string): Text => ({ en, km });

export const order = text('Order', 'ដីកា');
export const notice = text('Notice', 'លិខិតជូនដំណឹង');
export const certificate = text('Certificate', 'វិញ្ញាបនបត្រ');
export const director = text('The director of the institution', 'នាយកគ្រឹះស្ថាន');
export const province = text('The Department of Social Affairs of', 'មន្ទីរសង្គមកិច្ច');
export const orderSubject = text('Order to close the institution', 'ដីកាបិទគ្រឹះស្ថាន');
export const ordered = text(
  'The institution is closed by the date below. No child leaves before a caseworker has found where it can live safely.',
  'គ្រឹះស្ថានត្រូវបិទត្រឹមកាលបរិច្ឆេទខាងក្រោម។ គ្មានកុមារណាចាកចេញ មុនពេលអ្នកគ្រប់គ្រងករណីរកឃើញកន្លែងរស់នៅប្រកបដោយសុវត្ថិភាពឡើយ។',
);
export const frozen = text(
  'From the moment of the signature nobody is admitted, nobody is hired, and no file, money or property is removed. Volunteers and visitors stay away.',
  'ចាប់ពីពេលចុះហត្ថលេខា មិនត្រូវទទួលកុមារ មិនត្រូវជ្រើសរើសបុគ្គលិក ហើយមិនត្រូវយកឯកសារ ថវិកា ឬទ្រព្យសម្បត្តិចេញឡើយ។ អ្នកស្ម័គ្រចិត្ត និងភ្ញៀវមិនត្រូវចូល។',
);
export const freezeSubject = text('Admissions stop, files are preserved', 'បញ្ឈប់ការទទួល និងរក្សាឯកសារ');
export const acknowledge = text(
  'Acknowledge this notice. A joint team counts every child within seven days.',
  'សូមទទួលស្គាល់លិខិតនេះ។ ក្រុមចម្រុះនឹងរាប់កុមារគ្រប់រូបក្នុងរយៈពេលប្រាំពីរថ្ងៃ។',
);
export const certificateSubject = text('The institution is closed', 'គ្រឹះស្ថានត្រូវបានបិទ');
export const certified = text(
  'Every child of the census was seen where it lives now. The authorisation is revoked.',
  'កុមារគ្រប់រូបក្នុងជំរឿនត្រូវបានជួបនៅកន្លែងរស់នៅបច្ចុប្បន្ន។ ការអនុញ្ញាតត្រូវបានដកហូត។',
);
export const watched = text(
  'Premises and people stay on watch. Nobody may house children there again.',
  'អគារ និងបុគ្គលស្ថិតក្រោមការតាមដាន។ គ្មាននរណាអាចឱ្យកុមារស្នាក់នៅទីនោះទៀតឡើយ។',
);
export const extensionSubject = text('The closure has a new date', 'ការបិទមានកាលបរិច្ឆេទថ្មី');
export const extended = text(
  'The date is extended by this decision alone. The freeze and all duties stay.',
  'កាលបរិច្ឆេទត្រូវបានពន្យារតែតាមសេចក្តីសម្រេចនេះ។ ការបង្កក និងកាតព្វកិច្ចទាំងអស់នៅដដែល។',
);
export const legalBasis = text('Legal basis', 'មូលដ្ឋានច្បាប់');
export const emptyBy = text('Empty by', 'ត្រូវអស់កុមារត្រឹម');
export const filesAt = text('Files are kept at', 'ឯកសាររក្សាទុកនៅ');
export const merged = text(
  'Records that two people merged with another one after the count; each of these children was seen again',
  'កំណត់ត្រាដែលមនុស្សពីរនាក់បានបញ្ចូលជាមួយកំណត់ត្រាផ្សេងក្រោយជំរឿន ហើយកុមារទាំងនេះម្នាក់ៗត្រូវបានជួបម្តងទៀត',
);
export const appeal = [
  text(
    'An appeal may be filed with the Ministry until the day below. The freeze stays while it is decided.',
    'អាចប្តឹងជំទាស់ទៅក្រសួងរហូតដល់ថ្ងៃខាងក្រោម។ ការបង្កកនៅដដែល ពេលកំពុងសម្រេច។',
  ),
];
export const withdrawn = text(
  'The order was withdrawn, and the freeze was lifted after a new inspection.',
  'ដីកាត្រូវបានដកវិញ ហើយការបង្កកត្រូវបានលើកក្រោយអធិការកិច្ចថ្មី។',
);
export const replaced = text('A later decision set another date.', 'សេចក្តីសម្រេចក្រោយបានកំណត់កាលបរិច្ឆេទផ្សេង។');
export const reopened = text('Children were found there again.', 'មានការរកឃើញកុមារនៅទីនោះឡើងវិញ។');
