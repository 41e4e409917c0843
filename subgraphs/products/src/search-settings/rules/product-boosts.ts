import type { CategoryTree } from '../../catalogue/door.ts';
import type { ProductBoost } from '../../listing/door.ts';
import type { Boost, BoostKind } from './settings.ts';

const columns = {
  PRODUCT: 'id',
  BRAND: 'brand',
  CATEGORY: 'categoryId',
  TAG: 'tag',
} as const satisfies Record<BoostKind, ProductBoost['by']>;

/** Which products the boosts are about; a category has all below it, too. Those that there are no more say nothing. */
export function productBoosts(
  boosts: readonly Boost[],
  tree: Pick<CategoryTree, 'get' | 'idsBelow'>,
): ProductBoost[] {
  return boosts.flatMap(({ kind, value, weight }): ProductBoost[] => {
    if (kind !== 'CATEGORY') return [{ by: columns[kind], values: [value], weight }];
    return tree.get(value) === null ? [] : [{ by: columns[kind], values: tree.idsBelow(value), weight }];
  });
}
