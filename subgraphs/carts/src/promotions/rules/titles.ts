import { fallbacksOf, type Language } from '@cartwright/languages';

/** A title by language, where it is another than the shop's own. */
export type TitlesByLanguage = Readonly<Partial<Record<Language, string>>>;

/** A title that can be said in other languages. */
export interface Titled {
  readonly title: string;
  /** None when left out. */
  readonly translations?: TitlesByLanguage | undefined;
}

/** The title in a language, else in what that is a kind of, else as it was written. */
export function titleIn({ title, translations = {} }: Titled, language: string): string {
  const byLanguage: Readonly<Record<string, string>> = translations;
  const [found] = fallbacksOf(language).flatMap((one) => byLanguage[one] ?? []);
  return found ?? title;
}

/** What is handed on of it. */
export function titlesOf({ title, translations = {} }: Titled): Titled {
  return Object.keys(translations).length === 0 ? { title } : { title, translations };
}
