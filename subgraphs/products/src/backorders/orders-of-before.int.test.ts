import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inboundStock } from '../../test/inbound.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { wrongLevels } from '../../test/stock-locations.ts';

let products: TestProducts;
let shop: ReturnType<typeof inboundStock>;
beforeAll(async () => {
  products = await startTestProducts({ products: 10 });
  shop = inboundStock(products);
});
afterAll(() => products[Symbol.asyncDispose]());

const turns = async (variantId: string) =>
  (await shop.waiting(variantId)).waiting.map(({ orderId, quantity }) => [orderId, quantity]);

const migration =
  '../../../../prisma/products/migrations/20261231000001_check_inbound_shipments/migration.sql';
const migrate = async () => {
  const text = await readFile(new URL(migration, import.meta.url), 'utf8');
  await products.sql.transaction((tx) => tx.$executeRawUnsafe(text));
};

/** Somebody waits at the default location, while as many pieces as `there` came in elsewhere: so the release before left it. */
async function leftByOldRelease(product: number, there: number) {
  const variantId = await shop.variantWith(product, 0);
  await shop.sellBeforehand(variantId, 1_000);
  const order = await shop.reserve([variantId, 5]);
  await products.sql.$executeRawUnsafe(
    'DELETE FROM backordered_lines WHERE variant_id = $1::uuid',
    variantId,
  );
  const near = await shop.create();
  await shop.adjust(variantId, there, near);
  expect(await shop.levels(variantId)).toEqual({ default: [0, 5], [near]: [there, 0] });
  return { variantId, order, near };
}

it('orders that waited while there was enough elsewhere are given it, and whoever orders next is not', async () => {
  const { variantId, order, near } = await leftByOldRelease(1, 5);
  await migrate();
  expect(await turns(variantId)).toEqual([]);
  expect(await shop.orderStock(order)).toEqual([{ variantId, quantity: 5, at: near }]);
  const second = await shop.reserve([variantId, 2]);
  await shop.adjust(variantId, 2, near);
  expect(await shop.orderStock(second)).toEqual([{ variantId, quantity: 2, at: near }]);
  expect(await shop.levels(variantId)).toEqual({ [near]: [7, 7] });
  expect(await wrongLevels(products)).toEqual([]);
});

it('whoever takes what is elsewhere before they are queued does not wait for it', async () => {
  const { variantId, order, near } = await leftByOldRelease(2, 5);
  const second = await shop.reserve([variantId, 2]);
  await migrate();
  expect(await turns(variantId)).toEqual([[order, 2]]);
  await shop.adjust(variantId, 2, near);
  expect(await shop.orderStock(second)).toEqual([{ variantId, quantity: 2, at: near }]);
  expect(await shop.orderStock(order)).toEqual([{ variantId, quantity: 5, at: near }]);
  expect(await wrongLevels(products)).toEqual([]);
});

it('those for whom there is not enough wait on, for what is not taken from elsewhere', async () => {
  const { variantId, order, near } = await leftByOldRelease(3, 1);
  const second = await shop.reserve([variantId, 3]);
  await products.sql.$executeRawUnsafe(
    'DELETE FROM backordered_lines WHERE variant_id = $1::uuid',
    variantId,
  );
  await migrate();
  expect(await shop.orderStock(second)).toContainEqual({ variantId, quantity: 1, at: near });
  expect(await turns(variantId)).toEqual([
    [order, 5],
    [second, 2],
  ]);
  await shop.adjust(variantId, 7, near);
  expect(await turns(variantId)).toEqual([]);
  expect(await shop.levels(variantId)).toEqual({ [near]: [8, 8] });
});
