import type { FrozenCart } from '@cartwright/events';
import { expect, it } from 'vitest';
import { beginCheckout, createPolicy } from '../../checkout/door.ts';
import { reducedLines, reducedPrice } from '../../../test/reduced-price.ts';
import { newOrder } from './new-order.ts';

const now = new Date('2026-01-02T10:00:00.000Z');
const payment = { paymentId: 'payment', paymentMethodToken: 'sim_ok', returnUrl: null };
const begun = beginCheckout(payment, now, createPolicy());
const thing = { productId: 'product', title: 'Oak stool', variantTitle: 'Natural', sku: 'STOOL-OAK' };
const shippingAddress = {
  firstName: 'Sam',
  lastName: 'Shopper',
  line1: '1 Example Street',
  city: 'Berlin',
  postalCode: '10115',
  countryCode: 'DE',
};
const said = { namespace: 'gift', key: 'message', type: 'MULTI_LINE_TEXT', value: 'For Kim' } as const;
const part = { variantId: 'p', sku: 'MUG', title: 'Mug', variantTitle: 'Blue', quantity: 4 };
const kept = { ...said, namespace: 'desk' };
const cart: FrozenCart = {
  cartId: 'cart',
  currency: 'USD',
  lines: [
    {
      ...thing,
      lineId: 'line of cart 1',
      variantId: 'a',
      quantity: 2,
      unitPriceMinor: 1000,
      totalMinor: 2000,
      bundleParts: [part],
      metafields: [said],
      privateMetafields: [kept],
    },
    {
      ...thing,
      lineId: 'line of cart 2',
      variantId: 'b',
      quantity: 1,
      unitPriceMinor: 500,
      basePriceMinor: null,
      totalMinor: 500,
    },
  ],
  subtotalMinor: 2500,
  discountMinor: 100,
  shippingMinor: 590,
  taxMinor: 477,
  totalMinor: 2990,
  shippingMethod: 'express',
  email: 'shopper@example.com',
  shippingAddress,
  billingAddress: null,
  metafields: [said],
  note: 'Ring twice.',
  reference: 'PO-4711',
};

const untold = { discounts: null, taxRateBasisPoints: null, taxMinor: null };
const parts = { orderId: 'order', customerId: 'customer', guestId: null, locale: 'de', begun, now };

it('an order is what its cart was at the moment when it was frozen, with ids of its own', () => {
  const ids = ['line 1', 'line 2'];
  const order = newOrder({
    ...{ orderId: 'order', customerId: 'customer', guestId: 'customer', locale: 'de', cart, begun, now },
    newId: () => ids.shift() ?? '',
  });
  expect(order).toEqual({
    ...begun.checkout,
    ...{
      id: 'order',
      customerId: 'customer',
      guestId: 'customer',
      email: 'shopper@example.com',
      locale: 'de',
      cartId: 'cart',
    },
    ...{ currency: 'USD', subtotalMinor: 2500, discountMinor: 100, shippingMinor: 590 },
    ...{ taxMinor: 477, totalMinor: 2990, shippingMethod: 'express', shippingAddress, billingAddress: null },
    ...{
      paymentId: 'payment',
      paymentMethodToken: 'sim_ok',
      returnUrl: null,
      status: 'PENDING',
      placedAt: now,
      updatedAt: now,
      erasedAt: null,
      metafields: [{ ...said, visibility: 'PUBLIC' }],
      ...{ note: 'Ring twice.', giftText: null, reference: 'PO-4711' },
      priceDetails: null,
    },
    lines: [
      {
        ...thing,
        ...{ id: 'line 1', orderId: 'order', position: 0, variantId: 'a' },
        ...{ quantity: 2, unitPriceMinor: 1000, basePriceMinor: 1000, totalMinor: 2000 },
        bundleParts: [part],
        ...untold,
        metafields: [
          { ...kept, visibility: 'PRIVATE' },
          { ...said, visibility: 'PUBLIC' },
        ],
      },
      {
        ...thing,
        ...{ id: 'line 2', orderId: 'order', position: 1, variantId: 'b' },
        ...{ quantity: 1, unitPriceMinor: 500, basePriceMinor: null, totalMinor: 500 },
        bundleParts: null,
        ...untold,
        metafields: null,
      },
    ],
  });
});

it('an order keeps how its amounts came about, and each line its discounts and its tax', () => {
  const reduced = { ...cart, ...reducedPrice, lines: reducedLines(cart.lines) };
  const order = newOrder({ ...parts, cart: reduced, newId: () => 'line' });
  const { discountMinor, taxMinor, totalMinor, ...priceDetails } = reducedPrice;
  expect(order).toMatchObject({ discountMinor, taxMinor, totalMinor });
  expect(order.priceDetails).toEqual(priceDetails);
  expect(order.lines).toMatchObject([
    { totalMinor: 2000, discounts: [{ amountMinor: 200 }], taxRateBasisPoints: 1900, taxMinor: 287 },
    { totalMinor: 500, discounts: [{ amountMinor: 50 }], taxRateBasisPoints: 700, taxMinor: 29 },
  ]);
});

it('no order comes of a cart whose amounts do not add up', () => {
  const faulty = { ...cart, totalMinor: cart.totalMinor + 1 };
  expect(() => newOrder({ ...parts, cart: faulty, newId: () => 'line' })).toThrow(
    'The cart cart was frozen wrongly: its parts are not its total',
  );
});
