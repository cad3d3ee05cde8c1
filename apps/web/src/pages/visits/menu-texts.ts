export const menuTexts = { visits: { en: 'Visits', km: 'ការចុះជួប' } };
