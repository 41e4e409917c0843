import { lookup } from 'bcp-47-match';

/** The languages that the store's texts exist in, as BCP 47 tags; the first is for whoever reads none of them. */
export const languages = ['en', 'de'] as const;

/** A language that the store writes. */
export type Language = (typeof languages)[number];

/**
 * The language to write in for a reader's preferences, BCP 47 tags, the dearest first: `['de-AT', 'en']` gives `de`.
 * Source: RFC 4647, 3.4 (lookup).
 */
export function languageFor(preferences: readonly string[]): Language {
  return findLanguage(languages, preferences) ?? languages[0];
}

/** Which of some languages is found first for a list of ranges; undefined when none is. */
export function findLanguage(offered: readonly Language[], ranges: readonly string[]): Language | undefined {
  const found = offered.length === 0 || ranges.length === 0 ? undefined : lookup([...offered], [...ranges]);
  return offered.find((language) => language === found);
}

/** The language that the shop's own texts are written in, and that what is not translated is shown in. */
export const defaultLanguage: Language = languages[0];

/** In which languages a text is looked for, itself first and then what it is a kind of: `de-AT`, `de`. Source: RFC 4647, 3.4. */
export function fallbacksOf(language: string): string[] {
  const subtags = language.split('-');
  return subtags.map((_, at) => subtags.slice(0, subtags.length - at).join('-'));
}
