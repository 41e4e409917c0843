import { allocateMinor } from '@cartwright/money';
import { selectedLines, selectedMinor, type PromotedLine } from './line.ts';
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
  const selected = selectedLines(lines, selection);
  return lines.map((line, index) => (selected[index] === true ? off(rests[index] ?? 0, line) : 0));
}

/** What the selected lines come to. */
export function restOf({ lines, selection, rests }: Goods): number {
  return selectedMinor(lines, selection, rests);
}

/** Divides an amount, of at most what is left of the selected lines, over these by what is left of each. */
export function divide(amountMinor: number, goods: Goods): number[] {
  const weights = eachSelected(goods, (rest) => rest);
  return amountMinor === 0 ? weights.map(() => 0) : allocateMinor(amountMinor, weights);
}
