import type { Text } from '../../language';

const t = (en: string, km: string): Text => ({ en, km });

export const menuTexts = { imports: t('Earlier placements', 'ការដាក់ពីមុន') };

export const texts = {
  title: t('Children placed before', 'កុមារដែលបានដាក់ពីមុន'),
  about: t(
    'Children who live with a family already and whose visits are to be followed here. One person puts a table forward, another looks at it and takes it over.',
    'កុមារដែលរស់នៅជាមួយគ្រួសាររួចហើយ ហើយត្រូវតាមដាននៅទីនេះ។ ម្នាក់ស្នើតារាង ម្នាក់ទៀតពិនិត្យ និងទទួលបញ្ចូល។',
  ),
  add: t('Put a table forward', 'ស្នើតារាង'),
  none: t('No table has been put forward yet.', 'មិនទាន់មានតារាងណាត្រូវបានស្នើទេ។'),
  rows: t('Children', 'កុមារ'),
  reason: t('Reason', 'មូលហេតុ'),
  since: t('Put forward on', 'ស្នើនៅថ្ងៃ'),
  status: t('State', 'ស្ថានភាព'),
  open: t('Look at it', 'ពិនិត្យ'),
  file: t('Table (CSV or XLSX)', 'តារាង (CSV ឬ XLSX)'),
  fileHint: t(
    'At most 500 rows, one child each. The first row names the columns.',
    'យ៉ាងច្រើន ៥០០ ជួរ មួយជួរសម្រាប់កុមារម្នាក់។ ជួរទីមួយជាឈ្មោះជួរឈរ។',
  ),
  columns: t('The columns', 'ជួរឈរ'),
  column: t('Column', 'ជួរឈរ'),
  meaning: t('What stands in it', 'អ្វីដែលត្រូវបំពេញ'),
  reading: t('The table is being read …', 'កំពុងអានតារាង …'),
  sound: t('Rows that can be taken over', 'ជួរដែលអាចទទួលបញ្ចូល'),
  faulty: t('What is wrong', 'អ្វីដែលខុស'),
  row: t('Row', 'ជួរ'),
  wrong: t('Fault', 'កំហុស'),
  unknown: t('These columns are not known and were not read:', 'ជួរឈរទាំងនេះមិនស្គាល់ ហើយមិនបានអានទេ៖'),
  nothingKept: t('Nothing has been kept so far.', 'មិនទាន់មានអ្វីត្រូវបានរក្សាទុកទេ។'),
  propose: t('Put these rows forward', 'ស្នើជួរទាំងនេះ'),
  mend: t(
    'Mend the table and read it again, or put forward the rows that are sound.',
    'សូមកែតារាង ហើយអានម្តងទៀត ឬស្នើតែជួរដែលត្រឹមត្រូវ។',
  ),
  one: t('A table of earlier placements', 'តារាងការដាក់ពីមុន'),
  child: t('Child', 'កុមារ'),
  home: t('Home', 'ទីលំនៅ'),
  placedOn: t('Placed on', 'ថ្ងៃដាក់'),
  lastSeen: t('Last seen on', 'ជួបចុងក្រោយ'),
  never: t('not known', 'មិនដឹង'),
  risk: t('Risk', 'ហានិភ័យ'),
  worker: t('Caseworker', 'អ្នកគ្រប់គ្រងករណី'),
  case: t('Case', 'ករណី'),
  toCase: t('Open the case', 'បើកករណី'),
  notYet: t('not yet', 'មិនទាន់'),
  approve: t('Take the children over', 'ទទួលបញ្ចូលកុមារ'),
  approving: t('The cases are being opened …', 'កំពុងបើកករណី …'),
  reject: t('Refuse the table', 'បដិសេធតារាង'),
  rejectReason: t('Why it is refused', 'មូលហេតុបដិសេធ'),
  notYours: t(
    'Another person decides: who puts a table forward does not take it over.',
    'អ្នកផ្សេងជាអ្នកសម្រេច៖ អ្នកស្នើមិនអាចទទួលបញ្ចូលខ្លួនឯងទេ។',
  ),
  opened: t('Cases opened', 'ករណីដែលបានបើក'),
};

export const statusTexts = {
  proposed: t('waits for a second person', 'រង់ចាំបុគ្គលទីពីរ'),
  approved: t('taken over', 'បានទទួលបញ្ចូល'),
  rejected: t('refused', 'បានបដិសេធ'),
};

export const riskTexts = {
  high: t('high', 'ខ្ពស់'),
  medium: t('medium', 'មធ្យម'),
  low: t('low', 'ទាប'),
};
