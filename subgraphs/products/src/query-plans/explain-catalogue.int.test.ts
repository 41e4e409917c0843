import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
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
