import { isSellable, whyUnavailable, type Offer, type SellableOffer } from '../../offers/door.ts';
import type { Cart, CartLine } from './cart.ts';
import type { CartChange, CartTooLarge } from './cart-change.ts';
import { linePriceMinor } from './line-price.ts';
import { clampQuantity, maxLines } from './quantity.ts';
import { changeWithin } from './total-limit.ts';
import type { Warning } from './warning.ts';
import { quantityClamped } from './warnings.ts';

/** A variant and how many more of it are wanted: 1 or more. */
export interface WantedLine {
  readonly variantId: string;
  readonly quantity: number;
}

/** How adding lines ends. */
export type AddLinesOutcome =
  | CartChange
  | { readonly kind: 'variant-unavailable'; readonly variantId: string; readonly message: string }
  | CartTooLarge;

/** What the rules for adding need besides the cart. */
export interface Adding {
  readonly wanted: readonly WantedLine[];
  /** What is known of the wanted variants in the cart's currency, by variant id. */
  readonly offers: ReadonlyMap<string, Offer>;
  readonly newId: () => string;
}

/** Puts variants into a cart, adding to what is there; all of them, or none when one is unavailable. */
export function addLines(cart: Cart, { wanted, offers, newId }: Adding): AddLinesOutcome {
  const lines = new Map(cart.lines.map((line) => [line.variantId, line]));
  const warnings: Warning[] = [];
  for (const { variantId, quantity } of addUp(wanted)) {
    const offer = offers.get(variantId);
    const message = whyUnavailable(offer, cart.currency);
    if (message !== null || offer === undefined || !isSellable(offer)) {
      return { kind: 'variant-unavailable', variantId, message: message ?? '' };
    }
    const before = lines.get(variantId) ?? emptyLine(offer, newId());
    const added = addTo(before, offer, { cart, more: quantity });
    lines.set(variantId, added.line);
    warnings.push(...added.warnings);
  }
  if (lines.size > Math.max(maxLines, cart.lines.length)) return { kind: 'too-large', limit: 'LINES' };
  return changeWithin(cart, [...lines.values()], warnings);
}

/** One entry per variant, in the order in which they were first named. */
function addUp(wanted: readonly WantedLine[]): WantedLine[] {
  const quantities = new Map<string, number>();
  for (const { variantId, quantity } of wanted) {
    quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity);
  }
  return [...quantities].map(([variantId, quantity]) => ({ variantId, quantity }));
}

function emptyLine(offer: SellableOffer, id: string): CartLine {
  const { variantId, unitPriceMinor: quotedUnitMinor } = offer;
  return { id, variantId, quantity: 0, quotedUnitMinor, metafields: [], privateMetafields: [], offer };
}

function addTo(
  before: CartLine,
  offer: Offer,
  { cart, more }: { readonly cart: Cart; readonly more: number },
): { line: CartLine; warnings: Warning[] } {
  const { quantity, limit } = clampQuantity(before.quantity + more, offer.available);
  const isNew = before.quantity === 0;
  const seen = (isNew ? linePriceMinor({ offer, quantity }, cart) : null) ?? before.quotedUnitMinor;
  const line = { ...before, offer, quantity, quotedUnitMinor: seen };
  return { line, warnings: limit === null ? [] : [quantityClamped(line, limit)] };
}
