/** Titles and formulas of the indicators, for the people who read the numbers. */
import type { Text } from '../../workflows/workflow';

const t = (en: string, km: string): Text => ({ en, km });
const entry = (title: Text, definition: Text) => ({ title, definition });

export const texts = {
  'I-01': entry(
    t('Children in residential care institutions', 'កុមារនៅក្នុងគ្រឹះស្ថានថែទាំ'),
    t(
      'Children whose last recorded place at the date is a residential institution; of them, those with an authority for it.',
      'កុមារដែលទីកន្លែងកត់ត្រាចុងក្រោយនៅកាលបរិច្ឆេទនោះជាគ្រឹះស្ថានថែទាំ ហើយក្នុងនោះ កុមារដែលមានការអនុញ្ញាត។',
    ),
  ),
  'I-02': entry(
    t('New entries into institutions, and those without a decision', 'ការចូលគ្រឹះស្ថានថ្មី និងការចូលដោយគ្មានសេចក្តីសម្រេច'),
    t(
      'Entries into residential institutions in the period; the share that no authority covered on the day of entry.',
      'ការចូលគ្រឹះស្ថានថែទាំក្នុងរយៈពេលនេះ និងចំណែកនៃការចូលដែលគ្មានការអនុញ្ញាតនៅថ្ងៃចូល។',
    ),
  ),
  'I-03': entry(
    t('Kept in family care by gatekeeping', 'កុមារដែលច្រកទ្វាររក្សាឱ្យនៅក្នុងការថែទាំជាលក្ខណៈគ្រួសារ'),
    t(
      'Decisions for each child in the period that end in the own family or in a family elsewhere, over all final decisions for or against residential care.',
      'សេចក្តីសម្រេចសម្រាប់កុមារម្នាក់ៗក្នុងរយៈពេលនេះ ដែលបញ្ចប់ដោយការរស់នៅក្នុងគ្រួសារផ្ទាល់ ឬគ្រួសារផ្សេង ធៀបនឹងសេចក្តីសម្រេចចុងក្រោយទាំងអស់។',
    ),
  ),
  'I-04': entry(
    t('Children under 3 in residential care', 'កុមារអាយុក្រោម ៣ឆ្នាំ ក្នុងគ្រឹះស្ថានថែទាំ'),
    t(
      'Children present in a residential institution whose youngest plausible age is under 3. Whom the last inspection found there under 3 without a name is on the list too. The target is none: whoever is found is a list to act on, not a number.',
      'កុមារដែលកំពុងស្នាក់នៅក្នុងគ្រឹះស្ថានថែទាំ ហើយអាយុតិចបំផុតដែលអាចទៅរួចគឺក្រោម ៣ឆ្នាំ។ អ្នកដែលអធិការកិច្ចចុងក្រោយបានរកឃើញនៅទីនោះ អាយុក្រោម ៣ឆ្នាំ ដោយគ្មានឈ្មោះ ក៏មានក្នុងបញ្ជីដែរ។ គោលដៅគឺគ្មានសោះ៖ អ្នកដែលរកឃើញគឺជាបញ្ជីត្រូវចាត់វិធានការ មិនមែនជាតួលេខទេ។',
    ),
  ),
  'I-05': entry(
    t('At home with the family, seen at six months', 'កុមារនៅជាមួយគ្រួសារ ដែលបានជួបផ្ទាល់នៅខែទី៦'),
    t(
      'Placements whose six-month visit saw the child in person, over placements that reached six months in the period; those lost or withdrawn are among the latter.',
      'ការដាក់ឱ្យនៅក្នុងគ្រួសារដែលការចុះតាមដានខែទី៦បានជួបកុមារផ្ទាល់ ធៀបនឹងការដាក់ដែលគ្រប់ ៦ខែក្នុងរយៈពេលនេះ ដោយរាប់បញ្ចូលករណីបាត់ដំណឹង និងករណីដែលគ្រួសារដកខ្លួន។',
    ),
  ),
  'I-06': entry(
    t('Counted but not seen', 'បានរាប់ តែមិនបានជួប'),
    t(
      'Placements older than 60 days without a visit in person in the last 60 days, over open placements.',
      'ការដាក់លើសពី ៦០ថ្ងៃ ដែលគ្មានការជួបផ្ទាល់ក្នុង ៦០ថ្ងៃចុងក្រោយ ធៀបនឹងការដាក់ដែលកំពុងបន្ត។',
    ),
  ),
  'I-07': entry(
    t('Breakdown of placements at 6 and 12 months', 'ការដាច់ខាតនៃការដាក់នៅ ៦ខែ និង ១២ខែ'),
    t(
      'Placements with a family that broke down within 6 or 12 months, over those that reached, or would have reached, 6 or 12 months in the period. The whole is 12 months.',
      'ការដាក់ក្នុងគ្រួសារដែលបានដាច់ខាតក្នុងរយៈពេល ៦ ឬ ១២ខែ ធៀបនឹងការដាក់ដែលគ្រប់ ឬគួរគ្រប់ ៦ ឬ ១២ខែក្នុងរយៈពេលនេះ។ តួលេខសរុបគឺ ១២ខែ។',
    ),
  ),
  'I-08': entry(
    t('Moves from institution to institution', 'ការផ្លាស់ពីគ្រឹះស្ថានមួយទៅគ្រឹះស្ថានមួយ'),
    t(
      'Exits in the period that led into another institution at once or within 30 days, over all exits from institutions.',
      'ការចាកចេញក្នុងរយៈពេលនេះដែលនាំទៅគ្រឹះស្ថានផ្សេងភ្លាម ឬក្នុង ៣០ថ្ងៃ ធៀបនឹងការចាកចេញពីគ្រឹះស្ថានទាំងអស់។',
    ),
  ),
  'I-09': entry(
    t('Re-entry within 24 months', 'ការចូលឡើងវិញក្នុង ២៤ខែ'),
    t(
      'Children who entered any institution again within 24 months, over those who left residential care 24 months before the period.',
      'កុមារដែលចូលគ្រឹះស្ថានណាមួយឡើងវិញក្នុង ២៤ខែ ធៀបនឹងកុមារដែលបានចាកចេញ ២៤ខែមុនរយៈពេលនេះ។',
    ),
  ),
  'I-10': entry(
    t('Follow-up visits in time', 'ការចុះតាមដានទាន់ពេល'),
    t(
      'Visits done within their window with the child seen, over visits that fell due in the period, also those missed or written off; days late of those done (median, 90th percentile); by time since the placement. Calls are not counted.',
      'ការចុះតាមដានក្នុងពេលកំណត់ដែលបានជួបកុមារ ធៀបនឹងការចុះដែលដល់កំណត់ក្នុងរយៈពេលនេះ រួមទាំងការខកខាន ចំនួនថ្ងៃយឺត (មធ្យម និងភាគរយទី៩០) តាមរយៈពេលក្រោយការដាក់។ ទូរស័ព្ទមិនរាប់ទេ។',
    ),
  ),
  'I-11': entry(
    t('Overdue load', 'បន្ទុកការងារហួសកំណត់'),
    t(
      'Open tasks past their due date, over open tasks, follow-up visits from the opening of their window among them; days overdue (median, 90th percentile); by the highest rung of the ladder reached.',
      'កិច្ចការបើកដែលហួសកំណត់ ធៀបនឹងកិច្ចការបើកទាំងអស់ រួមទាំងការចុះតាមដានចាប់ពីដល់ពេលចុះ ចំនួនថ្ងៃហួស (មធ្យម និងភាគរយទី៩០) តាមកម្រិតខ្ពស់បំផុតនៃជណ្តើរជូនដំណឹង។',
    ),
  ),
  'I-12': entry(
    t('Reviews of placements in time', 'ការពិនិត្យការដាក់ឡើងវិញទាន់ពេល'),
    t(
      'Residential placements that began or were reviewed within the review period (P-11), over all residential placements; children whose authority has ended count as void.',
      'ការដាក់ក្នុងគ្រឹះស្ថានដែលបានចាប់ផ្តើម ឬបានពិនិត្យឡើងវិញក្នុងរយៈពេល P-11 ធៀបនឹងការដាក់ទាំងអស់ កុមារដែលការអនុញ្ញាតបានផុតរាប់ជាអស់សុពលភាព។',
    ),
  ),
  'I-13': entry(
    t('Care plans that answer every need', 'ផែនការថែទាំដែលឆ្លើយតបគ្រប់តម្រូវការ'),
    t(
      'Open cases with an approved Form 3 that covers every score of 1 or 2, over open cases.',
      'ករណីបើកដែលមានទម្រង់ទី៣អនុម័ត គ្របដណ្តប់គ្រប់ពិន្ទុ ១ ឬ ២ ធៀបនឹងករណីបើកទាំងអស់។',
    ),
  ),
  'I-14': entry(
    t('Time to a decision', 'រយៈពេលដល់សេចក្តីសម្រេច'),
    t(
      'Days from the submission of the request to the decision (median, 90th percentile); the share of emergency placements decided upon within 72 hours.',
      'ចំនួនថ្ងៃពីការដាក់ពាក្យស្នើដល់សេចក្តីសម្រេច (មធ្យម និងភាគរយទី៩០) និងចំណែកការដាក់បន្ទាន់ដែលបានសម្រេចក្នុង ៧២ម៉ោង។',
    ),
  ),
  'I-15': entry(
    t('Emergency share of entries', 'ចំណែកការចូលបន្ទាន់'),
    t(
      'Entries into institutions under an emergency or interim authority, over all entries in the period.',
      'ការចូលគ្រឹះស្ថានក្រោមការអនុញ្ញាតបន្ទាន់ ឬបណ្តោះអាសន្ន ធៀបនឹងការចូលទាំងអស់ក្នុងរយៈពេលនេះ។',
    ),
  ),
  'I-16': entry(
    t('Institutions inspected', 'គ្រឹះស្ថានដែលបានធ្វើអធិការកិច្ច'),
    t(
      'Registered residential institutions with a full inspection by a team in the last 12 months, over all that are not closed; and the share of those inspections that nobody announced.',
      'គ្រឹះស្ថានថែទាំចុះបញ្ជីដែលមានអធិការកិច្ចពេញលេញដោយក្រុមអធិការក្នុង ១២ខែចុងក្រោយ ធៀបនឹងគ្រឹះស្ថានទាំងអស់ដែលមិនទាន់បិទ និងចំណែកនៃអធិការកិច្ចទាំងនោះដែលមិនបានជូនដំណឹងមុន។',
    ),
  ),
  'I-17': entry(
    t('Difference in headcounts', 'ភាពខុសគ្នានៃចំនួនកុមារ'),
    t(
      'The difference between children found and children authorised, over children found, for each inspection of the period (median, 90th percentile); the share of inspections where the two differ.',
      'ភាពខុសគ្នារវាងកុមាររកឃើញ និងកុមារដែលមានការអនុញ្ញាត ធៀបនឹងកុមាររកឃើញ ក្នុងអធិការកិច្ចនីមួយៗនៃរយៈពេលនេះ (មធ្យម និងភាគរយទី៩០) និងចំណែកអធិការកិច្ចដែលចំនួនទាំងពីរខុសគ្នា។',
    ),
  ),
  'I-18': entry(
    t('Corrective actions closed in time', 'វិធានការកែតម្រូវបញ្ចប់ទាន់ពេល'),
    t(
      'Corrective actions verified by their deadline, over those due; institutions at each rung of sanctions.',
      'វិធានការកែតម្រូវដែលបានផ្ទៀងផ្ទាត់តាមកំណត់ ធៀបនឹងវិធានការដែលដល់កំណត់ និងចំនួនគ្រឹះស្ថានតាមកម្រិតទណ្ឌកម្ម។',
    ),
  ),
  'I-19': entry(
    t('Safe closure', 'ការបិទដោយសុវត្ថិភាព'),
    t(
      'Children of closing institutions with a verified destination and a visit on the third day, over the children of the census.',
      'កុមារនៃគ្រឹះស្ថានកំពុងបិទដែលមានទិសដៅផ្ទៀងផ្ទាត់ និងការចុះសួរសុខទុក្ខនៅថ្ងៃទី៣ ធៀបនឹងកុមារក្នុងជំរឿន។',
    ),
  ),
  'I-20': entry(
    t('Where children of closed institutions went', 'ទិសដៅរបស់កុមារពីគ្រឹះស្ថានបិទ'),
    t(
      'Destinations: home, relatives, foster family, independent life, another institution, unknown.',
      'ទិសដៅ៖ ផ្ទះ សាច់ញាតិ គ្រួសារធម៌ រស់នៅឯករាជ្យ គ្រឹះស្ថានផ្សេង មិនដឹង។',
    ),
  ),
  'I-21': entry(
    t('Brothers and sisters kept together', 'បងប្អូននៅជុំគ្នា'),
    t(
      'Groups of two or more siblings in institutions or placed with a family who are all in the same place (families of one area count as one), over all such groups; of the others, those with a contact in the last 30 days.',
      'ក្រុមបងប្អូនចាប់ពីពីរនាក់ក្នុងគ្រឹះស្ថាន ឬដែលបានដាក់ជាមួយគ្រួសារ ហើយនៅកន្លែងតែមួយ (គ្រួសារក្នុងតំបន់តែមួយរាប់ជាមួយ) ធៀបនឹងក្រុមបែបនេះទាំងអស់ ហើយក្នុងចំណោមក្រុមដែលបែកគ្នា ក្រុមដែលមានទំនាក់ទំនងក្នុង ៣០ថ្ងៃចុងក្រោយ។',
    ),
  ),
  'I-22': entry(
    t('Equal chances of children with disability', 'ឱកាសស្មើគ្នារបស់កុមារមានពិការភាព'),
    t(
      'Share of children with disability who left residential care in the period, over the same share of other children. The target is 1.',
      'ចំណែកកុមារមានពិការភាពដែលបានចាកចេញពីគ្រឹះស្ថាន ធៀបនឹងចំណែកដូចគ្នារបស់កុមារផ្សេង។ គោលដៅគឺ ១។',
    ),
  ),
  'I-23': entry(
    t('Response to safety concerns', 'ការឆ្លើយតបចំពោះក្តីបារម្ភអំពីសុវត្ថិភាព'),
    t(
      'Hours from the disclosure to the report (median, 90th percentile), and the share within 48 hours.',
      'ចំនួនម៉ោងពីការបង្ហើបដល់ការរាយការណ៍ (មធ្យម និងភាគរយទី៩០) និងចំណែកក្នុង ៤៨ម៉ោង។',
    ),
  ),
  'I-24': entry(
    t('Change of well-being', 'ការផ្លាស់ប្តូរសុខុមាលភាព'),
    t(
      'Change of the sum of the eleven scores of the child from the first Form 2 to Form 6 (median, 90th percentile), of cases closed with the child well at home; the share without any score under 3 at closure.',
      'ការផ្លាស់ប្តូរពិន្ទុសរុបទាំង ១១ របស់កុមារ ពីទម្រង់ទី២ដំបូងដល់ទម្រង់ទី៦ (មធ្យម និងភាគរយទី៩០) ក្នុងករណីបិទដែលកុមាររស់នៅល្អជាមួយគ្រួសារ និងចំណែកដែលគ្មានពិន្ទុណាក្រោម ៣ នៅពេលបិទ។',
    ),
  ),
  'I-25': entry(
    t('Workforce', 'កម្លាំងបុគ្គលិក'),
    t(
      'Open cases of each caseworker (median, 90th percentile), and the share of caseworkers above the alert of P-31.',
      'ចំនួនករណីបើកក្នុងអ្នកគ្រប់គ្រងករណីម្នាក់ (មធ្យម និងភាគរយទី៩០) និងចំណែកអ្នកគ្រប់គ្រងករណីដែលលើសកម្រិតព្រមាន P-31។',
    ),
  ),
  'I-26': entry(
    t('Contact with the family', 'ទំនាក់ទំនងជាមួយគ្រួសារ'),
    t(
      'Children in institutions with a good contact with the family recorded in the last 90 days, over children in institutions whose way home is open and whose family was found.',
      'កុមារក្នុងគ្រឹះស្ថានដែលមានទំនាក់ទំនងល្អជាមួយគ្រួសារបានកត់ត្រាក្នុង ៩០ថ្ងៃចុងក្រោយ ធៀបនឹងកុមារក្នុងគ្រឹះស្ថានដែលកំពុងរៀបចំត្រឡប់ទៅផ្ទះ ហើយគ្រួសារត្រូវបានរកឃើញ។',
    ),
  ),
  'I-27': entry(
    t('Deaths and serious incidents', 'មរណភាព និងឧប្បត្តិហេតុធ្ងន់ធ្ងរ'),
    t(
      'Deaths, safety concerns and missing children in care or after it in the period; the share whose review is complete.',
      'មរណភាព ក្តីបារម្ភអំពីសុវត្ថិភាព និងកុមារបាត់ ក្នុងពេលថែទាំ ឬក្រោយមក ក្នុងរយៈពេលនេះ និងចំណែកដែលការពិនិត្យបានបញ្ចប់។',
    ),
  ),
  'I-28': entry(
    t('Quality of the records', 'គុណភាពទិន្នន័យ'),
    t(
      'Children’s records with an estimated date of birth or without a village, over all records.',
      'កំណត់ត្រាកុមារដែលថ្ងៃកំណើតប៉ាន់ស្មាន ឬគ្មានលេខកូដភូមិ ធៀបនឹងកំណត់ត្រាទាំងអស់។',
    ),
  ),
} as const;

/** Why an indicator has no numbers yet. */
export const awaits = {
  plans: t(
    'Counted when the care plans of all procedures are recorded here alike.',
    'នឹងរាប់នៅពេលផែនការថែទាំនៃនីតិវិធីទាំងអស់ត្រូវបានកត់ត្រាដូចគ្នាក្នុងប្រព័ន្ធនេះ។',
  ),
};

export const measures = {
  days: t('days', 'ថ្ងៃ'),
  daysLate: t('days overdue', 'ថ្ងៃហួសកំណត់'),
  hours: t('hours', 'ម៉ោង'),
  cases: t('cases', 'ករណី'),
  daysAfter: t('days late', 'ថ្ងៃយឺត'),
  points: t('points', 'ពិន្ទុ'),
  percent: t('percent of the children found', 'ភាគរយនៃកុមាររកឃើញ'),
};

export const partTexts = {
  authorised: t('with authority', 'មានការអនុញ្ញាត'),
  unauthorised: t('without authority', 'គ្មានការអនុញ្ញាត'),
  disability: t('with disability', 'មានពិការភាព'),
  noDisability: t('without disability', 'គ្មានពិការភាព'),
  none: t('not on the ladder', 'មិនទាន់ឡើងជណ្តើរ'),
  worker: t('told to the worker', 'បានជូនដំណឹងបុគ្គលិក'),
  supervisor: t('told to the supervisor', 'បានជូនដំណឹងអ្នកគ្រប់គ្រង'),
  province: t('told to the province', 'បានជូនដំណឹងខេត្ត'),
  ministry: t('told to the ministry', 'បានជូនដំណឹងក្រសួង'),
  inTime: t('reviewed in time', 'បានពិនិត្យទាន់ពេល'),
  late: t('review late', 'ការពិនិត្យយឺត'),
  void: t('authority has ended', 'ការអនុញ្ញាតអស់សុពលភាព'),
  death: t('death', 'មរណភាព'),
  safetyConcern: t('safety concern', 'ក្តីបារម្ភអំពីសុវត្ថិភាព'),
  missing: t('child missing', 'កុមារបាត់'),
  complete: t('complete', 'ពេញលេញ'),
  birthEstimated: t('date of birth estimated', 'ថ្ងៃកំណើតប៉ាន់ស្មាន'),
  villageMissing: t('village missing', 'គ្មានភូមិ'),
  both: t('both missing', 'ខ្វះទាំងពីរ'),
  sixMonths: t('within 6 months', 'ក្នុង ៦ខែ'),
  twelveMonths: t('within 12 months', 'ក្នុង ១២ខែ'),
  week1: t('first week', 'សប្តាហ៍ទី១'),
  month1: t('first month', 'ខែទី១'),
  month3: t('second and third month', 'ខែទី២ និងទី៣'),
  month6: t('fourth to sixth month', 'ខែទី៤ ដល់ទី៦'),
  year1: t('seventh to twelfth month', 'ខែទី៧ ដល់ទី១២'),
  later: t('after a year', 'ក្រោយមួយឆ្នាំ'),
  together: t('together', 'នៅជុំគ្នា'),
  inContact: t('apart, in contact', 'បែកគ្នា មានទំនាក់ទំនង'),
  apart: t('apart, without contact', 'បែកគ្នា គ្មានទំនាក់ទំនង'),
  inspected: t('inspected in the last 12 months', 'មានអធិការកិច្ចក្នុង ១២ខែចុងក្រោយ'),
  unannounced: t('of the inspections: not announced', 'ក្នុងចំណោមអធិការកិច្ច៖ មិនជូនដំណឹងមុន'),
  actions: t('corrective actions', 'វិធានការកែតម្រូវ'),
  warning: t('institutions warned', 'គ្រឹះស្ថានដែលបានព្រមាន'),
  suspension: t('institutions suspended', 'គ្រឹះស្ថានដែលត្រូវបានព្យួរ'),
  closure: t('institutions with closure proposed', 'គ្រឹះស្ថានដែលស្នើបិទ'),
  home: t('own family', 'គ្រួសារបង្កើត'),
  kin: t('relatives', 'សាច់ញាតិ'),
  foster: t('foster family', 'គ្រួសារធម៌'),
  independent: t('supported independent living', 'ការរស់នៅឯករាជ្យដោយមានការគាំទ្រ'),
  byDecision: t('another institution, by a new decision', 'គ្រឹះស្ថានផ្សេង តាមសេចក្តីសម្រេចថ្មី'),
  notKnown: t('still there, or nobody knows where', 'នៅទីនោះនៅឡើយ ឬគ្មាននរណាដឹងកន្លែង'),
};
