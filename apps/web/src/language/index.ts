export { LanguageOfPage, languageKept, useLanguage, type Language, type Speech, type Text } from './language';
export { chooseDigits, type Digits } from './digits';
export * from './khmer';
