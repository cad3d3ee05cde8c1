/** Why a package is not given or not taken back, and what is wrong with a part of a photo. */
import type { BrokenRule } from '../../libs/engine/problem';
import { inspectors } from '../../workflows/inspection/context';
import type { Text } from '../../workflows/workflow';

/** Rules of the download package (domain B.4.2 step 3, B.4.5). */
export const packageRules = {
  notIssued: {
    id: 'inspection.package',
    source: 'B.4.2 step 3; D devices [DP] P-71',
    message: {
      en: 'The package is downloaded after one of the team has issued it.',
      km: 'កញ្ចប់ឯកសារអាចទាញយកបាន ក្រោយពេលសមាជិកក្រុមម្នាក់បានចេញវា។',
    },
    missing: {
      en: 'Issue the package on the page of the inspection first.',
      km: 'សូមចេញកញ្ចប់ឯកសារនៅទំព័រអធិការកិច្ចជាមុនសិន។',
    },
    who: inspectors,
  },
  expired: {
    id: 'inspection.package',
    source: 'B.4.2 step 3; D devices [DP] P-71',
    message: { en: 'The package has expired.', km: 'កញ្ចប់ឯកសារបានផុតសុពលភាព។' },
    missing: {
      en: 'Issue it once more; before the entry, the team can do so at any time.',
      km: 'សូមចេញម្តងទៀត។ មុនពេលចូលទីកន្លែង ក្រុមអាចធ្វើបានគ្រប់ពេល។',
    },
    who: inspectors,
  },
  otherCount: {
    id: 'inspection.package',
    source: 'B.4.2 step 3 [DP]',
    message: {
      en: 'The package lists as many children as it was issued for.',
      km: 'កញ្ចប់ឯកសារមានកុមារក្នុងបញ្ជី ស្មើនឹងចំនួនដែលបានចេញ។',
    },
    missing: {
      en: 'The register expects other children there now. Issue the package once more, with their number.',
      km: 'ឥឡូវបញ្ជីរំពឹងកុមារផ្សេងនៅទីនោះ។ សូមចេញកញ្ចប់ឯកសារម្តងទៀត តាមចំនួននោះ។',
    },
    who: inspectors,
  },
  early: {
    id: 'inspection.secret',
    source: 'B.4.5 [DP]',
    message: {
      en: 'What is needed for an unannounced inspection is given out on its day, not before.',
      km: 'ឯកសារសម្រាប់អធិការកិច្ចដោយមិនជូនដំណឹង ត្រូវផ្តល់នៅថ្ងៃចុះអធិការកិច្ច មិនមែនមុននោះទេ។',
    },
    missing: {
      en: 'Download it on the morning of the visit.',
      km: 'សូមទាញយកនៅព្រឹកថ្ងៃចុះអធិការកិច្ច។',
    },
    who: inspectors,
  },
} satisfies Record<string, BrokenRule>;

export const packageTexts = {
  signature: {
    en: 'This package was not signed here, or was changed since. Download it once more; what was found with it can still be sent.',
    km: 'កញ្ចប់ឯកសារនេះមិនបានចុះហត្ថលេខានៅទីនេះទេ ឬត្រូវបានកែប្រែ។ សូមទាញយកម្តងទៀត អ្វីដែលបានរកឃើញនៅតែអាចផ្ញើបាន។',
  },
} satisfies Record<string, Text>;

export const dangerTexts = {
  fromAnswers: {
    en: 'Taken by the system from the answers that the team sent.',
    km: 'ប្រព័ន្ធបានកត់ត្រាពីចម្លើយដែលក្រុមអធិការបានផ្ញើ។',
  },
  afterInspection: {
    en: 'Findings of an inspection that has ended reached us late, and they tell of a danger to a child. Read them, see the children, and inspect again.',
    km: 'លទ្ធផលនៃអធិការកិច្ចដែលបានបញ្ចប់ បានមកដល់យឺត ហើយប្រាប់អំពីគ្រោះថ្នាក់ដល់កុមារ។ សូមអាន ជួបកុមារ និងធ្វើអធិការកិច្ចម្តងទៀត។',
  },
} satisfies Record<string, Text>;

export const photoTexts = {
  otherPhoto: {
    en: 'Another photo has this id. Send it under an id of its own.',
    km: 'រូបថតផ្សេងមានលេខសម្គាល់នេះរួចហើយ។ សូមផ្ញើដោយប្រើលេខសម្គាល់ផ្ទាល់របស់វា។',
  },
  gap: {
    en: 'A part is missing before this one. Ask how much has arrived, and go on from there.',
    km: 'ខ្វះផ្នែកមួយមុនផ្នែកនេះ។ សូមសួរថាបានទទួលប៉ុន្មាន រួចបន្តពីទីនោះ។',
  },
  beyond: {
    en: 'This is more than the photo was said to have.',
    km: 'ទំហំនេះលើសពីទំហំរូបថតដែលបានប្រកាស។',
  },
  broken: {
    en: 'What arrived is not the photo that was announced. Send it from its beginning.',
    km: 'អ្វីដែលទទួលបានមិនមែនជារូបថតដែលបានប្រកាសទេ។ សូមផ្ញើពីដើមម្តងទៀត។',
  },
  part: {
    en: 'A part has 1 to 262,144 bytes.',
    km: 'ផ្នែកមួយមានទំហំពី ១ ដល់ ២៦២.១៤៤ បៃ។',
  },
} satisfies Record<string, Text>;

/** A rating after the end of an inspection. */
export const ratingRules = {
  open: {
    id: 'inspection.rating',
    source: 'B.4.2 step 10, B.4.5 [DP]',
    message: {
      en: 'This inspection is still under way: it is rated, and rated again, as one of its steps.',
      km: 'អធិការកិច្ចនេះនៅកំពុងដំណើរការ៖ ការចាត់ថ្នាក់ និងការប្តូរចំណាត់ថ្នាក់ជាជំហានរបស់វា។',
    },
    missing: {
      en: 'Change the rating on the page of the inspection.',
      km: 'សូមប្តូរចំណាត់ថ្នាក់នៅទំព័រអធិការកិច្ច។',
    },
    who: ['pdosvyDirector', 'mosvy'],
  },
  never: {
    id: 'inspection.rating',
    source: 'B.4.2 step 10 [DP]',
    message: {
      en: 'This inspection ended without a rating: nothing was seen that could be rated.',
      km: 'អធិការកិច្ចនេះបានបញ្ចប់ដោយគ្មានចំណាត់ថ្នាក់៖ គ្មានអ្វីត្រូវបានពិនិត្យដើម្បីចាត់ថ្នាក់ទេ។',
    },
    missing: { en: 'Open a new inspection.', km: 'សូមបើកអធិការកិច្ចថ្មី។' },
    who: ['districtSupervisor', 'pdosvyOfficer', 'mosvy'],
  },
} satisfies Record<string, BrokenRule>;

export const ratingTexts = {
  ministry: {
    en: 'After its end an inspection is rated again by the ministry alone. Ask the ministry with the reason, or open a new inspection.',
    km: 'ក្រោយបញ្ចប់ មានតែក្រសួងទេដែលអាចប្តូរចំណាត់ថ្នាក់អធិការកិច្ច។ សូមស្នើក្រសួងដោយបញ្ជាក់មូលហេតុ ឬបើកអធិការកិច្ចថ្មី។',
  },
  told: {
    en: 'The ministry has rated a finished inspection again. The reason stands beside the rating.',
    km: 'ក្រសួងបានចាត់ថ្នាក់ឡើងវិញលើអធិការកិច្ចដែលបានបញ្ចប់។ មូលហេតុមាននៅក្បែរចំណាត់ថ្នាក់។',
  },
} satisfies Record<string, Text>;
