/** Entries of the menu: small, because they come with the first page. */
export const menuTexts = {
  national: { en: 'Country', km: 'ថ្នាក់ជាតិ' },
  settings: { en: 'Settings', km: 'ការកំណត់' },
};
