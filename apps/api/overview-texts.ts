/** Words of the boards, the watch page and the exports. */
import type { Text } from '../../workflows/workflow';

const t = (en: string, km: string): Text => ({ en, km });

/** What waits for a second person. */
export const approvalTexts = {
  parameter: t('New value of a parameter', 'តម្លៃថ្មីនៃប៉ារ៉ាម៉ែត្រ'),
  holidays: t('Change of the calendar', 'ការកែប្រែប្រតិទិន'),
  birth: t('Correction of a date of birth', 'ការកែតម្រូវថ្ងៃកំណើត'),
  merge: t('Two records of one child', 'កំណត់ត្រាពីររបស់កុមារតែម្នាក់'),
  siblings: t('Change of brothers and sisters', 'ការកែប្រែបងប្អូន'),
  renewal: t('Renewal of a lost password or second factor', 'ការបន្តពាក្យសម្ងាត់ ឬកត្តាទីពីរដែលបាត់'),
  breakGlass: t('A file read in an emergency', 'សំណុំរឿងដែលបានមើលក្នុងករណីបន្ទាន់'),
  placements: t('Children placed before, to take over', 'កុមារដែលបានដាក់ពីមុន ដែលត្រូវទទួលបញ្ចូល'),
  task: t('Work of another person to check', 'ការងាររបស់អ្នកផ្សេងដែលត្រូវពិនិត្យ'),
  correction: t('Correction of a record', 'ការកែតម្រូវកំណត់ត្រា'),
};

/** What the watch page looks at, and what to do when it is late. */
export const watchTexts = {
  worker: {
    title: t('Sign of life of the worker', 'សញ្ញាដំណើរការរបស់កម្មវិធីពេលវេលា'),
    todo: t(
      'No reminders are sent. Ask the administrator to start the worker, and call those on duty by telephone.',
      'មិនមានការរំលឹកត្រូវបានផ្ញើទេ។ សូមឱ្យអ្នកគ្រប់គ្រងប្រព័ន្ធចាប់ផ្តើមកម្មវិធីពេលវេលាឡើងវិញ ហើយទូរស័ព្ទទៅអ្នកប្រចាំការ។',
    ),
  },
  queue: {
    title: t('Jobs waiting in the queue', 'ការងារដែលរង់ចាំក្នុងជួរ'),
    todo: t(
      'The queue does not answer. Reminders are still sent, a few seconds later. Ask the administrator to look at it.',
      'ជួរការងារមិនឆ្លើយតបទេ។ ការរំលឹកនៅតែផ្ញើ តែយឺតប៉ុន្មានវិនាទី។ សូមឱ្យអ្នកគ្រប់គ្រងប្រព័ន្ធពិនិត្យមើល។',
    ),
  },
  rungs: {
    title: t('Reminders that are due and not sent', 'ការរំលឹកដល់កំណត់ តែមិនទាន់ផ្ញើ'),
    todo: t(
      'Look at the overdue tasks of the area now, and call those who hold them.',
      'សូមមើលកិច្ចការហួសកំណត់ក្នុងតំបន់ឥឡូវនេះ ហើយទូរស័ព្ទទៅអ្នកកាន់កិច្ចការ។',
    ),
  },
  timers: {
    title: t('Deadlines that have passed and were not acted on', 'កាលកំណត់ដែលផុត តែមិនទាន់ដំណើរការ'),
    todo: t(
      'Ask the administrator to run the doctor; authorities that end are not stopped meanwhile.',
      'សូមឱ្យអ្នកគ្រប់គ្រងប្រព័ន្ធដំណើរការពាក្យបញ្ជា doctor ព្រោះការអនុញ្ញាតដែលផុតកំណត់មិនទាន់ត្រូវបានបញ្ឈប់។',
    ),
  },
  messages: {
    title: t('Messages that could not be sent', 'សារដែលមិនអាចផ្ញើបាន'),
    todo: t(
      'Tell the people concerned by telephone; the administrator finds the reason under failed messages.',
      'សូមទូរស័ព្ទប្រាប់អ្នកពាក់ព័ន្ធ ហើយអ្នកគ្រប់គ្រងប្រព័ន្ធអាចរកមូលហេតុនៅបញ្ជីសារបរាជ័យ។',
    ),
  },
  nobody: {
    title: t('Alerts for which nobody was found', 'ការជូនដំណឹងដែលរកមិនឃើញអ្នកទទួល'),
    todo: t(
      'Give the vacant appointment to somebody, and acknowledge the alert.',
      'សូមតែងតាំងអ្នកណាម្នាក់ក្នុងមុខតំណែងទំនេរ ហើយទទួលស្គាល់ការជូនដំណឹង។',
    ),
  },
  troubles: {
    title: t('Records that cannot be handled', 'កំណត់ត្រាដែលមិនអាចដំណើរការបាន'),
    todo: t(
      'The administrator looks at the log and runs the doctor. Other records are not held up.',
      'អ្នកគ្រប់គ្រងប្រព័ន្ធពិនិត្យកំណត់ហេតុ ហើយដំណើរការពាក្យបញ្ជា doctor។ កំណត់ត្រាផ្សេងមិនត្រូវបានរារាំងទេ។',
    ),
  },
  escalations: {
    title: t('Escalations that nobody has acknowledged', 'ការជូនដំណឹងថ្នាក់លើដែលមិនទាន់មានអ្នកទទួលស្គាល់'),
    todo: t(
      'Open the oldest one, decide who acts, and assign the task.',
      'សូមបើកការជូនដំណឹងចាស់ជាងគេ សម្រេចថាអ្នកណាត្រូវធ្វើ ហើយចាត់តាំងកិច្ចការ។',
    ),
  },
  anchor: {
    title: t('Daily seal of the journal', 'ត្រាប្រចាំថ្ងៃនៃកំណត់ហេតុ'),
    todo: t(
      'Ask the administrator to start the worker and to verify the journal.',
      'សូមឱ្យអ្នកគ្រប់គ្រងប្រព័ន្ធចាប់ផ្តើមកម្មវិធីពេលវេលា ហើយផ្ទៀងផ្ទាត់កំណត់ហេតុ។',
    ),
  },
} satisfies Record<string, { title: Text; todo: Text }>;

/** The first rows of an export. */
export const exportTexts = {
  list: t('List', 'បញ្ជី'),
  filter: t('Filter', 'លក្ខខណ្ឌ'),
  none: t('none', 'គ្មាន'),
  made: t('Made at (Phnom Penh)', 'បង្កើតនៅ (ភ្នំពេញ)'),
  by: t('Made by (role and area)', 'បង្កើតដោយ (តួនាទី និងតំបន់)'),
  country: t('the whole country', 'ទូទាំងប្រទេស'),
  cut: t('Only the first rows are here; narrow the filter.', 'មានតែជួរដំបូងៗប៉ុណ្ណោះ សូមបង្រួមលក្ខខណ្ឌ។'),
  suppressed: t('fewer than 5: not published', 'តិចជាង ៥៖ មិនផ្សព្វផ្សាយ'),
};

export const listTexts = {
  tasks: t('Tasks', 'កិច្ចការ'),
  incidents: t('Incidents', 'ឧប្បត្តិហេតុ'),
  requests: t('My requests', 'ពាក្យស្នើរបស់ខ្ញុំ'),
  decisions: t('Register of decisions', 'បញ្ជីសេចក្តីសម្រេច'),
  indicators: t('Indicators', 'សូចនាករ'),
  institutions: t('Register of institutions', 'បញ្ជីគ្រឹះស្ថាន'),
  team: t('Team', 'ក្រុមការងារ'),
  ratings: t('Published ratings of institutions', 'ចំណាត់ថ្នាក់គ្រឹះស្ថានដែលបានផ្សព្វផ្សាយ'),
};

export const headings = {
  reference: t('Reference', 'លេខយោង'),
  what: t('What', 'អ្វី'),
  role: t('Role', 'តួនាទី'),
  area: t('Area', 'តំបន់'),
  due: t('Due', 'ថ្ងៃកំណត់'),
  overdue: t('Overdue', 'ហួសកំណត់'),
  opened: t('Opened', 'បើកនៅ'),
  status: t('Status', 'ស្ថានភាព'),
  kind: t('Kind', 'ប្រភេទ'),
  resolved: t('Resolved', 'ដោះស្រាយនៅ'),
  state: t('State', 'ដំណាក់កាល'),
  next: t('Next step', 'ជំហានបន្ទាប់'),
  outcome: t('Outcome', 'លទ្ធផល'),
  rules: t('Rules', 'វិធាន'),
  date: t('Date', 'កាលបរិច្ឆេទ'),
  children: t('Children', 'ចំនួនកុមារ'),
  decidedBy: t('Decided by', 'សម្រេចដោយ'),
  appeal: t('Appeal', 'បណ្តឹងតវ៉ា'),
  parameters: t('Version of the parameters', 'កំណែប៉ារ៉ាម៉ែត្រ'),
  id: t('Id', 'លេខ'),
  title: t('Title', 'ចំណងជើង'),
  definition: t('Formula', 'រូបមន្ត'),
  numerator: t('Numerator', 'ភាគយក'),
  denominator: t('Denominator', 'ភាគបែង'),
  value: t('Value', 'តម្លៃ'),
  median: t('Median', 'មធ្យម'),
  p90: t('90th percentile', 'ភាគរយទី៩០'),
  group: t('Group', 'ក្រុម'),
  note: t('Note', 'កំណត់សម្គាល់'),
  asOf: t('As of', 'គិតត្រឹម'),
  code: t('Code', 'លេខកូដ'),
  rating: t('Rating', 'ចំណាត់ថ្នាក់'),
  published: t('Published', 'ផ្សព្វផ្សាយនៅ'),
  before: t('Rating before', 'ចំណាត់ថ្នាក់មុន'),
  changes: t('Changed afterwards', 'បានកែក្រោយមក'),
  parts: t('Parts: met / partly / not met', 'ផ្នែក៖ បំពេញ / មួយផ្នែក / មិនបំពេញ'),
  name: t('Name', 'ឈ្មោះ'),
  operator: t('Operator', 'អ្នកដំណើរការ'),
  standing: t('Standing', 'ស្ថានភាពអនុញ្ញាត'),
  capacity: t('Authorised capacity', 'សមត្ថភាពអនុញ្ញាត'),
  occupied: t('Authorities in use', 'ការអនុញ្ញាតកំពុងប្រើ'),
  inspected: t('Last inspection', 'អធិការកិច្ចចុងក្រោយ'),
  open: t('Open tasks', 'កិច្ចការបើក'),
  oldest: t('Oldest overdue (days)', 'ហួសកំណត់យូរបំផុត (ថ្ងៃ)'),
  cases: t('Cases', 'ករណី'),
  level: t('Level', 'កម្រិត'),
  leave: t('On leave until', 'ច្បាប់ឈប់ដល់'),
  yes: t('yes', 'បាទ/ចាស'),
  no: t('no', 'ទេ'),
  nobody: t('nobody', 'គ្មានអ្នកកាន់'),
};
