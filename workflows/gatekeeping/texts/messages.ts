/** What alerts, incidents and notices say; never a name, an address or an allegation. */
import type { Amount } from '../../parameters';
import type { Text } from '../../workflow';

export const messages = {
  approved: {
    en: 'The request was approved for a limited time. You can go to a court; and after this notice you can challenge the decision before the ministry within: ',
    km: 'ពាក្យស្នើត្រូវបានអនុម័តដោយមានកាលកំណត់។ អ្នកអាចប្តឹងទៅតុលាការ ហើយក្រោយការជូនដំណឹងនេះ អ្នកអាចជំទាស់ទៅក្រសួងក្នុងរយៈពេល៖ ',
  },
  challenged: {
    en: 'A family challenges an approved admission. The ministry decides; nobody who decided before hears it.',
    km: 'គ្រួសារមួយជំទាស់នឹងការទទួលចូលដែលបានអនុម័ត។ ក្រសួងជាអ្នកសម្រេច ហើយអ្នកដែលបានសម្រេចពីមុនមិនអាចពិនិត្យឡើយ។',
  },
  challengeDismissed: {
    en: 'The ministry has heard the challenge. The approval stands; you can still go to a court.',
    km: 'ក្រសួងបានពិនិត្យការជំទាស់។ សេចក្តីសម្រេចអនុម័តនៅដដែល អ្នកនៅតែអាចប្តឹងទៅតុលាការ។',
  },
  challengeSustained: {
    en: 'The approval of an admission was withdrawn after a challenge. The child stays where it is safest until a new decision.',
    km: 'សេចក្តីសម្រេចអនុម័តត្រូវបានដកវិញក្រោយការជំទាស់។ កុមារស្នាក់នៅកន្លែងដែលមានសុវត្ថិភាពបំផុត រហូតមានសេចក្តីសម្រេចថ្មី។',
  },
  refused: {
    en: 'The request was refused and your family will be supported at home. After this notice you can appeal to the ministry within: ',
    km: 'ពាក្យស្នើត្រូវបានបដិសេធ ហើយគ្រួសាររបស់អ្នកនឹងទទួលបានការគាំទ្រនៅផ្ទះ។ ក្រោយការជូនដំណឹងនេះ អ្នកអាចប្តឹងតវ៉ាទៅក្រសួងក្នុងរយៈពេល៖ ',
  },
  family: {
    en: 'The child will live with relatives or a foster family instead of an institution. The decision can be challenged.',
    km: 'កុមារនឹងរស់នៅជាមួយសាច់ញាតិ ឬគ្រួសារធម៌ ជំនួសគ្រឹះស្ថាន។ សេចក្តីសម្រេចនេះអាចប្តឹងតវ៉ាបាន។',
  },
  interim: {
    en: 'The child stays where it is until the date named; a decision for a family follows.',
    km: 'កុមារស្នាក់នៅកន្លែងបច្ចុប្បន្នរហូតដល់ថ្ងៃកំណត់ បន្ទាប់មកមានសេចក្តីសម្រេចសម្រាប់គ្រួសារ។',
  },
  decided: {
    en: 'A request has been decided. Open the case to read the decision.',
    km: 'ពាក្យស្នើមួយត្រូវបានសម្រេច។ សូមបើកករណីដើម្បីអានសេចក្តីសម្រេច។',
  },
  unusedLapsed: {
    en: 'An admission authority was not used in time and is void.',
    km: 'ការអនុញ្ញាតទទួលចូលមួយមិនបានប្រើទាន់ពេល ហើយអស់សុពលភាព។',
  },
  suspendedByInstitution: {
    en: 'An approved admission is suspended: the institution may not receive the child.',
    km: 'ការទទួលចូលដែលបានអនុម័តត្រូវបានព្យួរ៖ គ្រឹះស្ថានមិនអាចទទួលកុមារបានទេ។',
  },
  requestSuspended: {
    en: 'A request is suspended: the institution asked for may not receive children. The file is kept; a family is to be sought.',
    km: 'ពាក្យស្នើមួយត្រូវបានព្យួរ៖ គ្រឹះស្ថានដែលបានស្នើមិនអាចទទួលកុមារ។ សំណុំរឿងត្រូវបានរក្សាទុក ត្រូវស្វែងរកគ្រួសារ។',
  },
  requestResumed: {
    en: 'The institution may receive children again: the request goes on, and is decided like any other.',
    km: 'គ្រឹះស្ថានអាចទទួលកុមារបានវិញ៖ ពាក្យស្នើបន្ត ហើយត្រូវសម្រេចដូចពាក្យដទៃ។',
  },
  eligibleAgain: {
    en: 'The institution may receive children again. A suspended admission waits for a decision; it does not come back by itself.',
    km: 'គ្រឹះស្ថានអាចទទួលកុមារបានវិញ។ ការទទួលដែលបានព្យួររង់ចាំសេចក្តីសម្រេច វាមិនមានប្រសិទ្ធភាពវិញដោយខ្លួនឯងទេ។',
  },
  admittedThere: {
    en: 'The standing of an institution where a child of this case lives has changed.',
    km: 'ស្ថានភាពនៃគ្រឹះស្ថានដែលកុមារក្នុងករណីនេះរស់នៅបានផ្លាស់ប្តូរ។',
  },
  unauthorisedPresence: {
    en: 'A child is present where no authority allows it.',
    km: 'កុមារមានវត្តមាននៅកន្លែងដែលគ្មានការអនុញ្ញាត។',
  },
  underThree: {
    en: 'A child is younger than three after a correction of the birth date. The authority is void; a family is needed today.',
    km: 'ក្រោយការកែថ្ងៃខែឆ្នាំកំណើត កុមារមានអាយុក្រោមបីឆ្នាំ។ ការអនុញ្ញាតអស់សុពលភាព ត្រូវរកគ្រួសារនៅថ្ងៃនេះ។',
  },
  immediateDanger: {
    en: 'A child is reported to be in immediate danger. See the child now and open the emergency.',
    km: 'មានការរាយការណ៍ថាកុមារម្នាក់ស្ថិតក្នុងគ្រោះថ្នាក់ភ្លាមៗ។ សូមទៅជួបកុមារឥឡូវនេះ ហើយបើកករណីបន្ទាន់។',
  },
  authorityReplaced: {
    en: 'An emergency has ended the authority of another case for a child. Decide in which case the child is looked after.',
    km: 'ករណីបន្ទាន់មួយបានបញ្ចប់ការអនុញ្ញាតរបស់ករណីផ្សេងសម្រាប់កុមារម្នាក់។ សូមសម្រេចថាករណីណាទទួលបន្ទុកកុមារ។',
  },
  emergencyOpened: {
    en: 'A child was taken into care in an emergency.',
    km: 'កុមារម្នាក់ត្រូវបានទទួលក្នុងករណីបន្ទាន់។',
  },
  emergencyLapsed: {
    en: 'The authority of an emergency placement has lapsed. The child stays where it is safest. Decide now.',
    km: 'សិទ្ធិនៃការដាក់បន្ទាន់បានផុតកំណត់។ កុមារស្នាក់នៅកន្លែងដែលមានសុវត្ថិភាពបំផុត។ សូមសម្រេចឥឡូវនេះ។',
  },
  emergencyPattern: {
    en: 'The same referrer has brought several emergency entries to the same facility.',
    km: 'អ្នកបញ្ជូនដដែលបានបញ្ជូនករណីបន្ទាន់ច្រើនដងទៅកន្លែងដដែល។',
  },
  villagePattern: {
    en: 'Several children of one village were admitted to one institution within a year.',
    km: 'កុមារច្រើននាក់ពីភូមិតែមួយត្រូវបានទទួលចូលគ្រឹះស្ថានតែមួយក្នុងរយៈពេលមួយឆ្នាំ។',
  },
  residentialVoid: {
    en: 'The authority for residential care has ended. The child has no valid decision; a new one is needed.',
    km: 'ការអនុញ្ញាតថែទាំក្នុងគ្រឹះស្ថានបានផុតកំណត់។ កុមារគ្មានសេចក្តីសម្រេចមានសុពលភាព ត្រូវមានសេចក្តីសម្រេចថ្មី។',
  },
  safetyConcern: {
    en: 'A safety concern was raised. It does not wait.',
    km: 'មានកង្វល់អំពីសុវត្ថិភាព។ មិនអាចរង់ចាំបានទេ។',
  },
  childMissing: { en: 'A child is missing.', km: 'កុមារម្នាក់បាត់ខ្លួន។' },
  courtOrder: {
    en: 'A court order concerns this case. A person with legal authority must look at it.',
    km: 'ដីកាតុលាការពាក់ព័ន្ធនឹងករណីនេះ។ អ្នកមានសមត្ថកិច្ចតាមច្បាប់ត្រូវពិនិត្យ។',
  },
  childDied: { en: 'A child has died. A review is mandatory.', km: 'កុមារម្នាក់បានស្លាប់។ ត្រូវមានការពិនិត្យជាកាតព្វកិច្ច។' },
} satisfies Record<string, Text>;

const units = {
  hours: { en: 'hours', km: 'ម៉ោង' },
  days: { en: 'days', km: 'ថ្ងៃ' },
  workingDays: { en: 'working days', km: 'ថ្ងៃធ្វើការ' },
  months: { en: 'months', km: 'ខែ' },
};

const within = ({ en, km }: Text, { amount, unit }: Amount): Text => ({
  en: `${en}${amount} ${units[unit].en}.`,
  km: `${km}${amount} ${units[unit].km}។`,
});

/** The notice of a refusal, with the time to appeal. */
export const refusalNotice = (period: Amount): Text => within(messages.refused, period);

/** The notice of an approval, with the time to challenge it. */
export const approvalNotice = (period: Amount): Text => within(messages.approved, period);
