import { optionalText } from '@cartwright/input';
import { z } from 'zod';

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

/** What the page of a thing tells search engines. */
export function seoOf({
  name,
  description,
  seoTitle,
  seoDescription,
}: StoredSeo & { readonly name: string; readonly description: string }) {
  return { title: seoTitle ?? name, description: seoDescription ?? description };
}
