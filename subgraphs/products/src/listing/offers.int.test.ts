import { randomUUID } from 'node:crypto';
import { sampleId } from '@cartwright/sample-data';
import type { TestViewer } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';

const staff: TestViewer = { id: sampleId('customer', 0), role: 'STAFF' };

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 40, replicas: 2 });
});
afterAll(() => products[Symbol.asyncDispose]());

/** Rows of what lists read that are not what the tables say, on either side. */
function differences(): Promise<unknown[]> {
  return products.sql.$queryRawUnsafe(`
    WITH told AS (
      SELECT v.id, price.currency, v.product_id, v.position, price.amount_minor, s.available > 0 AS available,
        option_values_of(v.selected_options) AS option_values
      FROM product_variants v JOIN variant_prices price ON price.variant_id = v.id JOIN stock s ON s.variant_id = v.id
    ), kept AS (
      SELECT variant_id, currency, product_id, position, amount_minor, available, option_values FROM variant_offers
    )
    (SELECT * FROM told EXCEPT SELECT * FROM kept) UNION ALL (SELECT * FROM kept EXCEPT SELECT * FROM told)`);
}

it('are what the tables say after prices and stock changed at the same time, and nobody waited in a circle', async () => {
  expect(await differences()).toEqual([]);
  const variants = (await Promise.all([0, 1, 2].map((index) => variantsOf(products, index)))).flat();
  const changes = variants.flatMap(({ id, available }, index) => [
    mutate(products, staff, {
      name: 'variantStockAdjust',
      input: { idempotencyKey: randomUUID(), variantId: id, delta: available > 0 ? -available : 5 },
      selection: '',
    }),
    mutate(products, staff, {
      name: 'variantPriceUpdate',
      input: { variantId: id, price: { amount: `${index + 1}.00`, currencyCode: 'EUR' } },
      selection: '',
    }),
  ]);
  const outcomes = new Set((await Promise.all(changes)).map(({ __typename }) => __typename));
  expect([...outcomes].toSorted()).toEqual(['VariantPriceUpdateSuccess', 'VariantStockAdjustSuccess']);
  expect(await differences()).toEqual([]);
});

it('follow a variant that is described anew, and one that is no longer sold', async () => {
  const [variant] = await variantsOf(products, 5);
  await products.sql.$executeRawUnsafe(
    `UPDATE product_variants SET selected_options = '[{"name": "Finish", "value": "Matt"}]', position = 90 WHERE id = $1`,
    variant?.id,
  );
  await products.sql.$executeRawUnsafe(
    `DELETE FROM variant_prices WHERE variant_id = $1 AND currency = 'USD'`,
    variant?.id,
  );
  expect(await differences()).toEqual([]);
});
