/** Texts of the parts that all pages share. */
export const stateTexts = {
  loading: { en: 'Loading', km: 'កំពុងផ្ទុក' },
  failed: { en: 'This could not be shown', km: 'មិនអាចបង្ហាញបានទេ' },
  notAllowed: { en: 'Your appointment does not open this page', km: 'មុខងាររបស់អ្នកមិនអាចបើកទំព័រនេះបានទេ' },
  notFound: { en: 'There is nothing here that you may see', km: 'រកមិនឃើញអ្វីដែលអ្នកអាចមើលបានទេ' },
  offline: { en: 'There is no connection', km: 'គ្មានការតភ្ជាប់' },
  offlineRemedy: {
    en: 'What you saved on this device is kept. This page comes back when there is a connection.',
    km: 'អ្វីដែលបានរក្សាទុកក្នុងឧបករណ៍នេះនៅដដែល។ ទំព័រនេះនឹងបង្ហាញវិញ ពេលមានការតភ្ជាប់។',
  },
  again: { en: 'Try again', km: 'ព្យាយាមម្តងទៀត' },
};

export const listTexts = {
  more: { en: 'Show more', km: 'បង្ហាញបន្ថែម' },
};

export const problemTexts = {
  who: { en: 'Can be supplied by:', km: 'អ្នកអាចផ្តល់ជូន៖' },
  source: { en: 'Source:', km: 'ប្រភព៖' },
  title: { en: 'There is a problem', km: 'មានបញ្ហា' },
};

export const shellTexts = {
  skip: { en: 'Skip to the content', km: 'រំលងទៅខ្លឹមសារ' },
  menu: { en: 'Menu', km: 'ម៉ឺនុយ' },
  actsAs: { en: 'Acting as', km: 'បំពេញការងារជា' },
  signOut: { en: 'Sign out', km: 'ចាកចេញ' },
  back: { en: 'Back', km: 'ត្រឡប់ក្រោយ' },
  offline: {
    en: 'No connection. Work is saved on this device.',
    km: 'គ្មានការតភ្ជាប់។ ការងារត្រូវបានរក្សាទុកក្នុងឧបករណ៍នេះ។',
  },
  newVersion: { en: 'There is a new version.', km: 'មានកំណែថ្មី។' },
  useIt: { en: 'Use it now', km: 'ប្រើឥឡូវនេះ' },
  notThere: { en: 'There is no such page', km: 'គ្មានទំព័រនេះទេ' },
  home: { en: 'To my tasks', km: 'ទៅកិច្ចការរបស់ខ្ញុំ' },
};
