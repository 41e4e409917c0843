import { describe, expect, it } from 'vitest';
import type { Checkout } from '../../order/door.ts';
import { finalStatuses, paymentStatusOf } from '../../order/rules/order-status.ts';
import { isCompensation, timelineMessages, type TimelineCode } from '../../order/rules/timeline.ts';
import { advance } from './advance.ts';
import { beginCheckout } from './begin-checkout.ts';
import type { Fact } from './fact.ts';
import { createPolicy, givesUpAt } from './policy.ts';
import type { Advance } from './progress.ts';

const policy = createPolicy();
const start = new Date('2026-01-02T10:00:00.000Z');
const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

const paymentId = 'the payment';
const begin = () =>
  beginCheckout({ paymentId, paymentMethodToken: 'sim_ok', returnUrl: null }, start, policy);
const reserved: Fact = { type: 'stock-reserved', expiresAt: at(900) };
const actionRequired: Fact = { type: 'payment-action-required', paymentId };
const authorized: Fact = { type: 'payment-authorized', paymentId };
const committed: Fact = { type: 'stock-committed' };
const captured: Fact = { type: 'payment-captured', paymentId };
const expired: Fact = { type: 'reservation-expired' };
const cancelledBy = (by: 'customer' | 'staff'): Fact => ({ type: 'cancel-requested', by });
const late: Fact = { type: 'deadline-passed' };

/** A checkout that has learnt these facts, one per second; the last one after so many. */
function after(facts: readonly Fact[], lastAfterSeconds = facts.length): Advance {
  return facts.reduce<Advance>(({ checkout, timeline }, fact, index) => {
    const now = at(index === facts.length - 1 ? lastAfterSeconds : index + 1);
    const advanced = advance(checkout, fact, now, policy);
    return { ...advanced, timeline: [...timeline, ...advanced.timeline] };
  }, begin());
}
const checkoutAfter = (...facts: Fact[]): Checkout => after(facts).checkout;

describe('what is known of stock and payment', () => {
  it.each([
    ['placed', [], 'requested', 'none'],
    ['reserved', [reserved], 'reserved', 'requested'],
    ['waiting for the buyer', [reserved, actionRequired], 'reserved', 'action-required'],
    ['authorised', [reserved, authorized], 'reserved', 'authorized'],
    ['paid before it is sold', [reserved, authorized, captured], 'reserved', 'captured'],
    ['sold', [reserved, authorized, committed], 'committed', 'capture-requested'],
    ['confirmed', [reserved, authorized, committed, captured], 'committed', 'captured'],
    [
      'authorised while it is undone',
      [reserved, cancelledBy('customer'), authorized],
      'reserved',
      'authorized',
    ],
    [
      'authorised by a buyer who was waited for, while it is undone',
      [reserved, actionRequired, cancelledBy('customer'), authorized],
      'reserved',
      'authorized',
    ],
    [
      'refused by the bank at last',
      [reserved, authorized, committed, { type: 'payment-capture-failed', paymentId, reason: 'No.' }],
      'committed',
      'authorized',
    ],
  ] as [string, Fact[], string, string][])('of an order that is %s', (_what, facts, stock, payment) => {
    expect(checkoutAfter(...facts)).toMatchObject({ stock, payment });
  });
});

describe('the reason and the words of a cancellation', () => {
  it.each([
    ['OUT_OF_STOCK', 'Something in the order is out of stock.', [{ type: 'stock-refused' }]],
    [
      'OFFER_SOLD_OUT',
      'An offer in the order is sold out.',
      [{ type: 'stock-refused', reason: 'OFFER_SOLD_OUT' }],
    ],
    [
      'OFFER_LIMIT_REACHED',
      'The order has more pieces of an offer than one buyer may have.',
      [{ type: 'stock-refused', reason: 'OFFER_LIMIT_REACHED' }],
    ],
    [
      'OFFER_NOT_ADMITTED',
      'Others wait for an offer in the order, and it was not the turn of this buyer.',
      [{ type: 'stock-refused', reason: 'OFFER_NOT_ADMITTED' }],
    ],
    ['RESERVATION_EXPIRED', 'The items were set aside for too long.', [expired]],
    ['RESERVATION_EXPIRED', 'The items were set aside for too long.', [reserved, expired]],
    ['RESERVATION_EXPIRED', 'The items were set aside for too long.', [reserved, authorized, expired]],
    [
      'RESERVATION_EXPIRED',
      'The items were set aside for too long.',
      [reserved, authorized, { type: 'stock-commit-refused' }],
    ],
    [
      'PAYMENT_DECLINED',
      'No money.',
      [reserved, { type: 'payment-declined', paymentId, reason: 'No money.', isFinal: true }],
    ],
    [
      'PAYMENT_FAILED',
      'No more money.',
      [
        reserved,
        authorized,
        committed,
        { type: 'payment-capture-failed', paymentId, reason: 'No more money.' },
      ],
    ],
    ['CUSTOMER_REQUEST', 'Cancelled by the buyer.', [cancelledBy('customer')]],
    ['STAFF_REQUEST', 'Cancelled by the shop.', [cancelledBy('staff')]],
  ] as [string, string, Fact[]][])('%s: %s', (cancellationReason, cancellationMessage, facts) => {
    expect(checkoutAfter(...facts)).toMatchObject({ cancellationReason, cancellationMessage });
  });

  it.each([
    ['STOCK_TIMED_OUT', 'The items could not be set aside in time.', [late], 120],
    ['PAYMENT_TIMED_OUT', 'The payment was not confirmed in time.', [reserved, late], 840],
    ['PAYMENT_FAILED', 'The payment could not be taken.', [reserved, authorized, committed, late], 903],
  ] as [string, string, Fact[], number][])(
    '%s, after a step that took too long',
    (cancellationReason, cancellationMessage, facts, seconds) => {
      const { checkout, timeline } = after(facts, seconds);
      expect(checkout).toMatchObject({ cancellationReason, cancellationMessage });
      expect(timeline.map(({ code }) => code)).toContain('STEP_TIMED_OUT');
    },
  );

  it('go with each command that undoes something, also with one that comes late', () => {
    const ended = checkoutAfter(
      reserved,
      cancelledBy('staff'),
      { type: 'stock-released' },
      {
        type: 'payment-cancelled',
        paymentId,
        outcome: 'voided',
      },
    );
    const reason = 'Cancelled by the shop.';
    expect(advance(ended, committed, at(9), policy).send).toEqual([{ type: 'release-stock', reason }]);
    expect(advance(ended, captured, at(9), policy).send).toEqual([
      { type: 'cancel-payment', paymentId, reason },
    ]);
  });
});

describe('the timeline', () => {
  it('begins with the order', () => {
    const { timeline } = begin();
    expect(timeline).toMatchObject([{ version: 1, code: 'ORDER_PLACED', message: 'The order was placed.' }]);
  });

  it('marks what undoes an earlier step, and nothing else', () => {
    const codes = Object.keys(timelineMessages) as TimelineCode[];
    const compensations = codes.filter(isCompensation);
    expect(compensations).toEqual(['STOCK_RELEASED', 'PAYMENT_VOIDED', 'PAYMENT_REFUNDED']);
  });
});

describe('statuses', () => {
  it.each([
    ['none', 'PENDING'],
    ['requested', 'PENDING'],
    ['action-required', 'ACTION_REQUIRED'],
    ['declined', 'DECLINED'],
    ['authorized', 'AUTHORIZED'],
    ['capture-requested', 'AUTHORIZED'],
    ['captured', 'PAID'],
    ['voided', 'VOIDED'],
    ['refunded', 'REFUNDED'],
  ] as const)('a payment that is %s shows as %s', (payment, status) => {
    expect(paymentStatusOf({ step: 'authorizing', payment })).toBe(status);
  });

  it('end with an order that has arrived, was cancelled, came back or was paid back', () => {
    expect([...finalStatuses]).toEqual(['DELIVERED', 'CANCELLED', 'RETURNED', 'REFUNDED']);
  });
});

describe('when a step is given up', () => {
  it('is never for what must be carried on, nor where nothing is awaited', () => {
    const waiting = [
      checkoutAfter(reserved, authorized),
      checkoutAfter(reserved, cancelledBy('customer')),
      checkoutAfter(reserved, authorized, committed, captured),
      checkoutAfter({ type: 'stock-refused' }),
    ];
    expect(waiting.map(({ step }) => step)).toEqual(['committing', 'cancelling', 'confirmed', 'cancelled']);
    expect(waiting.map((checkout) => givesUpAt(checkout, policy))).toEqual([null, null, null, null]);
  });

  it('is a tenth before a short reservation ends, so that something is left of it', () => {
    const short = createPolicy({ reservationSeconds: 60 });
    const expiresAt = at(60);
    const { checkout } = advance(
      beginCheckout(checkoutAfter(), start, short).checkout,
      { type: 'stock-reserved', expiresAt },
      at(1),
      short,
    );
    expect(givesUpAt(checkout, short)).toEqual(at(54));
  });
});
