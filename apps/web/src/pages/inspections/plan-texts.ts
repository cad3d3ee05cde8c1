/** Texts of the year's plan of inspections, of what is committed to for its draws, and of published ratings. */
import { khmerDigits, type Text } from '../../language';

const t = (en: string, km: string): Text => ({ en, km });

export const planTexts = {
  title: t('Plan of the year', 'ផែនការប្រចាំឆ្នាំ'),
  about: t(
    'Each institution has a full inspection every year, the greatest risk first, and further visits that nobody is told of. Those are drawn by lot and do not stand here.',
    'គ្រឹះស្ថាននីមួយៗត្រូវមានអធិការកិច្ចពេញលេញរៀងរាល់ឆ្នាំ ដោយចាប់ពីហានិភ័យខ្ពស់បំផុត និងអធិការកិច្ចបន្ថែមដោយមិនជូនដំណឹង។ អធិការកិច្ចបន្ថែមនេះចាប់ឆ្នោត ហើយមិនបង្ហាញនៅទីនេះទេ។',
  ),
  year: t('Year', 'ឆ្នាំ'),
  filters: t('Which plan', 'ផែនការណា'),
  chooseArea: t('Choose a province.', 'សូមជ្រើសរើសខេត្ត។'),
  nothing: t('There is no institution here.', 'គ្មានគ្រឹះស្ថាននៅទីនេះទេ។'),
  none: t('Nothing is planned for this year yet.', 'មិនទាន់មានផែនការសម្រាប់ឆ្នាំនេះទេ។'),
  made: t('Proposed', 'បានស្នើ'),
  approved: t('Approved', 'បានអនុម័ត'),
  waits: t('The director of the province has not approved it yet.', 'ប្រធានមន្ទីរខេត្តមិនទាន់អនុម័តទេ។'),
  propose: t('Propose the calendar by risk', 'ស្នើប្រតិទិនតាមហានិភ័យ'),
  proposeMore: t('Add the institutions that are not planned yet', 'បន្ថែមគ្រឹះស្ថានដែលមិនទាន់គ្រោង'),
  approve: t('Approve the plan', 'អនុម័តផែនការ'),
  approveAbout: t(
    'With your signature the system fixes the secret lots of the year. From then on nobody can choose or avoid a draw.',
    'ដោយហត្ថលេខារបស់អ្នក ប្រព័ន្ធកំណត់គ្រាប់ឆ្នោតសម្ងាត់សម្រាប់ឆ្នាំ។ ចាប់ពីពេលនោះ គ្មាននរណាអាចជ្រើស ឬគេចពីការចាប់ឆ្នោតបានទេ។',
  ),
  code: t('Code of your authenticator (your signature)', 'លេខកូដពីកម្មវិធីផ្ទៀងផ្ទាត់ (ហត្ថលេខារបស់អ្នក)'),
  coverage: t('Coverage of the year', 'ការគ្របដណ្តប់ក្នុងឆ្នាំ'),
  full: t('With a full inspection', 'មានអធិការកិច្ចពេញលេញ'),
  unannounced: t('With the further unannounced visits', 'មានអធិការកិច្ចបន្ថែមមិនជូនដំណឹង'),
  planned: t('Planned', 'បានគ្រោង'),
  missed: t('Missed', 'ខកខាន'),
  missing: t('Still missing', 'នៅខ្វះ'),
  capacity: t('Teams of two', 'ក្រុមពីរនាក់'),
  tooMany: t('More is planned for one month than the teams can carry out.', 'ចំនួនដែលគ្រោងក្នុងមួយខែ លើសពីសមត្ថភាពក្រុមអធិការ។'),
  institution: t('Institution, by risk', 'គ្រឹះស្ថាន តាមហានិភ័យ'),
  risk: t('What is known', 'អ្វីដែលដឹង'),
  when: t('When', 'ពេលណា'),
  done: t('Carried out', 'បានអនុវត្ត'),
  ways: t('What to do', 'អ្វីដែលត្រូវធ្វើ'),
  never: t('never inspected', 'មិនធ្លាប់មានអធិការកិច្ច'),
  last: t('last inspected', 'អធិការកិច្ចចុងក្រោយ'),
  children: t('children', 'កុមារ'),
  babies: t('under 3', 'អាយុក្រោម ៣ឆ្នាំ'),
  breaches: t('incidents', 'ឧប្បត្តិហេតុ'),
  notPlanned: t('not planned', 'មិនទាន់គ្រោង'),
  moved: t('moved', 'បានប្តូរ'),
  missingFull: t('full inspection', 'អធិការកិច្ចពេញលេញ'),
  missingUnannounced: t('unannounced visit', 'អធិការកិច្ចមិនជូនដំណឹង'),
  complete: t('nothing is missing', 'គ្មានអ្វីខ្វះ'),
  move: t('Move it', 'ប្តូរថ្ងៃ'),
  open: t('Open the inspection', 'បើកអធិការកិច្ច'),
  see: t('See the inspection', 'មើលអធិការកិច្ច'),
  announced: t('announced', 'ជូនដំណឹងជាមុន'),
  secretly: t('unannounced', 'មិនជូនដំណឹង'),
  moveTitle: t('Plan other days', 'គ្រោងថ្ងៃផ្សេង'),
  from: t('First day', 'ថ្ងៃដំបូង'),
  until: t('Last day', 'ថ្ងៃចុងក្រោយ'),
  reason: t('Why it is moved', 'មូលហេតុនៃការប្តូរ'),
  noMoves: t('It was never moved.', 'មិនធ្លាប់ប្តូរទេ។'),
  was: t('It was planned for', 'ធ្លាប់គ្រោងនៅ'),
  gone: t('This entry is not in the plan of the year.', 'មិនមានក្នុងផែនការប្រចាំឆ្នាំទេ។'),
  beforeFrom: t('The last day comes before the first', 'ថ្ងៃចុងក្រោយមកមុនថ្ងៃដំបូង'),
  otherYear: t('Choose days of the year of the plan that are not over', 'សូមជ្រើសថ្ងៃក្នុងឆ្នាំនៃផែនការ ដែលមិនទាន់កន្លងផុត'),
};

export const statusTexts = {
  planned: t('planned', 'បានគ្រោង'),
  opened: t('opened', 'បានបើក'),
  done: t('done', 'រួចរាល់'),
  missed: t('missed', 'ខកខាន'),
};

export const lotTexts = {
  title: t('Lots of the unannounced visits', 'ឆ្នោតនៃអធិការកិច្ចមិនជូនដំណឹង'),
  about: t(
    'The draws come from a secret number. Its fingerprint was published here before, so that nobody can change it; when the quarter is over the number itself appears, and anybody can compute every draw again.',
    'ការចាប់ឆ្នោតមកពីលេខសម្ងាត់មួយ។ ស្នាមសម្គាល់របស់វាត្រូវបានផ្សាយនៅទីនេះជាមុន ដើម្បីកុំឱ្យនរណាអាចប្តូរ។ ពេលត្រីមាសចប់ លេខនោះនឹងត្រូវបង្ហាញ ហើយអ្នកណាក៏អាចគណនាការចាប់ឆ្នោតឡើងវិញបាន។',
  ),
  none: t('Nothing is fixed for this year yet.', 'មិនទាន់មានអ្វីកំណត់សម្រាប់ឆ្នាំនេះទេ។'),
  quarter: t('Quarter', 'ត្រីមាស'),
  hash: t('Fingerprint (SHA-256)', 'ស្នាមសម្គាល់ (SHA-256)'),
  seed: t('Secret number', 'លេខសម្ងាត់'),
  sealed: t('sealed until the draws are over', 'បិទទុករហូតចប់ការចាប់ឆ្នោត'),
};

export const publishedTexts = {
  title: t('Published ratings', 'ចំណាត់ថ្នាក់ដែលបានផ្សព្វផ្សាយ'),
  about: t(
    'What the ministry has published of inspections: the institution, its rating, and how far each part of the standards is met. Nothing of any child.',
    'អ្វីដែលក្រសួងបានផ្សព្វផ្សាយអំពីអធិការកិច្ច៖ គ្រឹះស្ថាន ចំណាត់ថ្នាក់ និងកម្រិតបំពេញតាមស្តង់ដារ។ គ្មានព័ត៌មានអំពីកុមារទេ។',
  ),
  none: t('No rating of this year is published.', 'មិនទាន់មានចំណាត់ថ្នាក់ដែលផ្សព្វផ្សាយក្នុងឆ្នាំនេះទេ។'),
  institution: t('Institution', 'គ្រឹះស្ថាន'),
  rating: t('Rating', 'ចំណាត់ថ្នាក់'),
  inspected: t('Inspected', 'ថ្ងៃអធិការកិច្ច'),
  published: t('Published', 'ផ្សព្វផ្សាយ'),
  parts: t('Parts', 'ផ្នែក'),
  refused: t('no answers: entry was refused', 'គ្មានចម្លើយ៖ ត្រូវបានបដិសេធមិនឱ្យចូល'),
  met: (meets: number, all: number): Text => ({
    en: `${meets} of ${all} met`,
    km: `បំពេញ ${khmerDigits(meets)} ក្នុងចំណោម ${khmerDigits(all)}`,
  }),
  earlier: t('Before', 'មុន'),
  first: t('the first', 'លើកដំបូង'),
  changed: t('Changed', 'បានកែ'),
};
