/** Pieces of a line that get the same off, in minor units. */
export interface DiscountedPieces {
  readonly quantity: number;
  readonly amountMinor: number;
}

/** What is taken off a line, divided over its pieces alike: the first ones get one unit more where it does not come out even. */
export function discountedPieces(amountMinor: number, quantity: number): DiscountedPieces[] {
  const luckier = amountMinor % quantity;
  const each = (amountMinor - luckier) / quantity;
  const pieces = [
    { quantity: luckier, amountMinor: each + 1 },
    { quantity: quantity - luckier, amountMinor: each },
  ];
  return pieces.filter((some) => some.quantity > 0);
}
