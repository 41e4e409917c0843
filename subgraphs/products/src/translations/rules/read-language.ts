import { defaultLanguage, languages, type Language } from '@cartwright/languages';

/** A language that texts are translated into; undefined for one that the shop does not have, and for the one that texts are written in. */
export function readLanguage(given: string): Language | undefined {
  return languages.find((language) => language === given && language !== defaultLanguage);
}
