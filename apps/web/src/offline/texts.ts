/** Texts of the lock and of what the device keeps. */
export const lockTexts = {
  title: { en: 'Enter your PIN', km: 'សូមបញ្ចូលលេខកូដ PIN' },
  why: {
    en: 'This device was not used for a while. Your drafts are kept; the PIN opens them. It works without a connection.',
    km: 'ឧបករណ៍នេះមិនត្រូវបានប្រើមួយរយៈ។ សេចក្តីព្រាងរបស់អ្នកនៅដដែល លេខកូដ PIN នឹងបើកវា។ អាចប្រើបានដោយគ្មានការតភ្ជាប់។',
  },
  pin: { en: 'PIN', km: 'លេខកូដ PIN' },
  open: { en: 'Unlock', km: 'ដោះសោ' },
  opening: { en: 'Unlocking', km: 'កំពុងដោះសោ' },
  wrong: { en: 'This is not the PIN. Try again.', km: 'លេខកូដ PIN មិនត្រឹមត្រូវ។ សូមព្យាយាមម្តងទៀត។' },
  wait: {
    en: 'Too many wrong PINs. Wait, then try again. Seconds left:',
    km: 'បញ្ចូល PIN ខុសច្រើនដងពេក។ សូមរង់ចាំ រួចព្យាយាមម្តងទៀត។ នៅសល់វិនាទី៖',
  },
  wiped: {
    en: 'After ten wrong PINs the cases kept for reading were removed from this device. Drafts and what waits to be sent are still here.',
    km: 'ក្រោយបញ្ចូល PIN ខុសដប់ដង ករណីដែលរក្សាទុកសម្រាប់អានត្រូវបានលុបចេញពីឧបករណ៍នេះ។ សេចក្តីព្រាង និងអ្វីដែលរង់ចាំបញ្ជូននៅដដែល។',
  },
  forgot: { en: 'I forgot my PIN', km: 'ខ្ញុំភ្លេចលេខកូដ PIN' },
  forgotWhat: {
    en: 'Without the PIN nobody can read the drafts on this device. The cases kept for reading are removed. What waits to be sent is sealed for the server and stays. You sign in again with your password, and choose a new PIN.',
    km: 'បើគ្មាន PIN គ្មាននរណាអាចអានសេចក្តីព្រាងក្នុងឧបករណ៍នេះបានទេ។ ករណីដែលរក្សាទុកសម្រាប់អាននឹងត្រូវលុប។ អ្វីដែលរង់ចាំបញ្ជូនត្រូវបានបិទត្រាសម្រាប់ម៉ាស៊ីនមេ ហើយនៅដដែល។ អ្នកត្រូវចូលប្រើប្រាស់ម្តងទៀតដោយពាក្យសម្ងាត់ ហើយជ្រើសរើស PIN ថ្មី។',
  },
  forgotCounted: {
    en: 'This lies on this device alone, and the server does not have it:',
    km: 'ទាំងនេះមានតែក្នុងឧបករណ៍នេះ ហើយម៉ាស៊ីនមេមិនទាន់មានទេ៖',
  },
  forgotFirst: {
    en: 'To send it, try the PIN once more: it is sent by itself when the device is unlocked and has a connection.',
    km: 'ដើម្បីបញ្ជូន សូមសាកល្បង PIN ម្តងទៀត៖ វានឹងត្រូវបញ្ជូនដោយស្វ័យប្រវត្តិ ពេលឧបករណ៍ត្រូវបានដោះសោ និងមានការតភ្ជាប់។',
  },
  forgotKeptWhat: {
    en: 'If you keep it, it stays here locked under the old PIN, and you can open it under “What waits to be sent” when you remember the PIN.',
    km: 'បើអ្នករក្សាទុក វានៅទីនេះដោយចាក់សោក្រោម PIN ចាស់ ហើយអ្នកអាចបើកវានៅ «អ្វីដែលរង់ចាំបញ្ជូន» ពេលអ្នកនឹកឃើញ PIN។',
  },
  tryAgain: { en: 'Try the PIN again, so that it is sent', km: 'សាកល្បង PIN ម្តងទៀត ដើម្បីបញ្ជូន' },
  forgotKeep: { en: 'Keep it locked here, and sign in again', km: 'រក្សាទុកដោយចាក់សោនៅទីនេះ ហើយចូលប្រើប្រាស់ម្តងទៀត' },
  forgotRemove: { en: 'Remove it for good, and sign in again', km: 'លុបចោលជារៀងរហូត ហើយចូលប្រើប្រាស់ម្តងទៀត' },
  forgotSure: {
    en: 'I know that it is lost then and has to be done again.',
    km: 'ខ្ញុំដឹងថាវានឹងបាត់បង់ ហើយត្រូវធ្វើឡើងវិញ។',
  },
  forgotDo: { en: 'Give the PIN up and sign in again', km: 'បោះបង់ PIN ហើយចូលប្រើប្រាស់ម្តងទៀត' },
  forgotOffline: {
    en: 'This needs a connection, because you must sign in again afterwards. Nothing was removed.',
    km: 'ត្រូវការការតភ្ជាប់ ព្រោះអ្នកត្រូវចូលប្រើប្រាស់ម្តងទៀតបន្ទាប់ពីនេះ។ គ្មានអ្វីត្រូវបានលុបទេ។',
  },
  cancel: { en: 'Cancel', km: 'បោះបង់' },
};

/** What lies here unsent, in words; `number` of each is told. */
export const unsentTexts = {
  pieces: { en: 'answers and notes of inspections', km: 'ចម្លើយ និងកំណត់ត្រានៃអធិការកិច្ច' },
  photos: { en: 'photos', km: 'រូបថត' },
  beds: { en: 'beds of a census that is not sealed', km: 'គ្រែនៃជំរឿនដែលមិនទាន់បិទ' },
  drafts: { en: 'drafts of forms', km: 'សេចក្តីព្រាងទម្រង់' },
};

export const keptTexts = {
  here: { en: 'Kept on this device for offline work', km: 'រក្សាទុកក្នុងឧបករណ៍នេះ សម្រាប់ធ្វើការដោយគ្មានការតភ្ជាប់' },
  asOf: {
    en: 'No connection. What you see was kept on this device on',
    km: 'គ្មានការតភ្ជាប់។ អ្វីដែលអ្នកឃើញត្រូវបានរក្សាទុកក្នុងឧបករណ៍នេះនៅ',
  },
};

export const leaveTexts = {
  signOut: { en: 'Sign out', km: 'ចាកចេញ' },
  waits: {
    en: 'You cannot sign out yet: work waits on this device',
    km: 'មិនទាន់អាចចាកចេញបានទេ៖ មានការងាររង់ចាំក្នុងឧបករណ៍នេះ',
  },
  why: {
    en: 'It has not been received by the server. Send it first; reports about a child’s safety go first.',
    km: 'ម៉ាស៊ីនមេមិនទាន់ទទួលបានទេ។ សូមបញ្ជូនជាមុន របាយការណ៍អំពីសុវត្ថិភាពកុមារត្រូវបញ្ជូនមុនគេ។',
  },
  send: { en: 'Send now', km: 'បញ្ជូនឥឡូវនេះ' },
  sending: { en: 'Sending', km: 'កំពុងបញ្ជូន' },
  look: { en: 'Look at what waits', km: 'មើលអ្វីដែលរង់ចាំ' },
  handOver: { en: 'Save as a sealed file for my supervisor', km: 'រក្សាទុកជាឯកសារបិទត្រាជូនអ្នកត្រួតពិនិត្យ' },
  handOverWhat: {
    en: 'Nobody but the server can open the file. Your supervisor or the administrator brings it to the server from another machine; you confirm it there when you sign in.',
    km: 'មានតែម៉ាស៊ីនមេទេដែលអាចបើកឯកសារនេះបាន។ អ្នកត្រួតពិនិត្យ ឬអ្នកគ្រប់គ្រងប្រព័ន្ធនាំវាទៅម៉ាស៊ីនមេពីកុំព្យូទ័រផ្សេង ហើយអ្នកបញ្ជាក់វានៅពេលចូលប្រើប្រាស់។',
  },
  forgetWay: {
    en: 'To give work up, open the list: each item asks for your reason.',
    km: 'ដើម្បីបោះបង់ការងារ សូមបើកបញ្ជី៖ ធាតុនីមួយៗសួររកមូលហេតុ។',
  },
  stay: { en: 'Stay signed in', km: 'បន្តប្រើប្រាស់' },
  offline: {
    en: 'There is no connection, so the server cannot end your session. With a PIN you can lock this device instead.',
    km: 'គ្មានការតភ្ជាប់ ដូច្នេះម៉ាស៊ីនមេមិនអាចបញ្ចប់សម័យប្រើប្រាស់របស់អ្នកបានទេ។ បើមាន PIN អ្នកអាចចាក់សោឧបករណ៍នេះជំនួសវិញ។',
  },
  lock: { en: 'Lock this device', km: 'ចាក់សោឧបករណ៍នេះ' },
  still: {
    en: 'Something could not be sent. Open the list to see why.',
    km: 'មានធាតុខ្លះបញ្ជូនមិនបាន។ សូមបើកបញ្ជីដើម្បីមើលមូលហេតុ។',
  },
};
