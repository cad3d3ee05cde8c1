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
