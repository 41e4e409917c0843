import { expect, inject, it } from 'vitest';

const origin = new URL(inject('graphqlUrl')).origin;
const get = (path: string, headers = {}) => fetch(new URL(path, origin), { headers });

it('search engines and merchants’ programs are told of all products through the gateway', async () => {
  const index = await (await get('/sitemap.xml')).text();
  const [part = ''] = /[^<>]+\/sitemaps\/products-[^<]+/.exec(index) ?? [];
  const sitemap = await get(new URL(part).pathname);
  expect(sitemap.headers.get('content-type')).toBe('application/xml; charset=utf-8');
  expect((await sitemap.text()).match(/<loc>/g)?.length).toBeGreaterThan(40);
  const feed = await get('/feeds/products.xml');
  expect(feed.headers.get('cache-control')).toBe('public, max-age=3600');
  const text = await feed.text();
  expect(text.match(/<item>/g)?.length).toBeGreaterThan(40);
  expect(text).toMatch(/<\/rss>\s*$/);
  const again = await get('/sitemap.xml', { 'if-none-match': await etagOf('/sitemap.xml') });
  expect(again.status).toBe(304);
});

async function etagOf(path: string): Promise<string> {
  const response = await get(path);
  await response.text();
  return response.headers.get('etag') ?? '';
}
