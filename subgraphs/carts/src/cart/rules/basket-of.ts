import type { Basket, BasketBuyer, BasketLine } from '../../pricing/door.ts';
import type { Cart } from './cart.ts';

/** Where a basket goes, as far as prices depend on it. */
export type Destination = Pick<BasketBuyer, 'countryCode' | 'region'>;

/** A cart as it is priced, with these lines, sent in that way to that place. */
export function basketOf(
  { currency, ownerId, isGuests, groupIds, isFirstOrder, ...cart }: Cart,
  sent: {
    readonly lines: readonly BasketLine[];
    readonly deliveryOption: string | null;
    readonly destination: Destination;
  },
): Basket {
  const { lines, deliveryOption, destination } = sent;
  const { countryCode, region } = destination;
  const buyer = {
    customerId: isGuests ? null : ownerId,
    groupIds,
    ...{ countryCode, region },
    isFirstOrder: isFirstOrder ?? null,
    isExempt: cart.isExempt,
    taxIdentity: cart.taxIdentity,
  };
  return { currency, lines, deliveryOption, buyer, enteredCodes: cart.enteredCodes };
}

/** Where a cart goes as far as it was said. */
export function destinationOf({ buyer: { countryCode, shippingAddress } }: Pick<Cart, 'buyer'>): Destination {
  return { countryCode, region: shippingAddress?.region ?? null };
}
