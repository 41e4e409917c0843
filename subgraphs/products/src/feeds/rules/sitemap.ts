import { xmlElement } from './xml.ts';

/** A page, and when it was changed last, where that is known. */
export interface SitemapPage {
  readonly url: string;
  readonly changedAt?: Date;
}

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The beginning and the end of a sitemap (https://www.sitemaps.org/protocol.html). */
export const sitemapFrame = { head: `${head}<urlset xmlns="${namespace}">\n`, foot: '</urlset>\n' };

/** A page as a sitemap has it. */
export function sitemapEntry({ url, changedAt }: SitemapPage): string {
  const changed = changedAt === undefined ? '' : xmlElement('lastmod', changedAt.toISOString());
  return `<url>${xmlElement('loc', url)}${changed}</url>\n`;
}

/** The sitemap that names the others. */
export function sitemapIndex(urls: readonly string[]): string {
  const entries = urls.map((url) => `<sitemap>${xmlElement('loc', url)}</sitemap>\n`);
  return `${head}<sitemapindex xmlns="${namespace}">\n${entries.join('')}</sitemapindex>\n`;
}
