import { maxDescriptionHtml } from './description.ts';

/** How many characters a description may have, and how many of HTML it may be made of. */
export interface DescriptionLimits {
  readonly text: number;
  readonly html: number;
}

/** So much HTML there may be for each character of a page's description. */
const htmlPerCharacter = 10;

/** How long descriptions may be, by what they are of; those of pages are shown above a list of products. */
export const descriptionLimits = {
  PRODUCT: { text: 20_000, html: maxDescriptionHtml },
  CATEGORY: ofPage(500),
  COLLECTION: ofPage(2_000),
  BRAND: ofPage(5_000),
} satisfies Record<string, DescriptionLimits>;

function ofPage(text: number): DescriptionLimits {
  return { text, html: text * htmlPerCharacter };
}
