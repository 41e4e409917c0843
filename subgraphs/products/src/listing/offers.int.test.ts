import { randomUUID } from 'node:crypto';
import { sampleId } from '@cartwright/sample-data';
import type { TestViewer } from '@cartwright/testing';
import fc from 'fast-check';
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

/** Products whose sums are not those of their variants, on either side. */
function wrongSums(): Promise<unknown[]> {
  return products.sql.$queryRawUnsafe(`
    WITH told AS (
      SELECT v.product_id, price.currency, array_agg(DISTINCT s.available > 0) AS availability,
        array_agg(DISTINCT price_step(price.amount_minor)) AS price_steps,
        coalesce(array_agg(DISTINCT value) FILTER (WHERE value IS NOT NULL), '{}') AS option_values
      FROM product_variants v JOIN variant_prices price ON price.variant_id = v.id JOIN stock s ON s.variant_id = v.id
        LEFT JOIN LATERAL unnest(option_values_of(v.selected_options)) AS value ON true
      GROUP BY v.product_id, price.currency
    ), kept AS (SELECT product_id, currency, availability, price_steps, option_values FROM product_offers)
    (SELECT * FROM told EXCEPT SELECT * FROM kept) UNION ALL (SELECT * FROM kept EXCEPT SELECT * FROM told)`);
}

it('are what the tables say after prices and stock changed at the same time, and nobody waited in a circle', async () => {
  expect(await differences()).toEqual([]);
  expect(await wrongSums()).toEqual([]);
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
  expect(await wrongSums()).toEqual([]);
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
  expect(await wrongSums()).toEqual([]);
});

/** What may happen to a variant, whoever does it. */
const happenings: readonly string[] = [
  `UPDATE stock SET sold = sold + available, available = 0 WHERE variant_id = $1::uuid`,
  `UPDATE stock SET received = received + 3, available = available + 3 WHERE variant_id = $1::uuid`,
  `UPDATE variant_prices SET amount_minor = amount_minor * 4, compare_at_minor = NULL
    WHERE variant_id = $1::uuid AND amount_minor < 1000000`,
  `DELETE FROM variant_prices WHERE variant_id = $1::uuid AND currency = 'USD'`,
  `INSERT INTO variant_prices (variant_id, currency, amount_minor) VALUES ($1::uuid, 'USD', 777) ON CONFLICT DO NOTHING`,
  `UPDATE product_variants SET selected_options = '[{"name": "Size", "value": "Vast"}]' WHERE id = $1::uuid`,
  `UPDATE product_variants SET selected_options = '[]' WHERE id = $1::uuid`,
  `UPDATE product_variants SET product_id = (SELECT id FROM products ORDER BY id LIMIT 1) WHERE id = $1::uuid`,
];

it('are summed up for each product, whatever happens to its variants', async () => {
  const variants = await products.sql.$queryRawUnsafe<{ id: string }[]>(
    'SELECT id FROM product_variants ORDER BY id LIMIT 60',
  );
  const happening = fc.tuple(
    fc.constantFrom(...happenings),
    fc.constantFrom(...variants.map(({ id }) => id)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 8 }), async (all) => {
      for (const [statement, id] of all) await products.sql.$executeRawUnsafe(statement, id);
      expect(await wrongSums()).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

it('leave no sum behind of a product that is deleted', async () => {
  const id = randomUUID();
  const run = (statement: string) => products.sql.$executeRawUnsafe(statement.replaceAll('$1', `'${id}'`));
  await run(`INSERT INTO products (id, slug, name, description, brand, category_id, tags, options, option_values, keywords, created_at)
    SELECT $1::uuid, $1, name, description, brand, category_id, tags, options, option_values, keywords, created_at FROM products LIMIT 1`);
  await run(`INSERT INTO product_variants (id, product_id, sku, title, selected_options, weight_grams, position)
    SELECT gen_random_uuid(), $1::uuid, n || $1, '', '[]', 1, n FROM generate_series(1, 2) AS n`);
  await run(`INSERT INTO variant_prices (variant_id, currency, amount_minor)
    SELECT id, 'EUR', 500 FROM product_variants WHERE product_id = $1::uuid`);
  const sums = () =>
    products.sql.$queryRawUnsafe(`SELECT price_steps FROM product_offers WHERE product_id = '${id}'`);
  expect(await sums()).toHaveLength(1);
  await run('DELETE FROM products WHERE id = $1::uuid');
  expect(await sums()).toEqual([]);
});
