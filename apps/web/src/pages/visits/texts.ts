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
