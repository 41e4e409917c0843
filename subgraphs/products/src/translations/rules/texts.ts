import type { Language } from '@cartwright/languages';
import { markedDescription, textKey, type TranslatedField, type Translations } from '../../languages/door.ts';

/** What of the catalogue has texts in several languages. */
export type TranslatedType = 'PRODUCT' | 'CATEGORY' | 'COLLECTION' | 'BRAND' | 'PRODUCT_TYPE';

/** One text of something as it was written. */
export interface SourceText {
  readonly field: TranslatedField;
  /** What it is of, where the field is several texts: the option, and its value. */
  readonly of: readonly string[];
  readonly source: string;
  /** Of what has marks in one language or another: the source with them, null where it has none. Undefined for all else. */
  readonly sourceHtml?: string | null | undefined;
}

/** A text with what it is in another language. */
export interface TranslatedText extends SourceText {
  /** Null where it is not translated. */
  readonly text: string | null;
  /** The same with its marks; null where it has none. */
  readonly html: string | null;
  /** What was translated, where that was another text; else null. */
  readonly translatedFrom: string | null;
}

/** Something with all its texts in another language. */
export interface TranslatedThing {
  readonly ownerType: TranslatedType;
  readonly ownerId: string;
  readonly language: Language;
  readonly version: number;
  readonly texts: readonly TranslatedText[];
}

/** Something that has a page of its own. */
export interface PageTexts {
  readonly name: string;
  readonly description: string;
  /** Null where it has no marks. */
  readonly descriptionHtml: string | null;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
}

/** The texts of something with a page of its own. An empty text is none. */
export function textsOfPage(page: PageTexts): SourceText[] {
  const { name, description, descriptionHtml: sourceHtml, seoTitle, seoDescription } = page;
  return [
    ...textOf('NAME', name),
    ...textOf('DESCRIPTION', description).map((text) => ({ ...text, sourceHtml })),
    ...textOf('SEO_TITLE', seoTitle),
    ...textOf('SEO_DESCRIPTION', seoDescription),
  ];
}

/** The texts of what variants of a product differ by. */
export function textsOfOptions(
  options: readonly { readonly name: string; readonly values: readonly string[] }[],
): SourceText[] {
  return options.flatMap(({ name, values }) => [
    ...textOf('OPTION', name, [name]),
    ...values.flatMap((value) => textOf('OPTION_VALUE', value, [name, value])),
  ]);
}

/** An attribute, as far as it has texts. */
export interface AttributeTexts {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
}

/** The texts of an attribute. */
export function textsOfAttribute({ key, name, description, choices }: AttributeTexts): SourceText[] {
  return [
    ...textOf('ATTRIBUTE_NAME', name, [key]),
    ...textOf('ATTRIBUTE_DESCRIPTION', description, [key]),
    ...choices.flatMap((choice) => textOf('ATTRIBUTE_CHOICE', choice.name, [key, choice.value])),
  ];
}

/** One text, or none where it says nothing. */
export function textOf(
  field: TranslatedField,
  source: string | null,
  of: readonly string[] = [],
): SourceText[] {
  return source === null || source === '' ? [] : [{ field, of, source }];
}

/** Texts with what they are in all languages. */
export interface TextsInLanguages {
  readonly sources: readonly SourceText[];
  readonly translations: Translations;
  /** What those that say something else by now said when they were translated. */
  readonly outdated: Translations;
}

/** Texts with what they are in a language. */
export function inLanguage(
  { sources, translations, outdated }: TextsInLanguages,
  language: Language,
): TranslatedText[] {
  const translated = translations[language] ?? {};
  const origins = outdated[language] ?? {};
  return sources.map((one) => {
    const key = textKey(one.field, one.of);
    const html = one.sourceHtml === undefined ? undefined : translated[markedDescription];
    return {
      ...one,
      text: translated[key] ?? null,
      html: html ?? null,
      translatedFrom: origins[key] ?? null,
    };
  });
}
