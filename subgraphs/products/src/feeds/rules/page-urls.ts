/** Where the pages of a storefront are; `{slug}` stands for the slug. */
export interface PagePatterns {
  readonly shopUrl: string;
  readonly productPath: string;
  readonly categoryPath: string;
  readonly collectionPath: string;
  readonly brandPath: string;
}

/** The addresses of pages, by their slugs. */
export function pageUrls({ shopUrl, productPath, categoryPath, collectionPath, brandPath }: PagePatterns) {
  const page = (pattern: string) => (slug: string) =>
    `${shopUrl}${pattern.replace('{slug}', () => encodeURIComponent(slug))}`;
  return {
    product: page(productPath),
    category: page(categoryPath),
    collection: page(collectionPath),
    brand: page(brandPath),
  };
}

/** What `pageUrls` gives. */
export type PageUrls = ReturnType<typeof pageUrls>;
