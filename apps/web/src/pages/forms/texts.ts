import { dateAndTime, type Text } from '../../language';

export const startTexts = {
  menu: { en: 'Start', km: 'ចាប់ផ្តើម' },
  title: { en: 'Start something new', km: 'ចាប់ផ្តើមកិច្ចការថ្មី' },
  danger: { en: 'Is a child in danger now?', km: 'តើកុមារស្ថិតក្នុងគ្រោះថ្នាក់ឥឡូវនេះឬ?' },
  call: {
    en: 'Call first, write afterwards. Child Helpline 1280 is free, day and night. Police hotline 1288.',
    km: 'សូមទូរស័ព្ទមុន សរសេរតាមក្រោយ។ ខ្សែទូរស័ព្ទជំនួយកុមារ ១២៨០ ឥតគិតថ្លៃ ទាំងយប់ទាំងថ្ងៃ។ ខ្សែទូរស័ព្ទនគរបាល ១២៨៨។',
  },
  helpline: { en: 'Call 1280', km: 'ហៅ ១២៨០' },
  police: { en: 'Call 1288', km: 'ហៅ ១២៨៨' },
  none: {
    en: 'Your appointment opens no procedure. What waits for you is among your tasks.',
    km: 'មុខងាររបស់អ្នកមិនបើកនីតិវិធីណាមួយទេ។ អ្វីដែលរង់ចាំអ្នកមាននៅក្នុងកិច្ចការរបស់អ្នក។',
  },
  noArea: {
    en: 'You have no appointment in force. Ask the administrator.',
    km: 'អ្នកគ្មានមុខងារដែលមានសុពលភាពទេ។ សូមសួរអ្នកគ្រប់គ្រងប្រព័ន្ធ។',
  },
};

export const villageTexts = {
  menu: { en: 'A child of my village', km: 'កុមារក្នុងភូមិខ្ញុំ' },
  title: { en: 'Tell where a child of the village is', km: 'រាយការណ៍អំពីកន្លែងដែលកុមារក្នុងភូមិស្ថិតនៅ' },
  about: {
    en: 'What you tell reaches the social worker of the child. It is no follow-up visit, and you are shown no file.',
    km: 'ព័ត៌មានរបស់អ្នកទៅដល់បុគ្គលិកសង្គមកិច្ចរបស់កុមារ។ នេះមិនមែនជាការចុះតាមដានទេ ហើយអ្នកមិនឃើញសំណុំរឿងឡើយ។',
  },
  what: { en: 'What do you know?', km: 'តើអ្នកដឹងអ្វី?' },
  whats: {
    seen: { en: 'I have seen the child at home', km: 'ខ្ញុំបានឃើញកុមារនៅផ្ទះ' },
    gone: { en: 'The child is no longer at home; I do not know where', km: 'កុមារលែងនៅផ្ទះ ខ្ញុំមិនដឹងនៅទីណាទេ' },
    away: { en: 'The child lives elsewhere in the country', km: 'កុមាររស់នៅកន្លែងផ្សេងក្នុងប្រទេស' },
    abroad: { en: 'The child is abroad', km: 'កុមារនៅក្រៅប្រទេស' },
  },
  on: { en: 'On which day', km: 'នៅថ្ងៃណា' },
  age: { en: 'About how old is the child, in years?', km: 'កុមារមានអាយុប្រហែលប៉ុន្មានឆ្នាំ?' },
  note: { en: 'What else you know', km: 'អ្វីផ្សេងទៀតដែលអ្នកដឹង' },
  send: { en: 'Send', km: 'បញ្ជូន' },
  received: {
    en: 'Received by the server. A social worker takes it up.',
    km: 'ម៉ាស៊ីនមេបានទទួលហើយ។ បុគ្គលិកសង្គមកិច្ចនឹងទទួលបន្ត។',
  },
  others: { en: 'This page is for village chiefs.', km: 'ទំព័រនេះសម្រាប់មេភូមិ។' },
};

export const openTexts = {
  area: { en: 'In which commune?', km: 'នៅឃុំ/សង្កាត់ណា?' },
  unknown: { en: 'There is no such form.', km: 'គ្មានទម្រង់បែបនេះទេ។' },
  others: {
    en: 'Your appointment does not open this. It is opened by:',
    km: 'មុខងាររបស់អ្នកមិនអាចបើកការនេះបានទេ។ អ្នកដែលអាចបើក៖',
  },
  received: { en: 'Received by the server', km: 'ម៉ាស៊ីនមេបានទទួលហើយ' },
  reference: { en: 'Reference number', km: 'លេខយោង' },
  next: { en: 'What happens next', km: 'អ្វីនឹងកើតឡើងបន្ទាប់' },
  by: { en: 'by', km: 'ដោយ' },
  nothingNext: { en: 'Nobody has to act now.', km: 'ឥឡូវនេះគ្មាននរណាត្រូវធ្វើអ្វីទេ។' },
  keep: {
    en: 'Write the reference number down and give it to the family.',
    km: 'សូមកត់ទុកលេខយោង ហើយឱ្យទៅគ្រួសារ។',
  },
  toRequests: { en: 'What became of my requests', km: 'លទ្ធផលនៃពាក្យស្នើរបស់ខ្ញុំ' },
  toCase: { en: 'To the case', km: 'ទៅករណី' },
};

export const sendingTexts = {
  savedAt: (at: number): Text => {
    const { en, km } = dateAndTime(new Date(at).toISOString());
    return { en: `Draft saved on this device, ${en}`, km: `សេចក្តីព្រាងបានរក្សាទុកក្នុងឧបករណ៍នេះ ${km}` };
  },
  saving: { en: 'Saving on this device', km: 'កំពុងរក្សាទុកក្នុងឧបករណ៍នេះ' },
  notSaved: {
    en: 'This device cannot keep a draft. Send before you leave the page.',
    km: 'ឧបករណ៍នេះមិនអាចរក្សាទុកសេចក្តីព្រាងបានទេ។ សូមបញ្ជូនមុនចាកចេញពីទំព័រ។',
  },
  endsWithSession: {
    en: 'It is kept until you sign out or close the browser.',
    km: 'វាត្រូវបានរក្សាទុករហូតដល់អ្នកចាកចេញ ឬបិទកម្មវិធីរុករក។',
  },
  older: {
    en: 'This draft was begun with an earlier version of the form. Look at every answer before you send.',
    km: 'សេចក្តីព្រាងនេះបានចាប់ផ្តើមជាមួយទម្រង់ជំនាន់មុន។ សូមពិនិត្យចម្លើយទាំងអស់មុនបញ្ជូន។',
  },
  waits: { en: 'Saved on this device, not yet received', km: 'បានរក្សាទុកក្នុងឧបករណ៍ មិនទាន់ទទួលដោយម៉ាស៊ីនមេ' },
  waitsMore: {
    en: 'There is no connection. It is sealed on this device and sent by itself as soon as there is one. Nobody has it yet: where a child is in danger, call 1280.',
    km: 'គ្មានការតភ្ជាប់។ វាត្រូវបានបិទត្រាក្នុងឧបករណ៍នេះ ហើយនឹងបញ្ជូនដោយស្វ័យប្រវត្តិពេលមានការតភ្ជាប់។ មិនទាន់មាននរណាទទួលបានទេ៖ បើកុមារស្ថិតក្នុងគ្រោះថ្នាក់ សូមទូរស័ព្ទ ១២៨០។',
  },
  toOutbox: { en: 'What waits to be sent', km: 'អ្វីដែលរង់ចាំបញ្ជូន' },
  unsent: {
    signature: {
      en: 'There is no connection, and a signature is given only with one. Your answers are kept as a draft.',
      km: 'គ្មានការតភ្ជាប់ ហើយហត្ថលេខាអាចធ្វើបានតែពេលមានការតភ្ជាប់។ ចម្លើយរបស់អ្នកត្រូវបានរក្សាទុកជាសេចក្តីព្រាង។',
    },
    storage: {
      en: 'It was not sent, and this device has no room to keep it. Your answers are still on this page: try again with a connection.',
      km: 'មិនបានបញ្ជូនទេ ហើយឧបករណ៍នេះគ្មានកន្លែងរក្សាទុក។ ចម្លើយរបស់អ្នកនៅលើទំព័រនេះនៅឡើយ៖ សូមព្យាយាមម្តងទៀតពេលមានការតភ្ជាប់។',
    },
    insecure: {
      en: 'It was not sent, and at this address it cannot be kept safely. Your answers are still on this page: try again with a connection.',
      km: 'មិនបានបញ្ជូនទេ ហើយអាសយដ្ឋាននេះមិនអាចរក្សាទុកដោយសុវត្ថិភាពបានទេ។ ចម្លើយរបស់អ្នកនៅលើទំព័រនេះនៅឡើយ៖ សូមព្យាយាមម្តងទៀតពេលមានការតភ្ជាប់។',
    },
  } as Record<'signature' | 'storage' | 'insecure', Text>,
  kept: { en: 'Your answers are kept.', km: 'ចម្លើយរបស់អ្នកត្រូវបានរក្សាទុក។' },
  whatIsMissing: {
    en: 'Each rule says what is missing and who can supply it. Your answers are kept.',
    km: 'វិធាននីមួយៗបញ្ជាក់ពីអ្វីដែលនៅខ្វះ និងអ្នកដែលអាចផ្តល់ជូន។ ចម្លើយរបស់អ្នកត្រូវបានរក្សាទុក។',
  },
  codeMissing: { en: 'Enter the six digits of your authenticator app', km: 'សូមបញ្ចូលលេខ ៦ ខ្ទង់ពីកម្មវិធីផ្ទៀងផ្ទាត់' },
};

export const actTexts = {
  notNow: {
    en: 'This step is not possible as the case stands now.',
    km: 'ជំហាននេះមិនអាចធ្វើបានក្នុងស្ថានភាពបច្ចុប្បន្ននៃករណី។',
  },
  others: { en: 'Your appointment does not do this. It is done by:', km: 'មុខងាររបស់អ្នកមិនធ្វើការនេះទេ។ អ្នកធ្វើ៖' },
  blocked: { en: 'This cannot be sent yet', km: 'មិនទាន់អាចបញ្ជូនបាន' },
  prepare: { en: 'Prepare the answers all the same', km: 'រៀបចំចម្លើយទុកជាមុន' },
  toCase: { en: 'To the case', km: 'ទៅករណី' },
  meanwhile: { en: 'What happened meanwhile', km: 'អ្វីបានកើតឡើងក្នុងពេលនោះ' },
  nowAt: { en: 'The case is now at:', km: 'ឥឡូវករណីស្ថិតនៅ៖' },
  noLines: {
    en: 'Your appointment does not read the journal of this case.',
    km: 'មុខងាររបស់អ្នកមិនអាចអានកំណត់ហេតុនៃករណីនេះបានទេ។',
  },
  looking: { en: 'Looking what happened', km: 'កំពុងពិនិត្យអ្វីដែលបានកើតឡើង' },
  sendAgain: { en: 'I have looked: send my answers again', km: 'ខ្ញុំបានពិនិត្យ៖ បញ្ជូនចម្លើយរបស់ខ្ញុំម្តងទៀត' },
  sop: { en: 'What the SOP says', km: 'អ្វីដែល SOP ចែង' },
  within: { en: 'Within', km: 'ក្នុងរយៈពេល' },
  rules: { en: 'Rules of this step', km: 'វិធាននៃជំហាននេះ' },
  who: { en: 'Who', km: 'អ្នកធ្វើ' },
  then: { en: 'Then', km: 'បន្ទាប់មក' },
  handbook: { en: 'Read this step in the handbook', km: 'អានជំហាននេះក្នុងសៀវភៅណែនាំ' },
};

export const requestsTexts = {
  menu: { en: 'My requests', km: 'ពាក្យស្នើរបស់ខ្ញុំ' },
  title: { en: 'What became of my requests', km: 'លទ្ធផលនៃពាក្យស្នើរបស់ខ្ញុំ' },
  none: { en: 'You have sent no request and no report yet.', km: 'អ្នកមិនទាន់បានបញ្ជូនពាក្យស្នើ ឬរបាយការណ៍ណាមួយទេ។' },
  open: { en: 'In progress', km: 'កំពុងដំណើរការ' },
  closed: { en: 'Closed', km: 'បានបិទ' },
  children: { en: 'Children', km: 'កុមារ' },
  sentOn: { en: 'Sent on', km: 'បញ្ជូននៅ' },
  where: { en: 'Where it stands', km: 'ដំណាក់កាល' },
  next: { en: 'Next step', km: 'ជំហានបន្ទាប់' },
  who: { en: 'Who', km: 'អ្នកធ្វើ' },
  by: { en: 'By when', km: 'ត្រឹមពេលណា' },
  outcome: { en: 'Outcome', km: 'លទ្ធផល' },
  rules: { en: 'Because of', km: 'ដោយសារ' },
  limited: {
    en: 'You do not see this case; you see that it runs or is closed.',
    km: 'អ្នកមិនអាចមើលករណីនេះបានទេ ឃើញតែថាកំពុងដំណើរការ ឬបានបិទ។',
  },
};
