export { compareText } from './compare-text.ts';
export { formatDate, formatMoment, formatMoney, formatPercent } from './format.ts';
export { defaultLanguage, fallbacksOf, languageFor, languages, type Language } from './languages.ts';
export { hasMessage, translateMessage } from './messages/translate-message.ts';
export { negotiateLanguage } from './negotiate-language.ts';
export { requestedLanguage } from './requested-language.ts';
