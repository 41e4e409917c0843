import { createHttpApp, createLogger } from '@cartwright/process';
import { waitFor } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { addCollection } from '../../test/collections.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { serveFeeds } from './feed-routes.ts';
import { pageUrls } from './rules/page-urls.ts';

let products: TestProducts;
beforeAll(async () => {
  const env = { SHOP_URL: 'https://shop.example/de/', SHOP_PRODUCT_PATH: '/p/{slug}.html' };
  products = await startTestProducts({ products: 450, env });
});
afterAll(() => products[Symbol.asyncDispose]());

/** Sooner than a statement that waits is given up, which would end its writer too. */
const soon = { timeoutMs: 10_000 };
const get = (path: string, init: RequestInit = {}) => fetch(new URL(path, products.url), init);
const read = async (path: string): Promise<string> => {
  const response = await get(path);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'application/xml; charset=utf-8',
  ]);
  return response.text();
};
const all = (text: string, element: string): string[] =>
  [...text.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, content = '']) => content);
const run = (text: string, ...values: unknown[]) => products.sql.$executeRawUnsafe(text, ...values);
const rows = <Row>(text: string) => products.sql.$queryRawUnsafe<Row[]>(text);
const parts = async () =>
  all(await read('/sitemap.xml'), 'loc').map((url) => {
    expect(url).toMatch(/^http:\/\/shop\.example\/sitemaps\//);
    return new URL(url).pathname;
  });
const productPages = async () => {
  const paths = (await parts()).filter((path) => path.includes('/products-'));
  return (await Promise.all(paths.map(read))).flatMap((text) => all(text, 'loc'));
};

describe('the sitemap', () => {
  it('has the page of each product, category, collection and brand that shoppers see', async () => {
    await addCollection(products, { name: 'Mapped' });
    await addCollection(products, { name: 'Hidden', isShown: false });
    await run(`UPDATE products SET status = 'DRAFT' WHERE id = (SELECT min(id::text)::uuid FROM products)`);
    const shown = await rows<{ slug: string }>(
      `SELECT slug FROM products WHERE status = 'PUBLISHED' ORDER BY id`,
    );
    expect(await productPages()).toEqual(shown.map(({ slug }) => `https://shop.example/de/p/${slug}.html`));
    const categories = await rows<{ slug: string }>('SELECT slug FROM categories');
    expect(all(await read('/sitemaps/categories.xml'), 'loc').toSorted()).toEqual(
      categories.map(({ slug }) => `https://shop.example/de/categories/${slug}`).toSorted(),
    );
    const collections = await rows<{ slug: string }>(
      'SELECT slug FROM collections WHERE is_shown ORDER BY slug',
    );
    expect(collections.map(({ slug }) => slug)).toContain('mapped');
    expect(all(await read('/sitemaps/collections.xml'), 'loc')).toEqual(
      collections.map(({ slug }) => `https://shop.example/de/collections/${slug}`),
    );
    await run(`UPDATE brands SET is_shown = false WHERE id = (SELECT min(id::text)::uuid FROM brands)`);
    await run(`INSERT INTO brands (id, slug, name) VALUES (gen_random_uuid(), 'of-nothing', 'Of nothing')`);
    const brands = await rows<{ slug: string }>(
      `SELECT slug FROM brands b WHERE is_shown AND slug <> 'of-nothing' ORDER BY slug`,
    );
    expect(all(await read('/sitemaps/brands.xml'), 'loc')).toEqual(
      brands.map(({ slug }) => `https://shop.example/de/brands/${slug}`),
    );
  });

  it('says when the text of a page was changed, and nothing of prices and stock', async () => {
    const lastmods = async () => {
      const [path = ''] = (await parts()).filter((one) => one.includes('/products-'));
      return all(await read(path), 'lastmod');
    };
    const before = await lastmods();
    await run('UPDATE products SET available_variants = available_variants + 1');
    expect(await lastmods()).toEqual(before);
    await run(
      `UPDATE products SET name = name || '!' WHERE id = (SELECT max(id::text)::uuid FROM products WHERE status = 'PUBLISHED')`,
    );
    const after = await lastmods();
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
    expect(Date.parse(after.at(-1) ?? '')).toBeGreaterThan(Date.parse(before.at(-1) ?? ''));
  });

  it('names no other part', async () => {
    for (const path of ['/sitemaps/products-1.xml', '/sitemaps/others.xml'])
      expect((await get(path)).status).toBe(404);
  });
});

describe('the feed', () => {
  it('has each variant that is sold in the currency, with its price', async () => {
    const feed = await read('/feeds/products.xml?currency=USD');
    const sold = await rows<{ id: string }>(
      `SELECT v.id FROM product_variants v JOIN variant_prices price ON price.variant_id = v.id AND currency = 'USD'
       JOIN products p ON p.id = v.product_id WHERE p.status = 'PUBLISHED'`,
    );
    expect(all(feed, 'g:id').toSorted()).toEqual(sold.map(({ id }) => id).toSorted());
    expect(all(feed, 'g:price').every((price) => /^\d+\.\d\d USD$/.test(price))).toBe(true);
    const [image = ''] = all(feed, 'g:image_link');
    expect(image).toMatch(/^http:\/\/shop\.example\/media\/.+\.jpeg$/);
  });

  it('tells a reduced price beside the former one, and what is in stock', async () => {
    const [variant = { id: '', slug: '' }] = await rows<{ id: string; slug: string }>(
      `SELECT v.id, p.slug FROM product_variants v JOIN products p ON p.id = v.product_id
       JOIN variant_prices price ON price.variant_id = v.id AND currency = 'EUR' WHERE p.status = 'PUBLISHED' LIMIT 1`,
    );
    const item = async () =>
      (await read('/feeds/products.xml'))
        .split('<item>')
        .find((one) => one.includes(`<g:id>${variant.id}<`)) ?? '';
    await run(
      `UPDATE variant_prices SET amount_minor = 999, compare_at_minor = 1250 WHERE variant_id = $1::uuid AND currency = 'EUR'`,
      variant.id,
    );
    await run(
      'UPDATE stock SET available = 0, sold = sold + available WHERE variant_id = $1::uuid',
      variant.id,
    );
    await run(`UPDATE products SET name = 'Cup & <Saucer>' WHERE slug = $1`, variant.slug);
    const text = await item();
    expect([...all(text, 'g:price'), ...all(text, 'g:sale_price'), ...all(text, 'g:availability')]).toEqual([
      '12.50 EUR',
      '9.99 EUR',
      'out_of_stock',
    ]);
    expect(all(text, 'g:title')[0]).toMatch(/^Cup &amp; &lt;Saucer&gt;/);
    expect(all(text, 'g:link')).toEqual([
      `https://shop.example/de/p/${variant.slug}.html?variant=${variant.id}`,
    ]);
  });

  it('is sent again once something has changed, and not before', async () => {
    const first = await get('/feeds/products.xml');
    const etag = first.headers.get('etag') ?? '';
    await first.text();
    expect(first.headers.get('cache-control')).toBe('public, max-age=3600');
    const again = () => get('/feeds/products.xml', { headers: { 'if-none-match': etag } });
    expect((await again()).status).toBe(304);
    await run(`UPDATE variant_prices SET amount_minor = amount_minor + 1 WHERE currency = 'EUR'`);
    const changed = await again();
    expect(changed.status).toBe(200);
    await changed.text();
  });

  it('is written for two at once, and for others when these have it', async () => {
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    const [two, third] = await products.sql.transaction(async (tx) => {
      await tx.$executeRawUnsafe('LOCK TABLE products IN ACCESS EXCLUSIVE MODE');
      const asked = [1, 2].map(() => read('/feeds/products.xml'));
      await waitFor(async () => (await rows(waiting)).length === 2);
      return [asked, await get('/feeds/products.xml')] as const;
    });
    expect([third.status, third.headers.get('retry-after'), third.headers.get('etag')]).toEqual([
      503,
      '30',
      null,
    ]);
    const [one, other] = await Promise.all(two);
    expect(other).toBe(one);
    expect(await read('/feeds/products.xml')).toBe(one);
  });

  it('holds no place for those who leave in the middle', async () => {
    await products.sql.transaction(async (tx) => {
      await tx.$executeRawUnsafe('LOCK TABLE categories IN ACCESS EXCLUSIVE MODE'); // read behind the head
      for (let time = 0; time < 4; time += 1) {
        const leaving = new AbortController();
        const response = await get('/feeds/products.xml', { signal: leaving.signal });
        expect(response.status).toBe(200);
        leaving.abort();
        await waitFor(
          async () => (await get('/feeds/products.xml', { method: 'HEAD' })).status === 200,
          soon,
        );
      }
    });
  });

  it('holds no place for longer than any reader takes', async () => {
    const app = createHttpApp(createLogger({ name: 'test', level: 'silent' }));
    onTestFinished(() => app.close());
    const [publicUrl, shopUrl] = ['http://shop.example/', 'http://shop.example/'];
    const path = '/{slug}';
    const paths = { productPath: path, categoryPath: path, collectionPath: path, brandPath: path };
    const urls = pageUrls({ shopUrl, ...paths });
    const feed = { shopName: 'Shop', shopUrl, urls, imageUrl: (id: string) => id };
    serveFeeds(app, { database: products.database, urls, publicUrl, feed, mostMs: 500 });
    const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/feeds/products.xml`;
    await products.sql.transaction(async (tx) => {
      await tx.$executeRawUnsafe('LOCK TABLE categories IN ACCESS EXCLUSIVE MODE');
      const staying = await Promise.all([1, 2].map(() => fetch(url)));
      expect(staying.map(({ status }) => status)).toEqual([200, 200]);
      const ends = staying.map((response) => expect(response.text()).rejects.toThrow());
      await waitFor(async () => (await fetch(url, { method: 'HEAD' })).status === 200, soon);
      await Promise.all(ends);
    });
  });

  it('is not written for whoever asks of its head alone', async () => {
    const { headers } = await get('/feeds/products.xml');
    const sent: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      const response = await get('/feeds/products.xml', { method: 'HEAD' });
      expect(response.headers.get('etag')).toBe(headers.get('etag'));
      sent.push(response.status);
    }
    expect(sent).toEqual([200, 200, 200, 200]);
  });

  it('is of a currency that the shop sells in', async () => {
    expect((await get('/feeds/products.xml?currency=XXX')).status).toBe(400);
  });
});
