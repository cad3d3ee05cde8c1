import { khmerDigits, type Text } from '../../language';

const t = (en: string, km: string): Text => ({ en, km });

export const inspectorTexts = {
  about: t(
    'What each inspector answered in the reports of the last twelve months. Who finds the same everywhere may be tired, or may not have looked.',
    'ចម្លើយរបស់អធិការម្នាក់ៗក្នុងរបាយការណ៍ ១២ខែចុងក្រោយ។ អ្នកដែលរកឃើញដូចគ្នាគ្រប់ទីកន្លែង អាចហត់នឿយ ឬមិនបានពិនិត្យ។',
  ),
  filter: t('Where', 'ទីកន្លែង'),
  limit: (percent: number): Text => ({
    en: `In three inspections or more, from ${percent} % of one and the same answer on, somebody else goes along, or inspects again (P-99).`,
    km: `ក្នុងអធិការកិច្ចបី ឬច្រើនជាង បើចម្លើយដដែលៗចាប់ពី ${khmerDigits(percent)} % ឡើងទៅ ត្រូវមានអ្នកផ្សេងទៅជាមួយ ឬធ្វើអធិការកិច្ចម្តងទៀត (P-99)។`,
  }),
  none: t('Nobody has answered in a submitted report yet.', 'មិនទាន់មានចម្លើយក្នុងរបាយការណ៍ដែលបានដាក់ជូននៅឡើយ។'),
  inspector: t('Inspector', 'អធិការ'),
  looked: t('look at it', 'ត្រូវពិនិត្យ'),
  inspections: t('Inspections', 'អធិការកិច្ច'),
  answers: t('Met, partly, not met', 'បំពេញ មួយផ្នែក មិនបំពេញ'),
  counts: (meets: number, partly: number, fails: number): Text => ({
    en: `${meets}, ${partly}, ${fails}`,
    km: [meets, partly, fails].map(khmerDigits).join(', '),
  }),
  alike: t('Commonest answer', 'ចម្លើយញឹកញាប់បំផុត'),
  others: t('The same of the others', 'ចំណែកដូចគ្នារបស់អ្នកដទៃ'),
  talks: t('Children talked to alone', 'កុមារដែលបាននិយាយដោយឡែក'),
  told: (talks: number, told: number): Text => ({
    en: `${talks}, of whom ${told} told of harm`,
    km: `${khmerDigits(talks)} ក្នុងនោះ ${khmerDigits(told)} បានបង្ហើបអំពីគ្រោះថ្នាក់`,
  }),
};
