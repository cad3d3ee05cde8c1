export const documentTexts = {
  none: { en: 'No letter or form has been written yet.', km: 'មិនទាន់មានលិខិត ឬទម្រង់បែបបទទេ។' },
  letter: { en: 'Letters', km: 'លិខិត' },
  form: { en: 'Government forms', km: 'ទម្រង់បែបបទរដ្ឋ' },
  later: { en: 'Not written yet', km: 'មិនទាន់បានសរសេរ' },
  valid: { en: 'valid', km: 'មានសុពលភាព' },
  revoked: { en: 'no longer valid', km: 'លែងមានសុពលភាព' },
  pdfKm: { en: 'PDF in Khmer', km: 'PDF ភាសាខ្មែរ' },
  pdfEn: { en: 'PDF in English', km: 'PDF ភាសាអង់គ្លេស' },
  pageKm: { en: 'Read in Khmer', km: 'អានជាភាសាខ្មែរ' },
  pageEn: { en: 'Read in English', km: 'អានជាភាសាអង់គ្លេស' },
  newTab: { en: '(opens in a new tab)', km: '(បើកក្នុងផ្ទាំងថ្មី)' },
};
