/** The columns of the table of earlier placements, and what can be wrong with a cell. */
import type { Text } from '../../workflows/workflow';

const column = (en: string, km: string, about: Text) => ({ title: { en, km } satisfies Text, about });
const t = (en: string, km: string): Text => ({ en, km });

export const placementColumns = {
  child: column(
    'Child id',
    'លេខសម្គាល់កុមារ',
    t(
      'Id in the register, where the child is registered already; the next seven columns then stay empty',
      'លេខសម្គាល់ក្នុងបញ្ជី បើកុមារបានចុះបញ្ជីរួចហើយ រួចទុកជួរឈរប្រាំពីរបន្ទាប់ឱ្យទទេ',
    ),
  ),
  nameKm: column('Name in Khmer', 'ឈ្មោះជាអក្សរខ្មែរ', t('In Khmer, Latin, or both', 'ជាអក្សរខ្មែរ ឡាតាំង ឬទាំងពីរ')),
  nameLatin: column('Name in Latin', 'ឈ្មោះជាអក្សរឡាតាំង', t('In Khmer, Latin, or both', 'ជាអក្សរខ្មែរ ឡាតាំង ឬទាំងពីរ')),
  born: column('Born', 'ថ្ងៃកំណើត', t('Day, month (2006-09) or year (2006)', 'ថ្ងៃ ខែ (2006-09) ឬឆ្នាំ (2006)')),
  sex: column('Sex', 'ភេទ', t('female, male or unknown', 'female (ស្រី) male (ប្រុស) ឬ unknown (មិនដឹង)')),
  disability: column('Disability', 'ពិការភាព', t('yes or no', 'មាន ឬគ្មាន')),
  village: column('Village of origin', 'ភូមិកំណើត', t('Code of the village, if known', 'លេខកូដភូមិ បើដឹង')),
  another: column(
    'Another child',
    'កុមារផ្សេង',
    t(
      'yes, where the register knows a child who is alike and this is another one',
      'មាន បើបញ្ជីមានកុមារស្រដៀងគ្នា ហើយនេះជាកុមារផ្សេង',
    ),
  ),
  home: column(
    'Home',
    'ទីលំនៅ',
    t('Code of the commune or village where the child lives now', 'លេខកូដឃុំ/សង្កាត់ ឬភូមិដែលកុមាររស់នៅឥឡូវ'),
  ),
  homeKind: column(
    'Kind of family',
    'ប្រភេទគ្រួសារ',
    t('parents, kin or foster', 'parents (ឪពុកម្តាយ) kin (សាច់ញាតិ) ឬ foster (គ្រួសារធម៌)'),
  ),
  placedOn: column(
    'Placed on',
    'ថ្ងៃដាក់ជាមួយគ្រួសារ',
    t('The true date; visits are counted from it', 'កាលបរិច្ឆេទពិត ការចុះតាមដានគិតចាប់ពីថ្ងៃនេះ'),
  ),
  risk: column('Risk', 'កម្រិតហានិភ័យ', t('high, medium or low', 'high (ខ្ពស់) medium (មធ្យម) ឬ low (ទាប)')),
  carerName: column('Carer', 'អ្នកថែទាំ', t('Who looks after the child', 'អ្នកដែលមើលថែកុមារ')),
  carerRelation: column('Relation', 'ត្រូវជា', t('Mother, aunt, foster father', 'ម្តាយ មីង ឪពុកធម៌')),
  carerPhone: column('Phone of the carer', 'លេខទូរស័ព្ទអ្នកថែទាំ', t('If there is one', 'បើមាន')),
  lastSeenOn: column(
    'Last seen on',
    'ជួបចុងក្រោយនៅថ្ងៃ',
    t('When somebody last saw the child in person', 'ថ្ងៃដែលមានគេជួបកុមារដោយផ្ទាល់ចុងក្រោយ'),
  ),
  stepsMade: column(
    'Visits made',
    'ការចុះតាមដានដែលបានធ្វើ',
    t('Steps of the schedule, such as D+3, D+7, M2', 'ជំហានក្នុងកាលវិភាគ ដូចជា D+3, D+7, M2'),
  ),
  worker: column(
    'Caseworker',
    'អ្នកគ្រប់គ្រងករណី',
    t('Login of who visits from now on', 'ឈ្មោះគណនីរបស់អ្នកដែលចុះតាមដានចាប់ពីពេលនេះ'),
  ),
  note: column('Note', 'កំណត់សម្គាល់', t('Optional', 'មិនចាំបាច់')),
};
export type PlacementColumn = keyof typeof placementColumns;

export const placementFaults = {
  missing: t('This cell is empty.', 'ក្រឡានេះទទេ។'),
  nameMissing: t('Give a name in Khmer or in Latin letters.', 'សូមបញ្ចូលឈ្មោះជាអក្សរខ្មែរ ឬឡាតាំង។'),
  choice: t('This is none of the words expected here.', 'ពាក្យនេះមិនមែនជាពាក្យដែលត្រូវប្រើនៅទីនេះទេ។'),
  format: t('This is not written as expected.', 'ការសរសេរនេះមិនត្រឹមត្រូវ។'),
  date: t('This is no date. Write 2017-03-05 or 5/3/2017.', 'នេះមិនមែនជាកាលបរិច្ឆេទទេ។ សូមសរសេរ 2017-03-05 ឬ 5/3/2017។'),
  future: t('This date lies ahead.', 'កាលបរិច្ឆេទនេះមិនទាន់មកដល់ទេ។'),
  beforePlacement: t('This is before the placement.', 'នេះមុនថ្ងៃដាក់ជាមួយគ្រួសារ។'),
  beforeBirth: t('This is before the birth of the child.', 'នេះមុនថ្ងៃកំណើតរបស់កុមារ។'),
  twice: t('This child is in the table twice.', 'កុមារនេះមានពីរដងក្នុងតារាង។'),
  unknownArea: t('There is no such commune or village.', 'គ្មានឃុំ/សង្កាត់ ឬភូមិនេះទេ។'),
  outside: t('This lies outside your area.', 'ទីនេះស្ថិតនៅក្រៅដែនសមត្ថកិច្ចរបស់អ្នក។'),
  unknownChild: t('There is no such child in the register.', 'គ្មានកុមារនេះក្នុងបញ្ជីទេ។'),
  notAlive: t('The register says that this child has died.', 'បញ្ជីបង្ហាញថាកុមារនេះបានស្លាប់។'),
  alike: t(
    'The register knows a child who is alike. Give the id in the column child, or say yes in the column another.',
    'បញ្ជីមានកុមារស្រដៀងគ្នា។ សូមបញ្ចូលលេខសម្គាល់ក្នុងជួរឈរ child ឬសរសេរ yes ក្នុងជួរឈរ another។',
  ),
  openCase: t('The way home of this child is followed already.', 'ការធ្វើសមាហរណកម្មរបស់កុមារនេះត្រូវបានតាមដានរួចហើយ។'),
  adult: t('This person was 18 or older on the day of the placement.', 'បុគ្គលនេះមានអាយុ ១៨ ឆ្នាំឡើងទៅនៅថ្ងៃដាក់។'),
  worker: t(
    'There is no caseworker with this login for the district of the home.',
    'គ្មានអ្នកគ្រប់គ្រងករណីដែលមានគណនីនេះសម្រាប់ស្រុកនៃទីលំនៅនេះទេ។',
  ),
  step: t('This step is not in the schedule, or not yet due.', 'ជំហាននេះមិនមានក្នុងកាលវិភាគ ឬមិនទាន់ដល់ថ្ងៃកំណត់ទេ។'),
  refused: t('The case could not be opened. Open it by hand.', 'មិនអាចបើកករណីនេះបានទេ។ សូមបើកដោយដៃ។'),
} satisfies Record<string, Text>;
