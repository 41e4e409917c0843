import { expect, it } from 'vitest';
import { rankCompanions } from './rank-companions.ts';

const companion = (productId: string, together: number, orders: number) => ({ productId, together, orders });

it('puts what is hardly sold without the product before what sells with everything', () => {
  const bestSeller = companion('best-seller', 40, 1_000);
  const cover = companion('cover', 30, 50);
  expect(rankCompanions([bestSeller, cover])).toEqual(['cover', 'best-seller']);
});

it('does not believe two lucky orders more than many', () => {
  expect(rankCompanions([companion('lucky', 2, 2), companion('steady', 20, 60)])).toEqual([
    'steady',
    'lucky',
  ]);
});

it('leaves out what was bought together only once', () => {
  expect(rankCompanions([companion('once', 1, 1)])).toEqual([]);
});

it('keeps forty, in an order that does not depend on how they came', () => {
  const many = Array.from({ length: 60 }, (_, index) => companion(String(index).padStart(2, '0'), 2, 5));
  const ranked = rankCompanions(many.toReversed());
  expect(ranked).toEqual(many.slice(0, 40).map(({ productId }) => productId));
});
