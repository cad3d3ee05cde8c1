/** Texts of the watch list. */
import type { Text } from '../../language';

const t = (en: string, km: string): Text => ({ en, km });

export const menuTexts = { watchList: t('Watch list', 'បញ្ជីតាមដាន') };

export const texts = {
  title: t('Watch list', 'បញ្ជីតាមដាន'),
  about: t(
    'Persons, premises, phones and children of a place that was ordered to close stay here for a year. Each new place that looks like one of them is compared.',
    'បុគ្គល ទីតាំង ទូរសព្ទ និងកុមារនៃកន្លែងដែលត្រូវបានបញ្ជាឱ្យបិទ ស្ថិតក្នុងបញ្ជីនេះរយៈពេលមួយឆ្នាំ។ កន្លែងថ្មីណាដែលស្រដៀង ត្រូវយកមកប្រៀបធៀប។',
  ),
  matches: t('New places that look like a closed one', 'កន្លែងថ្មីដែលស្រដៀងនឹងកន្លែងបានបិទ'),
  noMatches: t('No new place looks like a closed one.', 'គ្មានកន្លែងថ្មីណាស្រដៀងនឹងកន្លែងបានបិទទេ។'),
  watched: t('On watch', 'កំពុងតាមដាន'),
  nobody: t('Nobody and nothing is on watch.', 'គ្មានអ្វីកំពុងតាមដានទេ។'),
  found: t('New place', 'កន្លែងថ្មី'),
  old: t('Closed place', 'កន្លែងបានបិទ'),
  why: t('What is alike', 'អ្វីដែលស្រដៀង'),
  status: t('Decision', 'សេចក្តីសម្រេច'),
  due: t('Compare by', 'ប្រៀបធៀបមុន'),
  what: t('Who or what', 'នរណា ឬអ្វី'),
  of: t('Of', 'នៃ'),
  until: t('On watch until', 'តាមដានរហូតដល់'),
  child: t('A child', 'កុមារ'),
  incident: t('Its incident', 'ឧប្បត្តិហេតុរបស់វា'),
  one: t('Compare two places', 'ប្រៀបធៀបកន្លែងពីរ'),
  name: t('Name', 'ឈ្មោះ'),
  code: t('Code', 'លេខកូដ'),
  area: t('Area', 'តំបន់'),
  confirm: t('It is the same network', 'ជាបណ្តាញតែមួយ'),
  dismiss: t('Propose to dismiss it', 'ស្នើច្រានចោល'),
  reason: t('Reason, and what was looked at', 'មូលហេតុ និងអ្វីដែលបានពិនិត្យ'),
  proposed: t('Somebody proposes to dismiss it', 'មានអ្នកស្នើច្រានចោល'),
  own: t('You proposed to dismiss it. A second person decides.', 'អ្នកបានស្នើច្រានចោល។ បុគ្គលទីពីរជាអ្នកសម្រេច។'),
  agree: t('Dismiss it as the second person', 'ច្រានចោលក្នុងនាមបុគ្គលទីពីរ'),
  disagree: t('Keep it open', 'រក្សាទុកឱ្យនៅបើក'),
  network: t('One network: inspect every place on one day', 'បណ្តាញតែមួយ៖ ត្រូវអធិការកិច្ចគ្រប់កន្លែងក្នុងថ្ងៃតែមួយ'),
  premises: t('Premises', 'ទីតាំង'),
  visitOn: t('Day of the inspections', 'ថ្ងៃធ្វើអធិការកិច្ច'),
  visits: t('Plan an inspection of every place', 'គ្រោងអធិការកិច្ចគ្រប់កន្លែង'),
  visitsPlanned: t(
    'an inspection of every place is planned. Each stays secret until its team stands at the door.',
    'បានគ្រោងអធិការកិច្ចគ្រប់កន្លែង។ អធិការកិច្ចនីមួយៗជាការសម្ងាត់ រហូតដល់ក្រុមទៅដល់ទីនោះ។',
  ),
  inspections: t('To the inspections', 'ទៅអធិការកិច្ច'),
  past: t('This day is over.', 'ថ្ងៃនេះបានកន្លងហើយ។'),
  equal: t('the same', 'ដូចគ្នា'),
  metres: t('metres apart', 'ម៉ែត្រពីគ្នា'),
  likeness: t('% alike', '% ស្រដៀង'),
};

export const kindTexts = {
  person: t('person', 'បុគ្គល'),
  premises: t('place', 'ទីតាំង'),
  phone: t('phone', 'ទូរសព្ទ'),
  child: t('child', 'កុមារ'),
};

export const statusTexts = {
  open: t('to be compared', 'ត្រូវប្រៀបធៀប'),
  proposed: t('a second person must decide', 'បុគ្គលទីពីរត្រូវសម្រេច'),
  dismissed: t('dismissed by two people', 'ច្រានចោលដោយមនុស្សពីរនាក់'),
  confirmed: t('one network', 'បណ្តាញតែមួយ'),
};
