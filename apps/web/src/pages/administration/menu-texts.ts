/** Entries of the menu: small, because they come with the first page. */
export const menuTexts = {
  people: { en: 'People', km: 'បុគ្គល' },
  areas: { en: 'Areas', km: 'តំបន់' },
  messages: { en: 'Messages', km: 'សារ' },
  journal: { en: 'Search the journal', km: 'ស្វែងរកក្នុងកំណត់ហេតុ' },
  glass: { en: 'Emergency access', km: 'ការចូលមើលបន្ទាន់' },
};
