import { percentageMinor } from '@cartwright/money';
import { selectedLines } from './line.ts';
import {
  cheapestFirst,
  costByLine,
  dearestFirst,
  piecesOf,
  take,
  type Pieces,
  type Stack,
} from './pieces.ts';
import type { PromotionEffect } from './promotion.ts';
import type { Goods } from './goods.ts';

type BuyAndGet = Extract<PromotionEffect, { readonly kind: 'BUY_X_GET_Y' }>;

/**
 * What each line gets off where some pieces are bought to have others cheaper. Each application takes its bought pieces first: those that
 * cannot be got before those that can, the dearest first; then the cheapest that can be got. No piece is taken twice.
 */
export function buyAndGet(effect: BuyAndGet, { lines, rests, selection }: Goods): number[] {
  const canBeGot = selectedLines(lines, selection);
  const canBeBought = selectedLines(lines, effect.buys);
  // The same objects are in both: what is bought is taken from what can be got.
  const pieces = lines.flatMap(({ quantity }, line) => piecesOf(line, rests[line] ?? 0, quantity));
  const toBuy = pieces.filter(({ line }) => canBeBought[line]);
  const bought = [
    ...dearestFirst(toBuy.filter(({ line }) => !canBeGot[line])),
    ...dearestFirst(toBuy.filter(({ line }) => canBeGot[line])),
  ];
  const got = cheapestFirst(pieces.filter(({ line }) => canBeGot[line]));
  const costs = costByLine(applications(effect, bought, got));
  return lines.map((_, line) => percentageMinor(costs.get(line) ?? 0, effect.basisPoints, 'half-up'));
}

/** The pieces that are got over all applications. */
function applications(
  { buyQuantity, getQuantity, maxApplications }: BuyAndGet,
  bought: Stack[],
  got: Stack[],
): Pieces[] {
  const all: Pieces[] = [];
  for (let count = 0; count < (maxApplications ?? Infinity); count += 1) {
    if (take(bought, buyQuantity) === null) break;
    const gets = take(got, getQuantity);
    if (gets === null) break;
    all.push(...gets);
  }
  return all;
}
