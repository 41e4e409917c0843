import { optionalText } from '@cartwright/input';
import type { Language } from '@cartwright/languages';
import { z } from 'zod';
import { descriptionIn, nameIn, translationOf, type Translations } from '../../languages/door.ts';

/** What search engines are told, as staff type it. */
export interface SeoInput {
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
}

/** What is stored of it: null, or missing, for the name and for the description. */
export interface StoredSeo {
  readonly seoTitle?: string | null;
  readonly seoDescription?: string | null;
}

/** Checks what staff type of it. */
export const seoSchema = z
  .object({ title: optionalText(200), description: optionalText(500) })
  .transform(({ title, description }) => ({ seoTitle: title, seoDescription: description }));

/** Something with a page of its own. */
interface Shown extends StoredSeo {
  readonly name: string;
  readonly description: string;
  readonly translations?: Translations | undefined;
}

/** What the page of a thing tells search engines in a language; what staff wrote and did not translate is told as they wrote it. */
export function seoOf(thing: Shown, language: Language) {
  const { seoTitle = null, seoDescription = null } = thing;
  return {
    title:
      seoTitle === null ? nameIn(thing, language) : (translationOf(thing, language, 'SEO_TITLE') ?? seoTitle),
    description:
      seoDescription === null
        ? descriptionIn(thing, language)
        : (translationOf(thing, language, 'SEO_DESCRIPTION') ?? seoDescription),
  };
}
