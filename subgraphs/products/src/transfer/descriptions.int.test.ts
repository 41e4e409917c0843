import { temporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { fetchExport, importFile } from '../../test/transfers.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let categoryId: string;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('descriptions')).path };
  products = stack.use(await startTestProducts({ products: 3, env }));
  const [leaf] = await products.sql.$queryRawUnsafe<{ id: string }[]>(
    'SELECT id FROM categories c WHERE NOT EXISTS (SELECT FROM categories WHERE parent_id = c.id) ORDER BY slug LIMIT 1',
  );
  categoryId = leaf?.id ?? '';
});
afterAll(() => stack.disposeAsync());

const cellOf = (html: string) => `"${html.replaceAll('"', '""')}"`;
const table = (...lines: (readonly [slug: string, html: string])[]) =>
  [
    'Handle,Title,Body (HTML),Vendor,Variant SKU,Variant Price',
    ...lines.map(([slug, html]) => `${slug},${slug},${cellOf(html)},Kiln,SKU-${slug},9.50`),
  ].join('\r\n');
const jsonLines = (...products: object[]) => products.map((one) => JSON.stringify(one)).join('\n');
const asJson = { mediaType: 'application/jsonl' };

async function described(slug: string) {
  const [row] = await products.sql.$queryRawUnsafe<object[]>(
    'SELECT description, description_html AS html FROM products WHERE slug = $1',
    slug,
  );
  return row;
}

const body =
  '<meta charset="utf-8"><div class="rte"><h2 style="x">Care</h2>\n<ul>\n<li>Wash <span>cold</span></li>\n</ul>' +
  '<p>A "quoted", <strong>strong</strong> word<script>alert(1)</script></p><img src=x onerror=alert(1)></div>';

it('keeps the marks of a file, and leaves plain text as it is', async () => {
  const file = table(['marked', body], ['plain', 'Tin &amp;\ncopper<br>pot'], ['none', '']);
  expect(await importFile(products, file, { categoryId })).toMatchObject({ created: 3, failed: 0 });
  expect(await described('marked')).toEqual({
    description: 'Care\nWash cold\n\nA "quoted", strong word',
    html: expect.stringMatching(
      /^<h3>Care<\/h3>\s*<ul>\s*<li>Wash cold<\/li>\s*<\/ul><p>A .*<strong>strong<\/strong> word<\/p>$/u,
    ) as string,
  });
  expect(await described('plain')).toEqual({ description: 'Tin & copper\npot', html: null });
  expect(await described('none')).toEqual({ description: '', html: null });
  expect(await importFile(products, file, { categoryId })).toMatchObject({ unchanged: 3, updated: 0 });
});

it.each([
  ['CSV', 'text/csv'],
  ['JSONL', 'application/jsonl'],
])('gives them back as %s, and imported again that changes nothing', async (format, mediaType) => {
  const exported = await fetchExport(products, { format });
  const text = await exported.text();
  expect(text).toContain('<strong>strong</strong>');
  expect(text).not.toContain('alert(1)');
  const before = await described('marked');
  const again = await importFile(products, text, { mediaType, categoryId });
  expect(again).toMatchObject({ failed: 0, updated: 0, created: 0 });
  expect(again.unchanged).toBeGreaterThanOrEqual(6);
  expect(await described('marked')).toEqual(before);
});

it('changes the marks alone, keeps them beside the same text, and takes them with another', async () => {
  const bold = { slug: 'marked', descriptionHtml: '<p><b>Care</b></p>' };
  expect(await importFile(products, jsonLines(bold), asJson)).toMatchObject({ updated: 1 });
  expect(await described('marked')).toEqual({ description: 'Care', html: '<p><strong>Care</strong></p>' });
  const em = { slug: 'marked', description: ' Care', descriptionHtml: '<p><i>Care</i></p>' };
  expect(await importFile(products, jsonLines(em), asJson)).toMatchObject({ updated: 1 });
  const text = { slug: 'marked', description: 'Care' };
  expect(await importFile(products, jsonLines(text), asJson)).toMatchObject({ unchanged: 1 });
  expect(await described('marked')).toEqual({ description: 'Care', html: '<p><em>Care</em></p>' });
  const other = { slug: 'marked', description: 'Other' };
  expect(await importFile(products, jsonLines(other), asJson)).toMatchObject({ updated: 1 });
  expect(await described('marked')).toEqual({ description: 'Other', html: null });
});

it('refuses what says two things, and what is too long', async () => {
  const seen = await importFile(
    products,
    jsonLines(
      { slug: 'marked', description: 'One', descriptionHtml: '<p>Two</p>' },
      { slug: 'marked', descriptionHtml: `<p>${'x'.repeat(20_001)}</p>` },
      { slug: 'marked', descriptionHtml: 'x'.repeat(200_001) },
    ),
    asJson,
  );
  expect(seen).toMatchObject({ failed: 3, updated: 0 });
  expect(seen.lines.nodes.map(({ messages }) => messages[0])).toEqual([
    expect.stringContaining('say different things') as string,
    'descriptionHtml: Please use at most 20000 characters.',
    expect.stringContaining('descriptionHtml:') as string,
  ]);
  expect(await described('marked')).toEqual({ description: 'Other', html: null });
});
