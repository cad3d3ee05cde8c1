/** Words of the pages about institutions. */
export const standingTexts = {
  authorised: { en: 'authorised', km: 'មានការអនុញ្ញាត' },
  unauthorised: { en: 'not authorised', km: 'គ្មានការអនុញ្ញាត' },
  suspended: { en: 'suspended', km: 'ត្រូវបានព្យួរ' },
  frozen: { en: 'admissions frozen', km: 'ផ្អាកការទទួលកុមារ' },
  closed: { en: 'closed', km: 'បានបិទ' },
};

export const kindTexts = {
  rci: { en: 'residential care institution', km: 'គ្រឹះស្ថានថែទាំកុមារ' },
  transitHome: { en: 'transit home', km: 'ផ្ទះសំណាក់បណ្តោះអាសន្ន' },
  groupHome: { en: 'group home', km: 'ផ្ទះជាក្រុម' },
  pagoda: { en: 'pagoda', km: 'វត្ត' },
  boardingSchool: { en: 'boarding school', km: 'សាលាមានអន្តេវាសិកដ្ឋាន' },
  emergencyFoster: { en: 'emergency foster care', km: 'គ្រួសារធម៌បន្ទាន់' },
  hospital: { en: 'hospital', km: 'មន្ទីរពេទ្យ' },
};

export const operatorTexts = {
  state: { en: 'state', km: 'រដ្ឋ' },
  ngo: { en: 'non-governmental organisation', km: 'អង្គការមិនមែនរដ្ឋាភិបាល' },
  faith: { en: 'faith-based', km: 'អង្គការសាសនា' },
  private: { en: 'private', km: 'ឯកជន' },
};

export const registerTexts = {
  title: { en: 'Institutions', km: 'គ្រឹះស្ថាន' },
  filters: { en: 'Which institutions', km: 'គ្រឹះស្ថានណាខ្លះ' },
  name: { en: 'Institution', km: 'គ្រឹះស្ថាន' },
  standing: { en: 'Standing', km: 'ស្ថានភាពអនុញ្ញាត' },
  kind: { en: 'Kind', km: 'ប្រភេទ' },
  operator: { en: 'Operator', km: 'អ្នកដំណើរការ' },
  area: { en: 'Area', km: 'តំបន់' },
  place: { en: 'Place', km: 'ទីកន្លែង' },
  capacity: { en: 'Places', km: 'ចំនួនកន្លែង' },
  taken: { en: 'taken by an authority', km: 'មានការអនុញ្ញាតស្នាក់នៅ' },
  full: { en: 'full', km: 'ពេញ' },
  inspected: { en: 'Last inspection', km: 'អធិការកិច្ចចុងក្រោយ' },
  never: { en: 'never', km: 'មិនដែលមាន' },
  who: { en: 'Who is there', km: 'អ្នកកំពុងស្នាក់នៅ' },
  see: { en: 'See who is there', km: 'មើលអ្នកកំពុងស្នាក់នៅ' },
  present: { en: 'present', km: 'កំពុងស្នាក់នៅ' },
  without: { en: 'without authority', km: 'គ្មានការអនុញ្ញាត' },
  any: { en: 'all', km: 'ទាំងអស់' },
  none: { en: 'No institution is like that.', km: 'គ្មានគ្រឹះស្ថានតាមលក្ខខណ្ឌនេះទេ។' },
  file: { en: 'This list as a file:', km: 'បញ្ជីនេះជាឯកសារ៖' },
  making: { en: 'The file is being made.', km: 'កំពុងរៀបចំឯកសារ។' },
  own: { en: 'Open my institution', km: 'បើកគ្រឹះស្ថានរបស់ខ្ញុំ' },
};

export const riskTexts = {
  title: { en: 'Institutions by risk', km: 'គ្រឹះស្ថានតាមហានិភ័យ' },
  order: { en: 'Order', km: 'លំដាប់' },
  byRisk: { en: 'greatest risk first', km: 'ហានិភ័យខ្ពស់មុន' },
  byCode: { en: 'by number', km: 'តាមលេខ' },
  about: {
    en: 'Never inspected stand first; then those with more children, babies among them, incidents, and the worse standing.',
    km: 'គ្រឹះស្ថានមិនធ្លាប់មានអធិការកិច្ចនៅមុន បន្ទាប់មកគ្រឹះស្ថានមានកុមារច្រើន មានទារក មានឧប្បត្តិហេតុ និងមានស្ថានភាពអនុញ្ញាតមិនល្អ។',
  },
  babies: { en: 'under 3', km: 'អាយុក្រោម ៣ឆ្នាំ' },
  breaches: { en: 'Incidents in 2 years', km: 'ឧប្បត្តិហេតុក្នុង ២ឆ្នាំ' },
  ways: { en: 'What goes on', km: 'កំពុងដំណើរការ' },
  closing: { en: 'closes:', km: 'កំពុងបិទ៖' },
  remaining: { en: 'children still there:', km: 'កុមារដែលនៅទីនោះ៖' },
  hidden: { en: 'not for this appointment', km: 'មិនសម្រាប់មុខងារនេះ' },
  plan: { en: 'Plan of inspections of the year', km: 'ផែនការអធិការកិច្ចប្រចាំឆ្នាំ' },
  inPlan: { en: 'Its inspections in the plan', km: 'អធិការកិច្ចក្នុងផែនការ' },
  published: { en: 'Published ratings', km: 'ចំណាត់ថ្នាក់ដែលបានផ្សព្វផ្សាយ' },
};

export const institutionTexts = {
  title: { en: 'Institution', km: 'គ្រឹះស្ថាន' },
  since: { en: 'since', km: 'តាំងពី' },
  reason: { en: 'Reason', km: 'មូលហេតុ' },
  change: { en: 'Change the standing', km: 'កែស្ថានភាពអនុញ្ញាត' },
  changedBy: { en: 'The standing is changed by:', km: 'អ្នកអាចកែស្ថានភាពអនុញ្ញាត៖' },
  report: { en: 'Report who is there, who came or who left', km: 'រាយការណ៍អ្នកកំពុងស្នាក់នៅ អ្នកមកដល់ ឬអ្នកចាកចេញ' },
  capacity: { en: 'Authorised places', km: 'ចំនួនកន្លែងដែលអនុញ្ញាត' },
  present: { en: 'Children present', km: 'កុមារកំពុងស្នាក់នៅ' },
  unauthorised: { en: 'without authority', km: 'គ្មានការអនុញ្ញាត' },
  awaited: { en: 'awaited', km: 'រង់ចាំមកដល់' },
  over: { en: 'over capacity', km: 'លើសចំនួនកន្លែង' },
  without: { en: 'Present without authority', km: 'កំពុងស្នាក់នៅដោយគ្មានការអនុញ្ញាត' },
  withoutNone: { en: 'No child is here without authority.', km: 'គ្មានកុមារស្នាក់នៅដោយគ្មានការអនុញ្ញាតទេ។' },
  with: { en: 'Present with authority', km: 'កំពុងស្នាក់នៅដោយមានការអនុញ្ញាត' },
  withNone: { en: 'No child is here with authority.', km: 'គ្មានកុមារស្នាក់នៅដោយមានការអនុញ្ញាតទេ។' },
  awaitedTitle: { en: 'Allowed, not yet arrived', km: 'បានអនុញ្ញាត មិនទាន់មកដល់' },
  child: { en: 'Child', km: 'កុមារ' },
  seen: { en: 'There since', km: 'ស្នាក់នៅតាំងពី' },
  authority: { en: 'Authority', km: 'ការអនុញ្ញាត' },
  until: { en: 'until', km: 'រហូតដល់' },
  noAuthority: { en: 'no authority', km: 'គ្មានការអនុញ្ញាត' },
  case: { en: 'Case', km: 'ករណី' },
  noCase: { en: 'no case in your reach', km: 'គ្មានករណីដែលអ្នកអាចមើលបាន' },
  incident: { en: 'Incident', km: 'ឧប្បត្តិហេតុ' },
  openIncident: { en: 'Open the incident', km: 'បើកឧប្បត្តិហេតុ' },
  hidden: {
    en: 'Your appointment does not read who lives here.',
    km: 'មុខងាររបស់អ្នកមិនអាចមើលអ្នកស្នាក់នៅទីនេះបានទេ។',
  },
  incidents: { en: 'Open incidents', km: 'ឧប្បត្តិហេតុមិនទាន់ដោះស្រាយ' },
  noIncidents: { en: 'No incident is open here.', km: 'គ្មានឧប្បត្តិហេតុមិនទាន់ដោះស្រាយទេ។' },
  history: { en: 'History of the standing', km: 'ប្រវត្តិនៃស្ថានភាពអនុញ្ញាត' },
  noHistory: {
    en: 'The standing has not changed since the register began.',
    km: 'ស្ថានភាពមិនបានផ្លាស់ប្តូរតាំងពីបើកបញ្ជី។',
  },
  by: { en: 'by', km: 'ដោយ' },
  premises: { en: 'Premises', km: 'ទីតាំង' },
  noPremises: { en: 'No premises are recorded.', km: 'មិនទាន់កត់ត្រាទីតាំងទេ។' },
  people: { en: 'Persons behind it', km: 'បុគ្គលនៅពីក្រោយគ្រឹះស្ថាន' },
  noPeople: { en: 'Nobody is recorded.', km: 'មិនទាន់កត់ត្រាបុគ្គលណាទេ។' },
  person: { en: 'Person', km: 'បុគ្គល' },
  role: { en: 'Role', km: 'តួនាទី' },
  span: { en: 'From, until', km: 'ចាប់ពី រហូតដល់' },
  today: { en: 'today', km: 'បច្ចុប្បន្ន' },
  address: { en: 'Address', km: 'អាសយដ្ឋាន' },
  phone: { en: 'Phone', km: 'ទូរស័ព្ទ' },
  unnamed: { en: 'no name', km: 'គ្មានឈ្មោះ' },
  read: {
    en: 'That you read who lives here is recorded.',
    km: 'ការមើលរបស់អ្នកអំពីអ្នកស្នាក់នៅទីនេះ ត្រូវបានកត់ត្រា។',
  },
};

export const behindTexts = {
  director: { en: 'director', km: 'នាយក' },
  owner: { en: 'owner', km: 'ម្ចាស់' },
  board: { en: 'board', km: 'ក្រុមប្រឹក្សា' },
  founder: { en: 'founder', km: 'ស្ថាបនិក' },
  donor: { en: 'donor', km: 'ម្ចាស់ជំនួយ' },
  staff: { en: 'staff', km: 'បុគ្គលិក' },
};

export const authorityTexts: Record<string, { en: string; km: string }> = {
  residential: { en: 'residential care', km: 'ការថែទាំក្នុងគ្រឹះស្ថាន' },
  emergency: { en: 'emergency', km: 'បន្ទាន់' },
  interim: { en: 'interim', km: 'បណ្តោះអាសន្ន' },
  kinship: { en: 'kinship care', km: 'ការថែទាំដោយញាតិ' },
  foster: { en: 'foster care', km: 'គ្រួសារធម៌' },
};

export const behindFormTexts = {
  add: { en: 'Add somebody behind it', km: 'បន្ថែមអ្នកនៅពីក្រោយគ្រឹះស្ថាន' },
  about: {
    en: 'Where the institution was stopped, they are on watch with it from now on.',
    km: 'បើគ្រឹះស្ថានត្រូវបានបញ្ឈប់ អ្នកនេះត្រូវតាមដានជាមួយគ្រឹះស្ថានចាប់ពីពេលនេះតទៅ។',
  },
  role: { en: 'What they are there', km: 'តួនាទីនៅទីនោះ' },
  nameKm: { en: 'Name in Khmer', km: 'ឈ្មោះជាអក្សរខ្មែរ' },
  nameLatin: { en: 'Name in Latin letters', km: 'ឈ្មោះជាអក្សរឡាតាំង' },
  phone: { en: 'Telephone', km: 'លេខទូរស័ព្ទ' },
  name: { en: 'Give a name in one of the two scripts', km: 'សូមសរសេរឈ្មោះជាអក្សរណាមួយ' },
  save: { en: 'Add', km: 'បន្ថែម' },
  end: { en: 'No longer behind it', km: 'លែងនៅពីក្រោយគ្រឹះស្ថាន' },
  reason: { en: 'Since when, and how you know', km: 'តាំងពីពេលណា និងដឹងដោយរបៀបណា' },
  stays: {
    en: 'What they were stays on record, and on watch where the institution was stopped.',
    km: 'អ្វីដែលគេធ្លាប់ជា នៅតែមានក្នុងកំណត់ត្រា ហើយនៅតែតាមដាន បើគ្រឹះស្ថានត្រូវបានបញ្ឈប់។',
  },
};

export const premisesFormTexts = {
  add: { en: 'Add a place where it is', km: 'បន្ថែមទីតាំងរបស់គ្រឹះស្ថាន' },
  about: {
    en: 'Where the institution was stopped, this place is on watch with it from now on.',
    km: 'បើគ្រឹះស្ថានត្រូវបានបញ្ឈប់ ទីតាំងនេះត្រូវតាមដានជាមួយគ្រឹះស្ថានចាប់ពីពេលនេះតទៅ។',
  },
  area: { en: 'Village', km: 'ភូមិ' },
  address: { en: 'Address', km: 'អាសយដ្ឋាន' },
  save: { en: 'Add', km: 'បន្ថែម' },
};

export const standingFormTexts = {
  title: { en: 'Change the standing', km: 'កែស្ថានភាពអនុញ្ញាត' },
  now: { en: 'Standing now:', km: 'ស្ថានភាពបច្ចុប្បន្ន៖' },
  effect: {
    en: 'Every approved or waiting admission there hears of it at once. An institution that is not authorised receives no child.',
    km: 'ការទទួលកុមារទាំងអស់ដែលបានអនុម័ត ឬកំពុងរង់ចាំនៅទីនោះ នឹងត្រូវជូនដំណឹងភ្លាមៗ។ គ្រឹះស្ថានគ្មានការអនុញ្ញាត មិនអាចទទួលកុមារបានទេ។',
  },
  standing: { en: 'New standing', km: 'ស្ថានភាពថ្មី' },
  reason: { en: 'Reason, with the decision it rests on', km: 'មូលហេតុ និងសេចក្តីសម្រេចដែលផ្អែកលើ' },
  save: { en: 'Change the standing', km: 'កែស្ថានភាព' },
};

export const factTexts = {
  title: { en: 'Report who is there', km: 'រាយការណ៍អ្នកស្នាក់នៅ' },
  about: {
    en: 'A fact is never refused. Where no authority covers it, an incident opens and somebody must act.',
    km: 'ហេតុការណ៍ពិតមិនត្រូវបានបដិសេធឡើយ។ បើគ្មានការអនុញ្ញាតគ្របដណ្តប់ ឧប្បត្តិហេតុនឹងបើក ហើយត្រូវមានអ្នកចាត់វិធានការ។',
  },
  kind: { en: 'What happened', km: 'មានអ្វីកើតឡើង' },
  presence: { en: 'I saw these children there', km: 'ខ្ញុំបានឃើញកុមារទាំងនេះនៅទីនោះ' },
  arrival: { en: 'These children came', km: 'កុមារទាំងនេះបានមកដល់' },
  departure: { en: 'These children left', km: 'កុមារទាំងនេះបានចាកចេញ' },
  children: { en: 'Children', km: 'កុមារ' },
  at: { en: 'When', km: 'នៅពេលណា' },
  note: { en: 'What you saw or were told', km: 'អ្វីដែលអ្នកបានឃើញ ឬបានដឹង' },
  saidBy: { en: 'Who told you', km: 'អ្នកណាបានប្រាប់' },
  save: { en: 'Record it', km: 'កត់ត្រា' },
};

export const incidentsTexts = {
  title: { en: 'Incidents', km: 'ឧប្បត្តិហេតុ' },
  about: {
    en: 'Where what is and what was decided disagree. Each has an owner and a clock.',
    km: 'ពេលអ្វីដែលកើតឡើងជាក់ស្តែងមិនស្របនឹងសេចក្តីសម្រេច។ ឧប្បត្តិហេតុនីមួយៗមានអ្នកទទួលខុសត្រូវ និងកាលកំណត់។',
  },
  filters: { en: 'Which incidents', km: 'ឧប្បត្តិហេតុណាខ្លះ' },
  mine: { en: 'mine and my office’s', km: 'របស់ខ្ញុំ និងការិយាល័យខ្ញុំ' },
  overdue: { en: 'overdue only', km: 'តែហួសកំណត់' },
  status: { en: 'Status', km: 'ស្ថានភាព' },
  kind: { en: 'Kind', km: 'ប្រភេទ' },
  area: { en: 'Area', km: 'តំបន់' },
  any: { en: 'all', km: 'ទាំងអស់' },
  what: { en: 'What disagrees', km: 'អ្វីដែលមិនស្របគ្នា' },
  due: { en: 'Due', km: 'ថ្ងៃកំណត់' },
  owner: { en: 'Owner', km: 'អ្នកទទួលខុសត្រូវ' },
  place: { en: 'Place', km: 'ទីកន្លែង' },
  opened: { en: 'Opened', km: 'បើកនៅ' },
  none: { en: 'No incident is like that.', km: 'គ្មានឧប្បត្តិហេតុតាមលក្ខខណ្ឌនេះទេ។' },
  high: { en: 'High risk', km: 'ហានិភ័យខ្ពស់' },
  open: { en: 'open', km: 'មិនទាន់ទទួល' },
  acknowledged: { en: 'acknowledged', km: 'បានទទួលស្គាល់' },
  resolved: { en: 'resolved', km: 'បានដោះស្រាយ' },
};

export const kindsOfIncident: Record<string, { en: string; km: string }> = {
  UNAUTHORISED_PRESENCE: { en: 'present without authority', km: 'ស្នាក់នៅដោយគ្មានការអនុញ្ញាត' },
  UNDER_THREE_PRESENT: { en: 'under three in an institution', km: 'អាយុក្រោមបីឆ្នាំក្នុងគ្រឹះស្ថាន' },
  EMERGENCY_AUTHORITY_LAPSED: { en: 'emergency authority lapsed', km: 'ការអនុញ្ញាតបន្ទាន់ផុតកំណត់' },
  RESIDENTIAL_AUTHORITY_VOID: {
    en: 'authority for residential care ended',
    km: 'ការអនុញ្ញាតថែទាំក្នុងគ្រឹះស្ថានអស់សុពលភាព',
  },
  UNDER_THREE_IN_CARE: { en: 'under three in care', km: 'អាយុក្រោមបីឆ្នាំក្នុងការថែទាំ' },
  UNDER_THREE_AUTHORITY: { en: 'authority for a child under three', km: 'ការអនុញ្ញាតសម្រាប់កុមារអាយុក្រោមបីឆ្នាំ' },
  COURT_ORDER: { en: 'order of a court', km: 'ដីកាតុលាការ' },
  SAFETY_CONCERN: { en: 'concern about safety', km: 'កង្វល់អំពីសុវត្ថិភាព' },
  MESSAGE_UNDELIVERED: { en: 'message not delivered', km: 'សារដែលមិនបានទៅដល់' },
  CHILD_DIED: { en: 'death of a child', km: 'មរណភាពកុមារ' },
  CHILD_MISSING: { en: 'child missing', km: 'បាត់កុមារ' },
  BREAK_GLASS_REVIEW: { en: 'emergency access to review', km: 'ការចូលមើលបន្ទាន់ត្រូវពិនិត្យ' },
  BEDS_BEYOND_CHILDREN: { en: 'more beds than children', km: 'គ្រែច្រើនជាងកុមារ' },
  INSPECTION_PLAN_LACKING: { en: 'no plan of inspections', km: 'គ្មានផែនការអធិការកិច្ច' },
  INSPECTION_MISSED: { en: 'planned inspection missed', km: 'ខកខានអធិការកិច្ចដែលបានគ្រោង' },
  REPORT_TO_REVIEW: { en: 'report to review', km: 'របាយការណ៍ត្រូវពិនិត្យ' },
  WATCH_MATCH: { en: 'place that looks like a closed one', km: 'កន្លែងដែលស្រដៀងកន្លែងបានបិទ' },
  CENSUS_UNACCOUNTED: { en: 'child of a census not accounted for', km: 'កុមារក្នុងជំរឿនដែលមិនទាន់ដឹងដំណឹង' },
  OBSTRUCTION: { en: 'somebody stands in the way', km: 'មានការរារាំង' },
  SCHOOL_ROLL_BEYOND_CHILDREN: {
    en: 'more children on the school roll than were met',
    km: 'កុមារក្នុងបញ្ជីសាលាច្រើនជាងកុមារដែលបានជួប',
  },
  DANGER_AFTER_INSPECTION: {
    en: 'danger in findings that came after their inspection',
    km: 'គ្រោះថ្នាក់ក្នុងលទ្ធផលដែលមកដល់ក្រោយអធិការកិច្ច',
  },
  UNKNOWN_CHILD_PRESENT: { en: 'unknown child present', km: 'មានកុមារមិនស្គាល់ឈ្មោះ' },
  GROUP_MOVE: { en: 'children moved in a group', km: 'កុមារត្រូវបានផ្លាស់ទីជាក្រុម' },
  MISSING_VS_REGISTER: { en: 'missing against the register', km: 'បាត់ធៀបនឹងបញ្ជី' },
  ADMISSION_AFTER_ORDER: { en: 'admission after the order to close', km: 'ទទួលកុមារក្រោយដីកាបិទ' },
  LEFT_BEFORE_CLEARED: { en: 'left before it was cleared', km: 'ចាកចេញមុនការអនុញ្ញាត' },
  LEFT_CLOSING_HOME: { en: 'left a closing home', km: 'ចាកចេញពីគ្រឹះស្ថានដែលកំពុងបិទ' },
  BACK_IN_CLOSING_HOME: { en: 'back in a closing home', km: 'ត្រឡប់មកគ្រឹះស្ថានដែលកំពុងបិទ' },
  CHILD_IN_CLOSED_HOME: { en: 'child in a closed home', km: 'មានកុមារក្នុងគ្រឹះស្ថានដែលបានបិទ' },
  COUNTED_ELSEWHERE: { en: 'counted, and recorded elsewhere', km: 'បានរាប់ តែកត់ត្រានៅកន្លែងផ្សេង' },
  SIGNS_OF_REOPENING: { en: 'signs of reopening', km: 'សញ្ញានៃការបើកឡើងវិញ' },
  RECORDS_DESTROYED: { en: 'records destroyed', km: 'ឯកសារត្រូវបានបំផ្លាញ' },
  DEATH_CORRECTED: { en: 'death corrected', km: 'ការកែតម្រូវមរណភាព' },
};

/** Reasons that a procedure gives for a standing, as it writes them; what a person wrote is shown as it is. */
const ownReasons: Record<string, string> = {
  'closure order': 'ដីកាបិទ',
  'closure order withdrawn': 'ដីកាបិទត្រូវបានដកវិញ',
  'certificate of closure': 'វិញ្ញាបនបត្របិទ',
  'Critical finding of an inspection: admissions are stopped until the ministry decides.':
    'ការរកឃើញធ្ងន់ធ្ងរក្នុងអធិការកិច្ច៖ ការទទួលកុមារត្រូវផ្អាករហូតដល់ក្រសួងសម្រេច។',
};
export const reasonText = (reason: string): { en: string; km: string } => ({
  en: reason,
  km: ownReasons[reason] ?? reason,
});

export const incidentTexts = {
  title: { en: 'Incident', km: 'ឧប្បត្តិហេតុ' },
  status: { en: 'Status', km: 'ស្ថានភាព' },
  by: { en: 'by', km: 'ដោយ' },
  you: { en: 'you', km: 'អ្នក' },
  somebody: { en: 'somebody', km: 'នរណាម្នាក់' },
  nobody: { en: 'nobody yet', km: 'មិនទាន់មានអ្នកទទួល' },
  owner: { en: 'Owner', km: 'អ្នកទទួលខុសត្រូវ' },
  heldBy: { en: 'Held by', km: 'កាន់ដោយ' },
  clock: { en: 'Must be resolved', km: 'ត្រូវដោះស្រាយ' },
  opened: { en: 'Opened', km: 'បើកនៅ' },
  about: { en: 'What it is about', km: 'អំពីអ្វី' },
  child: { en: 'Child', km: 'កុមារ' },
  openChild: { en: 'Open the child’s file', km: 'បើកសំណុំរឿងកុមារ' },
  institution: { en: 'Institution', km: 'គ្រឹះស្ថាន' },
  case: { en: 'Case', km: 'ករណី' },
  openCase: { en: 'Open the case', km: 'បើកករណី' },
  resolution: { en: 'How it was resolved', km: 'បានដោះស្រាយដោយ' },
  acknowledge: { en: 'Acknowledge: I will see to it', km: 'ទទួលស្គាល់៖ ខ្ញុំនឹងចាត់វិធានការ' },
  resolve: { en: 'Resolve it', km: 'ដោះស្រាយ' },
  report: {
    en: 'It ends when somebody has looked at both versions and decided.',
    km: 'វាចប់ពេលមានអ្នកពិនិត្យកំណែទាំងពីរ ហើយសម្រេច។',
  },
  toReport: { en: 'Show both versions', km: 'បង្ហាញកំណែទាំងពីរ' },
  reason: { en: 'What was done, and why it is resolved', km: 'អ្វីដែលបានធ្វើ និងហេតុអ្វីបានដោះស្រាយ' },
  match: {
    en: 'It ends with what is decided on the watch list: one network, or dismissed by two people.',
    km: 'ឧប្បត្តិហេតុនេះបញ្ចប់ដោយសេចក្តីសម្រេចក្នុងបញ្ជីតាមដាន៖ ជាបណ្តាញតែមួយ ឬច្រានចោលដោយមនុស្សពីរនាក់។',
  },
  toMatch: { en: 'Compare the two places', km: 'ប្រៀបធៀបកន្លែងទាំងពីរ' },
  review: {
    en: 'This one is resolved by the review of the emergency access.',
    km: 'ឧប្បត្តិហេតុនេះត្រូវដោះស្រាយដោយការពិនិត្យការចូលមើលបន្ទាន់។',
  },
  toReview: { en: 'To the reviews', km: 'ទៅការពិនិត្យ' },
  noAct: { en: 'Who can act:', km: 'អ្នកអាចចាត់វិធានការ៖' },
};
