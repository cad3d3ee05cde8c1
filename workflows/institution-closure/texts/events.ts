/** What each event is called: what somebody does. */
import type { Text } from '../../workflow';
import type { EventName } from '../forms';

const t = (en: string, km: string): Text => ({ en, km });

export const events: Record<EventName, Text> = {
  'engagement.recorded': t('Tell the provider, staff and donors', 'ជូនដំណឹងដល់ប្រតិបត្តិករ បុគ្គលិក និងម្ចាស់ជំនួយ'),
  'engagement.ended': t('End without an order', 'បញ្ចប់ដោយគ្មានដីកា'),
  'capacity.checked': t('Check what the area can carry', 'ពិនិត្យសមត្ថភាពក្នុងតំបន់'),
  'order.signed': t('Sign the order: admissions stop now', 'ចុះហត្ថលេខាលើដីកា៖ ការទទួលត្រូវបញ្ឈប់ភ្លាម'),
  'freeze.acknowledged': t('Acknowledge the freeze', 'ទទួលស្គាល់ការបង្កក'),
  'freezeVisit.recorded': t('Visit after the freeze', 'ចុះពិនិត្យក្រោយការបង្កក'),
  'census.sealed': t('Seal the census', 'បិទជំរឿន'),
  'census.supplemented': t('Add children who were found later', 'បន្ថែមកុមារដែលរកឃើញក្រោយ'),
  'child.screened': t('Private talk with a child', 'ការនិយាយដោយឡែកជាមួយកុមារ'),
  'child.cleared': t('Clear a child to leave', 'អនុញ្ញាតឱ្យកុមារចាកចេញ'),
  'child.settled': t('A young person lives independently, with support', 'យុវជនរស់នៅឯករាជ្យដោយមានការគាំទ្រ'),
  'child.located': t('A missing child was found', 'រកឃើញកុមារដែលបាត់'),
  'child.moveEnded': t('The child does not leave yet', 'កុមារមិនទាន់ចាកចេញ'),
  'destination.verified': t('See a child where it lives now', 'ជួបកុមារនៅកន្លែងដែលរស់នៅឥឡូវ'),
  'child.progressed': t('The child’s own case tells', 'ករណីរបស់កុមារជូនដំណឹង'),
  'records.copied': t('Copy files to the caseworker', 'ចម្លងឯកសារជូនអ្នកគ្រប់គ្រងករណី'),
  'records.destroyed': t('Files are missing or destroyed', 'ឯកសារបាត់ ឬត្រូវបានបំផ្លាញ'),
  'records.rebuilt': t('Files are rebuilt', 'ឯកសារត្រូវបានរៀបចំឡើងវិញ'),
  'records.filed': t('Files are with the province', 'ឯកសារនៅខេត្ត'),
  'analysis.submitted': t('Analysis of staff, assets and donors', 'ការវិភាគបុគ្គលិក ទ្រព្យសម្បត្តិ និងម្ចាស់ជំនួយ'),
  'staff.settled': t('Staff are placed or released', 'បុគ្គលិកត្រូវបានដាក់ ឬបញ្ចប់'),
  'cash.checked': t('Check the money', 'ពិនិត្យថវិកា'),
  'donor.left': t('A donor has left', 'ម្ចាស់ជំនួយបានចាកចេញ'),
  'assets.settled': t('Assets have a new purpose', 'ទ្រព្យសម្បត្តិមានគោលបំណងថ្មី'),
  'extension.signed': t('Extend the date by a signed decision', 'ពន្យារកាលបរិច្ឆេទតាមសេចក្តីសម្រេចចុះហត្ថលេខា'),
  'appeal.filed': t('Appeal against the order', 'ប្តឹងជំទាស់ដីកា'),
  'appeal.decided': t('Decide on the appeal', 'សម្រេចលើបណ្តឹងជំទាស់'),
  'abandonment.recorded': t('The provider has left', 'ប្រតិបត្តិករបានចាកចេញ'),
  'order.withdrawn': t('Withdraw the order', 'ដកដីកាវិញ'),
  'premises.emptied': t('The premises are empty', 'អគារទទេ'),
  'verification.recorded': t('Verification without announcement', 'ការផ្ទៀងផ្ទាត់ដោយមិនជូនដំណឹងមុន'),
  'certificate.signed': t('Sign the certificate of closure', 'ចុះហត្ថលេខាលើវិញ្ញាបនបត្រនៃការបិទ'),
  'visit.recorded': t('Visit of the watch', 'ការចុះតាមដាន'),
};
