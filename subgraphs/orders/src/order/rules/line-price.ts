import { sumMinor } from '@cartwright/money';
import type { LineDiscount } from '@cartwright/events';

/** So many pieces of a line, and what one of them comes to, in minor units. */
export interface Pieces {
  readonly quantity: number;
  readonly amountMinor: number;
}

/** What is left of a line after its discounts, in minor units: what its pieces are worth together. */
export function lineRestMinor({
  totalMinor,
  discounts,
}: {
  readonly totalMinor: number;
  readonly discounts: readonly LineDiscount[] | null;
}): number {
  return totalMinor - sumMinor((discounts ?? []).map(({ amountMinor }) => amountMinor));
}

/** Divides an amount over pieces alike: of r over q, the first r mod q pieces have one unit more than the others (decision 110). */
export function overPieces(amountMinor: number, quantity: number): Pieces[] {
  const dearer = amountMinor % quantity;
  const each = (amountMinor - dearer) / quantity;
  return [
    { quantity: dearer, amountMinor: each + 1 },
    { quantity: quantity - dearer, amountMinor: each },
  ].filter((pieces) => pieces.quantity > 0);
}
