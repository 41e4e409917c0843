import { toDecimal, type StoreCurrency } from '@cartwright/money';
import { nameOf } from '../../offers/door.ts';
import type { CartLine } from './cart.ts';
import type { Warning } from './warning.ts';

/** Why there are no more pieces: a cart or a wish list takes no more (`cart`, `list`), or there are no more (`stock`). */
export const noMore = {
  cart: 'a cart takes no more of one variant',
  list: 'a wish list takes no more of one variant',
  stock: 'no more are available',
} as const;

/** Fewer pieces than asked for, in a line of a cart or in an item of a wish list. */
export function quantityClamped(
  { id, offer, quantity }: Pick<CartLine, 'id' | 'offer' | 'quantity'>,
  limit: keyof typeof noMore,
): Warning {
  const message = `${nameOf(offer)}: the quantity is now ${quantity}, ${noMore[limit]}.`;
  return { code: 'QUANTITY_CLAMPED', message, target: id };
}

/** A line does not cost what the buyer has last seen. */
export function priceChanged(line: CartLine, newMinor: number, currency: StoreCurrency): Warning {
  const [before, now] = [line.quotedUnitMinor, newMinor].map((minor) => toDecimal(minor, currency));
  const message = `${nameOf(line.offer)} now costs ${now} ${currency} instead of ${before} ${currency}.`;
  return { code: 'PRICE_CHANGED', message, target: line.id };
}

/** A line was removed from the cart; the reason ends the sentence "X was removed: …". */
export function lineRemoved(line: CartLine, reason: string): Warning {
  const message = `${nameOf(line.offer)} was removed from the cart: ${reason}.`;
  return { code: 'LINE_REMOVED', message, target: line.id };
}

/** A line of another cart was not copied into this one, for a reason that is a sentence of its own. */
export function lineLeftOut({ id }: CartLine, message: string): Warning {
  return { code: 'LINE_LEFT_OUT', message, target: id };
}

/** The selected delivery option does not reach the buyer's country. */
export function deliveryOptionRemoved(code: string, countryCode: string): Warning {
  const message = `The way of delivery that was selected does not reach ${countryCode}; please choose another.`;
  return { code: 'DELIVERY_OPTION_REMOVED', message, target: code };
}

/** Another cart's lines were put into this one. */
export function cartsMerged(cartId: string): Warning {
  const message = 'What was in your other cart is now in this one.';
  return { code: 'CARTS_MERGED', message, target: cartId };
}

/** Another cart's lines were priced in this one's currency. */
export function currencyChanged(before: StoreCurrency, now: StoreCurrency): Warning {
  const message = `What was priced in ${before} is now priced in ${now}.`;
  return { code: 'CURRENCY_CHANGED', message, target: now };
}

/** Two carts that became one each had a note, a gift text or a reference of its own. */
export function detailsRemoved(target: string): Warning {
  const message =
    'The note, gift text or reference of your other cart could not be kept; please look at them again.';
  return { code: 'DETAILS_REMOVED', message, target };
}

/** Not all that was said of two carts, or of two lines of a variant, can be said of one. */
export function metafieldsRemoved(target: string, { line, isOtherCarts = true }: SaidOf = {}): Warning {
  const where = [
    ...(line === undefined ? [] : [nameOf(line.offer)]),
    ...(isOtherCarts ? ['your other cart'] : []),
  ].join(' in ');
  const message = `Not all that was said of ${where} could be kept; please look at it again.`;
  return { code: 'METAFIELDS_REMOVED', message, target };
}

/** Of what something was said. */
interface SaidOf {
  /** Left out, of the whole cart. */
  readonly line?: Pick<CartLine, 'offer'>;
  /** Whether it was another cart's, as it is by default, and not a list's. */
  readonly isOtherCarts?: boolean;
}
