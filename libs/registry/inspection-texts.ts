/** What the owner of a missed inspection reads. */
export function missedText(of: { name_en: string; name_km: string; code: string; from: string; until: string }): {
  en: string;
  km: string;
} {
  return {
    en: `The inspection of ${of.name_en} (${of.code}) planned for ${of.from} to ${of.until} has not been opened. Open it now, or plan other days with the reason.`,
    km: `អធិការកិច្ចនៅ ${of.name_km} (${of.code}) ដែលបានគ្រោងពី ${of.from} ដល់ ${of.until} មិនទាន់បានបើកទេ។ សូមបើកឥឡូវ ឬគ្រោងថ្ងៃផ្សេងដោយបញ្ជាក់មូលហេតុ។`,
  };
}

/** What the owner of a plan reads that is not there by its last day. */
export const lackingText = (year: number, day: string): { en: string; km: string } => ({
  en: `There is no approved plan of inspections for ${year}: it was to be approved by ${day} (P-89). Propose it, and let the director of the province approve it.`,
  km: `មិនទាន់មានផែនការអធិការកិច្ចឆ្នាំ ${year} ដែលបានអនុម័តទេ៖ ត្រូវអនុម័តត្រឹម ${day} (P-89)។ សូមស្នើផែនការ ហើយឱ្យប្រធានមន្ទីរខេត្តអនុម័ត។`,
});
