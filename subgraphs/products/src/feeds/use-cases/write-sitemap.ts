import { readTree } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import {
  readBrandSlugs,
  readCollectionSlugs,
  readPages,
  readPartStarts,
  type ProductPage,
} from '../repository.ts';
import type { PageUrls } from '../rules/page-urls.ts';
import { sitemapEntry, sitemapFrame, sitemapIndex } from '../rules/sitemap.ts';

type Dependencies = Pick<Parts, 'database'>;

/** More than that no sitemap may have. */
export const pagesOfPart = 50_000;
const pagesAtOnce = 1_000;

/** The sitemap that names the others, which are at the store's own address. */
export async function writeSitemapIndex(
  { database: { statements } }: Dependencies,
  publicUrl: string,
): Promise<string> {
  const starts = await readPartStarts(statements, pagesOfPart);
  const parts = ['categories', 'collections', 'brands', ...starts.map((id) => `products-${id}`)];
  return sitemapIndex(parts.map((part) => `${publicUrl}/sitemaps/${part}.xml`));
}

/** The pages of all categories. */
export async function writeCategories(
  { database: { statements } }: Dependencies,
  urls: PageUrls,
): Promise<string> {
  const tree = await readTree(statements);
  return written(tree.walk().map(({ slug }) => urls.category(slug)));
}

/** The pages of all brands that shoppers see and that have products. */
export async function writeBrands(
  { database: { statements } }: Pick<Parts, 'database'>,
  urls: PageUrls,
): Promise<string> {
  return written((await readBrandSlugs(statements)).map((slug) => urls.brand(slug)));
}

/** The pages of all collections that shoppers see. */
export async function writeCollections(
  { database: { statements } }: Dependencies,
  urls: PageUrls,
): Promise<string> {
  return written((await readCollectionSlugs(statements)).map((slug) => urls.collection(slug)));
}

function written(urls: readonly string[]): string {
  return `${sitemapFrame.head}${urls.map((url) => sitemapEntry({ url })).join('')}${sitemapFrame.foot}`;
}

/** The pages of products from one on, written as they are read. */
export async function* writeProducts(
  { database: { statements } }: Dependencies,
  urls: PageUrls,
  from: string,
): AsyncGenerator<string> {
  yield sitemapFrame.head;
  let after: string | null = null;
  for (let left = pagesOfPart; left > 0; left -= pagesAtOnce) {
    const pages: ProductPage[] = await readPages(statements, { after, from, limit: pagesAtOnce });
    yield pages.map(({ slug, changedAt }) => sitemapEntry({ url: urls.product(slug), changedAt })).join('');
    const last = pages.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  yield sitemapFrame.foot;
}
