export const attachmentTexts = {
  title: { en: 'Files', km: 'ឯកសារភ្ជាប់' },
  none: { en: 'No file is attached.', km: 'គ្មានឯកសារភ្ជាប់ទេ។' },
  add: { en: 'Attach a photo or a document', km: 'ភ្ជាប់រូបថត ឬឯកសារ' },
  about: { en: 'What it shows', km: 'អ្វីដែលឯកសារបង្ហាញ' },
  file: { en: 'Photo or PDF', km: 'រូបថត ឬ PDF' },
  hint: {
    en: 'A photo is made smaller on this device; place and camera data are taken out. At most 5 MB.',
    km: 'រូបថតត្រូវបានបង្រួមក្នុងឧបករណ៍នេះ ហើយទីតាំង និងទិន្នន័យកាមេរ៉ាត្រូវបានដកចេញ។ យ៉ាងច្រើន ៥ MB។',
  },
  photo: { en: 'photo', km: 'រូបថត' },
  sending: { en: 'Sending …', km: 'កំពុងបញ្ជូន…' },
  received: { en: 'Received by the server', km: 'ម៉ាស៊ីនមេបានទទួលហើយ' },
  withdrawn: { en: 'withdrawn', km: 'បានដកចេញវិញ' },
};

/** What a file can show, as the server knows it. */
export const abouts = {
  identity: { en: 'Identity', km: 'អត្តសញ្ញាណ' },
  birth: { en: 'Birth', km: 'កំណើត' },
  family: { en: 'Family', km: 'គ្រួសារ' },
  home: { en: 'Home', km: 'ផ្ទះសម្បែង' },
  health: { en: 'Health', km: 'សុខភាព' },
  school: { en: 'School', km: 'ការសិក្សា' },
  consent: { en: 'Consent', km: 'ការយល់ព្រម' },
  court: { en: 'Court', km: 'តុលាការ' },
  institution: { en: 'Institution', km: 'គ្រឹះស្ថាន' },
  visit: { en: 'Visit', km: 'ការចុះសួរសុខទុក្ខ' },
  other: { en: 'Other', km: 'ផ្សេងៗ' },
};
