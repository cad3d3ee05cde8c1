export const journalTexts = {
  about: {
    en: 'What happened, in order. Nothing here can be changed; a correction is a line of its own.',
    km: 'អ្វីដែលបានកើតឡើងតាមលំដាប់។ គ្មានអ្វីអាចកែប្រែបានទេ ការកែតម្រូវជាកំណត់ហេតុមួយផ្សេង។',
  },
  none: { en: 'The journal has no line.', km: 'គ្មានកំណត់ហេតុទេ។' },
  print: { en: 'Print', km: 'បោះពុម្ព' },
  line: { en: 'Line', km: 'លេខរៀង' },
  clock: { en: 'the clock', km: 'នាឡិកាប្រព័ន្ធ' },
  register: { en: 'the register', km: 'បញ្ជីកុមារ' },
  actingFor: { en: 'acting for somebody else', km: 'ធ្វើជំនួសអ្នកដទៃ' },
  after: { en: 'After it:', km: 'ក្រោយមក៖' },
  form: { en: 'What was written', km: 'អ្វីដែលបានសរសេរ' },
  restricted: {
    en: 'This line is restricted: you see that it exists, not what it says.',
    km: 'កំណត់ហេតុនេះត្រូវបានកម្រិត៖ អ្នកឃើញថាវាមាន តែមិនអាចអានខ្លឹមសារបានទេ។',
  },
  refused: { en: 'Refused by rules', km: 'បានបដិសេធដោយវិធាន' },
  refusedTry: { en: 'attempted', km: 'បានព្យាយាម' },
  removed: { en: 'The content was removed:', km: 'ខ្លឹមសារត្រូវបានលុប៖' },
  corrected: { en: 'Recorded on the wrong case; see line', km: 'កត់ត្រាខុសករណី សូមមើលលេខរៀង' },
  reason: { en: 'Reason:', km: 'មូលហេតុ៖' },
  captured: { en: 'recorded on the device at', km: 'បានកត់ត្រាក្នុងឧបករណ៍នៅ' },
  belongsTo: { en: 'It belongs to another case', km: 'វាជារបស់ករណីផ្សេង' },
  ofLine: { en: 'About line', km: 'អំពីលេខរៀង' },
};

/** The kinds of lines, said with a sign. */
export const kindTexts = {
  event: { en: 'Step', km: 'ជំហាន' },
  refused: { en: 'Refused', km: 'បានបដិសេធ' },
  timer: { en: 'Deadline', km: 'កាលកំណត់' },
  registry: { en: 'Register', km: 'បញ្ជី' },
  task: { en: 'Task', km: 'កិច្ចការ' },
  access: { en: 'Access', km: 'សិទ្ធិអាន' },
  correction: { en: 'Correction', km: 'ការកែតម្រូវ' },
};
export const kindSigns: Record<keyof typeof kindTexts, string> = {
  event: '●',
  refused: '✕',
  timer: '◔',
  registry: '▤',
  task: '☑',
  access: '◆',
  correction: '✎',
};

/** What happened to a task or a file of the case. */
export const plainEvents: Record<string, { en: string; km: string }> = {
  'task.claim': { en: 'A task was taken', km: 'មានអ្នកទទួលកិច្ចការ' },
  'task.assign': { en: 'A task was given to somebody', km: 'កិច្ចការត្រូវបានប្រគល់ឱ្យបុគ្គលម្នាក់' },
  'task.handOver': { en: 'A task was handed over', km: 'កិច្ចការត្រូវបានប្រគល់បន្ត' },
  'attachment.added': { en: 'A file was attached', km: 'បានភ្ជាប់ឯកសារ' },
  'attachment.withdrawn': { en: 'A file was withdrawn', km: 'បានដកឯកសារចេញវិញ' },
  'alert.acknowledged': { en: 'An alert was acknowledged', km: 'មានអ្នកទទួលស្គាល់ការជូនដំណឹង' },
  'message.undelivered': { en: 'A message could not be delivered', km: 'សារមិនអាចផ្ញើដល់' },
  'message.again': { en: 'A message was sent again', km: 'បានផ្ញើសារម្តងទៀត' },
  'message.delivered': { en: 'A message was delivered after all', km: 'សារបានផ្ញើដល់វិញ' },
  'review.kept': {
    en: 'A report written without a connection is kept for review',
    km: 'របាយការណ៍ដែលសរសេរដោយគ្មានការតភ្ជាប់ ត្រូវបានរក្សាទុកសម្រាប់ពិនិត្យ',
  },
  'review.setAside': {
    en: 'A report kept for review was set aside',
    km: 'របាយការណ៍ដែលរក្សាទុកសម្រាប់ពិនិត្យ ត្រូវបានទុកដោយឡែក',
  },
  'task.release': { en: 'A task was given back to the queue', km: 'កិច្ចការត្រូវបានដាក់ត្រឡប់ទៅជួរវិញ' },
};
