import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';

/** What happens to orders of a variant once nothing is left of it. */
export type WhenSoldOut = 'DENY' | 'BACKORDER' | 'PREORDER';

/** How staff have a variant sold. */
export interface StockPolicy {
  /** Pieces that are kept back from shoppers. */
  readonly safetyStock: number;
  readonly whenSoldOut: WhenSoldOut;
  /** How many pieces may be sold beyond what is there. */
  readonly backorderLimit: number;
  /** When what is sold beforehand is expected. */
  readonly expectedAt: Date | null;
  /** So few unreserved pieces are few. */
  readonly lowStockAt: number;
}

/** What staff ask for; what is left out stays, and null takes the time away. */
export interface StockPolicyInput {
  readonly safetyStock?: number | null | undefined;
  readonly whenSoldOut?: WhenSoldOut | null | undefined;
  readonly backorderLimit?: number | null | undefined;
  readonly expectedAt?: Date | null | undefined;
  readonly lowStockAt?: number | null | undefined;
}

const maxPieces = 1_000_000;
const outOfBounds = 'Please give 0 to a million pieces.';
const nothingToSell = 'Please say how many may be sold before they are there.';
const soldOut = 'Nothing is sold beforehand of what is denied when it is sold out.';

/** A policy as staff ask for it; what is denied when it is sold out has no limit and no time. */
export function changePolicy(
  before: StockPolicy,
  input: StockPolicyInput,
): { readonly kind: 'valid'; readonly policy: StockPolicy } | InvalidInput {
  for (const name of ['safetyStock', 'backorderLimit', 'lowStockAt'] as const) {
    const pieces = input[name] ?? 0;
    if (pieces < 0 || pieces > maxPieces)
      return invalidInput(invalidField([name], 'OUT_OF_RANGE', outOfBounds));
  }
  const whenSoldOut = input.whenSoldOut ?? before.whenSoldOut;
  const kept = {
    safetyStock: input.safetyStock ?? before.safetyStock,
    lowStockAt: input.lowStockAt ?? before.lowStockAt,
    whenSoldOut,
  };
  if (whenSoldOut === 'DENY') {
    if ((input.backorderLimit ?? 0) > 0 || input.expectedAt != null)
      return invalidInput(invalidField(['whenSoldOut'], 'INVALID_FORMAT', soldOut));
    return { kind: 'valid', policy: { ...kept, backorderLimit: 0, expectedAt: null } };
  }
  const backorderLimit = input.backorderLimit ?? before.backorderLimit;
  const expectedAt = input.expectedAt === undefined ? before.expectedAt : input.expectedAt;
  return whenSoldOut === 'BACKORDER' && backorderLimit === 0
    ? invalidInput(invalidField(['backorderLimit'], 'OUT_OF_RANGE', nothingToSell))
    : { kind: 'valid', policy: { ...kept, backorderLimit, expectedAt } };
}

/** By how many pieces a change of policy shifts what may be bought. */
export function shiftOf(before: StockPolicy, after: StockPolicy): number {
  return after.backorderLimit - before.backorderLimit - (after.safetyStock - before.safetyStock);
}

/** How many pieces are there that no order holds; negative where more are sold than there are. */
export function unreservedOf({
  available,
  safetyStock,
  backorderLimit,
}: Pick<StockPolicy, 'safetyStock' | 'backorderLimit'> & { readonly available: number }): number {
  return available + safetyStock - backorderLimit;
}
