import { defaultLanguage, fallbacksOf, type Language } from '@cartwright/languages';
import { htmlOfText, type Described } from '../../rich-text/door.ts';

/** Texts by language (BCP 47) and key, beside the text that they translate. Narrows a column. @public */
export type Translations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What is translated: `NAME` is one text, `OPTION_VALUE` one for each value of each option. */
export const translatedFields = [
  'NAME',
  'DESCRIPTION',
  'SEO_TITLE',
  'SEO_DESCRIPTION',
  'OPTION',
  'OPTION_VALUE',
  'ATTRIBUTE_NAME',
  'ATTRIBUTE_DESCRIPTION',
  'ATTRIBUTE_CHOICE',
] as const;

/** One of them. */
export type TranslatedField = (typeof translatedFields)[number];

/** U+001F: nothing that staff type has it. */
const separator = '\u001F';

/** The key of a text: its field, and what it is of (an option, then its value). */
export function textKey(field: TranslatedField, of: readonly string[] = []): string {
  return of.length === 0 ? field : [field, ...of].join(separator);
}

/** Something with translations; nothing is translated where there are none. */
interface Translated {
  readonly translations?: Translations | undefined;
}

const fallbacks = new Map<string, readonly string[]>();

function chainOf(language: Language): readonly string[] {
  const known = fallbacks.get(language) ?? fallbacksOf(language);
  fallbacks.set(language, known);
  return known;
}

/** A text in a language, else in what that is a kind of; undefined where it is not translated into any of them. */
export function translationOf(
  { translations }: Translated,
  language: Language,
  key: string,
): string | undefined {
  return textsWith({ translations }, language, key)?.[key];
}

/** All texts in the language that a text is taken from. */
function textsWith({ translations }: Translated, language: Language, key: string) {
  if (translations === undefined || language === defaultLanguage) return undefined;
  const one = chainOf(language).find((each) => translations[each]?.[key] !== undefined);
  return one === undefined ? undefined : translations[one];
}

/** The name of something in a language. */
export function nameIn(thing: Translated & { readonly name: string }, language: Language): string {
  return translationOf(thing, language, 'NAME') ?? thing.name;
}

/** The description of something in a language. */
export function descriptionIn(
  thing: Translated & { readonly description: string },
  language: Language,
): string {
  return translationOf(thing, language, 'DESCRIPTION') ?? thing.description;
}

/** Under this the description of something in a language has its marks, beside its text; it is no text of its own. */
export const markedDescription = 'DESCRIPTION_HTML';

/** The description of something in a language as HTML. */
export function descriptionHtmlIn(thing: Translated & Described, language: Language): string {
  const texts = textsWith(thing, language, 'DESCRIPTION');
  const text = texts?.['DESCRIPTION'] ?? thing.description;
  return (texts === undefined ? thing.descriptionHtml : texts[markedDescription]) ?? htmlOfText(text);
}

/** The name of an option in a language. */
export function optionIn(product: Translated, language: Language, option: string): string {
  return translationOf(product, language, textKey('OPTION', [option])) ?? option;
}

/** A value of an option in a language. */
export function valueIn(
  product: Translated,
  language: Language,
  { name, value }: { readonly name: string; readonly value: string },
): string {
  return translationOf(product, language, textKey('OPTION_VALUE', [name, value])) ?? value;
}

/** An option with the value that is chosen of it. */
interface Chosen {
  readonly name: string;
  readonly value: string;
}

interface WithOptions extends Translated {
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** What somebody has chosen as it is stored, spelled as there or as it is shown in their language. */
export function storedOptions(product: WithOptions, language: Language, chosen: readonly Chosen[]): Chosen[] {
  return chosen.map((one) => {
    const { options } = product;
    const option =
      options.find(({ name }) => name === one.name) ??
      options.find(({ name }) => optionIn(product, language, name) === one.name);
    if (option === undefined) return { name: one.name, value: one.value };
    const { name, values } = option;
    const value =
      values.find((known) => known === one.value) ??
      values.find((known) => valueIn(product, language, { name, value: known }) === one.value);
    return { name, value: value ?? one.value };
  });
}
