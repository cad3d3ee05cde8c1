/** Names of what a person sees: states, tasks, events, outcomes, messages. */
import type { Text } from '../../workflow';
import type { Hard } from '../context';

const t = (en: string, km: string): Text => ({ en, km });

export const title = t('Inspection of an institution', 'អធិការកិច្ចគ្រឹះស្ថាន');
export const about = t(
  'From the calendar or a draw to a report that nobody can change, its rating, the corrections and the sanctions.',
  'ពីប្រតិទិន ឬការចាប់ឆ្នោត ដល់របាយការណ៍ដែលគ្មាននរណាអាចកែប្រែ ចំណាត់ថ្នាក់ ការកែតម្រូវ និងទណ្ឌកម្ម។',
);

export const hardTexts: Record<Hard, Text> = {
  underThree: t('a child under three lives there', 'មានកុមារអាយុក្រោម ៣ ឆ្នាំរស់នៅ'),
  withoutDecision: t('a child lives there without a decision', 'មានកុមាររស់នៅដោយគ្មានសេចក្តីសម្រេច'),
  abuse: t('signs of abuse', 'មានសញ្ញានៃការរំលោភ'),
  locked: t('children are locked in', 'កុមារត្រូវចាក់សោឃុំ'),
  missing: t('a child of the register is missing', 'បាត់កុមារដែលមានក្នុងបញ្ជី'),
  entryRefused: t('entry was refused', 'ត្រូវបានបដិសេធមិនឱ្យចូល'),
  unregistered: t('the place is not authorised', 'ទីកន្លែងគ្មានការអនុញ្ញាត'),
  noDirector: t('nobody in charge can be reached', 'មិនអាចទាក់ទងអ្នកទទួលខុសត្រូវ'),
};

export const states: Record<string, Text> = {
  open: t('Inspection', 'អធិការកិច្ច'),
  'open.way': t('Steps', 'ជំហាន'),
  'open.way.assigning': t('Team to be assigned', 'រង់ចាំការចាត់តាំងក្រុម'),
  'open.way.assigning.whose': t('Who leads', 'អ្នកដឹកនាំ'),
  'open.way.assigning.district': t('By the district', 'ដោយស្រុក'),
  'open.way.assigning.province': t('By the province', 'ដោយខេត្ត'),
  'open.way.packing': t('Package to be issued', 'រង់ចាំកញ្ចប់ឯកសារ'),
  'open.way.ready': t('Ready to enter', 'ត្រៀមចូល'),
  'open.way.ready.which': t('By which clock', 'តាមពេលកំណត់ណា'),
  'open.way.ready.onDay': t('On the planned day', 'នៅថ្ងៃគ្រោង'),
  'open.way.ready.sameDay': t('On the same day', 'ក្នុងថ្ងៃដដែល'),
  'open.way.ready.within': t('Within the days of a complaint', 'ក្នុងរយៈពេលកំណត់នៃបណ្តឹង'),
  'open.way.onSite': t('At the place', 'នៅទីកន្លែង'),
  'open.way.onSite.inspecting': t('Headcount, checklist, talks', 'រាប់ចំនួន ត្រួតពិនិត្យ និងសន្ទនា'),
  'open.way.onSite.reporting': t('Report to be submitted', 'រង់ចាំរបាយការណ៍'),
  'open.way.classifying': t('To be classified', 'រង់ចាំការចាត់ថ្នាក់'),
  'open.way.remedy': t('Corrections', 'ការកែតម្រូវ'),
  'open.way.remedy.which': t('What is to be corrected', 'អ្វីដែលត្រូវកែតម្រូវ'),
  'open.way.remedy.planning': t('The institution writes its plan', 'គ្រឹះស្ថានរៀបចំផែនការ'),
  'open.way.remedy.reviewing': t('The plan is looked at', 'ពិនិត្យផែនការ'),
  'open.way.remedy.correcting': t('Corrective actions are under way', 'កំពុងអនុវត្តសកម្មភាពកែតម្រូវ'),
  'open.way.remedy.over': t('Nothing left to correct', 'គ្មានអ្វីត្រូវកែតម្រូវទៀត'),
  'open.publication': t('Publication', 'ការផ្សព្វផ្សាយ'),
  'open.publication.none': t('No rating yet', 'មិនទាន់មានចំណាត់ថ្នាក់'),
  'open.publication.pending': t('Rating to be published', 'រង់ចាំការផ្សព្វផ្សាយចំណាត់ថ្នាក់'),
  'open.publication.published': t('Rating published', 'បានផ្សព្វផ្សាយចំណាត់ថ្នាក់'),
  'open.publication.doubted': t('Danger found since the rating', 'មានគ្រោះថ្នាក់ក្រោយការចាត់ថ្នាក់'),
  'open.safety': t('Safety', 'សុវត្ថិភាព'),
  'open.safety.clear': t('No disclosure waits', 'គ្មានការបង្ហើបរង់ចាំ'),
  'open.safety.open': t('Abuse to be reported', 'ត្រូវរាយការណ៍ការរំលោភ'),
  'open.alarm': t('Alarm', 'សញ្ញាអាសន្ន'),
  'open.alarm.silent': t('No alarm', 'គ្មានសញ្ញាអាសន្ន'),
  'open.alarm.raised': t('Province and ministry must take note', 'ខេត្ត និងក្រសួងត្រូវទទួលដឹង'),
  'open.fostering': t('Children under three', 'កុមារអាយុក្រោម ៣ ឆ្នាំ'),
  'open.fostering.none': t('No child under three waits', 'គ្មានកុមារអាយុក្រោម ៣ ឆ្នាំរង់ចាំ'),
  'open.fostering.seeking': t('A foster family is sought at once', 'ស្វែងរកគ្រួសារធម៌បន្ទាន់'),
  'open.actions': t('Clocks of the actions', 'ពេលកំណត់នៃសកម្មភាព'),
  'open.actions.none': t('No action', 'គ្មានសកម្មភាព'),
  'open.actions.watching': t('Actions have their days', 'សកម្មភាពមានថ្ងៃកំណត់'),
  'open.actions.over': t('No day is ahead', 'គ្មានថ្ងៃកំណត់ទៀត'),
  'open.sanction': t('Sanctions', 'ទណ្ឌកម្ម'),
  'open.sanction.none': t('No sanction is asked for', 'មិនមានសំណើទណ្ឌកម្ម'),
  'open.sanction.asked': t('Sanction to be decided', 'រង់ចាំការសម្រេចទណ្ឌកម្ម'),
  'open.sanction.ordered': t('Under an order', 'ស្ថិតក្រោមបញ្ជា'),
  'open.sanction.standing': t('Standing to be decided', 'រង់ចាំការសម្រេចស្ថានភាព'),
  'open.sanction.closing': t('Closure recommended', 'បានស្នើឱ្យបិទ'),
  compliant: t('Meets the standards', 'បំពេញតាមស្តង់ដារ'),
  closureRecommended: t('Closure recommended', 'បានស្នើឱ្យបិទ'),
  unregisteredFound: t('Found without authority', 'រកឃើញថាគ្មានការអនុញ្ញាត'),
  entryRefused: t('Entry refused', 'បដិសេធមិនឱ្យចូល'),
  institutionClosed: t('The institution was closed', 'គ្រឹះស្ថានត្រូវបានបិទ'),
  cancelled: t('Cancelled before entry', 'បោះបង់មុនពេលចូល'),
};

export const tasks: Record<string, Text> = {
  assignTeam: t('Assign a team of two', 'ចាត់តាំងក្រុមពីរនាក់'),
  assignTeamState: t('Assign a team for the institution of the state', 'ចាត់តាំងក្រុមសម្រាប់គ្រឹះស្ថានរដ្ឋ'),
  issuePackage: t('Download the package', 'ទាញយកកញ្ចប់ឯកសារ'),
  enterOnDay: t('Inspect on the planned day', 'ធ្វើអធិការកិច្ចនៅថ្ងៃគ្រោង'),
  enterSameDay: t('Inspect today: abuse is alleged', 'ធ្វើអធិការកិច្ចថ្ងៃនេះ៖ មានការចោទអំពីការរំលោភ'),
  enterWithin: t('Inspect after the complaint', 'ធ្វើអធិការកិច្ចក្រោយបណ្តឹង'),
  holdExit: t('Count, inspect, talk, and hold the exit meeting', 'រាប់ ត្រួតពិនិត្យ សន្ទនា និងប្រជុំបិទ'),
  submitReport: t('Submit the report', 'ដាក់ជូនរបាយការណ៍'),
  classify: t('Classify the report', 'ចាត់ថ្នាក់របាយការណ៍'),
  writePlan: t('Write the corrective action plan', 'រៀបចំផែនការសកម្មភាពកែតម្រូវ'),
  reviewPlan: t('Answer the corrective action plan', 'ឆ្លើយតបផែនការសកម្មភាពកែតម្រូវ'),
  seeCorrections: t('See to the corrective actions', 'តាមដានសកម្មភាពកែតម្រូវ'),
  reinspect: t('Re-inspect a corrective action', 'ពិនិត្យសកម្មភាពកែតម្រូវឡើងវិញ'),
  rateAgain: t('Rate it again: danger was found since', 'ចាត់ថ្នាក់ឡើងវិញ៖ មានគ្រោះថ្នាក់ត្រូវបានរកឃើញក្រោយមក'),
  publishRating: t('Publish the rating', 'ផ្សព្វផ្សាយចំណាត់ថ្នាក់'),
  reportAbuse: t('Report the suspected abuse', 'រាយការណ៍ការសង្ស័យរំលោភ'),
  hearAlarm: t('Take note of the critical finding, and act', 'ទទួលដឹងអំពីការរកឃើញធ្ងន់ធ្ងរ និងចាត់វិធានការ'),
  arrangeFoster: t('Find an emergency foster family today', 'ស្វែងរកគ្រួសារធម៌បន្ទាន់ថ្ងៃនេះ'),
  decideSanction: t('Decide on the sanction', 'សម្រេចលើទណ្ឌកម្ម'),
  followOrder: t('See that the order is followed', 'តាមដានការអនុវត្តបញ្ជា'),
  decideStanding: t('Decide whether admissions may go on', 'សម្រេចថាអាចទទួលកុមារឡើងវិញឬទេ'),
};

export const events: Record<string, Text> = {
  'inspection.planned': t('Inspection planned', 'បានគ្រោងអធិការកិច្ច'),
  'inspection.drawn': t('Inspection drawn by lot', 'បានចាប់ឆ្នោតអធិការកិច្ច'),
  'complaint.received': t('Complaint received', 'បានទទួលបណ្តឹង'),
  'inspection.required': t('Inspection required by another procedure', 'នីតិវិធីផ្សេងតម្រូវឱ្យធ្វើអធិការកិច្ច'),
  'team.assigned': t('Team assigned', 'បានចាត់តាំងក្រុម'),
  'package.issued': t('Package issued', 'បានចេញកញ្ចប់ឯកសារ'),
  'entry.recorded': t('Entered', 'បានចូល'),
  'entry.refused': t('Entry refused', 'ត្រូវបានបដិសេធមិនឱ្យចូល'),
  'exitMeeting.held': t('Exit meeting held', 'បានប្រជុំបិទ'),
  'report.submitted': t('Report submitted', 'បានដាក់ជូនរបាយការណ៍'),
  'safety.reported': t('Danger reported', 'បានរាយការណ៍គ្រោះថ្នាក់'),
  'abuse.reported': t('Suspected abuse reported to the authorities', 'បានរាយការណ៍ការសង្ស័យរំលោភទៅអាជ្ញាធរ'),
  'alarm.acknowledged': t('Note taken of the critical finding', 'បានទទួលដឹងអំពីការរកឃើញធ្ងន់ធ្ងរ'),
  'fostering.arranged': t('Emergency foster family found', 'បានរកឃើញគ្រួសារធម៌បន្ទាន់'),
  'report.classified': t('Report classified', 'បានចាត់ថ្នាក់របាយការណ៍'),
  'rating.changed': t('Rating changed', 'បានប្តូរចំណាត់ថ្នាក់'),
  'plan.submitted': t('Corrective action plan submitted', 'បានដាក់ជូនផែនការកែតម្រូវ'),
  'plan.accepted': t('Corrective action plan accepted', 'បានទទួលយកផែនការកែតម្រូវ'),
  'plan.sentBack': t('Corrective action plan sent back', 'បានបញ្ជូនផែនការកែតម្រូវត្រឡប់'),
  'plan.imposed': t('Corrective action plan imposed', 'បានកំណត់ផែនការកែតម្រូវ'),
  'visit.recorded': t('Corrective action re-inspected', 'បានពិនិត្យសកម្មភាពកែតម្រូវឡើងវិញ'),
  'sanction.ordered': t('Sanction ordered', 'បានបញ្ជាទណ្ឌកម្ម'),
  'standing.lifted': t('Stop of admissions lifted', 'បានលើកលែងការផ្អាកទទួលកុមារ'),
  'rating.published': t('Rating published', 'បានផ្សព្វផ្សាយចំណាត់ថ្នាក់'),
  'inspection.cancelled': t('Inspection cancelled', 'បានបោះបង់អធិការកិច្ច'),
};

export const outcomes: Record<string, Text> = {
  COMPLIANT: t('meets the standards', 'បំពេញតាមស្តង់ដារ'),
  CLOSURE_RECOMMENDED: t('closure recommended', 'ស្នើឱ្យបិទ'),
  UNREGISTERED_FOUND: t('found without authority', 'រកឃើញថាគ្មានការអនុញ្ញាត'),
  ENTRY_REFUSED: t('entry refused', 'បដិសេធមិនឱ្យចូល'),
  INSTITUTION_CLOSED: t('the institution was closed', 'គ្រឹះស្ថានត្រូវបានបិទ'),
  CANCELLED: t('cancelled before entry', 'បោះបង់មុនពេលចូល'),
};

export const sections: Record<string, Text> = {
  team: t('Team', 'ក្រុមអធិការ'),
  entry: t('Entry', 'ការចូល'),
  exit: t('Exit meeting', 'កិច្ចប្រជុំបិទ'),
  signatures: t('Signatures', 'ហត្ថលេខា'),
  safety: t('Safety', 'សុវត្ថិភាព'),
  plan: t('Corrective action plan', 'ផែនការសកម្មភាពកែតម្រូវ'),
};

export const visitReasons: Record<string, Text> = {
  caseClosed: t('the inspection is closed', 'អធិការកិច្ចត្រូវបានបិទ'),
};

export const messages = {
  opened: t('An inspection waits for its team.', 'អធិការកិច្ចមួយរង់ចាំការចាត់តាំងក្រុម។'),
  cancelled: t('An inspection was cancelled before the entry.', 'អធិការកិច្ចមួយត្រូវបានបោះបង់មុនពេលចូល។'),
  notEntered: t('An inspection was not made by its day.', 'អធិការកិច្ចមួយមិនបានធ្វើតាមថ្ងៃកំណត់។'),
  entryRefused: t('Inspectors were not let in.', 'អធិការត្រូវបានបដិសេធមិនឱ្យចូល។'),
  critical: t(
    'An inspection has a critical finding. Open it and take note now.',
    'អធិការកិច្ចមួយមានការរកឃើញធ្ងន់ធ្ងរ។ សូមបើកមើល និងទទួលដឹងភ្លាម។',
  ),
  crime: t(
    'In an inspection a crime is suspected. The province will call.',
    'ក្នុងអធិការកិច្ចមួយ មានការសង្ស័យបទល្មើស។ ខេត្តនឹងទាក់ទង។',
  ),
  final: t(
    'N-41: a submitted report is never changed. Where its rating is wrong, somebody else rates it again with a reason; where the report is, open a new inspection.',
    'N-41៖ របាយការណ៍ដែលបានដាក់ជូន មិនអាចកែប្រែបានឡើយ។ បើចំណាត់ថ្នាក់ខុស អ្នកផ្សេងចាត់ថ្នាក់ឡើងវិញដោយមានមូលហេតុ បើរបាយការណ៍ខុស សូមបើកអធិការកិច្ចថ្មី។',
  ),
  recommended: t(
    'An inspection ended with the order to close. What it found is in its report.',
    'អធិការកិច្ចបានបញ្ចប់ដោយបញ្ជាឱ្យបិទ។ អ្វីដែលបានរកឃើញមានក្នុងរបាយការណ៍របស់វា។',
  ),
  frozen: t(
    'Critical finding of an inspection: admissions are stopped until the ministry decides.',
    'ការរកឃើញធ្ងន់ធ្ងរក្នុងអធិការកិច្ច៖ ការទទួលកុមារត្រូវផ្អាករហូតដល់ក្រសួងសម្រេច។',
  ),
  underThree: t(
    'A child under three was found in an institution. An emergency foster family is needed within a day.',
    'រកឃើញកុមារអាយុក្រោម ៣ ឆ្នាំក្នុងគ្រឹះស្ថាន។ ត្រូវការគ្រួសារធម៌បន្ទាន់ក្នុងមួយថ្ងៃ។',
  ),
  unfostered: t(
    'For a child under three found in an institution there is no foster family yet.',
    'កុមារអាយុក្រោម ៣ ឆ្នាំដែលរកឃើញក្នុងគ្រឹះស្ថាន មិនទាន់មានគ្រួសារធម៌។',
  ),
  unknownChild: t(
    'An inspection found children whom the register does not know. Find out who they are.',
    'អធិការកិច្ចរកឃើញកុមារដែលមិនមានក្នុងបញ្ជី។ សូមស្វែងរកអត្តសញ្ញាណ។',
  ),
  missing: t(
    'A child of the register was not there when the institution was inspected. Find the child.',
    'កុមារក្នុងបញ្ជីមិនមានវត្តមាននៅពេលធ្វើអធិការកិច្ច។ សូមស្វែងរកកុមារ។',
  ),
  bedsBeyond: t(
    'An inspection counted more beds than children, and children who were not met sleep in them, or nobody can tell. Find out who sleeps there.',
    'អធិការកិច្ចមួយរាប់បានគ្រែច្រើនជាងកុមារ ហើយមានកុមារគេងដែលមិនបានជួប ឬគ្មាននរណាដឹង។ សូមស្វែងរកថានរណាគេងនៅទីនោះ។',
  ),
  rollBeyond: t(
    'The school has more children of an institution on its roll than an inspection met there. Find out where the others are, and who knew of the visit.',
    'សាលារៀនមានកុមាររបស់គ្រឹះស្ថានមួយក្នុងបញ្ជី ច្រើនជាងកុមារដែលអធិការកិច្ចបានជួប។ សូមស្វែងរកថាអ្នកដទៃទៀតនៅទីណា និងនរណាបានដឹងអំពីការចុះពិនិត្យ។',
  ),
  abuseOverdue: t(
    'Suspected abuse found in an inspection has not been reported.',
    'ការសង្ស័យរំលោភដែលរកឃើញក្នុងអធិការកិច្ច មិនទាន់បានរាយការណ៍។',
  ),
  planOverdue: t(
    'An institution has not given its corrective action plan. The province may impose one.',
    'គ្រឹះស្ថានមួយមិនបានផ្តល់ផែនការកែតម្រូវ។ ខេត្តអាចកំណត់ផែនការជំនួស។',
  ),
  notDone: t('A corrective action was looked at and is not done.', 'សកម្មភាពកែតម្រូវមួយត្រូវបានពិនិត្យ ហើយមិនទាន់ធ្វើ។'),
  actionOverdue: t(
    'A corrective action was not done by its day. A sanction is to be decided.',
    'សកម្មភាពកែតម្រូវមួយមិនបានធ្វើតាមថ្ងៃកំណត់។ ត្រូវសម្រេចលើទណ្ឌកម្ម។',
  ),
  sanction: t('The ministry has ordered a sanction after an inspection.', 'ក្រសួងបានបញ្ជាទណ្ឌកម្មក្រោយអធិការកិច្ច។'),
  twoPlaces: t(
    'By the times of their devices, one of the team was at two inspections at once. Look at both before they are rated.',
    'តាមម៉ោងឧបករណ៍ សមាជិកក្រុមម្នាក់ស្ថិតនៅអធិការកិច្ចពីរក្នុងពេលតែមួយ។ សូមពិនិត្យទាំងពីរ មុនពេលចាត់ថ្នាក់។',
  ),
  standing: t('The standing of an inspected institution has changed.', 'ស្ថានភាពនៃគ្រឹះស្ថានដែលបានធ្វើអធិការកិច្ចបានផ្លាស់ប្តូរ។'),
};
