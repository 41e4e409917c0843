import { expect, it } from 'vitest';
import { boundTraits } from './bound-traits.ts';

const said = (count: number) =>
  Array.from({ length: count }, (_, nth) => ({ key: 'colour', value: String(nth).padStart(100, 'x') }));
const traits = (ofProduct: number, variants: number) => ({
  ...{ categoryIds: ['c'], collectionIds: [], taxClass: 'BOOKS', attributes: said(ofProduct) },
  variants: Array.from({ length: variants }, (_, nth) => ({ variantId: String(nth), attributes: said(200) })),
});

it('tells all that fits', () => {
  expect(boundTraits(traits(200, 10))).toEqual(traits(200, 10));
});

it('leaves out what is said of single variants first, and the category and the class of tax never', () => {
  expect(boundTraits(traits(200, 100))).toEqual(traits(200, 0));
  expect(boundTraits(traits(10_000, 100))).toEqual(traits(0, 0));
});
