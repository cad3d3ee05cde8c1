/** Texts of the reports that wait for a review. */
import type { Text } from '../../language';

const t = (en: string, km: string): Text => ({ en, km });

export const menuTexts = { reviews: t('Late reports to review', 'របាយការណ៍យឺតត្រូវពិនិត្យ') };

export const texts = {
  title: t('Reports to review', 'របាយការណ៍ត្រូវពិនិត្យ'),
  about: t(
    'Written on a device without a connection, and the case had moved on when it was sent. Nothing is lost: each is recorded or set aside by a person.',
    'សរសេរក្នុងឧបករណ៍ដែលគ្មានការតភ្ជាប់ ហើយករណីបានផ្លាស់ប្តូរមុនពេលបញ្ជូន។ គ្មានអ្វីបាត់បង់ទេ៖ មនុស្សម្នាក់កត់ត្រា ឬទុករបាយការណ៍នីមួយៗដោយឡែក។',
  ),
  none: t('No report waits for a review.', 'គ្មានរបាយការណ៍រង់ចាំពិនិត្យទេ។'),
  form: t('Report', 'របាយការណ៍'),
  case: t('Case', 'ករណី'),
  author: t('Written by', 'សរសេរដោយ'),
  written: t('Written on the device on', 'បានសរសេរក្នុងឧបករណ៍នៅ'),
  received: t('Reached the server on', 'បានដល់ម៉ាស៊ីនមេនៅ'),
  why: t('Why it waits', 'ហេតុអ្វីរង់ចាំ'),
  owner: t('Who looks at it', 'អ្នកពិនិត្យ'),
  due: t('Due', 'ថ្ងៃកំណត់'),
  decision: t('Decision', 'សេចក្តីសម្រេច'),
  undecided: t('waits', 'រង់ចាំ'),
  recorded: t('recorded', 'បានកត់ត្រា'),
  setAside: t('set aside', 'បានទុកដោយឡែក'),
  reason: t('Why it is set aside', 'ហេតុអ្វីទុកដោយឡែក'),
  one: t('Report to review', 'របាយការណ៍ត្រូវពិនិត្យ'),
  yours: t('What the device wrote', 'អ្វីដែលបានសរសេរក្នុងឧបករណ៍'),
  restricted: t(
    'This report is restricted: you see that it exists, not what it says.',
    'របាយការណ៍នេះត្រូវបានកម្រិត៖ អ្នកឃើញថាវាមាន តែមិនអាចអានខ្លឹមសារបានទេ។',
  ),
  hidden: t(
    'The case is not shown to you any more. What you wrote is kept, and others decide about it.',
    'ករណីនេះលែងបង្ហាញដល់អ្នកទៀតហើយ។ អ្វីដែលអ្នកបានសរសេរត្រូវបានរក្សាទុក ហើយអ្នកផ្សេងសម្រេចលើវា។',
  ),
  record: t('Record it as it is', 'កត់ត្រាតាមដែលបានសរសេរ'),
  recording: t('Recording', 'កំពុងកត់ត្រា'),
  recordWhat: t(
    'It is recorded in the author’s place: the journal names both of you, and the time on the device. A visit counts from the day on which it was made.',
    'វាត្រូវកត់ត្រាជំនួសអ្នកសរសេរ៖ កំណត់ហេតុបញ្ជាក់អ្នកទាំងពីរ និងម៉ោងក្នុងឧបករណ៍។ ការចុះជួបត្រូវរាប់ចាប់ពីថ្ងៃដែលបានចុះជួប។',
  ),
  recordOwn: t(
    'You have looked at what happened since: it is recorded under your name, with the time on your device.',
    'អ្នកបានពិនិត្យអ្វីដែលបានកើតឡើងចាប់ពីពេលនោះ៖ វាត្រូវកត់ត្រាក្នុងឈ្មោះអ្នក ជាមួយម៉ោងក្នុងឧបករណ៍របស់អ្នក។',
  ),
  aside: t('Set it aside', 'ទុកដោយឡែក'),
  asideWhat: t(
    'It stays here and does not count. The reason is kept in the journal of the case.',
    'វានៅទីនេះដដែល តែមិនរាប់ទេ។ មូលហេតុត្រូវរក្សាទុកក្នុងកំណត់ហេតុនៃករណី។',
  ),
  closed: t(
    'Nothing can be recorded on this case now, so the report can only be set aside: it stays with the case.',
    'ឥឡូវនេះមិនអាចកត់ត្រាអ្វីក្នុងករណីនេះបានទេ ដូច្នេះអាចទុករបាយការណ៍ដោយឡែកតែប៉ុណ្ណោះ៖ វានៅជាមួយករណី។',
  ),
  noAct: t('You can read this. Who decides:', 'អ្នកអាចអានបាន។ អ្នកសម្រេច៖'),
  toCase: t('Open the case', 'បើកករណី'),
  open: t('Show both versions', 'បង្ហាញកំណែទាំងពីរ'),
};
