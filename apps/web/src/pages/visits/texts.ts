/** Texts of the planner of visits and of the visits of one case. */
import type { components } from '../../api';
import type { Text } from '../../language';

export const plannerTexts = {
  title: { en: 'Visits', km: 'ការចុះជួប' },
  about: {
    en: 'The visits of one week, by village. A visit counts only when the child was seen.',
    km: 'ការចុះជួបក្នុងមួយសប្តាហ៍ តាមភូមិ។ ការចុះជួបរាប់បានតែពេលដែលបានឃើញកុមារប៉ុណ្ណោះ។',
  },
  weeks: { en: 'Weeks', km: 'សប្តាហ៍' },
  before: { en: 'Week before', km: 'សប្តាហ៍មុន' },
  thisWeek: { en: 'This week', km: 'សប្តាហ៍នេះ' },
  after: { en: 'Week after', km: 'សប្តាហ៍បន្ទាប់' },
  to: { en: 'to', km: 'ដល់' },
  whose: { en: 'Whose visits', km: 'ការចុះជួបរបស់អ្នកណា' },
  mine: { en: 'mine', km: 'របស់ខ្ញុំ' },
  all: { en: 'everybody’s in my area', km: 'របស់អ្នកទាំងអស់ក្នុងតំបន់ខ្ញុំ' },
  area: { en: 'Area', km: 'តំបន់' },
  anywhere: { en: 'all', km: 'ទាំងអស់' },
  left: { en: 'Overdue from before this week', km: 'ហួសកំណត់តាំងពីមុនសប្តាហ៍នេះ' },
  inWeek: { en: 'In this week', km: 'ក្នុងសប្តាហ៍នេះ' },
  none: { en: 'No visit is planned in this week.', km: 'គ្មានការចុះជួបដែលបានគ្រោងក្នុងសប្តាហ៍នេះទេ។' },
  more: {
    en: 'There are more visits than these. Choose your own, or a smaller area.',
    km: 'មានការចុះជួបច្រើនជាងនេះ។ សូមជ្រើសរើសរបស់អ្នក ឬតំបន់តូចជាងនេះ។',
  },
  atAGlance: { en: 'The week at a glance', km: 'សង្ខេបប្រចាំសប្តាហ៍' },
  village: { en: 'Village', km: 'ភូមិ' },
  workload: { en: 'Workload', km: 'បន្ទុកការងារ' },
  worker: { en: 'Worker', km: 'បុគ្គលិក' },
  cases: { en: 'Cases (P-31)', km: 'ករណី (P-31)' },
  next30: { en: 'Visits due in 30 days', km: 'ការចុះជួបក្នុង ៣០ ថ្ងៃ' },
  here: { en: 'On this page', km: 'ក្នុងទំព័រនេះ' },
  nobody: { en: 'Nobody is named for these visits.', km: 'គ្មានអ្នកទទួលការចុះជួបទាំងនេះទេ។' },
} satisfies Record<string, Text>;

export const visitTexts = {
  title: { en: 'Visits', km: 'ការចុះជួប' },
  what: { en: 'Visit', km: 'ការចុះជួប' },
  day: { en: 'Day', km: 'ថ្ងៃ' },
  child: { en: 'Child', km: 'កុមារ' },
  status: { en: 'State', km: 'ស្ថានភាព' },
  who: { en: 'Who', km: 'អ្នកណា' },
  you: { en: 'you', km: 'អ្នក' },
  somebody: { en: 'somebody else', km: 'អ្នកផ្សេង' },
  nobody: { en: 'nobody yet', km: 'មិនទាន់មានអ្នកទទួល' },
  record: { en: 'Record a visit', km: 'កត់ត្រាការចុះជួប' },
  until: { en: 'by', km: 'ត្រឹម' },
  opens: { en: 'from', km: 'ចាប់ពី' },
  madeOn: { en: 'made on', km: 'ធ្វើនៅថ្ងៃ' },
  day1: { en: 'day late', km: 'ថ្ងៃយឺត' },
  days: { en: 'days late', km: 'ថ្ងៃយឺត' },
  none: { en: 'No visit has been planned.', km: 'មិនទាន់មានការចុះជួបដែលបានគ្រោងទេ។' },
} satisfies Record<string, Text>;

/** What is said above the questions of a visit while they are answered. */
export const guideTexts = {
  counts: { en: 'This visit counts.', km: 'ការចុះជួបនេះរាប់បាន។' },
  telephone: {
    en: 'This phone call will be stored and does not count as a visit: the child must be seen.',
    km: 'ការហៅទូរស័ព្ទនេះនឹងត្រូវរក្សាទុក ប៉ុន្តែមិនរាប់ជាការចុះជួបទេ៖ ត្រូវតែជួបកុមារផ្ទាល់។',
  },
  written: {
    en: 'This written contact will be stored and does not count as a visit: the child must be seen.',
    km: 'ទំនាក់ទំនងជាលាយលក្ខណ៍អក្សរនេះនឹងត្រូវរក្សាទុក ប៉ុន្តែមិនរាប់ជាការចុះជួបទេ៖ ត្រូវតែជួបកុមារផ្ទាល់។',
  },
  notSeen: {
    en: 'The child was not seen: this will be stored and does not count. The visit stays to be made.',
    km: 'មិនបានជួបកុមារ៖ កំណត់ត្រានេះនឹងត្រូវរក្សាទុក ប៉ុន្តែមិនរាប់ទេ។ ការចុះជួបនៅតែត្រូវធ្វើ។',
  },
  notAlone: {
    en: 'Not complete: write why the child was not spoken to alone, or it does not count.',
    km: 'មិនទាន់ពេញលេញ៖ សូមសរសេរហេតុអ្វីមិនបាននិយាយជាមួយកុមារដោយឡែក បើមិនដូច្នេះទេ មិនរាប់ឡើយ។',
  },
  stars: {
    en: 'Not complete yet: it counts only with every answer marked ★.',
    km: 'មិនទាន់ពេញលេញ៖ រាប់បានតែពេលមានចម្លើយ ★ គ្រប់ទាំងអស់។',
  },
  late: (days: Text): Text => ({
    en: `More than ${days.en} days have gone by since that day: it will be stored, visibly late, and does not count.`,
    km: `លើសពី ${days.km} ថ្ងៃហើយគិតពីថ្ងៃនោះ៖ នឹងរក្សាទុកដោយបង្ហាញថាយឺត ហើយមិនរាប់ទេ។`,
  }),
  meets: { en: 'It meets:', km: 'បំពេញការចុះជួប៖' },
  wouldMeet: { en: 'When it is complete it meets:', km: 'ពេលពេញលេញ នឹងបំពេញការចុះជួប៖' },
  meetsCall: { en: 'It meets the call that is due:', km: 'បំពេញការហៅទូរស័ព្ទដែលត្រូវធ្វើ៖' },
  noVisit: {
    en: 'No visit is open on that day: it is kept beside the schedule and closes none.',
    km: 'គ្មានការចុះជួបដែលបើកនៅថ្ងៃនោះទេ៖ នឹងរក្សាទុកក្រៅកាលវិភាគ ហើយមិនបំពេញការចុះជួបណាមួយឡើយ។',
  },
  noCall: { en: 'No call is due on that day.', km: 'គ្មានការហៅទូរស័ព្ទដែលត្រូវធ្វើនៅថ្ងៃនោះទេ។' },
  next: { en: 'The next one:', km: 'បន្ទាប់៖' },
  from: { en: 'from', km: 'ចាប់ពី' },
} satisfies Record<string, Text | ((days: Text) => Text)>;

export const photoTexts = {
  title: { en: 'Photos of the visit', km: 'រូបថតនៃការចុះជួប' },
  hint: {
    en: 'Made small, without what the camera adds. They lie encrypted on this device and are sent after the visit, when there is a connection.',
    km: 'រូបថតត្រូវបានបង្រួម ដោយគ្មានព័ត៌មានបន្ថែមពីកាមេរ៉ា។ រូបថតត្រូវបានអ៊ិនគ្រីបក្នុងឧបករណ៍នេះ ហើយបញ្ជូនក្រោយការចុះជួប ពេលមានការតភ្ជាប់។',
  },
  add: { en: 'Take or choose a photo', km: 'ថត ឬជ្រើសរើសរូបថត' },
  photo: { en: 'Photo', km: 'រូបថត' },
  kept: { en: 'kept on this device', km: 'បានរក្សាទុកក្នុងឧបករណ៍នេះ' },
  takeOut: { en: 'Take out', km: 'ដកចេញ' },
  session: {
    en: 'Without a PIN they are lost when this browser is closed. Set a PIN in your profile.',
    km: 'បើគ្មានលេខ PIN រូបថតនឹងបាត់ពេលបិទកម្មវិធីរុករក។ សូមកំណត់លេខ PIN ក្នុងប្រវត្តិរូបរបស់អ្នក។',
  },
  noPicture: { en: 'This file is no picture that can be read.', km: 'ឯកសារនេះមិនមែនជារូបភាពដែលអាចអានបានទេ។' },
  notKept: {
    en: 'The photo could not be kept on this device.',
    km: 'មិនអាចរក្សាទុករូបថតក្នុងឧបករណ៍នេះបានទេ។',
  },
} satisfies Record<string, Text>;

export const positionTexts = {
  title: { en: 'Position of this device (if you want)', km: 'ទីតាំងឧបករណ៍នេះ (បើអ្នកចង់)' },
  hint: {
    en: 'It shows where the visit was recorded. Nobody is asked for it.',
    km: 'បង្ហាញទីកន្លែងដែលបានកត់ត្រាការចុះជួប។ មិនតម្រូវឱ្យផ្តល់ទេ។',
  },
  add: { en: 'Add the position', km: 'បន្ថែមទីតាំង' },
  adding: { en: 'Looking for the position', km: 'កំពុងរកទីតាំង' },
  added: { en: 'The position is added.', km: 'បានបន្ថែមទីតាំង។' },
  takeOut: { en: 'Take the position out', km: 'ដកទីតាំងចេញ' },
  none: {
    en: 'This device gives no position. The visit can be sent without it.',
    km: 'ឧបករណ៍នេះមិនផ្តល់ទីតាំងទេ។ អាចបញ្ជូនការចុះជួបដោយគ្មានទីតាំង។',
  },
} satisfies Record<string, Text>;

/** The same of the entry of an inspection, where a reason stands in its place. */
export const entryPositionTexts: typeof positionTexts = {
  ...positionTexts,
  title: { en: 'Position of this device', km: 'ទីតាំងឧបករណ៍នេះ' },
  hint: {
    en: 'It shows where the team went in. Where the device gives none, say why below.',
    km: 'បង្ហាញទីកន្លែងដែលក្រុមបានចូល។ បើឧបករណ៍មិនផ្តល់ទេ សូមបញ្ជាក់មូលហេតុខាងក្រោម។',
  },
  none: {
    en: 'This device gives no position. Say why below.',
    km: 'ឧបករណ៍នេះមិនផ្តល់ទីតាំងទេ។ សូមបញ្ជាក់មូលហេតុខាងក្រោម។',
  },
};

type Status = components['schemas']['Visit']['status'];

/** What became of a visit; a planned one is coming, open or overdue. */
export const statusTexts = {
  coming: { en: 'coming', km: 'នឹងមកដល់' },
  open: { en: 'can be made now', km: 'អាចធ្វើបានឥឡូវ' },
  overdue: { en: 'overdue', km: 'ហួសកំណត់' },
  made: { en: 'made', km: 'បានធ្វើ' },
  late: { en: 'made late', km: 'បានធ្វើយឺត' },
  missed: { en: 'missed', km: 'ខកខាន' },
  cancelled: { en: 'cancelled', km: 'បានលុបចោល' },
} satisfies Record<Exclude<Status, 'planned'> | 'coming' | 'open' | 'overdue', Text>;

/** Monday to Sunday. */
export const weekdays: readonly Text[] = [
  { en: 'Mon', km: 'ចន្ទ' },
  { en: 'Tue', km: 'អង្គារ' },
  { en: 'Wed', km: 'ពុធ' },
  { en: 'Thu', km: 'ព្រហស្បតិ៍' },
  { en: 'Fri', km: 'សុក្រ' },
  { en: 'Sat', km: 'សៅរ៍' },
  { en: 'Sun', km: 'អាទិត្យ' },
];
