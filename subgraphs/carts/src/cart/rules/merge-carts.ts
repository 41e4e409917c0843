import type { Cart, CartLine } from './cart.ts';
import { maxQuantity } from './quantity.ts';

/**
 * Puts one cart's lines into another of the same currency: quantities add up, to the most that a cart takes. The
 * other one's buyer and delivery stay; where they are empty, they are filled.
 *
 * Stock is not checked: what the first cart's cancelled order had reserved may be about to be released.
 */
export function mergeCarts(into: Cart, from: Cart): Cart {
  const lines = new Map(into.lines.map((line) => [line.variantId, line]));
  for (const line of from.lines) {
    const present = lines.get(line.variantId);
    lines.set(line.variantId, present === undefined ? line : addQuantity(present, line.quantity));
  }
  return {
    ...into,
    lines: [...lines.values()],
    deliveryOption: into.deliveryOption ?? from.deliveryOption,
    buyer: {
      email: into.buyer.email ?? from.buyer.email,
      countryCode: into.buyer.countryCode ?? from.buyer.countryCode,
      postalCode: into.buyer.postalCode ?? from.buyer.postalCode,
    },
  };
}

function addQuantity(line: CartLine, more: number): CartLine {
  return { ...line, quantity: Math.min(line.quantity + more, maxQuantity) };
}
