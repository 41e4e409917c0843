import type { StoreCurrency } from '@cartwright/money';
import type { Offer } from '../../offers/door.ts';
import type { Cart } from './cart.ts';
import { linePriceMinor } from './line-price.ts';

/**
 * The same cart in another currency; `offers` are what is known of its variants there, by variant id. The buyer asked
 * for the other prices, so they count as seen.
 */
export function changeCurrency(
  cart: Cart,
  currency: StoreCurrency,
  offers: ReadonlyMap<string, Offer>,
): Cart {
  const lines = cart.lines.map((line) => {
    const offer = offers.get(line.variantId) ?? { ...line.offer, unitPriceMinor: null, priceLists: [] };
    const unitPriceMinor = linePriceMinor({ ...line, offer }, cart);
    return { ...line, offer, quotedUnitMinor: unitPriceMinor ?? line.quotedUnitMinor };
  });
  return { ...cart, currency, lines };
}
