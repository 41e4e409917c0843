import { buyerPriceOf } from '../../offers/door.ts';
import type { Cart, CartLine } from './cart.ts';

/** What all pieces of a line save against what their parts cost. */
export interface LineSaving {
  /** 0 where the bundle costs as much as its parts, or more. */
  readonly savedMinor: number;
  readonly partsTotalMinor: number;
}

/**
 * What a line saves whose bundle is bought in the place of its parts, each in as many pieces as there would be of it; null for all that is no
 * bundle, and where a part is not for sale or has no price in the cart's currency.
 */
export function bundleSavingOf(
  { offer, quantity, totalMinor }: Pick<CartLine, 'offer' | 'quantity'> & { readonly totalMinor: number },
  { buyer: { countryCode }, groupIds }: Pick<Cart, 'buyer' | 'groupIds'>,
): LineSaving | null {
  const { parts = [], forSale } = offer;
  if (parts.length === 0 || !forSale) return null;
  const partsTotalMinor = parts.reduce((sum, part) => {
    const pieces = part.quantity * quantity;
    return sum + pieces * (buyerPriceOf(part, { countryCode, groupIds }, pieces)?.amountMinor ?? Number.NaN);
  }, 0);
  if (!Number.isSafeInteger(partsTotalMinor)) return null;
  return { savedMinor: Math.max(0, partsTotalMinor - totalMinor), partsTotalMinor };
}
