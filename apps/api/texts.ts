/** Words of the API that are not a problem's title: what is wrong with a field. */
import type { Text } from '../../workflows/workflow';

/** What each field code means, to the person who fills the form. */
export const fieldTexts: Record<string, Text> = {
  required: { en: 'This answer is missing.', km: 'ចម្លើយនេះបាត់។' },
  invalid_type: { en: 'This is not the kind of answer expected here.', km: 'ប្រភេទចម្លើយនេះមិនត្រឹមត្រូវ។' },
  unknown_field: { en: 'This field does not exist in the form.', km: 'ចន្លោះនេះគ្មានក្នុងទម្រង់ទេ។' },
  invalid_format: { en: 'This is not written as expected.', km: 'ទម្រង់នៃការសរសេរមិនត្រឹមត្រូវ។' },
  invalid_date: { en: 'There is no such date.', km: 'គ្មានកាលបរិច្ឆេទនេះទេ។' },
  too_small: { en: 'This is too short or too small.', km: 'ខ្លីពេក ឬតូចពេក។' },
  too_big: { en: 'This is too long or too large.', km: 'វែងពេក ឬធំពេក។' },
  invalid_value: { en: 'Choose one of the answers offered.', km: 'សូមជ្រើសរើសចម្លើយមួយក្នុងចំណោមដែលមាន។' },
  invalid_union: { en: 'This fits none of the answers offered.', km: 'ចម្លើយនេះមិនត្រូវនឹងជម្រើសណាមួយទេ។' },
  custom: { en: 'This cannot be so.', km: 'ចម្លើយនេះមិនអាចទៅរួចទេ។' },
  control_character: { en: 'This contains a character that is no text.', km: 'មានតួអក្សរដែលមិនមែនជាអត្ថបទ។' },
  named_twice: {
    en: 'This child is named already. Name each child once.',
    km: 'កុមារនេះត្រូវបានដាក់ឈ្មោះរួចហើយ។ សូមដាក់ឈ្មោះកុមារម្នាក់ៗតែម្តង។',
  },
  person_named_twice: {
    en: 'This person is named already. Name each person once.',
    km: 'បុគ្គលនេះត្រូវបានដាក់ឈ្មោះរួចហើយ។ សូមដាក់ឈ្មោះម្នាក់ៗតែម្តង។',
  },
  reason_required: { en: 'Say why.', km: 'សូមបញ្ជាក់មូលហេតុ។' },
  area_too_wide: {
    en: 'Nobody would take this up. Name the district, commune or village.',
    km: 'គ្មាននរណាទទួលបន្តទេ។ សូមបញ្ជាក់ស្រុក ឃុំ ឬភូមិ។',
  },
  cursor: { en: 'This cursor was not given by the list.', km: 'ទីតាំងបន្តក្នុងបញ្ជីនេះមិនត្រឹមត្រូវ។' },
};

/** What a village chief's report says to who reads it in a case. */
export const villageReportTexts = {
  seen: { en: 'The child was seen at home.', km: 'បានឃើញកុមារនៅផ្ទះ។' },
  gone: { en: 'The child is no longer at home.', km: 'កុមារលែងនៅផ្ទះហើយ។' },
  moved: { en: 'The child lives elsewhere now.', km: 'កុមាររស់នៅកន្លែងផ្សេងហើយ។' },
  away: { en: 'In the country.', km: 'ក្នុងប្រទេស។' },
  abroad: { en: 'Abroad.', km: 'នៅក្រៅប្រទេស។' },
  unknown: { en: 'Nobody knows where.', km: 'មិនដឹងទីកន្លែង។' },
  find: {
    en: 'Find out which child this is: it is not told by one open case of a return.',
    km: 'សូមរកឱ្យដឹងថាជាកុមារណា៖ មិនអាចកំណត់បានពីករណីសមាហរណកម្មតែមួយដែលបើកទេ។',
  },
} satisfies Record<string, Text>;

/** Refusals of the web layer that no lib knows. */
export const webProblems = {
  method_not_allowed: {
    status: 405,
    title: { en: 'This address does not take this method.', km: 'អាសយដ្ឋាននេះមិនទទួលវិធីនេះទេ។' },
  },
  address_invalid: {
    status: 400,
    title: {
      en: 'The address has a % that stands for no character.',
      km: 'អាសយដ្ឋាននេះមានសញ្ញា % ដែលមិនតំណាងឱ្យតួអក្សរណាមួយទេ។',
    },
  },
  too_deep: {
    status: 413,
    title: { en: 'The request is nested too deeply or has too many parts.', km: 'សំណើមានស្រទាប់ ឬផ្នែកច្រើនពេក។' },
  },
  not_ready: {
    status: 503,
    title: { en: 'The system is starting. Send the same request again.', km: 'ប្រព័ន្ធកំពុងចាប់ផ្តើម។ សូមបញ្ជូនសំណើដដែលម្តងទៀត។' },
  },
} as const satisfies Record<string, { status: number; title: Text }>;

/** Why an incident is not handled again, by the constraint that says so. */
export const settled: Record<string, Text> = {
  incident_acknowledged: {
    en: 'The incident has been acknowledged already.',
    km: 'ឧប្បត្តិហេតុនេះត្រូវបានទទួលស្គាល់រួចហើយ។',
  },
  incident_resolved: {
    en: 'The incident has been resolved already.',
    km: 'ឧប្បត្តិហេតុនេះត្រូវបានដោះស្រាយរួចហើយ។',
  },
  message_given_up: {
    en: 'The message is still being tried by itself.',
    km: 'ប្រព័ន្ធកំពុងព្យាយាមផ្ញើសារនេះដោយខ្លួនឯងនៅឡើយ។',
  },
};
