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
