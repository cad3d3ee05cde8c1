/** Entries of the menu: small, because they come with the first page. */
export const menuTexts = {
  institutions: { en: 'Institutions', km: 'គ្រឹះស្ថាន' },
  incidents: { en: 'Incidents', km: 'ឧប្បត្តិហេតុ' },
};
