import { priceDetailsOf, type FrozenCart, type PriceDetails } from '@cartwright/events';
import { thawMetafields } from '@cartwright/metafields/rules';
import type { StoreCurrency } from '@cartwright/money';
import type { Advance } from '../../checkout/door.ts';
import { orderStatusOf, type OrderLine, type OrderWithLines } from '../../order/door.ts';
import { priceFaults } from './price-faults.ts';

/** What an order is made of. */
export interface OrderParts {
  readonly orderId: string;
  readonly customerId: string;
  /** The guest who places it; null where a customer does. */
  readonly guestId: string | null;
  readonly locale: string;
  readonly cart: FrozenCart;
  readonly begun: Pick<Advance, 'checkout'>;
  readonly now: Date;
  readonly newId: () => string;
}

/** Makes an order, without its number yet, from a cart that is frozen for it. @throws when the cart's amounts do not add up, which is carts' fault */
export function newOrder(parts: OrderParts): Omit<OrderWithLines, 'number'> {
  const { orderId, customerId, guestId, locale, cart, begun, now, newId } = parts;
  const faults = priceFaults(cart);
  if (faults.length > 0) throw new Error(`The cart ${cart.cartId} was frozen wrongly: ${faults.join(', ')}`);
  return {
    ...begun.checkout,
    id: orderId,
    customerId,
    guestId,
    email: cart.email,
    locale,
    currency: cart.currency as StoreCurrency,
    cartId: cart.cartId,
    subtotalMinor: cart.subtotalMinor,
    discountMinor: cart.discountMinor,
    shippingMinor: cart.shippingMinor,
    taxMinor: cart.taxMinor,
    totalMinor: cart.totalMinor,
    shippingMethod: cart.shippingMethod,
    shippingAddress: cart.shippingAddress,
    billingAddress: cart.billingAddress,
    status: orderStatusOf(begun.checkout),
    placedAt: now,
    updatedAt: now,
    erasedAt: null,
    metafields: thawMetafields(cart),
    note: cart.note ?? null,
    giftText: cart.giftText ?? null,
    reference: cart.reference ?? null,
    priceDetails: keptDetails(cart),
    lines: cart.lines.map((line, position) => orderLine(line, { orderId, position, id: newId() })),
  };
}

/** Null where the release that froze the cart did not say. */
function keptDetails(cart: FrozenCart): PriceDetails | null {
  const details = priceDetailsOf(cart);
  return Object.values(details).some((detail) => detail !== undefined) ? details : null;
}

/** A cart that is ordered, cancelled and ordered again keeps its line ids: an order's lines get their own. */
function orderLine(
  line: FrozenCart['lines'][number],
  own: Pick<OrderLine, 'id' | 'orderId' | 'position'>,
): OrderLine {
  const { variantId, productId, title, variantTitle, sku, quantity, unitPriceMinor, totalMinor } = line;
  // A release that does not say knows of no price lists.
  const { basePriceMinor = unitPriceMinor } = line;
  const sold = {
    variantId,
    productId,
    title,
    variantTitle,
    sku,
    quantity,
    unitPriceMinor,
    basePriceMinor,
    totalMinor,
  };
  const { bundleParts = null, discounts = null, taxRateBasisPoints = null, taxMinor = null } = line;
  const told = { bundleParts, discounts, taxRateBasisPoints, taxMinor, metafields: thawMetafields(line) };
  return { ...own, ...sold, ...told };
}
