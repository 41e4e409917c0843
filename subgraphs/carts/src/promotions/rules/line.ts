import type { Selection } from './promotion.ts';

/** A line of a cart as promotions see it. */
export interface PromotedLine {
  readonly variantId: string;
  readonly productId: string;
  /** Those of the product and all above them. */
  readonly categoryIds: readonly string[];
  readonly collectionIds: readonly string[];
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
  /** Whether its price is a reduced one already. */
  readonly isReduced: boolean;
  /** Pieces, 1 or more. */
  readonly quantity: number;
  /** What all pieces cost before discounts, in minor units. */
  readonly listMinor: number;
}

/** Whether a selection names a line. */
export function isSelected(line: PromotedLine, selection: Selection): boolean {
  if (selection.onlyFullPrice && line.isReduced) return false;
  return isNamed(line, selection) && hasAttributes(line, selection);
}

function isNamed(line: PromotedLine, selection: Selection): boolean {
  const { productIds, variantIds, categoryIds, collectionIds } = selection;
  const names = [
    [productIds, [line.productId]],
    [variantIds, [line.variantId]],
    [categoryIds, line.categoryIds],
    [collectionIds, line.collectionIds],
  ] as const;
  if (names.every(([wanted]) => wanted.length === 0)) return true;
  return names.some(([wanted, own]) => wanted.some((id) => own.includes(id)));
}

function hasAttributes(line: PromotedLine, { attributes }: Selection): boolean {
  return attributes.every(({ key, values }) =>
    line.attributes.some((one) => one.key === key && values.includes(one.value)),
  );
}
