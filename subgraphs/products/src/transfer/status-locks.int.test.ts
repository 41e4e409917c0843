import { temporaryDirectory, waitFor } from '@cartwright/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleShop, one } from '../../test/bundle-shop.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { importFile } from '../../test/transfers.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
beforeAll(async () => {
  const env = { MEDIA_DIR: stack.use(temporaryDirectory('imports')).path };
  products = stack.use(await startTestProducts({ products: 12, env }));
});
afterAll(() => stack.disposeAsync());

const shop = bundleShop(() => products);

/** Runs something while somebody has locked a row, and sees that it waits without a lock on a product. */
async function waitsWithout<Done>(
  held: { readonly table: 'stock' | 'products'; readonly id: string },
  productId: string,
  work: () => Promise<Done>,
): Promise<Done> {
  let working: Promise<Done> | undefined;
  await products.database.transaction(async (tx) => {
    const key = sql.ref(held.table === 'stock' ? 'variant_id' : 'id');
    await sql`SELECT FROM ${sql.table(held.table)} WHERE ${key} = ${held.id}::uuid FOR NO KEY UPDATE`.execute(
      tx,
    );
    working = work();
    await waitFor(async () => {
      const waiting = await products.sql.$queryRawUnsafe<unknown[]>(
        `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      );
      return waiting.length > 0 ? true : undefined;
    });
    await products.sql.$queryRawUnsafe(
      'SELECT FROM products WHERE id = $1::uuid FOR NO KEY UPDATE NOWAIT',
      productId,
    );
  });
  return (await working) as Done;
}

const productOf = async (variantId: string) => (await shop.productOf(variantId)).id;

it('a file that says a status waits for the stock of the product before it locks the product, as sellers do', async () => {
  const [mug, pot] = [await shop.partWith(1, 4), await shop.partWith(2, 4)];
  const set = await shop.bundleOf(3, one(mug), one(pot));
  const [mugs, pots] = [await productOf(mug), await productOf(pot)];
  const slugs = await products.sql.$queryRawUnsafe<{ slug: string }[]>(
    'SELECT slug FROM products WHERE id = ANY (ARRAY[$1::uuid, $2::uuid]) ORDER BY id',
    mugs,
    pots,
  );
  const file = `Handle,Status\r\n${slugs.map(({ slug }) => `${slug},draft\r\n`).join('')}`;
  const seen = await waitsWithout({ table: 'stock', id: pot }, mugs, () => importFile(products, file));
  expect(seen).toMatchObject({ updated: 2, failed: 0 });
  expect(await shop.availableOf(set)).toEqual([0]);
  expect(await shop.faults()).toEqual([]);
});

it('whoever says a status locks the products of bundles with the product, in the order of their ids', async () => {
  const [first, second] = [await shop.partWith(5, 4), await shop.partWith(6, 4)];
  const isInOrder = (await productOf(first)) < (await productOf(second));
  const [before, after, offset] = isInOrder ? [first, second, 5] : [second, first, 6];
  const part = after;
  const set = await shop.bundleOf(offset, one(part));
  expect(set).toBe(before);
  const seen = await waitsWithout(
    { table: 'products', id: await productOf(set) },
    await productOf(part),
    () => shop.show(part, 'DRAFT'),
  );
  expect(seen).toMatchObject({ __typename: 'ProductStatusUpdateSuccess' });
  expect(await shop.availableOf(set)).toEqual([0]);
});
