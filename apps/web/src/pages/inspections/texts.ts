/** Texts of the pages about inspections: the plan, one inspection, corrective actions, rating. */
import type { Text } from '../../language';

const t = (en: string, km: string): Text => ({ en, km });

export const texts = {
  title: t('Inspections', 'អធិការកិច្ច'),
  over: t('This inspection is over.', 'អធិការកិច្ចនេះបានបញ្ចប់។'),
  one: t('Inspection', 'អធិការកិច្ច'),
  mine: t('My inspections', 'អធិការកិច្ចរបស់ខ្ញុំ'),
  plan: t('The plan', 'ផែនការ'),
  planAbout: t(
    'An unannounced inspection is shown to those alone who may know of it before the team stands at the door.',
    'អធិការកិច្ចដោយមិនជូនដំណឹង បង្ហាញតែចំពោះអ្នកដែលអាចដឹងមុនពេលក្រុមមកដល់ទ្វារប៉ុណ្ណោះ។',
  ),
  none: t('There is no inspection here.', 'គ្មានអធិការកិច្ចនៅទីនេះទេ។'),
  noneMine: t('You are in no team now.', 'អ្នកមិននៅក្នុងក្រុមណាទេនៅពេលនេះ។'),
  start: t('Plan an inspection', 'គ្រោងអធិការកិច្ច'),
  institution: t('Institution', 'គ្រឹះស្ថាន'),
  reference: t('Number', 'លេខ'),
  kind: t('Kind', 'ប្រភេទ'),
  day: t('Day', 'ថ្ងៃ'),
  state: t('State', 'ស្ថានភាព'),
  due: t('Next due', 'ថ្ងៃកំណត់បន្ទាប់'),
  ratingIs: t('Rating', 'ចំណាត់ថ្នាក់'),
  noDay: t('no day', 'មិនកំណត់ថ្ងៃ'),
  announced: t('announced', 'ជូនដំណឹងជាមុន'),
  unannounced: t('unannounced', 'មិនជូនដំណឹង'),
  toCase: t('Everything about it: steps, tasks, journal', 'ព័ត៌មានទាំងអស់៖ ជំហាន កិច្ចការ កំណត់ហេតុ'),
  team: t('Team', 'ក្រុមអធិការ'),
  leads: t('leads', 'ដឹកនាំ'),
  steps: t('What to do now', 'អ្វីដែលត្រូវធ្វើឥឡូវ'),
  noSteps: t('Nothing is yours to do now.', 'គ្មានអ្វីដែលអ្នកត្រូវធ្វើនៅពេលនេះទេ។'),
  onDevice: t('On this device', 'ក្នុងឧបករណ៍នេះ'),
  package: t('Package for work without a connection', 'កញ្ចប់ឯកសារសម្រាប់ធ្វើការដោយគ្មានការតភ្ជាប់'),
  packageWhat: t(
    'The checklist and the children expected. It lies encrypted on this device and is good until its end.',
    'បញ្ជីត្រួតពិនិត្យ និងបញ្ជីកុមារ។ ទិន្នន័យត្រូវបានអ៊ិនគ្រីបក្នុងឧបករណ៍នេះ និងមានសុពលភាពដល់ថ្ងៃកំណត់។',
  ),
  needsPin: t(
    'Set a PIN first: without one, what you write ends with this browser session.',
    'សូមកំណត់លេខកូដ PIN ជាមុនសិន៖ បើគ្មាន អ្វីដែលអ្នកសរសេរនឹងបាត់ពេលបិទកម្មវិធី។',
  ),
  setPin: t('Set a PIN', 'កំណត់លេខកូដ PIN'),
  download: t('Download the package', 'ទាញយកកញ្ចប់ឯកសារ'),
  downloadAgain: t('Download it once more', 'ទាញយកម្តងទៀត'),
  issue: t('Issue a new package and download it', 'ចេញកញ្ចប់ឯកសារថ្មី និងទាញយក'),
  downloading: t('Downloading', 'កំពុងទាញយក'),
  downloaded: t('The package is on this device.', 'កញ្ចប់ឯកសារមានក្នុងឧបករណ៍នេះ។'),
  validUntil: t('Good until', 'មានសុពលភាពដល់'),
  expired: t(
    'The package has expired. What you have written can still be sent.',
    'កញ្ចប់ឯកសារបានផុតសុពលភាព។ អ្វីដែលអ្នកបានសរសេរនៅតែអាចផ្ញើបាន។',
  ),
  toSite: t('Work at the place', 'ធ្វើការនៅទីកន្លែង'),
  sentSoFar: t('What the server has', 'អ្វីដែលម៉ាស៊ីនមេមាន'),
  answered: t('Answers', 'ចម្លើយ'),
  photos: t('Photos', 'រូបថត'),
  beds: t('Beds', 'គ្រែ'),
  expected: t('Children expected', 'កុមារតាមបញ្ជី'),
  found: t('Children in the roll-call', 'កុមារក្នុងការហៅឈ្មោះ'),
  unreconciled: t('not accounted for yet', 'មិនទាន់ផ្ទៀងផ្ទាត់'),
  conflicts: t('Answers that differ', 'ចម្លើយដែលខុសគ្នា'),
  report: t('Report', 'របាយការណ៍'),
  submitted: t('Submitted on', 'បានដាក់ជូននៅ'),
  late: t('After the report, findings came in that tell of a danger:', 'ក្រោយរបាយការណ៍ មានលទ្ធផលមកដល់ដែលប្រាប់អំពីគ្រោះថ្នាក់៖'),
  fixed: t('Nobody can change it.', 'គ្មាននរណាអាចកែប្រែបានទេ។'),
  digest: t('Digest', 'សញ្ញាសម្គាល់'),
  actions: t('Corrective actions', 'សកម្មភាពកែតម្រូវ'),
  actionsAbout: t(
    'One action for each finding. Another lead looks whether it was done; what is not done by its day goes up the ladder.',
    'សកម្មភាពមួយសម្រាប់ការរកឃើញនីមួយៗ។ អ្នកដឹកនាំម្នាក់ទៀតពិនិត្យថាបានធ្វើ ហើយអ្វីដែលមិនទាន់ធ្វើតាមកំណត់ត្រូវឡើងកម្រិតទណ្ឌកម្ម។',
  ),
  noActions: t('There is no corrective action.', 'គ្មានសកម្មភាពកែតម្រូវទេ។'),
  finding: t('Finding', 'ការរកឃើញ'),
  by: t('By', 'ត្រឹម'),
  seen: t('Seen on', 'បានពិនិត្យនៅ'),
  done: t('done', 'បានធ្វើ'),
  open: t('open', 'នៅបើក'),
  missed: t('not done by its day', 'មិនបានធ្វើតាមកំណត់'),
  rating: t('Rating and publication', 'ចំណាត់ថ្នាក់ និងការផ្សព្វផ្សាយ'),
  noRating: t('It is not rated yet.', 'មិនទាន់ចាត់ថ្នាក់ទេ។'),
  proposed: t('The findings come to', 'លទ្ធផលស្មើនឹង'),
  ratedBy: t('Rated by', 'ចាត់ថ្នាក់ដោយ'),
  reason: t('Reason', 'មូលហេតុ'),
  at: t('On', 'នៅ'),
  published: t('published', 'បានផ្សព្វផ្សាយ'),
  unpublished: t('not published', 'មិនទាន់ផ្សព្វផ្សាយ'),
  findings: t('Findings', 'ការរកឃើញ'),
  noFindings: t('There is no finding.', 'គ្មានការរកឃើញទេ។'),
  hard: t('Triggers of a critical rating', 'ករណីធ្ងន់ធ្ងរ'),
};

export const kinds: Record<string, Text> = {
  annual: t('annual', 'ប្រចាំឆ្នាំ'),
  drawn: t('drawn by lot', 'ចាប់ឆ្នោត'),
  abuse: t('complaint of abuse', 'បណ្តឹងអំពីការរំលោភ'),
  complaint: t('complaint', 'បណ្តឹង'),
  required: t('asked for', 'តាមការស្នើសុំ'),
  // to the director of the place
  untold: t('inspection', 'អធិការកិច្ច'),
};

export const ratings: Record<string, Text> = {
  A: t('A: meets the standards', 'ក៖ បំពេញតាមស្តង់ដារ'),
  B: t('B: minor faults', 'ខ៖ កំហុសស្រាល'),
  C: t('C: major faults', 'គ៖ កំហុសធំ'),
  D: t('D: critical', 'ឃ៖ ធ្ងន់ធ្ងរ'),
};

export const severities: Record<string, Text> = {
  critical: t('critical', 'ធ្ងន់ធ្ងរ'),
  major: t('major', 'ធំ'),
  minor: t('minor', 'ស្រាល'),
};

export const dangerTexts: Record<string, Text> = {
  abuse: t('signs of physical or sexual abuse', 'សញ្ញានៃការរំលោភលើរាងកាយ ឬផ្លូវភេទ'),
  locked: t('children locked in', 'កុមារត្រូវចាក់សោឃុំ'),
  missing: t('a child is missing', 'បាត់កុមារ'),
  underThree: t('a child under three', 'កុមារអាយុក្រោម ៣ ឆ្នាំ'),
  withoutDecision: t('a child without a decision', 'កុមារគ្មានសេចក្តីសម្រេច'),
  noDirector: t('nobody in charge can be reached', 'មិនអាចទាក់ទងអ្នកទទួលខុសត្រូវ'),
  unregistered: t('the place is not registered', 'ទីកន្លែងមិនបានចុះបញ្ជី'),
  entryRefused: t('entry was refused', 'ត្រូវបានបដិសេធមិនឱ្យចូល'),
};
