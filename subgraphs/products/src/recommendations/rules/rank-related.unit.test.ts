import { expect, it } from 'vitest';
import { rankRelated, type ComparedProduct } from './rank-related.ts';

const mug: ComparedProduct = {
  id: 'mug',
  categoryId: 'mugs',
  productTypeId: 'crockery',
  brand: 'Kiln',
  tags: ['gift', 'stoneware'],
  attributeTerms: ['material\u{1f}clay'],
  priceMinor: 1_000,
  score: 1,
};
const other = (id: string, given: Partial<ComparedProduct>): ComparedProduct => ({ ...mug, id, ...given });

it.each<[string, Partial<ComparedProduct>]>([
  ['another category', { categoryId: 'cups' }],
  ['another type', { productTypeId: 'drinks' }],
  ['no type', { productTypeId: null }],
  ['another brand', { brand: 'Other' }],
  ['fewer tags in common', { tags: ['gift'] }],
  ['other attributes', { attributeTerms: ['material\u{1f}glass'] }],
  ['a price further off', { priceMinor: 2_000 }],
  ['a lower price', { priceMinor: 400 }],
  ['no price', { priceMinor: null }],
  ['fewer sales', { score: 0 }],
])('what is of %s comes later', (_what, given) => {
  expect(rankRelated(mug, [other('further', given), other('near', {})])).toEqual(['near', 'further']);
});

it('a product is not like itself, and two without tags or type have none in common', () => {
  const bare = { tags: [], attributeTerms: [], productTypeId: null };
  const ranked = rankRelated({ ...mug, ...bare }, [mug, other('b', bare), other('a', bare)]);
  expect(ranked).toEqual(['a', 'b']);
});

it('gives forty at most', () => {
  const many = Array.from({ length: 50 }, (_, index) => other(`m${index}`, {}));
  expect(rankRelated(mug, many)).toHaveLength(40);
});
