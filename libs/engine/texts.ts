/** What the engine itself says to people, beside its refusals. */
import type { Text } from '../../workflows/workflow';

export const correctionTexts = {
  corrected: {
    en: 'A line of this case was recorded wrongly',
    km: 'កំណត់ត្រាមួយក្នុងករណីនេះត្រូវបានកត់ត្រាខុស',
  },
  received: {
    en: 'A line that was recorded on another case belongs here',
    km: 'កំណត់ត្រាមួយដែលបានកត់ត្រាក្នុងករណីផ្សេង ជារបស់ករណីនេះ',
  },
  alertCorrected: {
    en: 'An event of a case was recorded wrongly and has been corrected by a new line. Open the case to see which.',
    km: 'ព្រឹត្តិការណ៍មួយក្នុងករណីត្រូវបានកត់ត្រាខុស ហើយបានកែតម្រូវដោយកំណត់ត្រាថ្មី។ សូមបើកករណីដើម្បីពិនិត្យ។',
  },
  alertReceived: {
    en: 'An event that belongs to a case was recorded on another one. Record it here, if it has not been recorded.',
    km: 'ព្រឹត្តិការណ៍ដែលជារបស់ករណីមួយ ត្រូវបានកត់ត្រាក្នុងករណីផ្សេង។ សូមកត់ត្រានៅទីនេះ បើមិនទាន់បានកត់ត្រា។',
  },
} satisfies Record<string, Text>;

/** Why a case does not take a new version of its procedure over, and what its journal says where it does. */
export const adoptionTexts = {
  adopted: {
    en: 'The case took over a new version of its procedure',
    km: 'ករណីបានប្តូរទៅប្រើកំណែថ្មីនៃនីតិវិធី',
  },
  overdue: {
    en: 'A deadline of the case has passed and has not taken effect yet. Look again in a moment.',
    km: 'កាលកំណត់មួយនៃករណីបានផុត តែមិនទាន់មានប្រសិទ្ធភាព។ សូមពិនិត្យម្តងទៀតបន្តិចក្រោយ។',
  },
  stateGone: {
    en: 'The new version has no state in which the case could rest.',
    km: 'កំណែថ្មីគ្មានស្ថានភាពដែលករណីនេះអាចស្ថិតនៅបានទេ។',
  },
  contextGone: {
    en: 'The new version needs to know of the case what the old one did not record.',
    km: 'កំណែថ្មីត្រូវការព័ត៌មានអំពីករណី ដែលកំណែចាស់មិនបានកត់ត្រា។',
  },
  visitsGone: {
    en: 'The new version would change visits that are planned or made.',
    km: 'កំណែថ្មីនឹងធ្វើឱ្យប្រែប្រួលការចុះសួរសុខទុក្ខដែលបានគ្រោង ឬបានធ្វើរួច។',
  },
  closed: { en: 'The case was closed meanwhile.', km: 'ករណីត្រូវបានបិទនៅចន្លោះពេលនោះ។' },
  otherVersion: {
    en: 'The case is at another version of the procedure meanwhile.',
    km: 'នៅចន្លោះពេលនោះ ករណីស្ថិតនៅកំណែផ្សេងនៃនីតិវិធី។',
  },
  changed: {
    en: 'The case has changed since the dry run: it would gain or lose something else. Propose it again.',
    km: 'ករណីបានប្រែប្រួលក្រោយការសាកល្បង៖ វានឹងទទួល ឬបាត់បង់អ្វីផ្សេង។ សូមស្នើម្តងទៀត។',
  },
  notNewer: {
    en: 'Only a later version of the same procedure can be taken over.',
    km: 'អាចប្តូរទៅបានតែកំណែក្រោយនៃនីតិវិធីដដែលប៉ុណ្ណោះ។',
  },
  previewAgain: {
    en: 'The cases have changed since this dry run. Run it again and look at what is new.',
    km: 'ករណីទាំងឡាយបានប្រែប្រួលក្រោយការសាកល្បងនេះ។ សូមសាកល្បងឡើងវិញ ហើយពិនិត្យអ្វីដែលថ្មី។',
  },
  none: {
    en: 'No open case can take the new version over.',
    km: 'គ្មានករណីបើកណាមួយអាចប្តូរទៅកំណែថ្មីបានទេ។',
  },
  decided: { en: 'The proposal is decided already.', km: 'សំណើនេះត្រូវបានសម្រេចរួចហើយ។' },
  notApproved: { en: 'The proposal is not approved.', km: 'សំណើនេះមិនទាន់បានអនុម័តទេ។' },
  second: {
    en: 'Who proposes that cases take a new version over does not approve it.',
    km: 'អ្នកស្នើឱ្យករណីប្តូរទៅកំណែថ្មី មិនអាចអនុម័តដោយខ្លួនឯងទេ។',
  },
  ministry: {
    en: 'Only the ministry lets cases take a new version over.',
    km: 'មានតែក្រសួងទេដែលអាចឱ្យករណីប្តូរទៅកំណែថ្មី។',
  },
  own: {
    en: 'Only who proposed it withdraws it. You can refuse it.',
    km: 'មានតែអ្នកស្នើទេដែលអាចដកសំណើវិញ។ អ្នកអាចបដិសេធវាបាន។',
  },
} satisfies Record<string, Text>;
