/** Words where a file is refused: apart from the pages of the administration, since case pages load them. */
export const glassLinkTexts = {
  refused: {
    en: 'Is a child in danger, and nobody with the right to the file can be reached?',
    km: 'តើកុមារមានគ្រោះថ្នាក់ ហើយមិនអាចទាក់ទងអ្នកមានសិទ្ធិលើសំណុំរឿងនេះឬ?',
  },
  open: { en: 'Open the file in an emergency', km: 'បើកសំណុំរឿងក្នុងករណីបន្ទាន់' },
};
