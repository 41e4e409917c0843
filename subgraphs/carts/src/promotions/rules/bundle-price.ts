import { allocateMinor } from '@cartwright/money';
import { selectedLines } from './line.ts';
import { costByLine, dearestFirst, piecesOf, take } from './pieces.ts';
import type { PromotionEffect } from './promotion.ts';
import type { Goods } from './goods.ts';

type BundlePrice = Extract<PromotionEffect, { readonly kind: 'BUNDLE_PRICE' }>;

/**
 * What each line gets off where so many pieces cost a price together: the dearest are taken first, and the first group that would
 * cost less without ends it.
 */
export function bundlePrice(
  { quantity, amountMinor, maxApplications }: BundlePrice,
  { lines, rests, selection }: Goods,
): number[] {
  const selected = selectedLines(lines, selection);
  const pieces = dearestFirst(
    lines.flatMap((line, index) =>
      selected[index] === true ? piecesOf(index, rests[index] ?? 0, line.quantity) : [],
    ),
  );
  const off = lines.map(() => 0);
  for (let count = 0; count < (maxApplications ?? Infinity); count += 1) {
    const group = take(pieces, quantity);
    if (group === null) break;
    // In the order of the lines: of equal shares the earlier has the odd unit.
    const costs = [...costByLine(group)].toSorted(([one], [other]) => one - other);
    const saving = costs.reduce((sum, [, cost]) => sum + cost, 0) - amountMinor;
    if (saving <= 0) break;
    const shares = allocateMinor(
      saving,
      costs.map(([, cost]) => cost),
    );
    for (const [index, [line]] of costs.entries()) off[line] = (off[line] ?? 0) + (shares[index] ?? 0);
  }
  return off;
}
