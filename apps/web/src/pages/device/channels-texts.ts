/** Texts of how a person is told, and of the link to their calendar. */
export const channelsTexts = {
  title: { en: 'How you are told', km: 'របៀបជូនដំណឹងដល់អ្នក' },
  always: { en: 'Every notification comes here; this cannot be left out.', km: 'ការជូនដំណឹងទាំងអស់មកទីនេះ មិនអាចបិទបានទេ។' },
  later: {
    en: 'Not yet available. Your choice is kept until it is.',
    km: 'មិនទាន់មានទេ។ ជម្រើសរបស់អ្នកត្រូវបានរក្សាទុករហូតដល់មាន។',
  },
  language: { en: 'Language of messages and calendar', km: 'ភាសានៃសារ និងប្រតិទិន' },
  khmer: { en: 'Khmer', km: 'ខ្មែរ' },
  english: { en: 'English', km: 'អង់គ្លេស' },
  digits: { en: 'Digits', km: 'លេខ' },
  khmerDigits: { en: 'Khmer: ០ ១ ២ ៣', km: 'លេខខ្មែរ៖ ០ ១ ២ ៣' },
  latinDigits: { en: 'Latin: 0 1 2 3', km: 'លេខឡាតាំង៖ 0 1 2 3' },
  email: { en: 'E-mail address', km: 'អាសយដ្ឋានអ៊ីមែល' },
  sms: { en: 'Telephone number for text messages', km: 'លេខទូរស័ព្ទសម្រាប់សារ SMS' },
  smsHint: { en: 'For example 012 345 678 or +855 12 345 678', km: 'ឧទាហរណ៍ ០១២ ៣៤៥ ៦៧៨ ឬ +៨៥៥ ១២ ៣៤៥ ៦៧៨' },
  rungs: { en: 'Which notifications', km: 'ការជូនដំណឹងណាខ្លះ' },
  safety: {
    en: 'What concerns the safety of a child always comes, to every address you give here, at any hour.',
    km: 'អ្វីដែលពាក់ព័ន្ធនឹងសុវត្ថិភាពកុមារ តែងតែផ្ញើទៅគ្រប់អាសយដ្ឋានដែលអ្នកផ្តល់នៅទីនេះ គ្រប់ម៉ោងទាំងអស់។',
  },
  quiet: { en: 'Quiet hours', km: 'ម៉ោងស្ងាត់' },
  quietHint: {
    en: 'Messages of these hours wait until they end. Leave both empty for none.',
    km: 'សារក្នុងម៉ោងទាំងនេះរង់ចាំរហូតដល់ផុតម៉ោង។ ទុកចន្លោះទាំងពីរ បើមិនត្រូវការ។',
  },
  quietFrom: { en: 'From', km: 'ចាប់ពីម៉ោង' },
  quietUntil: { en: 'Until', km: 'រហូតដល់ម៉ោង' },
  wrongQuiet: {
    en: 'Enter when the quiet hours begin and when they end, two different times, or leave both empty',
    km: 'សូមបញ្ចូលម៉ោងចាប់ផ្តើម និងម៉ោងបញ្ចប់ខុសគ្នា ឬទុកចន្លោះទាំងពីរ',
  },
  save: { en: 'Save', km: 'រក្សាទុក' },
  saved: { en: 'Saved.', km: 'បានរក្សាទុក។' },
  wrongEmail: {
    en: 'Enter an e-mail address such as name@example.gov.kh, or leave it empty',
    km: 'សូមបញ្ចូលអាសយដ្ឋានអ៊ីមែល ដូចជា name@example.gov.kh ឬទុកចន្លោះ',
  },
  wrongSms: {
    en: 'Enter a Cambodian telephone number such as 012 345 678, or leave it empty',
    km: 'សូមបញ្ចូលលេខទូរស័ព្ទកម្ពុជា ដូចជា ០១២ ៣៤៥ ៦៧៨ ឬទុកចន្លោះ',
  },
};

export const calendarTexts = {
  title: { en: 'Calendar', km: 'ប្រតិទិន' },
  about: {
    en: 'A link with which a calendar program shows the dates of your tasks: the number of the case and the task, no names. Whoever knows the link can read it.',
    km: 'តំណសម្រាប់ឱ្យកម្មវិធីប្រតិទិនបង្ហាញកាលកំណត់កិច្ចការរបស់អ្នក៖ មានតែលេខករណី និងកិច្ចការ គ្មានឈ្មោះទេ។ អ្នកណាដែលស្គាល់តំណនេះអាចអានបាន។',
  },
  none: { en: 'There is no link.', km: 'មិនទាន់មានតំណទេ។' },
  since: { en: 'There is a link since', km: 'មានតំណតាំងពី' },
  used: { en: 'last read on', km: 'អានចុងក្រោយនៅ' },
  unused: { en: 'never read', km: 'មិនទាន់មានអ្នកអាន' },
  make: { en: 'Make a link', km: 'បង្កើតតំណ' },
  makeNew: { en: 'Make a new link (the old one ends)', km: 'បង្កើតតំណថ្មី (តំណចាស់លែងប្រើបាន)' },
  once: { en: 'Copy it now. It is shown only this once.', km: 'សូមចម្លងឥឡូវនេះ។ វាបង្ហាញតែម្តងនេះប៉ុណ្ណោះ។' },
  address: { en: 'Address of your calendar', km: 'អាសយដ្ឋានប្រតិទិនរបស់អ្នក' },
  copy: { en: 'Copy', km: 'ចម្លង' },
  copied: { en: 'Copied.', km: 'បានចម្លង។' },
  revoke: { en: 'End the link', km: 'បញ្ឈប់តំណ' },
  revoked: { en: 'The link leads nowhere now.', km: 'តំណនេះលែងប្រើបានហើយ។' },
};
