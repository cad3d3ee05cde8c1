/** The words of a closure on a page, English and Khmer side by side. */
import type { Text } from '../../workflow';

export { events } from './events';
export { messages } from './messages';
export { states } from './states';

const t = (en: string, km: string): Text => ({ en, km });

export const title = t('Closure of an institution', 'ការបិទគ្រឹះស្ថាន');
export const about = t(
  'The order of the ministry, the freeze, the census, a way home for each child, and a certificate only when every child is verified where it lives.',
  'ដីការបស់ក្រសួង ការបង្កក ជំរឿន ផ្លូវទៅផ្ទះសម្រាប់កុមារម្នាក់ៗ និងវិញ្ញាបនបត្រ លុះត្រាតែបានផ្ទៀងផ្ទាត់កន្លែងរស់នៅរបស់កុមារគ្រប់រូប។',
);

export const tasks: Record<string, Text> = {
  checkCapacity: t('Check what the area can carry', 'ពិនិត្យសមត្ថភាពក្នុងតំបន់'),
  signOrder: t('Sign the order', 'ចុះហត្ថលេខាលើដីកា'),
  sealCensus: t('Count every child, bed by bed, and seal the census', 'រាប់កុមារគ្រប់រូបតាមគ្រែ និងបិទជំរឿន'),
  assessChildren: t('See that each child is assessed', 'តាមដានការវាយតម្លៃកុមារម្នាក់ៗ'),
  planChildren: t('See that each child has a plan and a destination', 'តាមដានផែនការ និងកន្លែងទៅរបស់កុមារម្នាក់ៗ'),
  moveChildren: t('Clear each child to leave, those in need first', 'អនុញ្ញាតឱ្យកុមារម្នាក់ៗចាកចេញ អ្នកត្រូវការខ្លាំងមុន'),
  emptyPremises: t('Empty the premises', 'ធ្វើឱ្យអគារទទេ'),
  verify: t('Verify without announcement', 'ផ្ទៀងផ្ទាត់ដោយមិនជូនដំណឹងមុន'),
  certify: t('Sign the certificate', 'ចុះហត្ថលេខាលើវិញ្ញាបនបត្រ'),
  keepWatch: t('Watch premises and people', 'តាមដានអគារ និងបុគ្គល'),
  watchVisit: t('Unannounced visit of the watch', 'ចុះតាមដានដោយមិនជូនដំណឹងមុន'),
  acknowledgeFreeze: t('Acknowledge the freeze', 'ទទួលស្គាល់ការបង្កក'),
  enforceFreeze: t('Go there and enforce the freeze', 'ចុះទៅកន្លែង និងអនុវត្តការបង្កក'),
  decideAppeal: t('Decide on the appeal', 'សម្រេចលើបណ្តឹងជំទាស់'),
  liftFreeze: t('Lift the freeze after the inspection, or let the order stand', 'លើកការបង្កកក្រោយអធិការកិច្ច ឬរក្សាដីកាដដែល'),
  screenChildren: t('Speak with each child alone', 'និយាយដោយឡែកជាមួយកុមារម្នាក់ៗ'),
  lookAgain: t('Look at the closed premises where a child was recorded', 'ចុះពិនិត្យអគារដែលបានបិទ ដែលមានការកត់ត្រាកុមារ'),
  withdrawOrder: t('Withdraw the order after the appeal', 'ដកដីកាវិញតាមបណ្តឹងជំទាស់'),
  findChildren: t('Find the children who are missing', 'ស្វែងរកកុមារដែលបាត់'),
  analyse: t('Analyse staff, assets and donors', 'វិភាគបុគ្គលិក ទ្រព្យសម្បត្តិ និងម្ចាស់ជំនួយ'),
  settleStaff: t('Place or release the staff', 'ដាក់ ឬបញ្ចប់ការងារបុគ្គលិក'),
  checkCash: t('Check the money of the month', 'ពិនិត្យថវិកាប្រចាំខែ'),
  secureFunding: t('Secure the money until the last child has left', 'ធានាថវិការហូតដល់កុមារចុងក្រោយចាកចេញ'),
  fileRecords: t('Bring the files to the province', 'យកឯកសារទៅខេត្ត'),
  rebuildRecords: t('Rebuild the files', 'រៀបចំឯកសារឡើងវិញ'),
};

export const outcomes: Record<string, Text> = {
  CLOSED_VERIFIED: t('Closed, every child verified', 'បានបិទ កុមារគ្រប់រូបត្រូវបានផ្ទៀងផ្ទាត់'),
  TRANSITIONED: t('Closed, the provider goes on in the community', 'បានបិទ ប្រតិបត្តិករបន្តសេវាក្នុងសហគមន៍'),
  ABANDONED_BY_PROVIDER: t('Closed after its provider left', 'បានបិទ បន្ទាប់ពីប្រតិបត្តិករបោះបង់'),
  REOPENED_UNLAWFULLY: t('Children sleep there again, against the law', 'មានកុមារស្នាក់នៅឡើងវិញដោយខុសច្បាប់'),
  ORDER_WITHDRAWN: t('Order withdrawn, all standards are met', 'ដីកាត្រូវបានដកវិញ បានបំពេញតាមស្តង់ដារ'),
  ORDER_APPEALED: t('Order appealed, the freeze stays', 'ដីកាត្រូវបានជំទាស់ ការបង្កកនៅដដែល'),
  NOT_ORDERED: t('Ended without an order', 'បានបញ្ចប់ដោយគ្មានដីកា'),
};

/** The parts that long forms are divided into. */
export const sections: Record<string, Text> = {
  order: t('Order', 'ដីកា'),
  capacity: t('Capacity', 'សមត្ថភាព'),
  freeze: t('Freeze', 'ការបង្កក'),
  census: t('Census', 'ជំរឿន'),
  signatures: t('Signatures', 'ហត្ថលេខា'),
  child: t('Child', 'កុមារ'),
  records: t('Files', 'ឯកសារ'),
  staff: t('Staff', 'បុគ្គលិក'),
  money: t('Assets and money', 'ទ្រព្យសម្បត្តិ និងថវិកា'),
  verification: t('Verification', 'ការផ្ទៀងផ្ទាត់'),
  surveillance: t('Watch after the closure', 'ការតាមដានក្រោយការបិទ'),
};

/** Why a planned visit was cancelled. */
export const visitReasons: Record<string, Text> = { caseClosed: t('the case was closed', 'ករណីត្រូវបានបិទ') };
