import type { CartFreezeRequest, FrozenCart } from '@cartwright/events';
import type { Cart } from '../../cart/door.ts';

/** Who buys, where it goes and how: what an order needs besides lines and prices. */
export type Purchase = Pick<FrozenCart, 'email' | 'shippingAddress' | 'billingAddress' | 'shippingMethod'>;

/** What neither the cart nor the request says. */
export type Missing = 'email' | 'shippingAddress' | 'shippingMethod';

/** What is ordered: what the cart holds, overridden by what the request adds; or what is missing. */
export function purchaseOf(
  { buyer, deliveryOption }: Cart,
  request: CartFreezeRequest,
): Purchase | { readonly missing: Missing[] } {
  const email = request.email ?? buyer.email ?? request.ownEmail ?? null;
  const shippingAddress = request.shippingAddress ?? buyer.shippingAddress;
  const shippingMethod = request.shippingMethod ?? deliveryOption;
  if (email !== null && shippingAddress !== null && shippingMethod !== null) {
    const billingAddress = request.billingAddress ?? buyer.billingAddress;
    return { email, shippingAddress, billingAddress, shippingMethod };
  }
  const parts = { email, shippingAddress, shippingMethod };
  const names = ['email', 'shippingAddress', 'shippingMethod'] as const;
  return { missing: names.filter((name) => parts[name] === null) };
}
