import type { Text } from '../../workflows/workflow';

/** What a file can show or prove, as its list says it. */
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
} satisfies Record<string, Text>;

/** What the journal says of a file, by event. */
export const attachmentTexts = {
  'attachment.added': { en: 'A file was attached', km: 'បានភ្ជាប់ឯកសារ' },
  'attachment.withdrawn': { en: 'A file was withdrawn', km: 'បានដកឯកសារចេញវិញ' },
} satisfies Record<string, Text>;

/** Why a file is not taken, beside the words of the problem itself. */
export const refusalTexts = {
  tooLarge: {
    en: 'A file may have 5 MB at most. Send a smaller photograph, or scan with fewer pixels.',
    km: 'ឯកសារមួយអាចមានទំហំយ៉ាងច្រើន ៥ MB។ សូមបញ្ជូនរូបថតតូចជាងនេះ ឬស្កេនដោយកម្រិតភាពច្បាស់ទាបជាងនេះ។',
  },
  heic: {
    en: 'This is a HEIC photograph, which cannot be read here. Set the camera to "most compatible" (JPEG), or send a screenshot of it.',
    km: 'នេះជារូបថត HEIC ដែលមិនអាចអាននៅទីនេះបានទេ។ សូមកំណត់កាមេរ៉ាទៅជា JPEG ឬបញ្ជូនរូបថតអេក្រង់របស់វា។',
  },
  unknown: {
    en: 'JPEG, PNG and WEBP pictures and PDF documents are taken. What counts is the content, not the name of the file.',
    km: 'ទទួលយករូបភាព JPEG, PNG, WEBP និងឯកសារ PDF។ ត្រូវពិនិត្យលើខ្លឹមសារ មិនមែនឈ្មោះឯកសារទេ។',
  },
  pixels: {
    en: 'The picture has more than 40 million pixels. Send it smaller.',
    km: 'រូបភាពមានលើសពី ៤០ លានភីកសែល។ សូមបញ្ជូនឱ្យតូចជាងនេះ។',
  },
  broken: {
    en: 'The picture or document is damaged or not complete. Take or scan it again.',
    km: 'រូបភាព ឬឯកសារខូច ឬមិនពេញលេញ។ សូមថត ឬស្កេនម្តងទៀត។',
  },
  otherFile: {
    en: 'Another file was sent under this id. Choose a new one.',
    km: 'មានឯកសារផ្សេងបានបញ្ជូនក្រោមលេខសម្គាល់នេះរួចហើយ។ សូមជ្រើសលេខថ្មី។',
  },
} satisfies Record<string, Text>;
