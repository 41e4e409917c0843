import type { OfferRefusal } from '../../flash-offers/door.ts';
import type { StockLine } from './stock-movement.ts';

/** What an order wants of a variant. */
export interface WantedLine extends StockLine {
  /** What a bundle consisted of when it was ordered; left out of all that is none, and by older releases. */
  readonly parts?: readonly StockLine[] | undefined;
}

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

/** What requests are decided with. */
export interface AllocateOptions {
  /** Takes what the request of that place in the list is to have of flash offers, once there is stock for it. */
  readonly takeOffers?: (index: number) => OfferRefusal | undefined;
  /** What one piece of each bundle takes of other variants, by the bundle's id; a bundle has no pieces of its own. */
  readonly bundles?: ReadonlyMap<string, readonly StockLine[]>;
}

/**
 * Decides requests in their order: the first that can be served whole is served, and what it takes is gone for those
 * after it. `available` is what may be given, by variant id; an unknown variant has none. Of a bundle its parts are allocated, those that it was
 * ordered with, and what else of them the same request wants; what is short is named as it was asked for.
 */
export function allocate(
  available: ReadonlyMap<string, number>,
  requests: readonly (readonly WantedLine[])[],
  { takeOffers = () => undefined, bundles = new Map() }: AllocateOptions = {},
): Allocation[] {
  const left = new Map(available);
  return requests.map((lines, index) => {
    const taken = new Map<string, number>();
    const shortages = mergeLines(lines).flatMap((line) => takeLine(line, { left, taken, bundles }));
    if (shortages.length > 0) return { kind: 'refused', shortages };
    const refusal = takeOffers(index);
    if (refusal !== undefined) return { kind: 'offer-refused', refusal };
    for (const [variantId, quantity] of taken) left.set(variantId, (left.get(variantId) ?? 0) - quantity);
    return {
      kind: 'allocated',
      lines: Array.from(taken, ([variantId, quantity]) => ({ variantId, quantity })),
    };
  });
}

interface Taking {
  readonly left: ReadonlyMap<string, number>;
  /** What the lines before it take of the same request. */
  readonly taken: Map<string, number>;
  readonly bundles: ReadonlyMap<string, readonly StockLine[]>;
}

/** Takes what a line wants, all of it; or nothing, and says how much there would be. */
function takeLine(
  { variantId, quantity, parts: ordered }: WantedLine,
  { left, taken, bundles }: Taking,
): Shortage[] {
  const parts = ordered ?? bundles.get(variantId) ?? [{ variantId, quantity: 1 }];
  const enoughFor = parts.map((part) =>
    Math.floor(((left.get(part.variantId) ?? 0) - (taken.get(part.variantId) ?? 0)) / part.quantity),
  );
  const there = Math.min(...enoughFor);
  if (quantity > there) return [{ variantId, requested: quantity, available: there }];
  for (const part of parts)
    taken.set(part.variantId, (taken.get(part.variantId) ?? 0) + part.quantity * quantity);
  return [];
}

function mergeLines(lines: readonly WantedLine[]): WantedLine[] {
  const merged = new Map<string, WantedLine>();
  for (const { variantId, quantity, parts } of lines) {
    const before = merged.get(variantId);
    merged.set(variantId, {
      variantId,
      quantity: (before?.quantity ?? 0) + quantity,
      parts: before?.parts ?? parts,
    });
  }
  return [...merged.values()];
}
