import { toDecimal } from '@cartwright/money';
import type { CartLine, Offer, StoreCurrency } from './cart.ts';

/** What a client may find in `Warning.code`. */
export type WarningCode = 'QUANTITY_CLAMPED' | 'PRICE_CHANGED' | 'LINE_REMOVED' | 'DELIVERY_OPTION_REMOVED';

/** Something that was adjusted on the way to success. */
export interface Warning {
  readonly code: WarningCode;
  /** A sentence for the buyer. */
  readonly message: string;
  /** The id of the line, or the code of the delivery option. */
  readonly target: string;
}

/** What a buyer calls a variant: `Oak stool (Natural)`. */
export function nameOf({ title, variantTitle }: Pick<Offer, 'title' | 'variantTitle'>): string {
  return variantTitle === '' ? title : `${title} (${variantTitle})`;
}

/** Fewer pieces than asked for, because of what a cart takes or of what there is. */
export function quantityClamped({ id, offer, quantity }: CartLine, limit: 'cart' | 'stock'): Warning {
  const reason = limit === 'cart' ? 'a cart takes no more of one variant' : 'no more are available';
  const message = `${nameOf(offer)}: the quantity is now ${quantity}, ${reason}.`;
  return { code: 'QUANTITY_CLAMPED', message, target: id };
}

/** A line costs something else than the buyer was last told. */
export function priceChanged(line: CartLine, newMinor: number, currency: StoreCurrency): Warning {
  const [before, now] = [line.quotedUnitMinor, newMinor].map((minor) => toDecimal(minor, currency));
  const message = `${nameOf(line.offer)} now costs ${now} ${currency} instead of ${before} ${currency}.`;
  return { code: 'PRICE_CHANGED', message, target: line.id };
}

/** A line is gone from the cart, for a reason that completes "X was removed: …". */
export function lineRemoved(line: CartLine, reason: string): Warning {
  const message = `${nameOf(line.offer)} was removed from the cart: ${reason}.`;
  return { code: 'LINE_REMOVED', message, target: line.id };
}

/** The selected way of delivery does not reach the buyer's country. */
export function deliveryOptionRemoved(code: string, countryCode: string): Warning {
  const message = `The way of delivery that was selected does not reach ${countryCode}; please choose another.`;
  return { code: 'DELIVERY_OPTION_REMOVED', message, target: code };
}
