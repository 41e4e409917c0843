import type { Snapshot, SnapshotOrder } from '../snapshot.ts';
import type { SnapshotFlashOffer } from '../snapshot-stock.ts';
import type { Violation } from '../violation.ts';

/**
 * 15. Never are more pieces sold at the price of a flash offer than it has, nor more to one buyer than one may have; and what orders hold
 * of it is what they say.
 */
export function flashOfferViolations({ flashOffers, orders, reservations }: Snapshot): Violation[] {
  if (flashOffers.length === 0) return [];
  const holding = reservations.filter(({ status }) => status === 'reserved' || status === 'committed');
  const held = new Set(holding.map(({ orderId }) => orderId));
  const standing = orders.filter(({ id }) => held.has(id));
  return flashOffers.flatMap((offer) => {
    const bought = standing.flatMap((order) => {
      const pieces = piecesAtPrice(order, offer);
      return pieces === 0 ? [] : [{ buyer: order.buyer ?? '', pieces }];
    });
    return [...countViolations(offer, bought), ...limitViolations(offer, bought)];
  });
}

/** What an order has of an offer: its variant at its price, before what a price list takes off that. */
function piecesAtPrice({ currency, lines }: SnapshotOrder, offer: SnapshotFlashOffer): number {
  if (currency !== offer.currency) return 0;
  return lines
    .filter(({ variantId, unitPriceMinor, basePriceMinor = unitPriceMinor }) => {
      return variantId === offer.variantId && basePriceMinor === offer.amountMinor;
    })
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

interface Bought {
  readonly buyer: string;
  readonly pieces: number;
}

function countViolations(
  { id, budget, reserved, sold }: SnapshotFlashOffer,
  bought: readonly Bought[],
): Violation[] {
  const pieces = bought.reduce((sum, one) => sum + one.pieces, 0);
  if (pieces > budget)
    return [violation(`flash offer ${id} has ${budget} pieces, and orders have ${pieces}`)];
  if (pieces === reserved + sold) return [];
  return [violation(`flash offer ${id} counts ${reserved + sold} pieces, and orders have ${pieces}`)];
}

function limitViolations({ id, limit }: SnapshotFlashOffer, bought: readonly Bought[]): Violation[] {
  if (limit === null) return [];
  return [...Map.groupBy(bought, ({ buyer }) => buyer)].flatMap(([buyer, theirs]) => {
    const pieces = theirs.reduce((sum, one) => sum + one.pieces, 0);
    if (pieces <= limit) return [];
    return [violation(`flash offer ${id} gives a buyer ${limit} pieces, and ${buyer} has ${pieces}`)];
  });
}

function violation(message: string): Violation {
  return { invariant: 'offers-hold', message };
}
