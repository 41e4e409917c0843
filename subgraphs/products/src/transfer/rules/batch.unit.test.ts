import { expect, it } from 'vitest';
import { Batch } from './batch.ts';
import type { FileEntry } from './records.ts';

const entry = (slug: string, ...skus: string[]): FileEntry => {
  const record = { slug, variants: skus.map((sku) => ({ sku })) };
  return { line: 1, lastLine: 1, told: { kind: 'PRODUCTS', record } };
};
const batchOf = (...entries: readonly FileEntry[]): Batch => {
  const batch = new Batch();
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
  expect(new Batch().fits(entry('many', ...many))).toBe(true);
  expect(batchOf(entry('many', ...many)).fits(entry('lamp', 'L-1'))).toBe(false);
});

it('takes prices and stock one by one: they lock what they set', () => {
  const told = { kind: 'STOCK', record: { sku: 'L-1', available: 1 } } as const;
  expect(new Batch().fits({ line: 1, lastLine: 1, told })).toBe(false);
});
