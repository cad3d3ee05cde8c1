/** Texts of what the device keeps and sends, and of the profile. */
import { number } from '../../language/khmer';

export const outboxTexts = {
  title: { en: 'What waits to be sent', km: 'អ្វីដែលរង់ចាំបញ្ជូន' },
  menu: { en: 'Waiting to be sent', km: 'រង់ចាំបញ្ជូន' },
  none: {
    en: 'Nothing waits. The server has everything that you sent from this device.',
    km: 'គ្មានអ្វីរង់ចាំទេ។ ម៉ាស៊ីនមេបានទទួលអ្វីៗទាំងអស់ដែលអ្នកបានបញ្ជូនពីឧបករណ៍នេះ។',
  },
  saved: { en: 'Saved on this device, not sent yet', km: 'បានរក្សាទុកក្នុងឧបករណ៍នេះ មិនទាន់បញ្ជូន' },
  attention: { en: 'Needs your attention: the server refused it', km: 'ត្រូវការការយកចិត្តទុកដាក់៖ ម៉ាស៊ីនមេបានបដិសេធ' },
  stale: {
    en: 'Needs your attention: the case has changed meanwhile',
    km: 'ត្រូវការការយកចិត្តទុកដាក់៖ ករណីបានផ្លាស់ប្តូរក្នុងពេលនេះ',
  },
  sameAnswers: { en: 'The same report, with the same answers.', km: 'របាយការណ៍ដដែល មានចម្លើយដូចគ្នា។' },
  otherAnswersSame: {
    en: 'The same form. Only the answers that differ are shown:',
    km: 'ទម្រង់ដដែល។ បង្ហាញតែចម្លើយដែលខុសគ្នា៖',
  },
  keptForReview: {
    en: 'The server keeps it for review: the case has changed meanwhile',
    km: 'ម៉ាស៊ីនមេរក្សាទុកវាសម្រាប់ពិនិត្យ៖ ករណីបានផ្លាស់ប្តូរក្នុងពេលនេះ',
  },
  keptWhere: {
    en: 'It is not lost with this device. You can settle it yourself, or it is looked at by:',
    km: 'វាមិនបាត់ជាមួយឧបករណ៍នេះទេ។ អ្នកអាចសម្រេចដោយខ្លួនឯង ឬអ្នកដែលពិនិត្យវាគឺ៖',
  },
  openReview: { en: 'Show both versions on the server', km: 'បង្ហាញកំណែទាំងពីរក្នុងម៉ាស៊ីនមេ' },
  reviewRecorded: { en: 'It was reviewed and recorded', km: 'បានពិនិត្យ និងកត់ត្រារួចហើយ' },
  reviewAside: {
    en: 'It was reviewed and set aside; the reason is on the server',
    km: 'បានពិនិត្យ និងទុកដោយឡែក មូលហេតុមាននៅក្នុងម៉ាស៊ីនមេ',
  },
  removeDecided: { en: 'I have read it: remove it from this device', km: 'ខ្ញុំបានអាន៖ លុបវាចេញពីឧបករណ៍នេះ' },
  received: { en: 'Received by the server on', km: 'ម៉ាស៊ីនមេបានទទួលនៅ' },
  handedOver: { en: 'Given out as a sealed file', km: 'បានប្រគល់ជាឯកសារបិទត្រា' },
  first: { en: 'Safety: sent first', km: 'សុវត្ថិភាព៖ បញ្ជូនមុនគេ' },
  written: { en: 'Written on', km: 'សរសេរនៅ' },
  reference: { en: 'Case', km: 'ករណី' },
  newCase: { en: 'a new case', km: 'ករណីថ្មី' },
  sendAll: { en: 'Send now', km: 'បញ្ជូនឥឡូវនេះ' },
  sending: { en: 'Sending', km: 'កំពុងបញ្ជូន' },
  noConnection: {
    en: 'There is no connection. It is sent by itself when there is one.',
    km: 'គ្មានការតភ្ជាប់។ វានឹងត្រូវបញ្ជូនដោយស្វ័យប្រវត្តិ ពេលមានការតភ្ជាប់។',
  },
  asFile: { en: 'Save everything as a sealed file', km: 'រក្សាទុកទាំងអស់ជាឯកសារបិទត្រា' },
  look: { en: 'Show what the server says', km: 'បង្ហាញអ្វីដែលម៉ាស៊ីនមេឆ្លើយ' },
  yours: { en: 'What you wrote', km: 'អ្វីដែលអ្នកបានសរសេរ' },
  now: { en: 'What is there now', km: 'អ្វីដែលមាននៅពេលនេះ' },
  state: { en: 'State', km: 'ស្ថានភាព' },
  since: { en: 'Recorded since', km: 'បានកត់ត្រាចាប់ពីពេលនោះ' },
  nothingSince: { en: 'Nothing that you may see.', km: 'គ្មានអ្វីដែលអ្នកអាចមើលបានទេ។' },
  sendOnNew: { en: 'I have looked: send mine on the case as it is now', km: 'ខ្ញុំបានពិនិត្យ៖ បញ្ជូនរបស់ខ្ញុំលើករណីដូចពេលនេះ' },
  tryAgain: { en: 'Send again', km: 'បញ្ជូនម្តងទៀត' },
  takeBack: { en: 'Correct it in the form', km: 'កែក្នុងទម្រង់' },
  forget: { en: 'Give it up', km: 'បោះបង់' },
  reason: { en: 'Why you give it up', km: 'ហេតុអ្វីអ្នកបោះបង់' },
  reasonHint: {
    en: 'The reason is kept in the security log. Do not write names.',
    km: 'មូលហេតុនេះត្រូវរក្សាទុកក្នុងកំណត់ត្រាសុវត្ថិភាព។ សូមកុំសរសេរឈ្មោះ។',
  },
  reasonMissing: { en: 'Write the reason, five letters or more.', km: 'សូមសរសេរមូលហេតុ ចាប់ពីប្រាំអក្សរឡើងទៅ។' },
  needsConnection: {
    en: 'This needs a connection. Nothing was changed.',
    km: 'ត្រូវការការតភ្ជាប់។ គ្មានអ្វីត្រូវបានផ្លាស់ប្តូរទេ។',
  },
  cancel: { en: 'Keep it', km: 'រក្សាទុក' },
  broughtTitle: { en: 'Brought from another device, for you to confirm', km: 'នាំមកពីឧបករណ៍ផ្សេង សម្រាប់អ្នកបញ្ជាក់' },
  broughtBy: { en: 'Brought by', km: 'នាំមកដោយ' },
  confirm: { en: 'This is mine: record it', km: 'នេះជារបស់ខ្ញុំ៖ កត់ត្រាវា' },
  others: {
    en: 'Other people’s work that waits on this device until they sign in here:',
    km: 'ការងាររបស់អ្នកផ្សេងដែលរង់ចាំក្នុងឧបករណ៍នេះ រហូតដល់ពួកគេចូលប្រើប្រាស់៖',
  },
  receivedTitle: { en: 'Received by the server', km: 'ម៉ាស៊ីនមេបានទទួល' },
  photos: (count: number) => ({
    en: `Photos on this device that are sent after their visit: ${count}`,
    km: `រូបថតក្នុងឧបករណ៍នេះ ដែលនឹងបញ្ជូនក្រោយការចុះជួប៖ ${number(count).km}`,
  }),
  draftsTitle: { en: 'Drafts on this device', km: 'សេចក្តីព្រាងក្នុងឧបករណ៍នេះ' },
  draftsWhat: {
    en: 'A draft is not sent. Open its form to go on.',
    km: 'សេចក្តីព្រាងមិនត្រូវបានបញ្ជូនទេ។ សូមបើកទម្រង់របស់វាដើម្បីបន្ត។',
  },
  draftSaved: { en: 'Saved on', km: 'រក្សាទុកនៅ' },
  draft: { en: 'Draft', km: 'សេចក្តីព្រាង' },
  census: { en: 'Census of a closing institution', km: 'ជំរឿននៃគ្រឹះស្ថានដែលកំពុងបិទ' },
  bedsNotSealed: { en: 'Beds counted, not sealed:', km: 'គ្រែដែលបានរាប់ មិនទាន់បិទ៖' },
  help: { en: 'A new phone, a lost PIN, a lost phone', km: 'ទូរស័ព្ទថ្មី ភ្លេច PIN បាត់ទូរស័ព្ទ' },
  helpSealed: {
    en: 'What waits here is sealed for the server in the moment you send it. Nobody can read it on this device, you neither; only the server opens it, for you.',
    km: 'អ្វីដែលរង់ចាំនៅទីនេះត្រូវបានបិទត្រាសម្រាប់ម៉ាស៊ីនមេ នៅពេលអ្នកបញ្ជូន។ គ្មាននរណាអាចអានវាក្នុងឧបករណ៍នេះបានទេ សូម្បីតែអ្នក។ មានតែម៉ាស៊ីនមេទេដែលបើកវា សម្រាប់អ្នក។',
  },
  helpPhone: {
    en: 'New phone: send everything from the old one first. If it has no connection, save the sealed file there and give it to your supervisor or the administrator. They bring it to the server; you confirm it on the new phone.',
    km: 'ទូរស័ព្ទថ្មី៖ សូមបញ្ជូនអ្វីៗទាំងអស់ពីទូរស័ព្ទចាស់ជាមុន។ បើវាគ្មានការតភ្ជាប់ សូមរក្សាទុកឯកសារបិទត្រា ហើយប្រគល់ជូនអ្នកត្រួតពិនិត្យ ឬអ្នកគ្រប់គ្រងប្រព័ន្ធ។ ពួកគេនាំវាទៅម៉ាស៊ីនមេ ហើយអ្នកបញ្ជាក់វាក្នុងទូរស័ព្ទថ្មី។',
  },
  helpPin: {
    en: 'Lost PIN: choose "I forgot my PIN" on the lock screen. It tells by number what lies here under the PIN: answers and photos of inspections, beds of a census, drafts. Keep them: they open when you remember the PIN. What is sealed stays, and is sent when you have signed in again.',
    km: 'ភ្លេច PIN៖ សូមជ្រើស «ខ្ញុំភ្លេចលេខកូដ PIN» លើអេក្រង់ចាក់សោ។ វាប្រាប់ចំនួនអ្វីដែលនៅក្រោម PIN៖ ចម្លើយ និងរូបថតនៃអធិការកិច្ច គ្រែនៃជំរឿន និងសេចក្តីព្រាង។ សូមរក្សាទុក៖ វាបើកបានវិញពេលអ្នកនឹកឃើញ PIN។ អ្វីដែលបានបិទត្រានៅដដែល ហើយនឹងត្រូវបញ្ជូនពេលអ្នកចូលប្រើប្រាស់ម្តងទៀត។',
  },
  helpLost: {
    en: 'Lost phone: end its session under "Profile" on another machine and tell your supervisor. What was not sent is lost with the phone, but nobody can read it.',
    km: 'បាត់ទូរស័ព្ទ៖ សូមបញ្ចប់សម័យប្រើប្រាស់របស់វានៅ «ប្រវត្តិរូប» លើម៉ាស៊ីនផ្សេង ហើយប្រាប់អ្នកត្រួតពិនិត្យ។ អ្វីដែលមិនទាន់បញ្ជូនបាត់ជាមួយទូរស័ព្ទ ប៉ុន្តែគ្មាននរណាអាចអានវាបានទេ។',
  },
  bring: { en: 'Bring a sealed file from another device', km: 'នាំចូលឯកសារបិទត្រាពីឧបករណ៍ផ្សេង' },
};

export const pieceTexts = {
  title: { en: 'Inspections on this device', km: 'អធិការកិច្ចក្នុងឧបករណ៍នេះ' },
  answers: { en: 'Answers and notes', km: 'ចម្លើយ និងកំណត់ត្រា' },
  photos: { en: 'Photos', km: 'រូបថត' },
  waits: { en: 'wait on this device:', km: 'រង់ចាំក្នុងឧបករណ៍នេះ៖' },
  tried: { en: 'on the way, no answer yet:', km: 'កំពុងបញ្ជូន មិនទាន់មានចម្លើយ៖' },
  refused: { en: 'refused by the server:', km: 'ម៉ាស៊ីនមេបានបដិសេធ៖' },
  allSent: { en: 'The server has all of it.', km: 'ម៉ាស៊ីនមេបានទទួលទាំងអស់។' },
  open: { en: 'Open the inspection', km: 'បើកអធិការកិច្ច' },
  why: { en: 'Why:', km: 'មូលហេតុ៖' },
  noReason: { en: 'the server gave no reason', km: 'ម៉ាស៊ីនមេមិនបានបញ្ជាក់មូលហេតុ' },
  again: { en: 'Send what was refused again', km: 'បញ្ជូនអ្វីដែលបានបដិសេធម្តងទៀត' },
  more: { en: 'and more that were refused:', km: 'និងអ្វីដែលបានបដិសេធទៀត៖' },
  answer: { en: 'answer', km: 'ចម្លើយ' },
  photo: { en: 'photo', km: 'រូបថត' },
  roll: { en: 'a child of the roll-call', km: 'កុមារម្នាក់ក្នុងការហៅឈ្មោះ' },
  talk: { en: 'a private talk', km: 'ការសន្ទនាដោយឡែក' },
  bed: { en: 'beds of a room', km: 'គ្រែនៃបន្ទប់មួយ' },
};

export const asideTexts = {
  title: { en: 'Locked under an earlier PIN', km: 'ចាក់សោក្រោម PIN មុន' },
  what: {
    en: 'This was written under a PIN that was forgotten. The server does not have it. With that PIN it comes back, and is sent like everything else.',
    km: 'ទាំងនេះបានសរសេរក្រោម PIN ដែលបានភ្លេច។ ម៉ាស៊ីនមេមិនទាន់មានទេ។ បើមាន PIN នោះ វានឹងត្រឡប់មកវិញ ហើយត្រូវបញ្ជូនដូចអ្វីៗផ្សេងទៀត។',
  },
  pin: { en: 'The earlier PIN', km: 'PIN មុន' },
  open: { en: 'Bring it back', km: 'យកមកវិញ' },
  wrong: {
    en: 'This is not that PIN, or too many were tried: wait a little and try again.',
    km: 'នេះមិនមែនជា PIN នោះទេ ឬបានសាកល្បងច្រើនដងពេក៖ សូមរង់ចាំបន្តិច ហើយព្យាយាមម្តងទៀត។',
  },
};

export const keptTexts = {
  title: { en: 'Cases for offline work', km: 'ករណីសម្រាប់ធ្វើការដោយគ្មានការតភ្ជាប់' },
  what: {
    en: 'Your tasks, the cases assigned to you and the forms are kept here, encrypted, for 30 days at most, and wiped when you sign out.',
    km: 'កិច្ចការរបស់អ្នក ករណីដែលអ្នកទទួលបន្ទុក និងទម្រង់ ត្រូវរក្សាទុកនៅទីនេះដោយអ៊ិនគ្រីប យ៉ាងយូរ ៣០ ថ្ងៃ ហើយលុបពេលអ្នកចាកចេញ។',
  },
  keep: { en: 'Keep my cases for offline work', km: 'រក្សាទុកករណីរបស់ខ្ញុំ' },
  keeping: { en: 'Fetching', km: 'កំពុងទាញយក' },
  kept: { en: 'Cases kept:', km: 'ចំនួនករណីដែលបានរក្សាទុក៖' },
  at: { en: 'as of', km: 'គិតត្រឹម' },
  never: { en: 'No case is kept on this device.', km: 'គ្មានករណីណាត្រូវបានរក្សាទុកក្នុងឧបករណ៍នេះទេ។' },
  failed: {
    en: 'The connection broke. What was kept before is still here.',
    km: 'ការតភ្ជាប់បានដាច់។ អ្វីដែលបានរក្សាទុកពីមុននៅដដែល។',
  },
  full: {
    en: 'This device has no room for all of it. Cases that say so in the lists are kept.',
    km: 'ឧបករណ៍នេះគ្មានកន្លែងគ្រប់គ្រាន់សម្រាប់រក្សាទុកទាំងអស់។ ករណីដែលមានសញ្ញាក្នុងបញ្ជីត្រូវបានរក្សាទុក។',
  },
  insecure: {
    en: 'At this address the browser cannot encrypt, so nothing is kept: use the https address.',
    km: 'នៅអាសយដ្ឋាននេះ កម្មវិធីរុករកមិនអាចអ៊ិនគ្រីបបានទេ ដូច្នេះគ្មានអ្វីត្រូវបានរក្សាទុកទេ៖ សូមប្រើអាសយដ្ឋាន https។',
  },
};

export const profileTexts = {
  title: { en: 'My profile', km: 'ប្រវត្តិរូបរបស់ខ្ញុំ' },
  menu: { en: 'Profile', km: 'ប្រវត្តិរូប' },
  name: { en: 'Name', km: 'ឈ្មោះ' },
  appointments: { en: 'Appointments', km: 'មុខងារ' },
  noAppointment: { en: 'none in force now', km: 'គ្មានមុខងារមានសុពលភាពនៅពេលនេះ' },
  language: { en: 'Language', km: 'ភាសា' },
  khmer: { en: 'ខ្មែរ', km: 'ខ្មែរ' },
  english: { en: 'English', km: 'English' },
  pinTitle: { en: 'PIN of this device', km: 'លេខកូដ PIN របស់ឧបករណ៍នេះ' },
  pinNone: {
    en: 'This device has no PIN. Drafts end when you close the browser, and no case is kept for offline work by itself. On a phone that you carry, set a PIN.',
    km: 'ឧបករណ៍នេះគ្មាន PIN។ សេចក្តីព្រាងនឹងបាត់ពេលអ្នកបិទកម្មវិធីរុករក ហើយគ្មានករណីណាត្រូវរក្សាទុកដោយស្វ័យប្រវត្តិទេ។ សម្រាប់ទូរស័ព្ទដែលអ្នកយកតាមខ្លួន សូមកំណត់ PIN។',
  },
  pinSet: {
    en: 'This device has a PIN. It is asked for after 5 minutes without use and each time the application is opened.',
    km: 'ឧបករណ៍នេះមាន PIN។ ប្រព័ន្ធនឹងសួររកវា ក្រោយមិនប្រើ ៥ នាទី និងរាល់ពេលបើកកម្មវិធី។',
  },
  pinNew: { en: 'New PIN', km: 'PIN ថ្មី' },
  pinHint: {
    en: 'Six digits or more; letters make it stronger. Not a birthday, not 123456.',
    km: 'ប្រាំមួយខ្ទង់ឡើងទៅ បន្ថែមអក្សរធ្វើឱ្យវាកាន់តែរឹងមាំ។ កុំប្រើថ្ងៃកំណើត ឬ 123456។',
  },
  pinAgain: { en: 'The same PIN again', km: 'PIN ដដែលម្តងទៀត' },
  pinShort: { en: 'The PIN needs six digits or more.', km: 'PIN ត្រូវមានយ៉ាងតិចប្រាំមួយខ្ទង់។' },
  pinEasy: { en: 'This PIN is easy to guess. Choose another.', km: 'PIN នេះងាយទាយ។ សូមជ្រើសរើសផ្សេង។' },
  pinDifferent: { en: 'The two are not the same.', km: 'ទាំងពីរមិនដូចគ្នាទេ។' },
  pinSave: { en: 'Set the PIN', km: 'កំណត់ PIN' },
  pinChange: { en: 'Change the PIN', km: 'ប្តូរ PIN' },
  pinSaved: { en: 'The PIN is set.', km: 'បានកំណត់ PIN ហើយ។' },
  lockNow: { en: 'Lock now', km: 'ចាក់សោឥឡូវនេះ' },
  devices: { en: 'Where I am signed in', km: 'ឧបករណ៍ដែលខ្ញុំកំពុងប្រើប្រាស់' },
  device: { en: 'Device', km: 'ឧបករណ៍' },
  since: { en: 'Since', km: 'ចាប់ពី' },
  seen: { en: 'Last used', km: 'ប្រើចុងក្រោយ' },
  thisOne: { en: 'this device', km: 'ឧបករណ៍នេះ' },
  end: { en: 'End', km: 'បញ្ចប់' },
  endOf: { en: 'the session on', km: 'សម័យប្រើប្រាស់លើ' },
  ended: {
    en: 'The session has ended. Cases kept for reading there are wiped when it next reaches the server.',
    km: 'បានបញ្ចប់សម័យប្រើប្រាស់។ ករណីដែលរក្សាទុកនៅទីនោះនឹងត្រូវលុប ពេលវាភ្ជាប់នឹងម៉ាស៊ីនមេ។',
  },
};

export const bringTexts = {
  title: { en: 'Bring a sealed file', km: 'នាំចូលឯកសារបិទត្រា' },
  what: {
    en: 'The file comes from a device that could not send. You cannot open it, and nothing is recorded in your name: each item waits on the server until its author signs in and confirms it.',
    km: 'ឯកសារនេះមកពីឧបករណ៍ដែលបញ្ជូនមិនបាន។ អ្នកមិនអាចបើកវាបានទេ ហើយគ្មានអ្វីត្រូវកត់ត្រាក្នុងឈ្មោះអ្នក៖ ធាតុនីមួយៗរង់ចាំនៅម៉ាស៊ីនមេ រហូតដល់ម្ចាស់ចូលប្រើប្រាស់ ហើយបញ្ជាក់វា។',
  },
  file: { en: 'Sealed file (homeward-outbox-….json)', km: 'ឯកសារបិទត្រា (homeward-outbox-….json)' },
  bring: { en: 'Bring it to the server', km: 'បញ្ជូនទៅម៉ាស៊ីនមេ' },
  notOne: {
    en: 'This is not a sealed file of Homeward, or it is damaged.',
    km: 'នេះមិនមែនជាឯកសារបិទត្រារបស់ Homeward ទេ ឬវាខូច។',
  },
  taken: { en: 'Items that wait for their authors now:', km: 'ធាតុដែលរង់ចាំម្ចាស់នៅពេលនេះ៖' },
  known: { en: 'Items that were there already:', km: 'ធាតុដែលមានរួចហើយ៖' },
};
