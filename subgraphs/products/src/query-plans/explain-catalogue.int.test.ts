import { rowsReadBy } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { listTasks } from '../translations/door.ts';
import { explainCatalogue } from './explain-catalogue.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 2_000 });
}, 120_000);
afterAll(() => products[Symbol.asyncDispose]());

it('carries out every query of a small catalogue, and has nothing to say of its plans', async () => {
  const explained = await explainCatalogue(products);
  expect(explained.length).toBeGreaterThan(20);
  expect(explained.filter(({ problems }) => problems.length > 0)).toEqual([]);
  expect(explained.filter(({ blocks }) => blocks === 0)).toEqual([]);
});

it('reads what is to be translated, and what is suggested, by indexes alone once nearly all is translated', async () => {
  await products.sql.$executeRawUnsafe(`
    UPDATE products SET outdated_texts = '{}', translations = jsonb_build_object('de', (
      SELECT jsonb_object_agg(key, 'x') FROM (
        SELECT unnest(ARRAY['NAME', 'DESCRIPTION', 'SEO_TITLE', 'SEO_DESCRIPTION']) AS key
        UNION SELECT 'OPTION' || chr(31) || (option ->> 'name') FROM jsonb_array_elements(options) AS option
        UNION SELECT 'OPTION_VALUE' || chr(31) || (option ->> 'name') || chr(31) || said
          FROM jsonb_array_elements(options) AS option, jsonb_array_elements_text(option -> 'values') AS said
      ) AS keys)) WHERE id <> (SELECT id FROM products ORDER BY id DESC LIMIT 1)`);
  await products.sql.$executeRawUnsafe('VACUUM ANALYZE products');
  const slices = { size: 21, after: null, direction: 'forward' } as const;
  const states = ['MISSING', 'OUTDATED'] as const;
  const read = await products.database.transaction((tx) =>
    rowsReadBy(tx, () => listTasks(tx, { table: 'products', language: 'de', states }, slices)),
  );
  expect(read('products')).toBeLessThan(50);
});

it('names the queries that read a table whole for want of an index', async () => {
  const limits = { largeRows: 1_500, tolerance: Number.POSITIVE_INFINITY };
  const scanning = async () =>
    (await explainCatalogue(products, limits))
      .filter(({ problems }) => problems.some(({ kind }) => kind === 'SEQUENTIAL_SCAN'))
      .map(({ name }) => name);
  expect(await scanning()).not.toContain('a rare word');
  await products.sql.$executeRawUnsafe('DROP INDEX products_document_idx');
  expect(await scanning()).toContain('a rare word');
});
