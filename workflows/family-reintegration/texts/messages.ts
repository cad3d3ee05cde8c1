/** What alerts, incidents and notices say; never a name, an address or an allegation. */
import type { Text } from '../../workflow';

export const messages = {
  identified: {
    en: 'The way home of a child begins. A caseworker assesses the child first.',
    km: 'ផ្លូវត្រឡប់ទៅផ្ទះរបស់កុមារម្នាក់ត្រូវបានចាប់ផ្តើម។ អ្នកគ្រប់គ្រងករណីវាយតម្លៃកុមារជាមុនសិន។',
  },
  placed: {
    en: 'A child has gone home. The follow-up visits are planned.',
    km: 'កុមារម្នាក់បានត្រឡប់ទៅផ្ទះ។ ការចុះតាមដានត្រូវបានគ្រោងទុក។',
  },
  bringHome: {
    en: 'A review of the care of a child has decided that it goes to a family. Bring it about and keep the date.',
    km: 'ការពិនិត្យឡើងវិញនៃការថែទាំកុមារម្នាក់បានសម្រេចឱ្យទៅនៅជាមួយគ្រួសារ។ សូមអនុវត្តឱ្យទាន់កាលកំណត់។',
  },
  riskHigh: {
    en: 'The risk of a case has become high. More visits are due.',
    km: 'ហានិភ័យនៃករណីមួយបានក្លាយជាខ្ពស់។ ត្រូវចុះតាមដានបន្ថែម។',
  },
  notSeen: {
    en: 'Two visits in a row have passed and the child was not seen. An unannounced welfare check is due.',
    km: 'ការចុះតាមដានពីរលើកជាប់គ្នាបានកន្លងផុតដោយមិនបានជួបកុមារ។ ត្រូវចុះពិនិត្យសុខុមាលភាពដោយមិនជូនដំណឹងមុន។',
  },
  phoneOnly: {
    en: 'A child has only been reached by phone. Go and see the child.',
    km: 'កុមារម្នាក់ត្រូវបានទាក់ទងតែតាមទូរស័ព្ទ។ សូមចុះជួបកុមារផ្ទាល់។',
  },
  lateEntry: {
    en: 'A visit was entered late. It is kept and marked, and closes no earlier gap.',
    km: 'ការចុះតាមដានមួយត្រូវបានបញ្ចូលយឺត។ ប្រព័ន្ធរក្សាទុក និងសម្គាល់ ប៉ុន្តែមិនបំពេញចន្លោះមុនៗឡើយ។',
  },
  contradiction: {
    en: 'A visit contradicts what is recorded about where the child was. It does not count until somebody has looked at it.',
    km: 'ការចុះតាមដានមួយផ្ទុយនឹងកំណត់ត្រាអំពីកន្លែងដែលកុមារស្ថិតនៅ។ វាមិនរាប់ រហូតដល់មានអ្នកពិនិត្យ។',
  },
  safetyConcern: {
    en: 'A safety concern was raised. It does not wait.',
    km: 'មានក្តីបារម្ភអំពីសុវត្ថិភាព។ មិនអាចរង់ចាំបានទេ។',
  },
  reportOverdue: {
    en: 'A safety concern was not reported to the authority within the time set. The limit of the law is near or passed.',
    km: 'ក្តីបារម្ភអំពីសុវត្ថិភាពមួយមិនត្រូវបានរាយការណ៍ទៅសមត្ថកិច្ចក្នុងរយៈពេលកំណត់។ កំណត់តាមច្បាប់ជិតដល់ ឬហួសហើយ។',
  },
  closureJoined: {
    en: 'The institution of a child closes. The way home goes first.',
    km: 'គ្រឹះស្ថានរបស់កុមារម្នាក់ត្រូវបិទ។ ផ្លូវត្រឡប់ទៅផ្ទះត្រូវធ្វើមុន។',
  },
  childMissing: { en: 'A child is missing.', km: 'កុមារម្នាក់បាត់ខ្លួន។' },
  childFound: { en: 'A missing child was found.', km: 'កុមារដែលបាត់ខ្លួនត្រូវបានរកឃើញ។' },
  protectionEnds: {
    en: 'The protection of a child away from home has run out. Decide where the child lives from today.',
    km: 'ការការពារកុមារម្នាក់នៅក្រៅផ្ទះបានផុតកំណត់។ សូមសម្រេចកន្លែងដែលកុមាររស់នៅចាប់ពីថ្ងៃនេះ។',
  },
  location: {
    en: 'Where a child is was recorded anew. Open the case to see it.',
    km: 'កន្លែងដែលកុមារស្ថិតនៅត្រូវបានកត់ត្រាថ្មី។ សូមបើកករណីដើម្បីមើល។',
  },
  brokenDown: {
    en: 'A placement with a family has broken down. The search for the next family begins; there is no way back to an institution without a new decision.',
    km: 'ការដាក់ជាមួយគ្រួសារបានដាច់ខាត។ ត្រូវស្វែងរកគ្រួសារថ្មី ហើយមិនអាចត្រឡប់ទៅគ្រឹះស្ថានវិញដោយគ្មានសេចក្តីសម្រេចថ្មីឡើយ។',
  },
  courtOrder: {
    en: 'A court order concerns this case. A person with legal authority must look at it.',
    km: 'ដីកាតុលាការពាក់ព័ន្ធនឹងករណីនេះ។ អ្នកមានសមត្ថកិច្ចតាមច្បាប់ត្រូវពិនិត្យ។',
  },
  conflictingOrders: {
    en: 'Two court orders contradict each other. Placement and closure are blocked until the court has spoken.',
    km: 'ដីកាតុលាការពីរផ្ទុយគ្នា។ ការដាក់ និងការបិទករណីត្រូវបានទប់ស្កាត់ រហូតដល់តុលាការសម្រេច។',
  },
  childDied: { en: 'A child has died. A review is mandatory.', km: 'កុមារម្នាក់បានស្លាប់។ ត្រូវមានការពិនិត្យជាកាតព្វកិច្ច។' },
  transferOffered: {
    en: 'A case is offered to your district. Until it is accepted the sender stays responsible.',
    km: 'ករណីមួយត្រូវបានស្នើផ្ទេរមកស្រុករបស់អ្នក។ អ្នកផ្ញើនៅតែទទួលខុសត្រូវ រហូតដល់មានអ្នកទទួលយក។',
  },
  transferUnanswered: {
    en: 'A case was offered to another district and nobody has accepted it.',
    km: 'ករណីមួយត្រូវបានស្នើផ្ទេរទៅស្រុកផ្សេង ប៉ុន្តែគ្មានអ្នកទទួលយក។',
  },
  transferAccepted: {
    en: 'A case was accepted by another district. The responsibility has changed hands.',
    km: 'ករណីមួយត្រូវបានទទួលយកដោយស្រុកផ្សេង។ ការទទួលខុសត្រូវត្រូវបានផ្ទេរ។',
  },
  transferDeclined: {
    en: 'The other district has declined a case. The sender stays responsible.',
    km: 'ស្រុកផ្សេងបានបដិសេធមិនទទួលករណី។ អ្នកផ្ញើនៅតែទទួលខុសត្រូវ។',
  },
  seventeen: {
    en: 'A child of this case turns eighteen within a year. Aftercare must be offered before that day.',
    km: 'កុមារក្នុងករណីនេះនឹងគ្រប់អាយុដប់ប្រាំបីឆ្នាំក្នុងរយៈពេលមួយឆ្នាំ។ ត្រូវផ្តល់ការគាំទ្រក្រោយការថែទាំមុនថ្ងៃនោះ។',
  },
  eighteen: {
    en: 'A young person of this case is eighteen. From today nothing is decided without the person’s own consent.',
    km: 'យុវជនក្នុងករណីនេះគ្រប់អាយុដប់ប្រាំបីឆ្នាំ។ ចាប់ពីថ្ងៃនេះ អ្វីៗត្រូវមានការយល់ព្រមពីសាមីខ្លួន។',
  },
  noteGap: {
    en: 'Nothing was written in a case for the time of P-20. Look after the child, and write what you find.',
    km: 'គ្មានកំណត់ត្រាក្នុងករណីមួយពេញរយៈពេល P-20។ សូមពិនិត្យមើលកុមារ ហើយកត់ត្រាអ្វីដែលបានឃើញ។',
  },
  caseload: {
    en: 'A worker who takes a case carries as many as P-31 warns of.',
    km: 'បុគ្គលិកដែលទទួលករណីមួយ មានករណីដល់ចំនួនព្រមាននៃ P-31។',
  },
  shortened: {
    en: 'The provincial director has shortened the time of monitoring of a case.',
    km: 'ប្រធានមន្ទីរខេត្តបានកាត់បន្ថយរយៈពេលតាមដាននៃករណីមួយ។',
  },
  visitor: {
    en: 'A worker of another district makes the visits of a case from now on.',
    km: 'ចាប់ពីពេលនេះ បុគ្គលិកនៃស្រុកផ្សេងជាអ្នកចុះតាមដានករណីមួយ។',
  },
  allGoodTwice: {
    en: 'Two visits in a row found everything good. Another person must check one of them.',
    km: 'ការចុះតាមដានពីរលើកជាប់គ្នារកឃើញថាល្អទាំងអស់។ ត្រូវមានអ្នកផ្សេងផ្ទៀងផ្ទាត់មួយ។',
  },
} satisfies Record<string, Text>;
