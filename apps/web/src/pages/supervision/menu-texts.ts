/** Names in the menu; apart from the other texts, so that those come with their pages. */
export const menuTexts = {
  team: { en: 'Team', km: 'ក្រុមការងារ' },
  escalations: { en: 'Escalations', km: 'ការជូនដំណឹងថ្នាក់លើ' },
  approvals: { en: 'Approvals', km: 'ការអនុម័ត' },
  watch: { en: 'Watch', km: 'ការឃ្លាំមើល' },
  indicators: { en: 'Indicators', km: 'សូចនាករ' },
};
