import { buyerPriceOf } from '../../offers/door.ts';
import type { Cart, CartLine } from './cart.ts';

/** What one piece of a line costs the owner of a cart, as many as there are; null when it is not sold in the cart's currency. */
export function linePriceMinor(
  line: Pick<CartLine, 'offer' | 'quantity'>,
  cart: Pick<Cart, 'buyer' | 'groupIds'>,
): number | null {
  return linePrice(line, cart)?.amountMinor ?? null;
}

/** `linePriceMinor`, and whether that follows from the variant's own price. */
export function linePrice(
  { offer, quantity }: Pick<CartLine, 'offer' | 'quantity'>,
  { buyer: { countryCode }, groupIds }: Pick<Cart, 'buyer' | 'groupIds'>,
): ReturnType<typeof buyerPriceOf> {
  return buyerPriceOf(offer, { countryCode, groupIds }, quantity);
}
