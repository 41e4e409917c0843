import { expect, it } from 'vitest';
import { Batch } from './batch.ts';
import type { FileEntry } from './records.ts';

const entry = (slug: string, ...skus: string[]): FileEntry => {
  const record = { slug, variants: skus.map((sku) => ({ sku })) };
  return { line: 1, lastLine: 1, told: { kind: 'PRODUCTS', record } };
};
const batchOf = (...entries: readonly FileEntry[]): Batch => {
  const batch = new Batch({ isDryRun: false });
  for (const one of entries) batch.add(one);
  return batch;
};

it('takes products that have nothing to do with one another, and lines that cannot be understood', () => {
  const batch = batchOf(entry('lamp', 'L-1'));
  expect(batch.fits(entry('chair', 'C-1', 'C-2'))).toBe(true);
  expect(batch.fits({ line: 2, lastLine: 2, told: { kind: 'fault', subject: '', messages: [] } })).toBe(true);
});

it('takes no product twice, nor a stock-keeping unit of another one, however it is typed', () => {
  const batch = batchOf(entry('lamp', 'L-1'));
  expect(batch.fits(entry('lamp', 'L-2'))).toBe(false);
  expect(batch.fits(entry('chair', ' L-1 '))).toBe(false);
});

it('takes a product that is alone however many variants it has, and no more than 500 variants together', () => {
  const many = Array.from({ length: 600 }, (_, at) => `M-${at}`);
  expect(new Batch({ isDryRun: false }).fits(entry('many', ...many))).toBe(true);
  expect(batchOf(entry('many', ...many)).fits(entry('lamp', 'L-1'))).toBe(false);
});

it('takes prices of a variant in several currencies, but none twice', () => {
  const price = (sku: string, currencyCode: 'EUR' | 'USD'): FileEntry => {
    const record = { sku, price: { amount: '1.00', currencyCode } };
    return { line: 1, lastLine: 1, told: { kind: 'PRICES', record } };
  };
  const batch = batchOf(price('L-1', 'EUR'));
  expect(batch.fits(price('L-1', 'USD'))).toBe(true);
  expect(batch.fits(price('L-2', 'EUR'))).toBe(true);
  expect(batch.fits(price(' L-1', 'EUR'))).toBe(false);
});

it('takes stock of a variant more than once, but not to try it: by itself it would not see what was tried before', () => {
  const level = (sku: string): FileEntry => {
    return { line: 1, lastLine: 1, told: { kind: 'STOCK', record: { sku, available: 1 } } };
  };
  expect(batchOf(level('L-1')).fits(level('L-1'))).toBe(true);
  const tried = new Batch({ isDryRun: true });
  tried.add(level('L-1'));
  expect(tried.fits(level('L-1'))).toBe(false);
  expect(tried.fits(level('L-2'))).toBe(true);
});
