/** Pieces of one line that cost the same at that moment. */
export interface Pieces {
  /** Index of the line. */
  readonly line: number;
  readonly priceMinor: number;
  /** How many of them there are. */
  readonly count: number;
}

/** Pieces of which some may be taken already. */
export interface Stack extends Pieces {
  left: number;
}

/** A line's amount divided over its pieces: alike, the first ones having one unit more where it does not come out even. */
export function piecesOf(line: number, amountMinor: number, quantity: number): Stack[] {
  const dearer = amountMinor % quantity;
  const priceMinor = (amountMinor - dearer) / quantity;
  const pieces = [
    { line, priceMinor: priceMinor + 1, count: dearer },
    { line, priceMinor, count: quantity - dearer },
  ];
  return pieces.filter(({ count }) => count > 0).map((some) => ({ ...some, left: some.count }));
}

/** The dearest first; of one price, those of earlier lines. */
export function dearestFirst(pieces: readonly Stack[]): Stack[] {
  return pieces.toSorted((one, other) => other.priceMinor - one.priceMinor || one.line - other.line);
}

/** The cheapest first; of one price, those of earlier lines. */
export function cheapestFirst(pieces: readonly Stack[]): Stack[] {
  return pieces.toSorted((one, other) => one.priceMinor - other.priceMinor || one.line - other.line);
}

/** Takes so many pieces from the front; null, with what is left taken, when there are not enough. */
export function take(stacks: Stack[], quantity: number): Pieces[] | null {
  const taken: Pieces[] = [];
  for (let missing = quantity; missing > 0;) {
    const [stack] = stacks;
    if (stack === undefined) return null;
    const { line, priceMinor, left } = stack;
    const count = Math.min(left, missing);
    if (count > 0) taken.push({ line, priceMinor, count });
    stack.left -= count;
    missing -= count;
    if (stack.left === 0) stacks.shift();
  }
  return taken;
}

/** What pieces cost, by the index of their line. */
export function costByLine(pieces: readonly Pieces[]): Map<number, number> {
  const costs = new Map<number, number>();
  for (const { line, priceMinor, count } of pieces) {
    costs.set(line, (costs.get(line) ?? 0) + priceMinor * count);
  }
  return costs;
}
