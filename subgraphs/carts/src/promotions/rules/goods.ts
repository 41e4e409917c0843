import { allocateMinor } from '@cartwright/money';
import { isSelected, type PromotedLine } from './line.ts';
import type { Selection } from './promotion.ts';

/** Lines with what is left of each, and which of them are looked at. */
export interface Goods {
  readonly lines: readonly PromotedLine[];
  readonly rests: readonly number[];
  readonly selection: Selection;
}

/** Works out an amount for each selected line; 0 for the others. */
export function eachSelected(
  { lines, rests, selection }: Goods,
  off: (restMinor: number, line: PromotedLine) => number,
): number[] {
  return lines.map((line, index) => (isSelected(line, selection) ? off(rests[index] ?? 0, line) : 0));
}

/** What the selected lines come to. */
export function restOf(goods: Goods): number {
  return eachSelected(goods, (rest) => rest).reduce((sum, rest) => sum + rest, 0);
}

/** Divides an amount over the selected lines by what is left of them, and never takes more than that. */
export function divide(amountMinor: number, goods: Goods): number[] {
  const weights = eachSelected(goods, (rest) => rest);
  const off = Math.min(amountMinor, restOf(goods));
  return off === 0 ? weights.map(() => 0) : allocateMinor(off, weights);
}
