import type { Text } from '../workflows/workflow';

/** What `npm start` says. */
export const startTexts = {
  ready: { en: 'ready after', km: 'រួចរាល់ក្នុងរយៈពេល' },
  data: { en: 'data in', km: 'ទិន្នន័យនៅ' },
  elsewhere: {
    en: 'the database itself lies where its account can go',
    km: 'មូលដ្ឋានទិន្នន័យស្ថិតនៅកន្លែងដែលគណនីរបស់វាអាចចូលបាន',
  },
  manual: {
    en: 'the clock is moved by hand: PUT /testing/clock',
    km: 'នាឡិកាត្រូវបានផ្លាស់ប្តូរដោយដៃ៖ PUT /testing/clock',
  },
  demo: { en: 'demo accounts (invented people)', km: 'គណនីសាកល្បង (មនុស្សប្រឌិត)' },
  stop: { en: 'Ctrl-C stops everything', km: 'ចុច Ctrl-C ដើម្បីបញ្ឈប់ទាំងអស់' },
} satisfies Record<string, Text>;
