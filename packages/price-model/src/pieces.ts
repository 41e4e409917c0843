import type { Line } from './cart.ts';

/** One piece of a line. */
export interface Piece {
  /** The index of its line in the cart. */
  readonly line: number;
  /** Its place among the pieces of its line. */
  readonly place: number;
  readonly priceMinor: bigint;
}

/**
 * "Pieces" of decision 110: each line's rest over its pieces alike. With quantity q and rest r, the first r mod q pieces cost
 * one unit more than the others.
 */
export function piecesOf(lines: readonly Line[], restsMinor: readonly bigint[]): Piece[] {
  return lines.flatMap(({ quantity }, line) => {
    const rest = restsMinor[line] ?? 0n;
    const [price, dearer] = [rest / BigInt(quantity), rest % BigInt(quantity)];
    return Array.from({ length: quantity }, (_, place) => ({
      line,
      place,
      priceMinor: BigInt(place) < dearer ? price + 1n : price,
    }));
  });
}

/** The dearest first; of one price those of earlier lines. */
export function dearestFirst(pieces: readonly Piece[]): Piece[] {
  return pieces.toSorted(
    (left, right) => compareMinor(right.priceMinor, left.priceMinor) || standing(left, right),
  );
}

/** The cheapest first; of one price those of earlier lines. */
export function cheapestFirst(pieces: readonly Piece[]): Piece[] {
  return pieces.toSorted(
    (left, right) => compareMinor(left.priceMinor, right.priceMinor) || standing(left, right),
  );
}

function standing(left: Piece, right: Piece): number {
  return left.line - right.line || left.place - right.place;
}

export function compareMinor(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
