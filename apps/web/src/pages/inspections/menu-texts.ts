import type { Text } from '../../language';

export const menuTexts: Record<string, Text> & { inspections: Text } = {
  inspections: { en: 'Inspections', km: 'អធិការកិច្ច' },
};
