import { buyerPriceOf } from '../../offers/door.ts';
import type { Cart, CartLine } from './cart.ts';

/** What one piece of a line costs the owner of a cart, as many as there are; null when it is not sold in the cart's currency. */
export function linePriceMinor(
  { offer, quantity }: Pick<CartLine, 'offer' | 'quantity'>,
  { buyer: { countryCode }, groupIds }: Pick<Cart, 'buyer' | 'groupIds'>,
): number | null {
  return buyerPriceOf(offer, { countryCode, groupIds }, quantity);
}
