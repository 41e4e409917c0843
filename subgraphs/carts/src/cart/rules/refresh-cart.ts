import { deliveryOption } from '../../delivery/door.ts';
import { isSellable } from '../../offers/door.ts';
import type { Cart, CartLine } from './cart.ts';
import { linePriceMinor } from './line-price.ts';
import type { CartChange } from './cart-change.ts';
import type { Warning } from './warning.ts';
import { deliveryOptionRemoved, lineRemoved, priceChanged } from './warnings.ts';

/**
 * Brings a changed cart in line with the catalogue, so that the answer is what would be sold: lines that are not for
 * sale any more are removed, prices are today's for the buyer and as many pieces, a delivery option that does not reach the buyer is deselected.
 */
export function refreshCart({ cart, warnings }: CartChange): CartChange {
  const refreshed = refreshLines(cart);
  const delivery = refreshDelivery(cart);
  return {
    kind: 'changed',
    cart: {
      ...cart,
      lines: refreshed.lines,
      deliveryOption: delivery === null ? cart.deliveryOption : null,
    },
    warnings: [...warnings, ...refreshed.warnings, ...(delivery ?? [])],
  };
}

/** The lines of a cart in line with the catalogue, and what that has changed. */
export function refreshLines(cart: Cart): { readonly lines: CartLine[]; readonly warnings: Warning[] } {
  const refreshed = cart.lines.map((line) => refreshLine(line, cart));
  return {
    lines: refreshed.flatMap(({ line }) => line ?? []),
    warnings: refreshed.flatMap(({ warning }) => warning ?? []),
  };
}

function refreshLine(line: CartLine, cart: Cart): { line?: CartLine; warning?: Warning } {
  const { offer } = line;
  const { currency } = cart;
  if (!isSellable(offer)) {
    const reason = offer.forSale ? `it is not sold in ${currency}` : 'it is not for sale any more';
    return { warning: lineRemoved(line, reason) };
  }
  const unitPriceMinor = linePriceMinor(line, cart) ?? offer.unitPriceMinor;
  if (unitPriceMinor === line.quotedUnitMinor) return { line };
  return {
    line: { ...line, quotedUnitMinor: unitPriceMinor },
    warning: priceChanged(line, unitPriceMinor, currency),
  };
}

/** The warnings of a deselection; null when the selection stands. */
function refreshDelivery({ deliveryOption: code, currency, buyer: { countryCode } }: Cart): Warning[] | null {
  if (code === null || countryCode === null) return null;
  const isOffered = deliveryOption(code, { currency, subtotalMinor: 0, countryCode }) !== null;
  return isOffered ? null : [deliveryOptionRemoved(code, countryCode)];
}
