import { temporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inboundStock } from '../../test/inbound.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { importFile } from '../../test/transfers.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let shop: ReturnType<typeof inboundStock>;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('imports')).path };
  products = stack.use(await startTestProducts({ products: 5, env }));
  shop = inboundStock(products);
});
afterAll(() => stack.disposeAsync());

async function waitedFor(product: number) {
  const variantId = await shop.variantWith(product, 0);
  await shop.sellBeforehand(variantId, 1_000);
  const order = await shop.reserve([variantId, 5]);
  const near = await shop.create({ name: `Annex ${product}` });
  const [{ sku } = { sku: '' }] = await products.sql.$queryRawUnsafe<{ sku: string }[]>(
    'SELECT sku FROM product_variants WHERE id = $1::uuid',
    variantId,
  );
  const take = (location: string, pieces: number) =>
    importFile(products, `SKU,Location,Available\r\n${sku},${location},${pieces}\r\n`, { content: 'STOCK' });
  return { variantId, order, near, take };
}

it('a file of stock makes no pieces of nothing when it comes again, whoever waits', async () => {
  const { variantId, order, near, take } = await waitedFor(1);
  expect(await take('Annex 1', 0)).toMatchObject({ unchanged: 1 });
  expect(await shop.levels(variantId)).toEqual({ default: [0, 5] });
  expect(await take('Annex 1', 3)).toMatchObject({ updated: 1 });
  expect(await shop.levels(variantId)).toEqual({ [near]: [8, 5] });
  expect(await shop.orderStock(order)).toEqual([{ variantId, quantity: 5, at: near }]);
  expect(await take('Annex 1', 3)).toMatchObject({ unchanged: 1, updated: 0 });
  expect(await take('Annex 1', 2)).toMatchObject({ updated: 1 });
  expect(await shop.levels(variantId)).toEqual({ [near]: [7, 5] });
});

it('and so does one of the default location, which says how many are missing there', async () => {
  const { variantId, take } = await waitedFor(2);
  expect(await take('', -5)).toMatchObject({ unchanged: 1 });
  expect(await take('', -2)).toMatchObject({ updated: 1 });
  expect((await shop.waiting(variantId)).waitingQuantity).toBe(2);
  expect(await take('', 3)).toMatchObject({ updated: 1 });
  expect(await take('', 3)).toMatchObject({ unchanged: 1 });
  expect(await shop.levels(variantId)).toEqual({ default: [8, 5] });
});
