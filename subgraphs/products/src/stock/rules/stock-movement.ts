/** Where the pieces of a variant are. */
export interface StockLevels {
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
}

/** Pieces of one variant that an order wants or holds. */
export interface StockLine {
  readonly variantId: string;
  readonly quantity: number;
}

/** How the levels of one variant change, all moves of a batch together. */
export interface StockDelta extends StockLevels {
  readonly variantId: string;
}

/** What can happen to pieces; each keeps the sum of the three levels. */
export const stockMoves = {
  reserve: { available: -1, reserved: 1, sold: 0 },
  commit: { available: 0, reserved: -1, sold: 1 },
  returnReserved: { available: 1, reserved: -1, sold: 0 },
  returnSold: { available: 1, reserved: 0, sold: -1 },
} as const satisfies Record<string, StockLevels>;

/** The name of a move. */
export type StockMove = keyof typeof stockMoves;

/** One move of some lines. */
export interface Movement {
  readonly move: StockMove;
  readonly lines: readonly StockLine[];
}

/** Adds movements up to one delta per variant, in the order of the variants' ids. */
export function sumMovements(movements: readonly Movement[]): StockDelta[] {
  const byVariant = new Map<string, StockLevels>();
  for (const { move, lines } of movements) {
    for (const { variantId, quantity } of lines) {
      byVariant.set(variantId, addMove(byVariant.get(variantId), move, quantity));
    }
  }
  return [...byVariant]
    .map(([variantId, levels]) => ({ variantId, ...levels }))
    .sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
}

function addMove(levels: StockLevels | undefined, move: StockMove, quantity: number): StockLevels {
  const { available, reserved, sold } = levels ?? { available: 0, reserved: 0, sold: 0 };
  const factor = stockMoves[move];
  return {
    available: available + factor.available * quantity,
    reserved: reserved + factor.reserved * quantity,
    sold: sold + factor.sold * quantity,
  };
}
