export const dueTexts = {
  why: { en: 'Why this date', km: 'ហេតុអ្វីកាលបរិច្ឆេទនេះ' },
  provisional: {
    en: '(provisional: the calendar of that year is not published)',
    km: '(បណ្តោះអាសន្ន៖ ប្រតិទិនឆ្នាំនោះមិនទាន់ចេញផ្សាយ)',
  },
};
