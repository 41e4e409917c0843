import type { OfferRefusal } from '../../flash-offers/door.ts';
import type { StockLine } from './stock-movement.ts';

/** A line that cannot be had, with what there is. */
export interface Shortage {
  readonly variantId: string;
  readonly requested: number;
  readonly available: number;
}

/** What one order gets: all of its lines, each variant once, or none with what is missing. */
export type Allocation =
  | { readonly kind: 'allocated'; readonly lines: readonly StockLine[] }
  | { readonly kind: 'refused'; readonly shortages: readonly Shortage[] }
  | { readonly kind: 'offer-refused'; readonly refusal: OfferRefusal };

/**
 * Decides requests in their order: the first that can be served whole is served, and what it takes is gone for those
 * after it. `available` is what may be given, by variant id; an unknown variant has none.
 * @param takeOffers takes what the request of that place in the list is to have of flash offers, once there is stock for it
 */
export function allocate(
  available: ReadonlyMap<string, number>,
  requests: readonly (readonly StockLine[])[],
  takeOffers: (index: number) => OfferRefusal | undefined = () => undefined,
): Allocation[] {
  const left = new Map(available);
  return requests.map((lines, index) => {
    const wanted = mergeLines(lines);
    const shortages = wanted.flatMap((line) => shortageOf(line, left.get(line.variantId) ?? 0));
    if (shortages.length > 0) return { kind: 'refused', shortages };
    const refusal = takeOffers(index);
    if (refusal !== undefined) return { kind: 'offer-refused', refusal };
    for (const { variantId, quantity } of wanted) left.set(variantId, (left.get(variantId) ?? 0) - quantity);
    return { kind: 'allocated', lines: wanted };
  });
}

function shortageOf({ variantId, quantity }: StockLine, available: number): Shortage[] {
  return quantity <= available ? [] : [{ variantId, requested: quantity, available }];
}

function mergeLines(lines: readonly StockLine[]): StockLine[] {
  const quantities = new Map<string, number>();
  for (const { variantId, quantity } of lines) {
    quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity);
  }
  return [...quantities].map(([variantId, quantity]) => ({ variantId, quantity }));
}
