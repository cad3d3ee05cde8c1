import type { Text } from '../../language';

export const menuTexts = {
  inspections: { en: 'Inspections', km: 'អធិការកិច្ច' },
  plan: { en: 'Plan of the year', km: 'ផែនការប្រចាំឆ្នាំ' },
  inspectors: { en: 'Answers by inspector', km: 'ចម្លើយតាមអធិការ' },
  ratings: { en: 'Published ratings', km: 'ចំណាត់ថ្នាក់ដែលបានផ្សព្វផ្សាយ' },
} satisfies Record<string, Text>;
