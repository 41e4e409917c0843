import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { temporaryDirectory, type TestViewer } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { createImport, fetchExport, importEnd, importFile, sendFile } from '../../test/transfers.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let categoryId: string;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('imports')).path };
  products = stack.use(await startTestProducts({ products: 30, env }));
  const [leaf] = await rows<{ id: string }>(
    'SELECT id FROM categories c WHERE NOT EXISTS (SELECT FROM categories WHERE parent_id = c.id) ORDER BY slug LIMIT 1',
  );
  categoryId = leaf?.id ?? '';
});
afterAll(() => stack.disposeAsync());

const rows = <Row>(text: string, ...values: unknown[]) =>
  products.sql.$queryRawUnsafe<Row[]>(text, ...values);
const sample = readFileSync(new URL('../../test/shopify-sample.csv', import.meta.url));
const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;

/** All that an import could change. */
const everything = async () => {
  const [catalogue] = await rows<Record<'products' | 'stock' | 'prices' | 'audit', string>>(
    `SELECT (SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM products p) AS products,
       (SELECT count(*)::int FROM audit.entries WHERE operation NOT IN ('mediaUploadCreate', 'productImportCreate', 'productExportCreate')) AS audit,
       (SELECT string_agg(variant_id || ':' || version || ':' || available, ',' ORDER BY variant_id) FROM stock) AS stock,
       (SELECT string_agg(variant_id || currency || amount_minor || '/' || coalesce(compare_at_minor, 0), ',' ORDER BY variant_id, currency) FROM variant_prices) AS prices`,
  );
  return catalogue;
};

describe('a file in the layout of Shopify', () => {
  it('is tried first, and nothing is changed by that', async () => {
    const before = await everything();
    const seen = await importFile(products, sample, { categoryId, isDryRun: true });
    expect(seen).toMatchObject({ status: 'COMPLETED', created: 3, updated: 0, failed: 3 });
    expect(seen.lines.nodes.every(({ product }) => product === null)).toBe(true);
    expect(await everything()).toEqual(before);
  });

  it('becomes products, and what is wrong is told line by line', async () => {
    const seen = await importFile(products, sample, { categoryId });
    expect(seen).toMatchObject({ status: 'COMPLETED', failure: null, created: 3, failed: 3, linesRead: 10 });
    expect(seen.ignoredColumns).not.toContain('Image Src');
    const named = await rows<{ url: string }>(
      'SELECT url FROM picture_fetches WHERE import_id = $1::uuid ORDER BY id',
      seen.id,
    );
    expect(named.map(({ url }) => url)).toEqual([
      'https://pictures.example/shirt.jpg',
      'https://pictures.example/back.jpg',
    ]);
    expect(seen.lines.nodes.map(({ line, outcome, subject }) => [line, outcome, subject])).toEqual([
      [2, 'CREATED', 'linen-shirt'],
      [6, 'CREATED', 'gift-box'],
      [7, 'FAILED', 'no-vendor'],
      [8, 'FAILED', 'no-price'],
      [9, 'FAILED', 'Bad Handle'],
      [10, 'CREATED', 'tin-cup'],
    ]);
    const messages = seen.lines.nodes.flatMap((line) => line.messages);
    expect(messages).toEqual([
      'brand: Please fill this in.',
      'The weight in grams is no whole number: 1.5kg',
      'slug: Please use the letters a to z, digits, and hyphens between them.',
    ]);
    expect(seen.lines.nodes.map(({ product }) => product?.slug)).toContain('linen-shirt');
  });

  it('is taken as it is meant', async () => {
    const [shirt] = await rows<object>(
      `SELECT name, description, brand, tags, status, seo_title, category_id::text, options FROM products WHERE slug = 'linen-shirt'`,
    );
    expect(shirt).toEqual({
      name: 'Linen shirt',
      description: 'Light & airy.\nMade to "last", year after year.',
      brand: 'Harbour',
      tags: ['linen', 'summer'],
      status: 'PUBLISHED',
      seo_title: 'Linen shirts',
      category_id: categoryId,
      options: [
        { name: 'Size', values: ['S', 'M'] },
        { name: 'Colour', values: ['Sand', 'Navy'] },
      ],
    });
    const variants = await rows<object>(
      `SELECT v.sku, v.title, s.available, price.amount_minor::int, price.compare_at_minor::int FROM product_variants v
       JOIN stock s ON s.variant_id = v.id JOIN variant_prices price ON price.variant_id = v.id
       JOIN products p ON p.id = v.product_id WHERE p.slug = 'linen-shirt' ORDER BY v.position`,
    );
    expect(variants).toEqual([
      { sku: 'LIN-S-SAND', title: 'S / Sand', available: 7, amount_minor: 5990, compare_at_minor: 7990 },
      { sku: 'LIN-M-SAND', title: 'M / Sand', available: 3, amount_minor: 5990, compare_at_minor: null },
      { sku: 'LIN-M-NAVY', title: 'M / Navy', available: 0, amount_minor: 6490, compare_at_minor: null },
    ]);
    const others = await rows<object>(
      `SELECT slug, status, description FROM products WHERE slug IN ('gift-box', 'tin-cup') ORDER BY slug`,
    );
    expect(others).toEqual([
      { slug: 'gift-box', status: 'DRAFT', description: 'For anybody.' },
      { slug: 'tin-cup', status: 'PUBLISHED', description: '=not a formula' },
    ]);
  });

  it('changes what is different the next time, keeps what it does not name, and leaves stock to files of stock', async () => {
    const seen = await importFile(
      products,
      csv(
        'URL handle;Title;Option1 name;Option1 value;Option2 name;Option2 value;SKU;Price;Inventory quantity',
        'linen-shirt;Linen shirt, long;Size;L;Colour;Sand;LIN-L-SAND;61.90;4',
        'linen-shirt;;;S;;Sand;LIN-S-SAND;49.90;999',
      ),
    );
    expect(seen).toMatchObject({ status: 'COMPLETED', updated: 1, failed: 0 });
    const variants = await rows<object>(
      `SELECT v.sku, s.available, price.amount_minor::int, price.compare_at_minor::int FROM product_variants v
       JOIN stock s ON s.variant_id = v.id JOIN variant_prices price ON price.variant_id = v.id
       JOIN products p ON p.id = v.product_id WHERE p.slug = 'linen-shirt' AND p.name = 'Linen shirt, long' ORDER BY v.position`,
    );
    expect(variants).toEqual([
      { sku: 'LIN-S-SAND', available: 7, amount_minor: 4990, compare_at_minor: 7990 },
      { sku: 'LIN-M-SAND', available: 3, amount_minor: 5990, compare_at_minor: null },
      { sku: 'LIN-M-NAVY', available: 0, amount_minor: 6490, compare_at_minor: null },
      { sku: 'LIN-L-SAND', available: 4, amount_minor: 6190, compare_at_minor: null },
    ]);
  });

  it('changes nothing of a product of which something cannot be', async () => {
    const before = await everything();
    const seen = await importFile(
      products,
      csv(
        'Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Price',
        'linen-shirt,Another title,Size,XL,Colour,Sand,BOX-1,61.90',
        'gift-box,A box,Form,Round,,,BOX-1,9.50',
      ),
    );
    expect(seen.lines.nodes.map(({ messages }) => messages)).toEqual([
      ['Other variants have these SKUs: BOX-1.'],
      ['The options of the product are others: none. Please change them first.'],
    ]);
    expect(await everything()).toEqual(before);
  });
});

describe('what is exported', () => {
  it.each([
    ['CSV', 'text/csv'],
    ['JSONL', 'application/jsonl'],
  ])('as %s and imported again changes nothing', async (format, mediaType) => {
    await products.sql.$executeRawUnsafe(
      `UPDATE products SET name = '=SUM(A1)', description = E'a  <b> & &amp;\\n- "c"', tags = '{"one, two",three}', tax_class = 'REDUCED'
       WHERE slug = 'tin-cup'`,
    );
    const before = await everything();
    for (const content of ['PRODUCTS', 'PRICES', 'STOCK']) {
      const response = await fetchExport(products, { content, format });
      expect([
        response.status,
        response.headers.get('content-type'),
        response.headers.get('content-disposition'),
      ]).toEqual([
        200,
        `${mediaType}; charset=utf-8`,
        `attachment; filename="${content.toLowerCase()}.${format.toLowerCase()}"`,
      ]);
      const file = await response.text();
      const seen = await importFile(products, file, { mediaType, content });
      expect(seen).toMatchObject({ status: 'COMPLETED', created: 0, updated: 0, failed: 0 });
      expect(seen.unchanged).toBeGreaterThanOrEqual(33);
    }
    expect(await everything()).toEqual(before);
  });

  it('holds no cell that a spreadsheet would run', async () => {
    const file = await (await fetchExport(products, {})).text();
    expect(file).toContain("\r\ntin-cup,'=SUM(A1),");
    expect(file).toMatch(
      /^Handle,Title,Body \(HTML\),Vendor,Product Category,Type,Tags,Tax Class,Published,Option1 Name,/,
    );
  });

  it('is fetched by whoever has its address, for an hour', async () => {
    const first = await fetchExport(products, {});
    const { url } = first;
    const meanwhile = await fetch(url);
    expect([meanwhile.status, meanwhile.headers.get('retry-after')]).toEqual([503, '30']);
    await first.text();
    const again = await fetch(url);
    expect(again.status).toBe(200);
    await again.text();
    for (const other of [`${url}x`, url.replace(/token=.*/, ''), `${url}&token=x`])
      expect((await fetch(other)).status).toBe(404);
    await products.sql.$executeRawUnsafe('UPDATE product_exports SET expires_at = now()');
    expect((await fetch(url)).status).toBe(404);
  });
});

describe('prices and stock', () => {
  it('are set by SKU', async () => {
    const prices = await importFile(
      products,
      csv(
        'SKU,Currency,Price,Compare At Price',
        'BOX-1,EUR,10.50,12',
        'BOX-1,USD,11.00,',
        'NONE,EUR,1.00,',
        'CUP-1,EUR,-1,',
        'CUP-1,XXX,1,',
      ),
      { content: 'PRICES' },
    );
    expect(prices).toMatchObject({ status: 'COMPLETED', updated: 2, failed: 3 });
    const levels = await importFile(
      products,
      csv('SKU,Title,Available', 'BOX-1,Box,4', 'CUP-1,Cup,1', 'CUP-1,Cup,-1'),
      {
        content: 'STOCK',
      },
    );
    expect(levels.lines.nodes.at(-1)?.messages).toEqual(['This cannot be done: insufficient.']);
    expect(levels).toMatchObject({ updated: 1, unchanged: 1, failed: 1, ignoredColumns: ['Title'] });
    const [box] = await rows<object>(
      `SELECT s.available, array_agg(price.currency || price.amount_minor || coalesce('/' || price.compare_at_minor, '') ORDER BY currency) AS prices
       FROM product_variants v JOIN stock s ON s.variant_id = v.id JOIN variant_prices price ON price.variant_id = v.id
       WHERE v.sku = 'BOX-1' GROUP BY s.available`,
    );
    expect(box).toEqual({ available: 4, prices: ['EUR1050/1200', 'USD1100'] });
    const actions = await rows<{ operation: string }>(
      `SELECT DISTINCT operation FROM audit.entries WHERE operation IN ('variantPriceUpdate', 'variantStockAdjust') ORDER BY 1`,
    );
    expect(actions.map(({ operation }) => operation)).toEqual(['variantPriceUpdate', 'variantStockAdjust']);
  });

  it('need the permission for them', async () => {
    const keeper: TestViewer = { id: randomUUID(), role: 'STAFF', permissions: ['CATALOGUE_MANAGE'] };
    for (const content of ['PRICES', 'STOCK'])
      expect(await createImport(products, { uploadId: randomUUID(), content }, keeper)).toEqual({
        code: 'FORBIDDEN',
      });
    const file = csv('Handle,Variant SKU,Variant Price', 'gift-box,BOX-1,1.00');
    const uploadId = await sendFile(products, file);
    const created = await createImport(products, { uploadId, isDryRun: true }, keeper);
    const { id } = created['productImport'] as { id: string };
    expect((await importEnd(products, id)).lines.nodes[0]?.messages).toEqual([
      'Whoever began this import may not change prices.',
    ]);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['Latin-1', Buffer.from('Handle,Title\ntin-cup,T\u00e4sse\n', 'latin1'), {}, /not UTF-8/],
    ['no handles', 'Title\nCup\n', {}, /no column for handle/],
    ['a quote without an end', 'Handle,Title\ntin-cup,"Cup\n', {}, /does not end/],
    ['no prices', 'SKU\nCUP-1\n', { content: 'PRICES' }, /no column for variant price/],
  ])('with %s says why', async (_name, content, input, failure) => {
    const seen = await importFile(products, content, input);
    expect(seen).toMatchObject({ status: 'FAILED', created: 0, updated: 0 });
    expect(seen.failure).toMatch(failure);
  });

  it('is refused before that where it is not there, or is something else', async () => {
    expect(await createImport(products, { uploadId: randomUUID() })).toMatchObject({
      __typename: 'UploadNotFoundError',
    });
    const uploadId = await sendFile(products, '%PDF-', 'application/pdf');
    expect(await createImport(products, { uploadId })).toMatchObject({ fault: 'WRONG_TYPE' });
    const table = await sendFile(products, 'Handle\n');
    expect(await createImport(products, { uploadId: table, categoryId: randomUUID() })).toMatchObject({
      __typename: 'CategoryNotFoundError',
    });
  });

  it('has lines of JSON that say what is wrong, and others that are done', async () => {
    const lines = [
      '{"slug":"tin-cup","brand":"Tin"}',
      '{"slug":"tin-cup","brnad":"Tin"}',
      '{',
      '{"slug":"a\\u0000"}',
      '[]',
    ];
    const seen = await importFile(products, lines.join('\n'), { mediaType: 'application/jsonl' });
    expect(seen).toMatchObject({ status: 'COMPLETED', updated: 1, failed: 4 });
    expect(seen.lines.nodes[1]?.messages).toEqual(['Unrecognized key: "brnad"']);
  });
});

it('the number of a payment card is not taken from a file either', async () => {
  const seen = await importFile(products, csv('Handle,Body (HTML)', 'tin-cup,Pay with 4111 1111 1111 1111'));
  expect(seen.lines.nodes[0]?.messages).toEqual(['Please leave out the number of the payment card.']);
});

it('an import that is over cannot be cancelled', async () => {
  const { id } = await importFile(products, 'Handle\n');
  const cancel = (importId: string) =>
    mutate(
      products,
      { id: randomUUID(), role: 'STAFF' },
      {
        name: 'productImportCancel',
        input: { id: importId },
        selection: '... on ProductImportOverError { status }',
      },
    );
  expect(await cancel(id)).toMatchObject({ __typename: 'ProductImportOverError', status: 'COMPLETED' });
  expect(await cancel(randomUUID())).toMatchObject({ __typename: 'ProductImportNotFoundError' });
});
