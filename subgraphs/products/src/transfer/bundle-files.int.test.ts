import { temporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleShop, one } from '../../test/bundle-shop.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { fetchExport, importFile } from '../../test/transfers.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let [mug, set] = ['', ''];
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('imports')).path };
  products = stack.use(await startTestProducts({ products: 5, env }));
  const shop = bundleShop(() => products);
  const mugId = await shop.partWith(1, 8);
  const setId = await shop.bundleOf(2, one(mugId, 2));
  expect(await shop.availableOf(setId)).toEqual([4]);
  [mug, set] = [await skuOf(mugId), await skuOf(setId)];
});
afterAll(() => stack.disposeAsync());

async function skuOf(variantId: string): Promise<string> {
  const [row] = await products.sql.$queryRawUnsafe<{ sku: string }[]>(
    'SELECT sku FROM product_variants WHERE id = $1::uuid',
    variantId,
  );
  return row?.sku ?? '';
}

const exported = async (input: object): Promise<string> => (await fetchExport(products, input)).text();

it('a file of stock has the pieces of the parts alone, and comes in again as it went out', async () => {
  const file = await exported({ content: 'STOCK' });
  expect(file).toContain(`\r\n${mug},`);
  expect(file).not.toContain(set);
  const json = await exported({ content: 'STOCK', format: 'JSONL' });
  expect(json).toContain(`"${mug}"`);
  expect(json).not.toContain(set);
  const { failed, updated, unchanged } = await importFile(products, file, { content: 'STOCK' });
  expect({ failed, updated }).toEqual({ failed: 0, updated: 0 });
  expect(unchanged).toBeGreaterThan(5);
});

it('a file of products has no pieces of a bundle, so that another shop makes none of nothing', async () => {
  const json = await exported({ format: 'JSONL' });
  const variants = json
    .trim()
    .split('\n')
    .flatMap((line) => (JSON.parse(line) as { variants: { sku: string; stock: number }[] }).variants);
  const stockOf = (sku: string) => variants.find((variant) => variant.sku === sku)?.stock;
  expect([stockOf(mug), stockOf(set)]).toEqual([8, 0]);
  const seen = await importFile(products, json, { mediaType: 'application/jsonl' });
  expect({ failed: seen.failed, updated: seen.updated }).toEqual({ failed: 0, updated: 0 });
});
