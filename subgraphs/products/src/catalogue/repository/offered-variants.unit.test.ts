import { expect, it } from 'vitest';
import { offerVariant } from './offered-variants.ts';
import type { Product, Variant } from './product-content.ts';

const variant = { id: 'v', title: 'Blue' } as Variant;
const product = { id: 'p', revision: '1', variants: [variant] as readonly Variant[] } as Product;

it('offers a variant with its product and its stock, as one object while both stay', () => {
  const offered = offerVariant(product, variant, 3);
  expect(offered).toEqual({ ...variant, product, available: 3 });
  expect(offerVariant(product, variant, 3)).toBe(offered);
});

it('offers another object when the stock or the product is another', () => {
  const offered = offerVariant(product, variant, 3);
  expect(offerVariant(product, variant, 2)).toEqual({ ...offered, available: 2 });
  const next = { ...product, revision: '2' };
  expect(offerVariant(next, variant, 2).product).toBe(next);
  expect(offered.available).toBe(3);
});
