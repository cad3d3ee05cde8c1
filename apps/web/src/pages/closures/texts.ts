/** Words of the pages about closures. */
const granted = {
  en: 'The appeal is granted, the order is to be withdrawn.',
  km: 'បណ្តឹងជំទាស់ត្រូវបានទទួលយក ដីកាត្រូវដកវិញ។',
};

export const difficultyTexts = {
  lost: { en: 'missing, or nobody knows where', km: 'បាត់ ឬគ្មាននរណាដឹងកន្លែង' },
  underThree: { en: 'under 3', km: 'អាយុក្រោម ៣ឆ្នាំ' },
  disability: { en: 'with a disability', km: 'មានពិការភាព' },
  atRisk: { en: 'at risk', km: 'មានហានិភ័យ' },
  others: { en: 'others', km: 'ផ្សេងទៀត' },
};

export const kindTexts = {
  voluntary: { en: 'voluntary transition', km: 'ការផ្លាស់ប្តូរដោយស្ម័គ្រចិត្ត' },
  regulatory: { en: 'after sanctions', km: 'បន្ទាប់ពីវិធានការតាមលំដាប់' },
  emergency: { en: 'emergency', km: 'បន្ទាន់' },
  abandonment: { en: 'abandoned by the provider', km: 'ត្រូវប្រតិបត្តិករបោះបង់' },
};

export const overviewTexts = {
  title: { en: 'Institutions that close', km: 'គ្រឹះស្ថានដែលកំពុងបិទ' },
  about: {
    en: 'Who is still there, by what makes it hardest to find a place. Children who have left are not shown as a share.',
    km: 'កុមារដែលនៅទីនោះ តាមអ្វីដែលពិបាកបំផុតក្នុងការរកកន្លែង។ មិនបង្ហាញកុមារដែលបានចាកចេញជាភាគរយទេ។',
  },
  filters: { en: 'Which closures', km: 'ការបិទណាខ្លះ' },
  status: { en: 'Show', km: 'បង្ហាញ' },
  open: { en: 'not over', km: 'មិនទាន់បញ្ចប់' },
  closed: { en: 'over', km: 'បានបញ្ចប់' },
  none: { en: 'No closure is like that.', km: 'គ្មានការបិទតាមលក្ខខណ្ឌនេះទេ។' },
  institution: { en: 'Institution', km: 'គ្រឹះស្ថាន' },
  step: { en: 'Where it stands', km: 'ដំណាក់កាល' },
  remaining: { en: 'Children still there', km: 'កុមារដែលនៅទីនោះ' },
  notCounted: { en: 'not counted yet', km: 'មិនទាន់រាប់' },
  uncounted: { en: 'Institutions whose children nobody has counted yet', km: 'គ្រឹះស្ថានដែលមិនទាន់មាននរណារាប់កុមារ' },
  nobody: { en: 'all have left', km: 'ទាំងអស់បានចាកចេញ' },
  unverified: { en: 'have left, not seen there yet', km: 'បានចាកចេញ មិនទាន់បានជួបនៅទីនោះ' },
  target: { en: 'Empty by', km: 'ត្រូវអស់កុមារត្រឹមថ្ងៃទី' },
  late: { en: 'the day is over', km: 'ហួសកាលកំណត់' },
  extensions: { en: 'Extensions', km: 'ការពន្យារពេល' },
  extensionsBefore: { en: 'in earlier closures', km: 'ក្នុងការបិទមុនៗ' },
  withdrawn: {
    en: 'withdrawal runs: frozen until a new inspection finds all standards met',
    km: 'កំពុងដកដីកា៖ នៅបង្កករហូតដល់អធិការកិច្ចថ្មីរកឃើញថាបំពេញគ្រប់ស្តង់ដារ',
  },
  freeze: { en: 'Freeze', km: 'ការបង្កក' },
  served: { en: 'acknowledged and visited', km: 'បានទទួលស្គាល់ និងចុះពិនិត្យ' },
  notAcknowledged: { en: 'not acknowledged', km: 'មិនទាន់ទទួលស្គាល់' },
  notVisited: { en: 'not visited', km: 'មិនទាន់ចុះពិនិត្យ' },
  noFreeze: { en: 'no order yet', km: 'មិនទាន់មានដីកា' },
  tooLate: { en: 'not answered in time', km: 'គ្មានចម្លើយទាន់ពេល' },
  granted,
  appealed: { en: 'appealed, the freeze stays', km: 'មានបណ្តឹងជំទាស់ ការបង្កកនៅដដែល' },
  total: { en: 'Children still there, in all of them', km: 'កុមារដែលនៅទីនោះ សរុបគ្រប់គ្រឹះស្ថាន' },
  start: { en: 'Begin a closure', km: 'ចាប់ផ្តើមការបិទ' },
};

export const closureTexts = {
  title: { en: 'Closure of an institution', km: 'ការបិទគ្រឹះស្ថាន' },
  toCase: { en: 'Everything that can be done, and the journal', km: 'អ្វីៗដែលអាចធ្វើបាន និងកំណត់ហេតុ' },
  toInstitution: { en: 'Who is there', km: 'អ្នកកំពុងស្នាក់នៅ' },
  toChildren: { en: 'Each child, and what blocks the closing', km: 'កុមារម្នាក់ៗ និងអ្វីដែលរារាំងការបិទ' },
  toCensus: { en: 'Take the census, bed by bed', km: 'ធ្វើជំរឿនតាមគ្រែនីមួយៗ' },
  order: { en: 'Order', km: 'ដីកា' },
  kind: { en: 'Kind', km: 'ប្រភេទ' },
  signed: { en: 'Signed', km: 'ចុះហត្ថលេខា' },
  notSigned: { en: 'No order is signed.', km: 'មិនទាន់ចុះហត្ថលេខាលើដីកា។' },
  acknowledged: { en: 'Freeze acknowledged', km: 'បានទទួលស្គាល់ការបង្កក' },
  visited: { en: 'Visited on the spot', km: 'បានចុះពិនិត្យដល់កន្លែង' },
  nobodyYet: { en: 'nobody yet', km: 'មិនទាន់មាននរណា' },
  byVisit: {
    en: 'not by the director: the notice was handed over or posted at the visit',
    km: 'មិនមែនដោយនាយកទេ៖ លិខិតត្រូវបានប្រគល់ ឬបិទនៅពេលចុះពិនិត្យ',
  },
  standing: { en: 'Standing', km: 'ស្ថានភាពអនុញ្ញាត' },
  capacity: { en: 'What the area can carry', km: 'សមត្ថភាពក្នុងតំបន់' },
  capacityAbout: {
    en: 'Looked at before the order is signed. It warns; where children are in danger it never holds an order up.',
    km: 'ពិនិត្យមុនពេលចុះហត្ថលេខាលើដីកា។ វាគ្រាន់តែព្រមាន ហើយមិនរារាំងដីកាទេ បើកុមារស្ថិតក្នុងគ្រោះថ្នាក់។',
  },
  kids: { en: 'Children whom the register knows there', km: 'កុមារដែលបញ្ជីដឹងថានៅទីនោះ' },
  workers: { en: 'Caseworkers of the province', km: 'អ្នកគ្រប់គ្រងករណីក្នុងខេត្ត' },
  openCases: { en: 'Cases in their hands', km: 'ករណីដែលពួកគេកំពុងកាន់' },
  free: { en: 'Cases that they can still take', km: 'ករណីដែលអាចទទួលបន្ថែម' },
  freePlaces: { en: 'Free places in emergency foster care', km: 'កន្លែងទំនេរក្នុងគ្រួសារធម៌បន្ទាន់' },
  urgent: { en: 'Children under 3', km: 'កុមារអាយុក្រោម ៣ឆ្នាំ' },
  sum: { en: 'Visits that follow', km: 'ការចុះជួបដែលនឹងមានបន្ត' },
  workersNeeded: { en: 'Caseworkers needed for them', km: 'អ្នកគ្រប់គ្រងករណីដែលត្រូវការ' },
  short: {
    en: 'Caseworkers or foster places are short. Who signs gives the reason.',
    km: 'ខ្វះអ្នកគ្រប់គ្រងករណី ឬកន្លែងគ្រួសារធម៌។ អ្នកចុះហត្ថលេខាត្រូវបញ្ជាក់មូលហេតុ។',
  },
  enough: { en: 'Caseworkers and foster places suffice.', km: 'អ្នកគ្រប់គ្រងករណី និងកន្លែងគ្រួសារធម៌មានគ្រប់គ្រាន់។' },
  blocks: { en: 'What blocks the closing', km: 'អ្វីដែលរារាំងការបិទ' },
  blocksNone: { en: 'Nothing stands in the way of the certificate.', km: 'គ្មានអ្វីរារាំងវិញ្ញាបនបត្រទេ។' },
  uncounted: { en: 'The census is not sealed.', km: 'ជំរឿនមិនទាន់បិទ។' },
  more: { en: 'and more children:', km: 'និងកុមារទៀត៖' },
  staff: { en: 'The staff are not placed or released.', km: 'បុគ្គលិកមិនទាន់ត្រូវបានដាក់ ឬបញ្ចប់។' },
  money: { en: 'Assets and money have no new purpose.', km: 'ទ្រព្យសម្បត្តិ និងថវិកាមិនទាន់មានគោលបំណងថ្មី។' },
  records: { en: 'The files are not with the province.', km: 'ឯកសារមិនទាន់នៅខេត្ត។' },
  granted,
  appeal: { en: 'An appeal is open.', km: 'មានបណ្តឹងជំទាស់មិនទាន់សម្រេច។' },
  freeze: { en: 'The freeze is not acknowledged and visited.', km: 'ការបង្កកមិនទាន់ទទួលស្គាល់ និងចុះពិនិត្យ។' },
  matches: { en: 'Places that may belong to it', km: 'កន្លែងដែលអាចជាប់ទាក់ទង' },
  closed: { en: 'Over', km: 'បានបញ្ចប់' },
};

export const stepTexts = {
  found: { en: 'Where the child is', km: 'កន្លែងដែលកុមារនៅ' },
  talk: { en: 'Private talk', km: 'ការសន្ទនាដោយឡែក' },
  assessed: { en: 'Assessment', km: 'ការវាយតម្លៃ' },
  planned: { en: 'Decision where to', km: 'ការសម្រេចកន្លែងទៅ' },
  file: { en: 'Copy of the file', km: 'ការចម្លងឯកសារ' },
  cleared: { en: 'Leave to go', km: 'ការអនុញ្ញាតឱ្យចាកចេញ' },
  left: { en: 'Departure', km: 'ការចាកចេញ' },
  seen: { en: 'Visit where it lives', km: 'ការជួបនៅកន្លែងរស់នៅ' },
};

export const matrixTexts = {
  title: { en: 'Each child, and what blocks the closing', km: 'កុមារម្នាក់ៗ និងអ្វីដែលរារាំងការបិទ' },
  child: { en: 'Child', km: 'កុមារ' },
  bed: { en: 'bed', km: 'គ្រែ' },
  nameless: { en: 'name not known', km: 'មិនស្គាល់ឈ្មោះ' },
  done: { en: 'done', km: 'រួចរាល់' },
  later: { en: 'after:', km: 'ក្រោយ៖' },
  same: { en: 'in the other row', km: 'ក្នុងជួរផ្សេង' },
  sameAs: {
    en: 'another record of a child that has its own row; counted there',
    km: 'កំណត់ត្រាមួយទៀតនៃកុមារដែលមានជួររបស់ខ្លួន ហើយរាប់នៅទីនោះ',
  },
  unseen: {
    en: 'two records were merged: somebody has to see the child',
    km: 'កំណត់ត្រាពីរត្រូវបានបញ្ចូលគ្នា៖ ត្រូវមានអ្នកជួបកុមារ',
  },
  elsewhere: {
    en: 'recorded elsewhere since: somebody has to see the child',
    km: 'ក្រោយមកត្រូវបានកត់ត្រានៅកន្លែងផ្សេង៖ ត្រូវមានអ្នកជួបកុមារ',
  },
  over: { en: 'no longer needed', km: 'លែងត្រូវការ' },
  died: { en: 'the child has died', km: 'កុមារបានស្លាប់' },
  fullHere: {
    en: 'full for today: only the provincial director, with a reason',
    km: 'គ្រប់ចំនួនថ្ងៃនេះ៖ មានតែប្រធានមន្ទីរខេត្ត ដោយបញ្ជាក់មូលហេតុ',
  },
  now: { en: 'now:', km: 'ឥឡូវ៖' },
  act: { en: 'do it', km: 'អនុវត្ត' },
  wayHome: { en: 'way home', km: 'ផ្លូវទៅផ្ទះ' },
  noHome: { en: 'its case lies with others', km: 'ករណីរបស់កុមារនៅអ្នកដទៃ' },
  none: { en: 'The census is not sealed; no child is listed yet.', km: 'ជំរឿនមិនទាន់បិទ។ មិនទាន់មានកុមារក្នុងបញ្ជី។' },
  today: { en: 'Cleared to families today:', km: 'អនុញ្ញាតទៅគ្រួសារថ្ងៃនេះ៖' },
  most: { en: 'of at most', km: 'ក្នុងចំនួនច្រើនបំផុត' },
  full: {
    en: 'No more children leave for families today, unless the provincial director says why.',
    km: 'ថ្ងៃនេះមិនអាចឱ្យកុមារទៅគ្រួសារថែមទៀតទេ លុះត្រាតែប្រធានមន្ទីរខេត្តបញ្ជាក់មូលហេតុ។',
  },
  order: {
    en: 'Those in greatest need stand first: missing, under 3, with a disability, at risk.',
    km: 'អ្នកត្រូវការខ្លាំងបំផុតនៅមុន៖ បាត់ អាយុក្រោម ៣ឆ្នាំ មានពិការភាព មានហានិភ័យ។',
  },
  left: { en: 'Children without a verified place:', km: 'កុមារដែលមិនទាន់បានផ្ទៀងផ្ទាត់កន្លែង៖' },
};

export const censusTexts = {
  title: { en: 'Census, bed by bed', km: 'ជំរឿនតាមគ្រែនីមួយៗ' },
  notNow: { en: 'The census of this closure is not taken now.', km: 'ជំរឿននៃការបិទនេះមិនធ្វើឥឡូវនេះទេ។' },
  toClosure: { en: 'To the closure', km: 'ទៅការបិទ' },
  beds: { en: 'Beds', km: 'គ្រែ' },
  expected: { en: 'Children whom the register knows there, not counted yet', km: 'កុមារដែលបញ្ជីដឹង តែមិនទាន់រាប់' },
  allCounted: { en: 'Every child whom the register knows there is counted.', km: 'កុមារគ្រប់រូបដែលបញ្ជីដឹងត្រូវបានរាប់ហើយ។' },
  counted: { en: 'counted', km: 'បានរាប់' },
  missing: { en: 'something is missing', km: 'នៅខ្វះព័ត៌មាន' },
  count: { en: 'Count', km: 'រាប់' },
  next: { en: 'Next bed', km: 'គ្រែបន្ទាប់' },
  back: { en: 'To all beds', km: 'ទៅគ្រែទាំងអស់' },
  remove: { en: 'Take this bed out', km: 'ដកគ្រែនេះចេញ' },
  known: { en: 'Another child of the register', km: 'កុមារផ្សេងទៀតក្នុងបញ្ជី' },
  unknown: { en: 'A child whom nobody knows', km: 'កុមារដែលគ្មាននរណាស្គាល់' },
  unknownShort: { en: 'unknown child', km: 'កុមារមិនស្គាល់' },
  bed: { en: 'Bed', km: 'គ្រែ' },
  nameSaid: { en: 'Name the child says', km: 'ឈ្មោះដែលកុមារប្រាប់' },
  looks: { en: 'What the child looks like', km: 'រូបរាងរបស់កុមារ' },
  sex: { en: 'Sex', km: 'ភេទ' },
  female: { en: 'girl', km: 'ស្រី' },
  male: { en: 'boy', km: 'ប្រុស' },
  unknownSex: { en: 'not known', km: 'មិនដឹង' },
  youngest: { en: 'At least how old (years)', km: 'អាយុយ៉ាងតិច (ឆ្នាំ)' },
  oldest: { en: 'At most how old (years)', km: 'អាយុយ៉ាងច្រើន (ឆ្នាំ)' },
  disability: { en: 'Has a disability', km: 'មានពិការភាព' },
  ages: {
    en: 'Give two ages between 0 and 25, the smaller one first.',
    km: 'សូមបញ្ជាក់អាយុពីរ ចន្លោះ ០ និង ២៥ ដោយអាយុតូចនៅមុន។',
  },
  registering: {
    en: 'Children whom nobody knows are registered when the census is sealed. That needs a connection; until then everything stays on this device.',
    km: 'កុមារដែលគ្មាននរណាស្គាល់នឹងត្រូវចុះបញ្ជីនៅពេលបិទជំរឿន។ ការនេះត្រូវការបណ្តាញ។ រហូតដល់ពេលនោះ អ្វីៗទាំងអស់នៅក្នុងឧបករណ៍នេះ។',
  },
  notRegistered: {
    en: 'A child could not be registered. Nothing is sealed; try again.',
    km: 'មិនអាចចុះបញ្ជីកុមារម្នាក់បានទេ។ មិនទាន់បិទអ្វីឡើយ សូមព្យាយាមម្តងទៀត។',
  },
  unfinished: { en: 'Some beds are not finished.', km: 'គ្រែខ្លះមិនទាន់បញ្ចប់។' },
  seal: { en: 'Seal the census', km: 'បិទជំរឿន' },
};

/** Lists beside the census. */
export const listTexts = {
  schoolRoll: { en: 'school roll', km: 'បញ្ជីសិស្ស' },
  donorList: { en: 'list of the donors', km: 'បញ្ជីរបស់ម្ចាស់ជំនួយ' },
  register: { en: 'register of the institution', km: 'បញ្ជីរបស់គ្រឹះស្ថាន' },
};

export const listedTexts = {
  title: { en: 'Names on the other lists', km: 'ឈ្មោះក្នុងបញ្ជីផ្សេងទៀត' },
  about: {
    en: 'Copy each list, one name a line. A name that a bed has is ticked by itself. Every other name is a child to look for, or it is said why the census does not have it.',
    km: 'សូមចម្លងបញ្ជីនីមួយៗ ដោយឈ្មោះមួយក្នុងមួយបន្ទាត់។ ឈ្មោះដែលមានគ្រែត្រូវបានគូសដោយស្វ័យប្រវត្តិ។ ឈ្មោះផ្សេងទៀតជាកុមារដែលត្រូវស្វែងរក ឬត្រូវបញ្ជាក់មូលហេតុដែលជំរឿនគ្មានកុមារនោះ។',
  },
  which: { en: 'List', km: 'បញ្ជី' },
  write: { en: 'Names, one a line', km: 'ឈ្មោះ មួយក្នុងមួយបន្ទាត់' },
  add: { en: 'Add the names', km: 'បន្ថែមឈ្មោះ' },
  open: { en: 'Names on the school roll and the list of the donors', km: 'ឈ្មោះក្នុងបញ្ជីសិស្ស និងបញ្ជីរបស់ម្ចាស់ជំនួយ' },
  notSeenTitle: { en: 'Named elsewhere, not yet seen', km: 'មានឈ្មោះក្នុងបញ្ជីផ្សេង តែមិនទាន់បានឃើញ' },
  notSeen: { en: 'not seen in any bed', km: 'មិនទាន់ឃើញនៅគ្រែណាមួយ' },
  seen: { en: 'bed', km: 'គ្រែ' },
  explained: { en: 'not in the census, and it is said why', km: 'គ្មានក្នុងជំរឿន ហើយមានការបញ្ជាក់មូលហេតុ' },
  count: { en: 'Count this child', km: 'រាប់កុមារនេះ' },
  isBed: { en: 'It is the child of this bed', km: 'ជាកុមារនៃគ្រែនេះ' },
  notIt: { en: 'It is another child', km: 'ជាកុមារផ្សេង' },
  why: { en: 'Why the census does not have this child', km: 'មូលហេតុដែលជំរឿនគ្មានកុមារនេះ' },
  remove: { en: 'Take this name out', km: 'ដកឈ្មោះនេះចេញ' },
  back: { en: 'To all beds', km: 'ទៅគ្រែទាំងអស់' },
  stillOpen: {
    en: 'Names of other lists that no bed has and nothing explains. The census is not sealed with them:',
    km: 'ឈ្មោះក្នុងបញ្ជីផ្សេងដែលគ្មានគ្រែ និងគ្មានការពន្យល់។ មិនអាចបិទជំរឿនបានទេ៖',
  },
};

export const noticeTexts = {
  title: { en: 'The standing of the institution', km: 'ស្ថានភាពនៃគ្រឹះស្ថាន' },
  now: { en: 'The institution of this request is now:', km: 'គ្រឹះស្ថាននៃពាក្យស្នើសុំនេះឥឡូវគឺ៖' },
  changed: { en: 'It has changed while this page was open. ', km: 'ស្ថានភាពបានផ្លាស់ប្តូរពេលទំព័រនេះបើក។ ' },
  effect: {
    en: 'No child may be admitted there; an approval is refused.',
    km: 'មិនអាចទទួលកុមារនៅទីនោះបានទេ។ ការអនុម័តនឹងត្រូវបានបដិសេធ។',
  },
  held: {
    en: 'That is why the request for this place stands still: an approval is refused (N-20). The file is kept and its steps go on, towards a family. If the place may receive again, the request goes on by itself.',
    km: 'ហេតុនេះ ពាក្យស្នើសុំទៅកន្លែងនេះត្រូវបានព្យួរ៖ ការអនុម័តនឹងត្រូវបានបដិសេធ (N-20)។ សំណុំរឿងត្រូវបានរក្សាទុក ហើយជំហាននានាបន្តទៅរកគ្រួសារ។ បើកន្លែងនោះអាចទទួលវិញ ពាក្យស្នើសុំនឹងបន្តដោយស្វ័យប្រវត្តិ។',
  },
  by: { en: 'By:', km: 'តាម៖' },
  order: { en: 'order of closure', km: 'ដីកាបិទ' },
  since: { en: 'since', km: 'ចាប់ពី' },
  noReason: { en: 'a decision of the ministry', km: 'សេចក្តីសម្រេចរបស់ក្រសួង' },
  next: { en: 'What is done now:', km: 'អ្វីដែលត្រូវធ្វើឥឡូវ៖' },
};
