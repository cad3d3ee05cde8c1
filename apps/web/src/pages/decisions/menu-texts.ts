/** Names in the menu; apart from the other texts, so that those come with their pages. */
export const menuTexts = {
  agenda: { en: 'Agenda', km: 'របៀបវារៈ' },
  register: { en: 'Decisions', km: 'សេចក្តីសម្រេច' },
};
