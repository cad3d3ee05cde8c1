export const menuTexts = { closures: { en: 'Closures', km: 'ការបិទគ្រឹះស្ថាន' } };
