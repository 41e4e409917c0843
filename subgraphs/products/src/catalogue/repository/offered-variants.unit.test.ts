import { expect, it } from 'vitest';
import { noStock, offerVariant, type StockLevel } from './offered-variants.ts';
import type { Product, Variant } from './product-content.ts';

const variant = { id: 'v', title: 'Blue' } as Variant;
const product = { id: 'p', revision: '1', variants: [variant] as readonly Variant[] } as Product;
const [two, three] = [2, 3].map((available) => ({ ...noStock, available })) as [StockLevel, StockLevel];

it('offers a variant with its product and its stock, as one object while both stay', () => {
  const offered = offerVariant(product, variant, three);
  expect(offered).toEqual({ ...variant, product, ...three });
  expect(offerVariant(product, variant, three)).toBe(offered);
});

it('offers another object when the stock or the product is another', () => {
  const offered = offerVariant(product, variant, three);
  expect(offerVariant(product, variant, two)).toEqual({ ...offered, available: 2 });
  const next = { ...product, revision: '2' };
  expect(offerVariant(next, variant, two).product).toBe(next);
  expect(offered.available).toBe(3);
});

it('offers another object when it is sold in another way', () => {
  const offered = offerVariant(product, variant, three);
  const expectedAt = new Date('2027-03-01T00:00:00Z');
  const soldBeforehand = { ...three, whenSoldOut: 'BACKORDER', backorderLimit: 3, expectedAt } as const;
  const next = offerVariant(product, variant, soldBeforehand);
  expect(next).toEqual({ ...offered, ...soldBeforehand });
  expect(offerVariant(product, variant, { ...soldBeforehand, expectedAt: new Date(expectedAt) })).toBe(next);
  expect(offerVariant(product, variant, { ...soldBeforehand, expectedAt: null })).not.toBe(next);
});
