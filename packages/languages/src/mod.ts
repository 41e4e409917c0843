export { compareText } from './compare-text.ts';
export { formatDate, formatMoment, formatMoney } from './format.ts';
export { languageFor, languages, type Language } from './languages.ts';
export { negotiateLanguage } from './negotiate-language.ts';
