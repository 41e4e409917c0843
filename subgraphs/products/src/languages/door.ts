export {
  descriptionHtmlIn,
  descriptionIn,
  markedDescription,
  nameIn,
  optionIn,
  storedOptions,
  textKey,
  translatedFields,
  translationOf,
  valueIn,
  type TranslatedField,
  type Translations,
} from './rules/translations.ts';
