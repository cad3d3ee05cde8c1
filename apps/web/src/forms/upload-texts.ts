export const uploadTexts = {
  tooLarge: {
    en: 'The file is larger than 5 MB. Choose a smaller one.',
    km: 'ឯកសារធំជាង ៥ MB។ សូមជ្រើសរើសឯកសារតូចជាងនេះ។',
  },
  noPicture: {
    en: 'This picture cannot be read here. Choose a JPEG photo.',
    km: 'រូបភាពនេះមិនអាចអាននៅទីនេះបានទេ។ សូមជ្រើសរើសរូបថត JPEG។',
  },
};
