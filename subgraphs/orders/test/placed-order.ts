import { v7 as uuidv7 } from 'uuid';
import { beginCheckout, createPolicy } from '../src/checkout/door.ts';
import { orderStatusOf, type Checkout, type OrderLine } from '../src/order/door.ts';
import type { PlacedOrder } from '../src/placing/ports.ts';

/** A new order of two lines as it is stored when it is placed, with a checkout that has gone on as given. */
export function placedOrder(placedAt: Date, checkout: Partial<Checkout> = {}): PlacedOrder {
  const payment = { paymentId: uuidv7(), paymentMethodToken: 'sim_ok', returnUrl: null };
  const begun = beginCheckout(payment, placedAt, createPolicy());
  const state = { ...begun.checkout, ...checkout };
  const [id, customerId] = [uuidv7(), uuidv7()];
  const order = {
    ...state,
    id,
    customerId,
    guestId: null,
    email: 'shopper@example.com',
    locale: 'en',
    currency: 'EUR',
    cartId: uuidv7(),
    subtotalMinor: 9800,
    discountMinor: 0,
    shippingMinor: 490,
    taxMinor: 1643,
    totalMinor: 10290,
    shippingMethod: 'standard',
    shippingAddress: {
      firstName: 'Sam',
      lastName: 'Shopper',
      company: null,
      line1: '1 Example Street',
      line2: null,
      city: 'Berlin',
      region: null,
      postalCode: '10115',
      countryCode: 'DE',
      phone: null,
    },
    billingAddress: null,
    status: orderStatusOf(state),
    placedAt,
    updatedAt: placedAt,
    erasedAt: null,
    metafields: null,
    ...{ note: null, giftText: null, reference: null },
    priceDetails: null,
    lines: [line(id, 0), line(id, 1)],
  } as const;
  const key = { ownerId: customerId, operation: 'orderPlace', key: uuidv7(), attempt: 1 };
  return { order, timeline: begun.timeline, key };
}

function line(orderId: string, position: number): OrderLine {
  return {
    id: uuidv7(),
    orderId,
    position,
    variantId: uuidv7(),
    productId: uuidv7(),
    title: 'Oak stool',
    variantTitle: `Natural ${position}`,
    sku: `STOOL-${position}`,
    quantity: 1 + position,
    unitPriceMinor: 2450,
    basePriceMinor: 2450,
    bundleParts: null,
    totalMinor: 2450 * (1 + position),
    metafields: null,
    ...{ discounts: null, taxRateBasisPoints: null, taxMinor: null },
  };
}
