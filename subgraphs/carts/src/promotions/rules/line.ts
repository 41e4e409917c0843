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

/** By the lines of a cart, and then by the selection: each promotion asks several times while a cart is priced. */
const known = new WeakMap<readonly PromotedLine[], Map<Selection, readonly boolean[]>>();

/** Which of the lines a selection names. */
export function selectedLines(lines: readonly PromotedLine[], selection: Selection): readonly boolean[] {
  const bySelection = known.get(lines) ?? new Map<Selection, readonly boolean[]>();
  known.set(lines, bySelection);
  const selected = bySelection.get(selection) ?? lines.map((line) => isSelected(line, selection));
  bySelection.set(selection, selected);
  return selected;
}

/** What the lines that a selection names come to, where each comes to so much, in minor units. */
export function selectedMinor(
  lines: readonly PromotedLine[],
  selection: Selection,
  rests: readonly number[],
): number {
  const selected = selectedLines(lines, selection);
  return rests.reduce((sum, rest, index) => (selected[index] === true ? sum + rest : sum), 0);
}

function isSelected(line: PromotedLine, selection: Selection): boolean {
  if (selection.onlyFullPrice && line.isReduced) return false;
  return isNamed(line, selection) && hasAttributes(line, selection);
}

function isNamed(line: PromotedLine, selection: Selection): boolean {
  const { productIds, variantIds, categoryIds, collectionIds } = selection;
  const lists = [productIds, variantIds, categoryIds, collectionIds];
  if (lists.every((wanted) => wanted.length === 0)) return true;
  return (
    isWanted(line.productId, productIds) ||
    isWanted(line.variantId, variantIds) ||
    line.categoryIds.some((id) => isWanted(id, categoryIds)) ||
    line.collectionIds.some((id) => isWanted(id, collectionIds))
  );
}

/** Lists that are searched from the front; longer ones are looked up. */
const shortList = 8;
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function isWanted(id: string, wanted: readonly string[]): boolean {
  if (wanted.length <= shortList) return wanted.includes(id);
  const set = sets.get(wanted) ?? new Set(wanted);
  sets.set(wanted, set);
  return set.has(id);
}

function hasAttributes(line: PromotedLine, { attributes }: Selection): boolean {
  return attributes.every(({ key, values }) =>
    line.attributes.some((one) => one.key === key && isWanted(one.value, values)),
  );
}
