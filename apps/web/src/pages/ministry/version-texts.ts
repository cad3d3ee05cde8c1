/** Words of the page on which open cases take a new version of their procedure over. */
import type { Text } from '../../language';

const t = (en: string, km: string): Text => ({ en, km });

export const versionTexts = {
  title: t('New versions', 'កំណែថ្មី'),
  about: t(
    'Open cases stay with the version they began with, until two people of the ministry sign that they take a newer one over. Each case gets a line in its journal.',
    'ករណីកំពុងដំណើរការនៅតាមកំណែដែលបានចាប់ផ្តើម រហូតដល់មន្ត្រីក្រសួងពីររូបចុះហត្ថលេខាឱ្យប្តូរទៅកំណែថ្មី។ ករណីនីមួយៗមានកំណត់ត្រាមួយក្នុងកំណត់ហេតុ។',
  ),
  none: t('No open case is at an older version than the one in force.', 'គ្មានករណីបើកណានៅកំណែចាស់ជាងកំណែកំពុងប្រើទេ។'),
  look: t('Dry run', 'សាកល្បង'),
  cases: t('What it means for each open case', 'អត្ថន័យសម្រាប់ករណីបើកនីមួយៗ'),
  case: t('Case', 'ករណី'),
  gains: t('Gains', 'ទទួលបាន'),
  loses: t('Loses', 'បាត់បង់'),
  why: t('Cannot be taken over', 'មិនអាចប្តូរបាន'),
  outcome: t('What came of it', 'លទ្ធផល'),
  version: t('version', 'កំណែ'),
  reason: t('Reason, with the decision it rests on', 'មូលហេតុ និងសេចក្តីសម្រេចដែលផ្អែកលើ'),
  code: t('Code of your authenticator (your signature)', 'លេខកូដពីកម្មវិធីផ្ទៀងផ្ទាត់ (ហត្ថលេខារបស់អ្នក)'),
  propose: t('Sign and send to a second person', 'ចុះហត្ថលេខា ហើយបញ្ជូនទៅបុគ្គលទីពីរ'),
  approve: t('Sign: the cases take the version over', 'ចុះហត្ថលេខា៖ ករណីប្តូរទៅកំណែថ្មី'),
  refuse: t('Refuse', 'បដិសេធ'),
  withdraw: t('Withdraw the proposal', 'ដកសំណើវិញ'),
  goOn: t('Go on with the cases that are left', 'បន្តករណីដែលនៅសល់'),
  proposals: t('Proposals', 'សំណើ'),
  noProposals: t('Nothing was proposed yet.', 'មិនទាន់មានសំណើទេ។'),
  adopted: t('taken over', 'បានប្តូរ'),
  waits: t('waits', 'រង់ចាំ'),
  own: t('You proposed this. A second person of the ministry must sign.', 'អ្នកជាអ្នកស្នើ។ បុគ្គលទីពីរនៃក្រសួងត្រូវចុះហត្ថលេខា។'),
};

export const partKinds = {
  task: t('task', 'កិច្ចការ'),
  timer: t('deadline', 'កាលកំណត់'),
  visit: t('visit', 'ការចុះសួរសុខទុក្ខ'),
  event: t('step', 'ជំហាន'),
};

export const adoptionStatuses = {
  open: t('waits for a second person', 'រង់ចាំបុគ្គលទីពីរ'),
  approved: t('approved', 'បានអនុម័ត'),
  refused: t('refused', 'បានបដិសេធ'),
  withdrawn: t('withdrawn', 'បានដកវិញ'),
};
