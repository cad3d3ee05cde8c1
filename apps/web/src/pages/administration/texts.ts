/** Words of the administrator's pages and of emergency access. */
export const peopleTexts = {
  title: { en: 'People', km: 'បុគ្គល' },
  filters: { en: 'Which people', km: 'បុគ្គលណាខ្លះ' },
  name: { en: 'Name, or a part of it', km: 'ឈ្មោះ ឬផ្នែកនៃឈ្មោះ' },
  search: { en: 'Search', km: 'ស្វែងរក' },
  role: { en: 'Role', km: 'មុខងារ' },
  any: { en: 'all', km: 'ទាំងអស់' },
  none: { en: 'Nobody is like that.', km: 'គ្មានបុគ្គលតាមលក្ខខណ្ឌនេះទេ។' },
  person: { en: 'Person', km: 'បុគ្គល' },
  appointments: { en: 'Appointments in force', km: 'មុខងារកំពុងបំពេញ' },
  reach: { en: 'Phone, e-mail', km: 'ទូរស័ព្ទ អ៊ីមែល' },
  add: { en: 'Register a person', km: 'ចុះបញ្ជីបុគ្គល' },
  agencies: { en: 'Offices and organisations', km: 'ការិយាល័យ និងអង្គភាព' },
  onCall: { en: 'Who is on call', km: 'អ្នកប្រចាំការ' },
  country: { en: 'the whole country', km: 'ទូទាំងប្រទេស' },
  nameKm: { en: 'Name in Khmer', km: 'ឈ្មោះជាអក្សរខ្មែរ' },
  nameEn: { en: 'Name in Latin letters', km: 'ឈ្មោះជាអក្សរឡាតាំង' },
  nationalId: { en: 'Number of the identity card', km: 'លេខអត្តសញ្ញាណប័ណ្ណ' },
  phone: { en: 'Phone', km: 'ទូរស័ព្ទ' },
  email: { en: 'E-mail', km: 'អ៊ីមែល' },
  language: { en: 'Language of messages', km: 'ភាសានៃសារ' },
  languages: { km: { en: 'Khmer', km: 'ខ្មែរ' }, en: { en: 'English', km: 'អង់គ្លេស' } },
  save: { en: 'Register', km: 'ចុះបញ្ជី' },
};

export const agencyTexts = {
  title: { en: 'Offices and organisations', km: 'ការិយាល័យ និងអង្គភាព' },
  about: {
    en: 'People are appointed in them, and institutions belong to them.',
    km: 'បុគ្គលត្រូវបានតែងតាំងក្នុងអង្គភាពទាំងនេះ ហើយគ្រឹះស្ថានស្ថិតក្រោមអង្គភាពទាំងនេះ។',
  },
  filters: { en: 'Which ones', km: 'អង្គភាពណាខ្លះ' },
  agency: { en: 'Office or organisation', km: 'ការិយាល័យ ឬអង្គភាព' },
  kind: { en: 'Kind', km: 'ប្រភេទ' },
  area: { en: 'Area', km: 'តំបន់' },
  none: { en: 'There is none like that.', km: 'គ្មានអង្គភាពតាមលក្ខខណ្ឌនេះទេ។' },
  add: { en: 'Register an office or organisation', km: 'ចុះបញ្ជីការិយាល័យ ឬអង្គភាព' },
  done: { en: 'It is registered.', km: 'បានចុះបញ្ជីរួច។' },
};

export const agencyKindTexts = {
  ministry: { en: 'ministry', km: 'ក្រសួង' },
  province: { en: 'province', km: 'ខេត្ត' },
  district: { en: 'district', km: 'ស្រុក' },
  commune: { en: 'commune', km: 'ឃុំ/សង្កាត់' },
  village: { en: 'village', km: 'ភូមិ' },
  ngo: { en: 'non-governmental organisation', km: 'អង្គការមិនមែនរដ្ឋាភិបាល' },
  police: { en: 'police', km: 'នគរបាល' },
  hospital: { en: 'hospital', km: 'មន្ទីរពេទ្យ' },
  court: { en: 'court', km: 'តុលាការ' },
  school: { en: 'school', km: 'សាលារៀន' },
  institution: { en: 'institution', km: 'គ្រឹះស្ថាន' },
  other: { en: 'other', km: 'ផ្សេងទៀត' },
};

export const personTexts = {
  title: { en: 'Person', km: 'បុគ្គល' },
  withoutOffice: {
    en: 'This person holds no appointment in force. Give one, and a login.',
    km: 'បុគ្គលនេះមិនមានមុខងារកំពុងបំពេញទេ។ សូមផ្តល់មុខងារ និងគណនី។',
  },
  from: { en: 'From', km: 'ចាប់ពី' },
  until: { en: 'until', km: 'រហូតដល់' },
  open: { en: 'until it is ended', km: 'រហូតដល់បញ្ចប់' },
  actingFor: { en: 'acting for somebody on leave', km: 'ជំនួសអ្នកដែលឈប់សម្រាក' },
  acts: { en: 'What can be done', km: 'អ្វីដែលអាចធ្វើបាន' },
  done: { en: 'It is done.', km: 'បានធ្វើរួច។' },
};

export const actTexts = {
  appointment: { en: 'Give an appointment', km: 'ផ្តល់មុខងារ' },
  login: { en: 'Give a login', km: 'ផ្តល់គណនី' },
  renewal: { en: 'Renew the password or the second factor', km: 'ប្តូរពាក្យសម្ងាត់ ឬកត្តាទីពីរ' },
  end: { en: 'End the appointment', km: 'បញ្ចប់មុខងារ' },
  leave: { en: 'Note a leave', km: 'កត់ត្រាការឈប់សម្រាក' },
  duty: { en: 'Put on call', km: 'ដាក់ឱ្យប្រចាំការ' },
};

export const actFormTexts = {
  role: { en: 'Role', km: 'មុខងារ' },
  area: { en: 'Area, as far as it reaches', km: 'តំបន់ដែលទទួលបន្ទុក' },
  areaHint: {
    en: 'Leave the area empty for an office of the whole country.',
    km: 'ទុកតំបន់ឱ្យនៅទទេ សម្រាប់មុខងារថ្នាក់ជាតិ។',
  },
  institution: { en: 'Institution, for its director', km: 'គ្រឹះស្ថាន សម្រាប់នាយករបស់វា' },
  agency: { en: 'Office or organisation', km: 'ការិយាល័យ ឬអង្គភាព' },
  institutionMissing: { en: 'Choose the institution of the director', km: 'សូមជ្រើសរើសគ្រឹះស្ថានរបស់នាយក' },
  from: { en: 'From', km: 'ចាប់ពី' },
  until: { en: 'Until', km: 'រហូតដល់' },
  actingFor: { en: 'Acts for', km: 'បំពេញការងារជំនួស' },
  actsForNone: {
    en: 'This person does not hold that role over that area. Choose somebody who does, or leave it empty.',
    km: 'បុគ្គលនេះមិនមានមុខងារនេះក្នុងតំបន់នោះទេ។ សូមជ្រើសរើសអ្នកដែលមាន ឬទុកឱ្យនៅទទេ។',
  },
  why: { en: 'Why', km: 'មូលហេតុ' },
  at: { en: 'Ends on', km: 'បញ្ចប់នៅ' },
  login: { en: 'Login', km: 'ឈ្មោះគណនី' },
  password: {
    en: 'First password: it must be changed at the first sign-in',
    km: 'ពាក្យសម្ងាត់ដំបូង៖ ត្រូវប្តូរពេលចូលប្រើលើកដំបូង',
  },
  what: { en: 'What is lost', km: 'អ្វីដែលបាត់' },
  lost: {
    password: { en: 'the password', km: 'ពាក្យសម្ងាត់' },
    secondFactor: { en: 'the second factor', km: 'កត្តាទីពីរ' },
    both: { en: 'both', km: 'ទាំងពីរ' },
  },
  two: {
    en: 'Two people do this: you get the first half of a one-time password, the second person gets the second half. Each tells it to the person in their own way.',
    km: 'ការនេះត្រូវការបុគ្គលពីររូប៖ អ្នកទទួលបានពាក់កណ្តាលដំបូងនៃពាក្យសម្ងាត់ម្តង ហើយបុគ្គលទីពីរទទួលបានពាក់កណ្តាលទីពីរ។ ម្នាក់ៗប្រាប់បុគ្គលនោះដោយខ្លួនឯង។',
  },
  firstHalf: { en: 'First half, shown this once:', km: 'ពាក់កណ្តាលដំបូង បង្ហាញតែម្តងនេះ៖' },
  secondHalf: { en: 'Second half, shown this once:', km: 'ពាក់កណ្តាលទីពីរ បង្ហាញតែម្តងនេះ៖' },
  next: {
    en: 'Now a second person approves it, on their page of approvals or under this address:',
    km: 'ឥឡូវបុគ្គលទីពីរត្រូវអនុម័ត នៅទំព័រអនុម័តរបស់ខ្លួន ឬតាមអាសយដ្ឋាននេះ៖',
  },
  save: { en: 'Save', km: 'រក្សាទុក' },
  approve: { en: 'Approve the renewal', km: 'អនុម័តការប្តូរ' },
  renewal: { en: 'Renewal of a password or second factor', km: 'ការប្តូរពាក្យសម្ងាត់ ឬកត្តាទីពីរ' },
  renewed: { en: 'The renewal is approved.', km: 'ការប្តូរត្រូវបានអនុម័ត។' },
  unknown: { en: 'There is no such act.', km: 'គ្មានសកម្មភាពនេះទេ។' },
};

export const onCallTexts = {
  title: { en: 'On call', km: 'អ្នកប្រចាំការ' },
  about: {
    en: 'Whom one reaches at night and on holidays, by area and role.',
    km: 'អ្នកដែលអាចទាក់ទងបានពេលយប់ និងថ្ងៃឈប់សម្រាក តាមតំបន់ និងមុខងារ។',
  },
  show: { en: 'Show', km: 'បង្ហាញ' },
  none: { en: 'Nobody is on call there now.', km: 'គ្មានអ្នកប្រចាំការនៅទីនោះឥឡូវនេះទេ។' },
  set: {
    en: 'To put somebody on call, open the person.',
    km: 'ដើម្បីដាក់បុគ្គលឱ្យប្រចាំការ សូមបើកទំព័របុគ្គលនោះ។',
  },
};

export const areasTexts = {
  title: { en: 'Areas', km: 'តំបន់' },
  about: {
    en: 'The gazetteer. A new edition is imported by a command on the server, and nothing else changes it:',
    km: 'បញ្ជីភូមិសាស្ត្ររដ្ឋបាល។ ការបោះពុម្ពថ្មីត្រូវនាំចូលដោយពាក្យបញ្ជាលើម៉ាស៊ីនមេ ហើយគ្មានអ្វីផ្សេងកែវាទេ៖',
  },
  code: { en: 'Code', km: 'លេខកូដ' },
  km: { en: 'Khmer', km: 'ខ្មែរ' },
  latin: { en: 'Latin', km: 'ឡាតាំង' },
  kind: { en: 'Kind', km: 'ប្រភេទ' },
  below: { en: 'What lies in it', km: 'តំបន់ខាងក្នុង' },
  country: { en: 'Cambodia', km: 'កម្ពុជា' },
  path: { en: 'Where you are', km: 'ទីតាំងបច្ចុប្បន្ន' },
  text: { en: 'Find a place by its name', km: 'ស្វែងរកតំបន់តាមឈ្មោះ' },
  search: { en: 'Search', km: 'ស្វែងរក' },
  none: { en: 'There is no such area.', km: 'គ្មានតំបន់នេះទេ។' },
  levels: {
    1: { en: 'province', km: 'ខេត្ត' },
    2: { en: 'district', km: 'ស្រុក' },
    3: { en: 'commune', km: 'ឃុំ' },
    4: { en: 'village', km: 'ភូមិ' },
  } as Record<number, { en: string; km: string }>,
};

export const messagesTexts = {
  title: { en: 'Messages', km: 'សារ' },
  about: {
    en: 'Messages by mail and telephone that did not leave. What they say is never shown. What is not sent is tried again by itself.',
    km: 'សារតាមអ៊ីមែល និងទូរស័ព្ទដែលមិនបានផ្ញើចេញ។ ខ្លឹមសារមិនត្រូវបានបង្ហាញឡើយ។ ប្រព័ន្ធព្យាយាមផ្ញើម្តងទៀតដោយខ្លួនឯង។',
  },
  state: { en: 'Show', km: 'បង្ហាញ' },
  failed: { en: 'failed', km: 'បរាជ័យ' },
  givenUp: { en: 'given up', km: 'បានបោះបង់' },
  waiting: { en: 'waiting', km: 'រង់ចាំ' },
  none: { en: 'No message is like that.', km: 'គ្មានសារបែបនេះទេ។' },
  channel: { en: 'Channel', km: 'មធ្យោបាយ' },
  to: { en: 'To', km: 'ជូន' },
  due: { en: 'Due', km: 'ត្រូវផ្ញើ' },
  attempts: { en: 'Attempts', km: 'ចំនួនដងព្យាយាម' },
  error: { en: 'What went wrong', km: 'បញ្ហា' },
  retry: { en: 'Tried again', km: 'ព្យាយាមម្តងទៀត' },
  task: {
    en: 'given up; a task of the next level',
    km: 'បានបោះបង់ ហើយជាកិច្ចការរបស់ថ្នាក់លើ',
  },
  again: { en: 'Send again', km: 'ផ្ញើម្តងទៀត' },
  sentAgain: { en: 'It is tried again now.', km: 'កំពុងព្យាយាមផ្ញើម្តងទៀត។' },
  channels: {
    email: { en: 'mail', km: 'អ៊ីមែល' },
    mail: { en: 'mail', km: 'អ៊ីមែល' },
    sms: { en: 'SMS', km: 'សារទូរស័ព្ទ' },
    log: { en: 'log', km: 'កំណត់ត្រា' },
    page: { en: 'page', km: 'ទំព័រ' },
  } as Record<string, { en: string; km: string }>,
};

export const journalTexts = {
  title: { en: 'Search the journal', km: 'ស្វែងរកក្នុងកំណត់ហេតុ' },
  about: {
    en: 'What happened, by whom and when, without what was written. Without reference or person: the last 31 days.',
    km: 'អ្វីដែលកើតឡើង ដោយនរណា និងពេលណា ដោយគ្មានខ្លឹមសារ។ បើគ្មានលេខយោង ឬបុគ្គល៖ ៣១ ថ្ងៃចុងក្រោយ។',
  },
  reference: { en: 'Reference of the case', km: 'លេខយោងករណី' },
  event: { en: 'Event', km: 'ព្រឹត្តិការណ៍' },
  person: { en: 'Person', km: 'បុគ្គល' },
  from: { en: 'From', km: 'ចាប់ពី' },
  to: { en: 'Until', km: 'រហូតដល់' },
  search: { en: 'Search', km: 'ស្វែងរក' },
  none: { en: 'No line of the journal is like that.', km: 'គ្មានកំណត់ហេតុបែបនេះទេ។' },
  when: { en: 'When', km: 'ពេលណា' },
  what: { en: 'What', km: 'អ្វី' },
  case: { en: 'Case', km: 'ករណី' },
  by: { en: 'By', km: 'ដោយ' },
  seal: { en: 'Seal', km: 'ស្នាមបោះ' },
  line: { en: 'Line', km: 'បន្ទាត់ទី' },
  clock: { en: 'the clock', km: 'នាឡិកា' },
  somebody: { en: 'somebody', km: 'នរណាម្នាក់' },
};

export const glassTexts = {
  title: { en: 'Emergency access to review', km: 'ការចូលមើលបន្ទាន់ត្រូវពិនិត្យ' },
  about: {
    en: 'Somebody read a file without the right to it. Another person looks at the reason within 72 hours.',
    km: 'មាននរណាម្នាក់បានមើលសំណុំរឿងដោយគ្មានសិទ្ធិ។ បុគ្គលផ្សេងត្រូវពិនិត្យមូលហេតុក្នុងរយៈពេល ៧២ ម៉ោង។',
  },
  none: { en: 'Nothing waits for a review.', km: 'គ្មានអ្វីរង់ចាំការពិនិត្យទេ។' },
  by: { en: 'Opened by', km: 'បើកដោយ' },
  what: { en: 'What was opened', km: 'អ្វីដែលបានបើក' },
  child: { en: 'a child’s file', km: 'សំណុំរឿងកុមារ' },
  instance: { en: 'a case', km: 'ករណី' },
  reason: { en: 'Reason given', km: 'មូលហេតុ' },
  span: { en: 'From, until', km: 'ចាប់ពី រហូតដល់' },
  due: { en: 'Review due', km: 'ត្រូវពិនិត្យត្រឹម' },
  own: {
    en: 'You opened it yourself, so you cannot review it.',
    km: 'អ្នកបានបើកដោយខ្លួនឯង ដូច្នេះអ្នកមិនអាចពិនិត្យបានទេ។',
  },
  review: { en: 'Review it', km: 'ពិនិត្យ' },
  finding: { en: 'Was it justified?', km: 'តើសមហេតុផលឬទេ?' },
  findings: {
    justified: { en: 'yes, justified', km: 'បាទ/ចាស សមហេតុផល' },
    unjustified: { en: 'no, not justified', km: 'ទេ មិនសមហេតុផល' },
  },
  note: { en: 'What you found', km: 'អ្វីដែលអ្នកបានរកឃើញ' },
  save: { en: 'Record the review', km: 'កត់ត្រាការពិនិត្យ' },
  toNew: { en: 'Open a file in an emergency', km: 'បើកសំណុំរឿងក្នុងករណីបន្ទាន់' },
};

export const newGlassTexts = {
  title: { en: 'Open a file in an emergency', km: 'បើកសំណុំរឿងក្នុងករណីបន្ទាន់' },
  warn: {
    en: 'Only when a child is in danger and nobody with the right to the file can be reached. Your supervisors are told at once, and somebody else reviews it within 72 hours.',
    km: 'តែពេលកុមារមានគ្រោះថ្នាក់ ហើយមិនអាចទាក់ទងអ្នកមានសិទ្ធិបានប៉ុណ្ណោះ។ ប្រធានរបស់អ្នកនឹងត្រូវជូនដំណឹងភ្លាមៗ ហើយបុគ្គលផ្សេងនឹងពិនិត្យក្នុងរយៈពេល ៧២ ម៉ោង។',
  },
  kind: { en: 'What you must read', km: 'អ្វីដែលអ្នកត្រូវមើល' },
  kinds: {
    child: { en: 'a child’s file', km: 'សំណុំរឿងកុមារ' },
    instance: { en: 'a case', km: 'ករណី' },
  },
  subject: {
    en: 'Address of the page of the child or the case, or its number',
    km: 'អាសយដ្ឋានទំព័រកុមារ ឬករណី ឬលេខសម្គាល់របស់វា',
  },
  subjectWrong: {
    en: 'Copy the address from a message or a task, or find the child below',
    km: 'សូមចម្លងអាសយដ្ឋានពីសារ ឬកិច្ចការ ឬស្វែងរកកុមារខាងក្រោម',
  },
  reason: { en: 'What danger, and whom you tried to reach', km: 'គ្រោះថ្នាក់អ្វី និងអ្នកណាដែលអ្នកបានព្យាយាមទាក់ទង' },
  hours: { en: 'For how many hours (1 to 24)', km: 'សម្រាប់ប៉ុន្មានម៉ោង (១ ដល់ ២៤)' },
  save: { en: 'Open it now', km: 'បើកឥឡូវនេះ' },
  opened: { en: 'The file is open to you until', km: 'សំណុំរឿងបើកសម្រាប់អ្នករហូតដល់' },
  go: { en: 'Read it', km: 'មើល' },
  find: { en: 'Find a child by the number of a document', km: 'ស្វែងរកកុមារតាមលេខឯកសារ' },
  identifier: { en: 'Kind of document', km: 'ប្រភេទឯកសារ' },
  identifiers: {
    birth_certificate: { en: 'birth certificate', km: 'សំបុត្រកំណើត' },
    family_book: { en: 'family book', km: 'សៀវភៅគ្រួសារ' },
    id_poor: { en: 'IDPoor card', km: 'ប័ណ្ណសមធម៌' },
    other: { en: 'other number', km: 'លេខផ្សេង' },
  },
  value: { en: 'Number', km: 'លេខ' },
  why: { en: 'Why you search', km: 'ហេតុអ្វីអ្នកស្វែងរក' },
  searched: { en: 'Search', km: 'ស្វែងរក' },
  nobody: { en: 'No child has this number.', km: 'គ្មានកុមារមានលេខនេះទេ។' },
  take: { en: 'Take this file', km: 'យកសំណុំរឿងនេះ' },
  not: {
    en: 'Your office does not open files in an emergency. Call:',
    km: 'ការិយាល័យរបស់អ្នកមិនបើកសំណុំរឿងបន្ទាន់ទេ។ សូមទូរស័ព្ទទៅ៖',
  },
};
