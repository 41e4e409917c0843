import { describe, expect, it } from 'vitest';
import type { OrderWithLines } from '../../order/door.ts';
import { beginCheckout } from './begin-checkout.ts';
import { checkoutMessages } from './checkout-messages.ts';
import type { Command } from './command.ts';
import { createPolicy } from './policy.ts';

const policy = createPolicy();
const placedAt = new Date('2026-01-02T10:00:00.000Z');
const id = (digit: number): string => `01990000-0000-7000-8000-00000000000${digit}`;
const returnUrl = 'https://shop.example.com/return';
const begun = beginCheckout({ paymentId: id(4), paymentMethodToken: 'sim_ok', returnUrl }, placedAt, policy);

const order: OrderWithLines = {
  ...begun.checkout,
  id: id(1),
  number: 'CW-100001',
  customerId: id(2),
  guestId: null,
  email: 'shopper@example.com',
  locale: 'en',
  currency: 'USD',
  cartId: id(3),
  subtotalMinor: 9800,
  discountMinor: 0,
  shippingMinor: 490,
  taxMinor: 1643,
  totalMinor: 10290,
  shippingMethod: 'standard',
  shippingAddress: {
    firstName: 'Sam',
    lastName: 'Shopper',
    line1: '1 Example Street',
    city: 'Berlin',
    postalCode: '10115',
    countryCode: 'DE',
  },
  payUntil: new Date('2026-01-02T10:14:00.000Z'),
  billingAddress: null,
  status: 'PENDING',
  placedAt,
  updatedAt: placedAt,
  erasedAt: null,
  metafields: null,
  ...{ note: null, giftText: null, reference: 'PO-4711' },
  priceDetails: null,
  lines: [
    {
      id: id(5),
      bundleParts: null,
      metafields: null,
      ...{ discounts: null, taxRateBasisPoints: null, taxMinor: null },
      orderId: id(1),
      position: 0,
      variantId: id(6),
      productId: id(7),
      title: 'Oak stool',
      variantTitle: 'Natural',
      sku: 'STOOL-OAK',
      quantity: 2,
      unitPriceMinor: 4900,
      basePriceMinor: 5000,
      totalMinor: 9800,
    },
  ],
};

const sent = (...send: Command[]) =>
  checkoutMessages(order, { send, timeline: [] }, policy).map(({ contract, data }) => [contract.type, data]);

describe('checkoutMessages', () => {
  it('says of an order in review only which it is and whom to write to', () => {
    const { id: orderId, customerId, number, email, locale } = order;
    expect(sent({ type: 'announce-in-review' })).toEqual([
      ['orders.order-in-review.v1', { orderId, customerId, number, email, locale }],
    ]);
  });

  it('announces each step, then sends the commands', () => {
    const messages = checkoutMessages(order, begun, policy);
    expect(messages.map(({ contract }) => contract.type)).toEqual([
      'orders.order-status-changed.v1',
      'inventory.reserve.v1',
    ]);
    const [status] = messages;
    expect(status?.contract.businessId(status.data)).toBe(`${id(1)}:1`);
  });

  it('asks for the same reservation whenever it asks', () => {
    const expected = {
      orderId: id(1),
      lines: [{ variantId: id(6), quantity: 2, unitPriceMinor: 4900, basePriceMinor: 5000 }],
      expiresAt: '2026-01-02T10:15:00.000Z',
      currency: 'USD',
      buyer: id(2),
    };
    expect(sent({ type: 'reserve-stock' })).toEqual([['inventory.reserve.v1', expected]]);
  });

  it('tells how the amounts came about, and payments what its receipt needs of that, where it is known', () => {
    const [line] = order.lines;
    if (line === undefined) throw new Error('There is no line');
    const discounts = [{ promotionId: id(9), amountMinor: 500 }];
    const promotion = { promotionId: id(9), title: 'Five off', class: 'PRODUCT', amountMinor: 500 } as const;
    const taxLines = [{ rateBasisPoints: 1900, netMinor: 8227, taxMinor: 1563 }];
    const priceDetails = { promotions: [promotion], taxLines, pricesIncludeTax: true };
    const reduced = {
      ...{ ...order, discountMinor: 500, totalMinor: 9790, taxMinor: 1563, priceDetails },
      lines: [{ ...line, discounts, taxRateBasisPoints: 1900, taxMinor: 1485 }],
    };
    const send: Command[] = [{ type: 'authorize-payment' }, { type: 'announce-confirmed' }];
    const told = checkoutMessages(reduced, { send, timeline: [] }, policy).map(({ data }) => data);
    const amounts = { subtotalMinor: 9800, discountMinor: 500, shippingMinor: 490 };
    expect(told).toMatchObject([
      { amountMinor: 9790, price: { ...priceDetails, ...amounts } },
      { ...priceDetails, lines: [{ discounts, taxRateBasisPoints: 1900, taxMinor: 1485 }] },
    ]);
  });

  it('asks for what a bundle consisted of when it was ordered', () => {
    const [line] = order.lines;
    if (line === undefined) throw new Error('There is no line');
    const part = { variantId: id(9), sku: 'MUG', title: 'Mug', variantTitle: 'Blue', quantity: 4 };
    const ofBundle = { ...order, lines: [{ ...line, bundleParts: [part] }] };
    const [asked] = checkoutMessages(ofBundle, { send: [{ type: 'reserve-stock' }], timeline: [] }, policy);
    expect(asked?.data).toMatchObject({ lines: [{ parts: [{ variantId: id(9), quantity: 4 }] }] });
  });

  it('names one buyer for all orders of a guest with one mailbox, whatever the session or stands behind a plus sign, and does not tell the address', () => {
    const buyerOf = (guest: string, email: string) => {
      const ofGuest = { ...order, customerId: guest, guestId: guest, email };
      const change = { send: [{ type: 'reserve-stock' }], timeline: [] } as const;
      const [sentMessage] = checkoutMessages(ofGuest, { ...change, send: [...change.send] }, policy);
      return (sentMessage?.data as { buyer: string }).buyer;
    };
    const buyer = buyerOf(id(8), 'shopper@example.com');
    expect(buyerOf(id(9), ' Shopper@Example.com')).toBe(buyer);
    expect(buyerOf(id(9), 'shopper+1@example.com')).toBe(buyer);
    expect(buyerOf(id(8), 'other@example.com')).not.toBe(buyer);
    expect(buyer).toMatch(/^[\da-f]{8}-/);
  });

  it('asks for the total, and for nothing of what it does not own', () => {
    const payment = { orderId: id(1), paymentId: id(4) };
    expect(
      sent(
        { type: 'commit-stock' },
        { type: 'capture-payment' },
        { type: 'release-stock', reason: 'because' },
        { type: 'cancel-payment', paymentId: id(4), reason: 'because' },
        { type: 'cancel-payment', paymentId: id(8), reason: 'an earlier one' },
      ),
    ).toEqual([
      ['inventory.commit.v1', { orderId: id(1) }],
      ['payments.capture.v1', { ...payment, amountMinor: 10290, isReviewed: false }],
      ['inventory.release.v1', { orderId: id(1), reason: 'because' }],
      ['payments.cancel.v1', { ...payment, reason: 'because' }],
      ['payments.cancel.v1', { orderId: id(1), paymentId: id(8), reason: 'an earlier one' }],
    ]);
    const buyer = { orderNumber: 'CW-100001', customerId: id(2), email: 'shopper@example.com' };
    const price = { amountMinor: 10290, taxMinor: 1643, currency: 'USD' };
    expect(sent({ type: 'authorize-payment' })).toEqual([
      [
        'payments.authorize.v1',
        {
          ...payment,
          ...buyer,
          ...price,
          paymentMethodToken: 'sim_ok',
          signals: null,
          price: null,
          returnUrl,
          payUntil: '2026-01-02T10:14:00.000Z',
        },
      ],
    ]);
  });

  it('announces how it ended', () => {
    const cancelledAt = new Date('2026-01-02T10:00:09.000Z');
    const cancelled = {
      ...order,
      cancelledAt,
      cancellationReason: 'OUT_OF_STOCK',
      cancellationMessage: 'None left.',
    };
    const [message] = checkoutMessages(
      cancelled as OrderWithLines,
      { send: [{ type: 'announce-cancelled' }], timeline: [] },
      policy,
    );
    expect(message?.data).toMatchObject({
      orderId: id(1),
      number: 'CW-100001',
      lines: [{ lineId: id(5), quantity: 2 }],
      reasonCode: 'OUT_OF_STOCK',
      reason: 'None left.',
      cancelledAt: '2026-01-02T10:00:09.000Z',
    });
    expect(sent({ type: 'announce-confirmed' })).toMatchObject([
      ['orders.order-confirmed.v1', { totalMinor: 10290 }],
    ]);
  });

  it('tells what the buyer has said of an order when it is confirmed, and nothing that they have not', () => {
    const [[, confirmed] = []] = sent({ type: 'announce-confirmed' });
    expect(confirmed).toMatchObject({ reference: 'PO-4711' });
    expect(confirmed).not.toHaveProperty('note');
    const [[, cancelled] = []] = sent({ type: 'announce-cancelled' });
    expect(cancelled).not.toHaveProperty('reference');
  });

  it.each([
    ['none', 'none'],
    ['declined', 'none'],
    ['voided', 'voided'],
    ['refunded', 'refunded'],
  ] as const)('tells of a payment that is %s at the end that it is %s', (payment, told) => {
    const cancelled = { ...order, payment, cancelledAt: placedAt };
    const send = [{ type: 'announce-cancelled' }] as const;
    const [message] = checkoutMessages(cancelled, { send, timeline: [] }, policy);
    expect(message?.data).toMatchObject({ payment: told });
  });
});
