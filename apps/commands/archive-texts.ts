import type { Text } from '../../workflows/workflow';
import type { ArchiveRefusal } from '../../libs/engine';

/** Why a year is not moved. `{…}` is filled in. */
export const archiveTexts: Record<ArchiveRefusal['reason'] | 'usage' | 'owner', Text> = {
  usage: {
    en: 'Name the year: npm run archive -- --year 2027, npm run archive -- --year 2027 --back',
    km: 'សូមបញ្ជាក់ឆ្នាំ៖ npm run archive -- --year 2027, npm run archive -- --year 2027 --back',
  },
  owner: {
    en: 'On a server, MIGRATION_DATABASE_URL must name the owner: the application may not move what is recorded.',
    km: 'លើម៉ាស៊ីនមេ MIGRATION_DATABASE_URL ត្រូវបញ្ជាក់ម្ចាស់មូលដ្ឋានទិន្នន័យ៖ កម្មវិធីមិនអាចផ្លាស់ទីអ្វីដែលបានកត់ត្រាទេ។',
  },
  kept: {
    en: '{year} stays: {count} of its cases are open, or were closed too short a time ago (P-98). Nothing was moved.',
    km: 'ឆ្នាំ {year} នៅដដែល៖ ករណី {count} នៅបើក ឬទើបបិទមិនទាន់យូរ (P-98)។ គ្មានអ្វីត្រូវបានផ្លាស់ទីទេ។',
  },
  broken: {
    en: '{year} stays: the journal does not hold at stream {stream}, line {seq} ({why}). Nothing was moved.',
    km: 'ឆ្នាំ {year} នៅដដែល៖ កំណត់ហេតុមិនត្រឹមត្រូវនៅ {stream} កំណត់ត្រាលេខ {seq} ({why})។ គ្មានអ្វីត្រូវបានផ្លាស់ទីទេ។',
  },
  archived: { en: '{year} is in the archive already.', km: 'ឆ្នាំ {year} ស្ថិតនៅក្នុងបណ្ណសាររួចហើយ។' },
  unknown: { en: 'No partition holds the cases of {year}.', km: 'គ្មានផ្នែកណាមួយផ្ទុកករណីនៃឆ្នាំ {year} ទេ។' },
  notOver: { en: '{year} is not over.', km: 'ឆ្នាំ {year} មិនទាន់ចប់ទេ។' },
  atHand: { en: '{year} is not in the archive.', km: 'ឆ្នាំ {year} មិនស្ថិតនៅក្នុងបណ្ណសារទេ។' },
  changed: {
    en: '{year} was changed in the archive: its rows are not those that were moved there. Nothing was brought back. Take it from a backup.',
    km: 'ឆ្នាំ {year} ត្រូវបានកែប្រែនៅក្នុងបណ្ណសារ៖ ទិន្នន័យមិនដូចពេលផ្លាស់ទីទេ។ គ្មានអ្វីត្រូវបានយកត្រឡប់មកវិញទេ។ សូមយកពីឯកសារបម្រុង។',
  },
};

/** Words with what is to be filled in, in both languages. */
export function archiveText(reason: keyof typeof archiveTexts, given: Record<string, string | number> = {}): Text {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(given[name] ?? whole));
  const { en, km } = archiveTexts[reason];
  return { en: fill(en), km: fill(km) };
}
