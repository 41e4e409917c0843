import type { Line, Selection } from './cart.ts';

/** "A selection" of decision 110: whether it names the line. */
export function isSelected(line: Line, selection: Selection): boolean {
  const { productIds, variantIds, categoryIds, collectionIds, attributes, onlyFullPrice } = selection;
  const namesNone = [productIds, variantIds, categoryIds, collectionIds].every((ids) => ids.length === 0);
  const isNamed =
    productIds.includes(line.productId) ||
    variantIds.includes(line.variantId) ||
    line.categoryIds.some((id) => categoryIds.includes(id)) ||
    line.collectionIds.some((id) => collectionIds.includes(id));
  const hasEachAttribute = Object.entries(attributes).every(([attribute, values]) =>
    (line.attributes[attribute] ?? []).some((value) => values.includes(value)),
  );
  return (namesNone || isNamed) && hasEachAttribute && (line.isFullPrice || !onlyFullPrice);
}
