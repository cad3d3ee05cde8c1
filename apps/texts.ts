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
  worker: { en: 'worker ready after', km: 'ដំណើរការផ្ទៃខាងក្រោយរួចរាល់ក្នុងរយៈពេល' },
  stop: { en: 'Ctrl-C stops everything', km: 'ចុច Ctrl-C ដើម្បីបញ្ឈប់ទាំងអស់' },
} satisfies Record<string, Text>;

/** Why a part of the product does not start by itself. */
export const partTexts = {
  server: {
    en: 'DATABASE_URL is missing. The API and the worker as processes of their own need a PostgreSQL server; the embedded database belongs to npm start, which runs both in one process tree.',
    km: 'ខ្វះ DATABASE_URL។ API និងដំណើរការផ្ទៃខាងក្រោយដែលដំណើរការដាច់ដោយឡែកពីគ្នា ត្រូវការម៉ាស៊ីនមេ PostgreSQL។ មូលដ្ឋានទិន្នន័យដែលភ្ជាប់មកជាមួយជារបស់ npm start ដែលដំណើរការទាំងពីររួមគ្នា។',
  },
  manual: {
    en: 'With HOMEWARD_CLOCK=manual there is no worker: PUT /testing/clock of the API fires what is due.',
    km: 'ពេលប្រើ HOMEWARD_CLOCK=manual មិនមានដំណើរការផ្ទៃខាងក្រោយទេ៖ PUT /testing/clock របស់ API ធ្វើអ្វីៗដែលដល់កំណត់។',
  },
} satisfies Record<string, Text>;
