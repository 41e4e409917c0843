import { expect, it } from 'vitest';
import { CategoryTree } from '../../catalogue/door.ts';
import type { CollectionCondition } from './collection-rule.ts';
import { meetsRule, type ProductFacts } from './meets-rule.ts';

const at = new Date('2026-06-30T12:00:00Z');
const category = (id: string, parentId: string | null) => {
  return {
    id,
    parentId,
    slug: id,
    name: id,
    description: '',
    descriptionHtml: null,
    position: 0,
    version: 1,
  };
};
const judging = { at, tree: new CategoryTree([category('home', null), category('mugs', 'home')]) };
const mug: ProductFacts = {
  id: 'mug',
  isShown: true,
  brand: 'Kiln',
  categoryId: 'mugs',
  tags: ['gift'],
  rating: 4.5,
  createdAt: new Date('2026-06-20T12:00:00Z'),
  isForSale: true,
  prices: [
    { currency: 'EUR', amountMinor: 900, compareAtMinor: 1_200 },
    { currency: 'USD', amountMinor: 1_000, compareAtMinor: null },
  ],
};
const meets = (condition: CollectionCondition, product: Partial<ProductFacts> = {}) =>
  meetsRule({ match: 'ALL', conditions: [condition] }, { ...mug, ...product }, judging);
const eur = (minMinor: number | null, maxMinor: number | null) =>
  ({ kind: 'PRICE', currency: 'EUR', minMinor, maxMinor }) as const;

it.each<[CollectionCondition, Partial<ProductFacts>, boolean]>([
  [{ kind: 'BRAND', brands: ['Other', 'Kiln'] }, {}, true],
  [{ kind: 'BRAND', brands: ['kiln'] }, {}, false],
  [{ kind: 'CATEGORY', categoryIds: ['mugs'] }, {}, true],
  [{ kind: 'CATEGORY', categoryIds: ['home'] }, {}, true],
  [{ kind: 'CATEGORY', categoryIds: ['mugs'] }, { categoryId: 'home' }, false],
  [{ kind: 'TAG', tags: ['new', 'gift'] }, {}, true],
  [{ kind: 'TAG', tags: ['gift'] }, { tags: [] }, false],
  [eur(900, 900), {}, true],
  [eur(901, null), {}, false],
  [eur(null, 899), {}, false],
  [eur(1_000, 1_000), {}, false],
  [{ kind: 'REDUCED', isReduced: true }, {}, true],
  [{ kind: 'REDUCED', isReduced: true }, { prices: mug.prices.slice(1) }, false],
  [{ kind: 'REDUCED', isReduced: false }, { prices: mug.prices.slice(1) }, true],
  [{ kind: 'RATING', minimum: 4.5 }, {}, true],
  [{ kind: 'RATING', minimum: 4.6 }, {}, false],
  [{ kind: 'NEW', withinDays: 11 }, {}, true],
  [{ kind: 'NEW', withinDays: 10 }, {}, false],
  [{ kind: 'FOR_SALE', isForSale: true }, {}, true],
  [{ kind: 'FOR_SALE', isForSale: true }, { isForSale: false }, false],
])('%j of %j is %s', (condition, product, isMet) => {
  expect(meets(condition, product)).toBe(isMet);
  expect(meets(condition, { ...product, isShown: false })).toBe(false);
});

it('asks for all conditions, or for any', () => {
  const conditions = [
    { kind: 'BRAND', brands: ['Kiln'] },
    { kind: 'TAG', tags: ['new'] },
  ] as const;
  expect(meetsRule({ match: 'ALL', conditions }, mug, judging)).toBe(false);
  expect(meetsRule({ match: 'ANY', conditions }, mug, judging)).toBe(true);
});
