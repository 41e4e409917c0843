import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import { beginCheckout } from './begin-checkout.ts';
import type { Checkout, Step } from '../../order/door.ts';
import type { Fact, FactType } from './fact.ts';
import { orderStatusOf, paymentStatusOf, payUntilOf } from '../../order/rules/order-status.ts';
import { createPolicy } from './policy.ts';
import type { Advance } from './progress.ts';
import { retryRefusal } from './retrying-payment.ts';

const policy = createPolicy();
const start = new Date('2026-01-02T10:00:00.000Z');
const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

const first = { paymentId: 'first', paymentMethodToken: 'sim_ok', returnUrl: null };
const second = {
  paymentId: 'second',
  paymentMethodToken: 'sim_other',
  returnUrl: 'https://shop.example.com/',
};
const third = { ...second, paymentId: 'third' };
const { paymentId } = first;
const begin = () => beginCheckout(first, start, policy);

const toReview = { reasons: ['AMOUNT_HIGH'], authorizedUntil: null };
const reserved: Fact = { type: 'stock-reserved', expiresAt: at(900) };
const facts: Record<FactType, Fact> = {
  'stock-reserved': reserved,
  'stock-refused': { type: 'stock-refused' },
  'stock-committed': { type: 'stock-committed' },
  'stock-commit-refused': { type: 'stock-commit-refused' },
  'stock-released': { type: 'stock-released' },
  'reservation-expired': { type: 'reservation-expired' },
  'payment-authorized': { type: 'payment-authorized', paymentId },
  'payment-review-required': { ...toReview, type: 'payment-review-required', paymentId },
  'review-decided': { type: 'review-decided', decision: 'APPROVE' },
  'payment-action-required': { type: 'payment-action-required', paymentId },
  'payment-declined': {
    type: 'payment-declined',
    paymentId,
    reason: 'Not enough money.',
    isFinal: false,
  },
  'payment-captured': { type: 'payment-captured', paymentId },
  'payment-capture-failed': { type: 'payment-capture-failed', paymentId, reason: 'Too late.' },
  'payment-cancelled': { type: 'payment-cancelled', paymentId, outcome: 'voided' },
  'payment-retry-requested': { type: 'payment-retry-requested', attempt: second },
  'deadline-passed': { type: 'deadline-passed' },
  'cancel-requested': { type: 'cancel-requested', by: 'customer' },
};

/** A checkout that has taken in these facts, one per second. */
function after(...learned: Fact[]): Checkout {
  return learned.reduce(
    (checkout, fact, index) => advance(checkout, fact, at(index + 1), policy).checkout,
    begin().checkout,
  );
}

const {
  'payment-authorized': authorized,
  'stock-committed': committed,
  'payment-captured': captured,
  'payment-review-required': reviewRequired,
} = facts;
const cancel = facts['cancel-requested'];
const declined = facts['payment-declined'];
/** The buyer wants to pay by another payment. */
function retry(attempt: typeof second): Fact {
  return { type: 'payment-retry-requested', attempt };
}
/** The same fact of another payment. */
const of = (other: string, fact: Fact): Fact => ({ ...fact, paymentId: other }) as Fact;
const atStep: Record<Step, Checkout> = {
  reserving: after(),
  authorizing: after(reserved),
  'awaiting-payment-retry': after(reserved, facts['payment-declined']),
  'replacing-payment': after(reserved, retry(second)),
  committing: after(reserved, authorized),
  reviewing: after(reserved, reviewRequired, committed),
  capturing: after(reserved, authorized, committed),
  confirmed: after(reserved, authorized, committed, captured),
  cancelling: after(reserved, cancel),
  cancelled: after(reserved, cancel, facts['stock-released'], facts['payment-cancelled']),
};
const steps = Object.keys(atStep) as Step[];

/** One line: where it leads, what is sent, what is entered. `-` when nothing changes and nothing is sent. */
function summary(before: Checkout, { checkout, send, timeline }: Advance): string {
  if (checkout === before && send.length === 0) return '-';
  const commands = send.map(({ type }) => type).join(' ') || 'nothing';
  const codes = timeline.map(({ code }) => code).join(' ') || 'nothing';
  return `${checkout.step} | ${commands} | ${codes}`;
}

// The deadline has passed in all of these, and no step has reached the time at which it is given up.
const due = at(60);

const table: Record<Step, Partial<Record<FactType, string>>> = {
  reserving: {
    'stock-reserved': 'authorizing | authorize-payment | STOCK_RESERVED',
    'stock-refused': 'cancelled | announce-cancelled | STOCK_REFUSED ORDER_CANCELLED',
    'reservation-expired': 'cancelling | release-stock | RESERVATION_EXPIRED',
    'deadline-passed': 'reserving | reserve-stock | nothing',
    'cancel-requested': 'cancelling | release-stock | CANCEL_REQUESTED',
  },
  authorizing: {
    'reservation-expired': 'cancelling | release-stock cancel-payment | RESERVATION_EXPIRED',
    'payment-authorized': 'committing | commit-stock | PAYMENT_AUTHORIZED',
    'payment-review-required': 'committing | commit-stock | PAYMENT_IN_REVIEW',
    'payment-action-required': 'authorizing | nothing | PAYMENT_ACTION_REQUIRED',
    'payment-declined': 'awaiting-payment-retry | nothing | PAYMENT_DECLINED',
    'payment-retry-requested': 'replacing-payment | cancel-payment | PAYMENT_RETRIED',
    'payment-captured': 'committing | commit-stock | PAYMENT_CAPTURED',
    'deadline-passed': 'authorizing | authorize-payment | nothing',
    'cancel-requested': 'cancelling | release-stock cancel-payment | CANCEL_REQUESTED',
  },
  'awaiting-payment-retry': {
    'reservation-expired': 'cancelling | release-stock | RESERVATION_EXPIRED',
    'payment-authorized': 'awaiting-payment-retry | cancel-payment | nothing',
    'payment-review-required': 'awaiting-payment-retry | cancel-payment | nothing',
    'payment-captured': 'awaiting-payment-retry | cancel-payment | nothing',
    'payment-retry-requested': 'authorizing | authorize-payment | PAYMENT_RETRIED',
    'cancel-requested': 'cancelling | release-stock | CANCEL_REQUESTED',
  },
  'replacing-payment': {
    'reservation-expired': 'cancelling | release-stock cancel-payment | RESERVATION_EXPIRED',
    'payment-declined': 'authorizing | authorize-payment | PAYMENT_DECLINED',
    'payment-cancelled': 'authorizing | authorize-payment | PAYMENT_VOIDED',
    'deadline-passed': 'replacing-payment | cancel-payment | nothing',
    'cancel-requested': 'cancelling | release-stock cancel-payment | CANCEL_REQUESTED',
  },
  committing: {
    'stock-committed': 'capturing | capture-payment | STOCK_COMMITTED',
    'stock-commit-refused': 'cancelling | release-stock cancel-payment | STOCK_COMMIT_REFUSED',
    'reservation-expired': 'cancelling | release-stock cancel-payment | RESERVATION_EXPIRED',
    'payment-captured': 'committing | nothing | PAYMENT_CAPTURED',
    'deadline-passed': 'committing | commit-stock | nothing',
    'cancel-requested': 'cancelling | release-stock cancel-payment | CANCEL_REQUESTED',
  },
  reviewing: {
    'review-decided': 'capturing | capture-payment | PAYMENT_REVIEW_PASSED',
    'payment-captured': 'reviewing | nothing | PAYMENT_CAPTURED',
    'payment-capture-failed': 'cancelling | release-stock cancel-payment | PAYMENT_CAPTURE_FAILED',
    'cancel-requested': 'cancelling | release-stock cancel-payment | CANCEL_REQUESTED',
  },
  capturing: {
    'payment-captured': 'confirmed | announce-confirmed | PAYMENT_CAPTURED ORDER_CONFIRMED',
    'payment-capture-failed': 'cancelling | release-stock cancel-payment | PAYMENT_CAPTURE_FAILED',
    'deadline-passed': 'capturing | capture-payment | nothing',
    'cancel-requested': 'cancelling | release-stock cancel-payment | CANCEL_REQUESTED',
  },
  confirmed: {
    'cancel-requested': 'cancelling | release-stock cancel-payment | CANCEL_REQUESTED',
  },
  cancelling: {
    'stock-released': 'cancelling | nothing | STOCK_RELEASED',
    'payment-authorized': 'cancelling | nothing | PAYMENT_AUTHORIZED',
    'payment-review-required': 'cancelling | nothing | PAYMENT_AUTHORIZED',
    'payment-captured': 'cancelling | nothing | PAYMENT_CAPTURED',
    'payment-cancelled': 'cancelling | nothing | PAYMENT_VOIDED',
    'deadline-passed': 'cancelling | release-stock cancel-payment | nothing',
  },
  cancelled: {
    'stock-reserved': 'cancelled | release-stock | nothing',
    'stock-committed': 'cancelled | release-stock | nothing',
    'payment-authorized': 'cancelled | cancel-payment | nothing',
    'payment-review-required': 'cancelled | cancel-payment | nothing',
    'payment-captured': 'cancelled | cancel-payment | nothing',
  },
};

describe('advance, every step and every fact', () => {
  const cases = steps.flatMap((step) =>
    (Object.keys(facts) as FactType[]).map((type) => [step, type, table[step][type] ?? '-'] as const),
  );
  it.each(cases)('%s, %s: %s', (step, type, expected) => {
    const before = atStep[step];
    expect(before.step).toBe(step);
    expect(summary(before, advance(before, facts[type], due, policy))).toBe(expected);
  });

  it.each(cases)('%s, %s: mutates nothing', (step, type) => {
    const before = structuredClone(atStep[step]);
    advance(atStep[step], facts[type], due, policy);
    expect(atStep[step]).toEqual(before);
  });
});

describe('the checkout of a sale', () => {
  it('goes from placed to confirmed, with a status for each step', () => {
    const begun = begin();
    expect(begun).toMatchObject({ send: [{ type: 'reserve-stock' }], checkout: { version: 1, attempt: 1 } });
    const statuses = (['reserving', 'authorizing', 'committing', 'capturing', 'confirmed'] as const).map(
      (step) => [orderStatusOf(atStep[step]), paymentStatusOf(atStep[step])],
    );
    expect(statuses).toEqual([
      ['PENDING', 'PENDING'],
      ['CREATED', 'PENDING'],
      ['CREATED', 'AUTHORIZED'],
      ['CREATED', 'AUTHORIZED'],
      ['CONFIRMED', 'PAID'],
    ]);
    expect(atStep.confirmed).toMatchObject({ deadlineAt: null, confirmedAt: at(4), version: 6 });
  });

  it('enters each step with its version, its status and its time', () => {
    const { timeline } = advance(atStep.capturing, captured, at(4), policy);
    expect(timeline).toEqual([
      {
        version: 5,
        code: 'PAYMENT_CAPTURED',
        message: 'The payment is taken.',
        status: 'CREATED',
        compensation: false,
        occurredAt: at(4),
      },
      {
        version: 6,
        code: 'ORDER_CONFIRMED',
        message: 'The order is confirmed.',
        status: 'CONFIRMED',
        compensation: false,
        occurredAt: at(4),
      },
    ]);
  });

  it('confirms at once when the money was taken before the stock was sold', () => {
    const paidEarly = after(reserved, captured);
    expect(summary(paidEarly, advance(paidEarly, committed, at(3), policy))).toBe(
      'confirmed | announce-confirmed | STOCK_COMMITTED ORDER_CONFIRMED',
    );
    expect(summary(paidEarly, advance(paidEarly, captured, at(3), policy))).toBe('-');
  });

  it('asks the buyer once, and continues when the buyer has confirmed', () => {
    const waiting = after(reserved, facts['payment-action-required']);
    expect(paymentStatusOf(waiting)).toBe('ACTION_REQUIRED');
    expect(summary(waiting, advance(waiting, facts['payment-action-required'], at(3), policy))).toBe('-');
    expect(advance(waiting, authorized, at(300), policy).checkout.step).toBe('committing');
  });
});

describe('deadlines', () => {
  it('look after nothing before they have passed', () => {
    expect(atStep.reserving.deadlineAt).toEqual(at(10));
    expect(
      summary(atStep.reserving, advance(atStep.reserving, facts['deadline-passed'], at(9.9), policy)),
    ).toBe('-');
  });

  it.each([
    ['reserving', 'reserve-stock'],
    ['authorizing', 'authorize-payment'],
    ['committing', 'commit-stock'],
    ['capturing', 'capture-payment'],
    ['cancelling', 'release-stock cancel-payment'],
  ] as const)('need not be waited for by staff: %s sends %s at once', (step, commands) => {
    const before = atStep[step];
    const { checkout, send } = advance(before, { type: 'deadline-passed', isForced: true }, at(4.5), policy);
    expect(send.map(({ type }) => type).join(' ')).toBe(commands);
    expect(checkout).toMatchObject({ step, attempt: before.attempt + 1, version: before.version });
  });

  it.each(['confirmed', 'cancelled'] as const)('cannot be forced where nothing is awaited: %s', (step) => {
    const forced = advance(atStep[step], { type: 'deadline-passed', isForced: true }, at(5), policy);
    expect(summary(atStep[step], forced)).toBe('-');
  });

  it('send the same command again after 10, 20, 40 and then every 60 seconds', () => {
    let checkout = atStep.committing;
    const waits = Array.from({ length: 6 }, () => {
      const before = checkout.deadlineAt ?? start;
      checkout = advance(checkout, facts['deadline-passed'], before, policy).checkout;
      return ((checkout.deadlineAt?.getTime() ?? 0) - before.getTime()) / 1000;
    });
    expect(waits).toEqual([20, 40, 60, 60, 60, 60]);
    expect(checkout).toMatchObject({ step: 'committing', attempt: 7, version: atStep.committing.version });
  });

  it('give up on stock after two minutes, to the second', () => {
    let checkout = atStep.reserving;
    while (checkout.step === 'reserving') {
      checkout = advance(checkout, facts['deadline-passed'], checkout.deadlineAt ?? start, policy).checkout;
    }
    expect(checkout).toMatchObject({
      step: 'cancelling',
      stepStartedAt: at(120),
      cancellationReason: 'STOCK_TIMED_OUT',
      stock: 'requested',
      payment: 'none',
    });
  });

  it.each([
    ['an unanswered payment', after(reserved)],
    ['a buyer who does not confirm', after(reserved, facts['payment-action-required'])],
  ])('give up on %s a minute before the reservation ends', (_what, waiting) => {
    let checkout = waiting;
    while (checkout.step === 'authorizing') {
      checkout = advance(checkout, facts['deadline-passed'], checkout.deadlineAt ?? start, policy).checkout;
    }
    expect(checkout).toMatchObject({
      step: 'cancelling',
      stepStartedAt: at(840),
      cancellationReason: 'PAYMENT_TIMED_OUT',
    });
  });

  it('do not ask for a payment again that waits for the buyer', () => {
    expect(after(reserved, facts['payment-action-required']).deadlineAt).toEqual(at(840));
  });

  it('give up on the capture after a quarter of an hour, and undo what became of it', () => {
    const { checkout, send } = advance(atStep.capturing, facts['deadline-passed'], at(903), policy);
    expect(checkout).toMatchObject({ step: 'cancelling', cancellationReason: 'PAYMENT_FAILED' });
    expect(send.map(({ type }) => type)).toEqual(['release-stock', 'cancel-payment']);
  });

  it('carry a cancellation on for as long as it takes, for what is still open', () => {
    const half = advance(atStep.cancelling, facts['stock-released'], at(3), policy).checkout;
    const { send } = advance(half, facts['deadline-passed'], at(100_000), policy);
    expect(send).toEqual([{ type: 'cancel-payment', paymentId, reason: 'Cancelled by the buyer.' }]);
  });
});

describe('cancelling', () => {
  it('undoes nothing where nothing was done', () => {
    const { checkout, send } = advance(atStep.reserving, facts['stock-refused'], at(1), policy);
    expect(checkout).toMatchObject({
      step: 'cancelled',
      cancellationReason: 'OUT_OF_STOCK',
      cancelledAt: at(1),
    });
    expect(send).toEqual([{ type: 'announce-cancelled' }]);
    expect(orderStatusOf(checkout)).toBe('CANCELLED');
  });

  it('gives the reason of the provider to the buyer, and asks for no undoing of what was declined', () => {
    const final: Fact = { type: 'payment-declined', paymentId, reason: 'Not enough money.', isFinal: true };
    const { checkout, send } = advance(atStep.authorizing, final, at(2), policy);
    expect(checkout).toMatchObject({
      cancellationReason: 'PAYMENT_DECLINED',
      cancellationMessage: 'Not enough money.',
    });
    expect(send).toEqual([{ type: 'release-stock', reason: 'Not enough money.' }]);
    const { checkout: ended } = advance(checkout, facts['stock-released'], at(3), policy);
    expect([ended.step, orderStatusOf(ended), paymentStatusOf(ended)]).toEqual([
      'cancelled',
      'CANCELLED',
      'DECLINED',
    ]);
  });

  it.each([[['stock-released', 'payment-cancelled']], [['payment-cancelled', 'stock-released']]] as [
    FactType[],
  ][])('is done when all is undone, in whichever order: %j', ([first, second]) => {
    const half = advance(atStep.cancelling, facts[first ?? 'stock-released'], at(3), policy);
    expect([half.checkout.step, orderStatusOf(half.checkout)]).toEqual(['cancelling', 'CREATED']);
    const whole = advance(half.checkout, facts[second ?? 'stock-released'], at(4), policy);
    expect(whole.timeline.at(-1)).toMatchObject({ code: 'ORDER_CANCELLED', status: 'CANCELLED' });
    expect(whole.send).toEqual([{ type: 'announce-cancelled' }]);
    expect(whole.checkout).toMatchObject({ cancelledAt: at(4), deadlineAt: null });
  });

  it('refunds a confirmed order and puts its stock back', () => {
    const { checkout, send } = advance(atStep.confirmed, cancel, at(500), policy);
    expect(send.map(({ type }) => type)).toEqual(['release-stock', 'cancel-payment']);
    expect([orderStatusOf(checkout), paymentStatusOf(checkout)]).toEqual(['CONFIRMED', 'PAID']);
    const released = advance(checkout, facts['stock-released'], at(501), policy).checkout;
    const refunded: Fact = { type: 'payment-cancelled', paymentId, outcome: 'refunded' };
    const { checkout: ended, timeline } = advance(released, refunded, at(502), policy);
    expect([orderStatusOf(ended), paymentStatusOf(ended)]).toEqual(['CANCELLED', 'REFUNDED']);
    expect(timeline.map(({ code, compensation }) => [code, compensation])).toEqual([
      ['PAYMENT_REFUNDED', true],
      ['ORDER_CANCELLED', false],
    ]);
  });

  it('is refused once the order is shipped', () => {
    const shipped: Checkout = { ...atStep.confirmed, fulfillment: 'SHIPPED' };
    expect(orderStatusOf(shipped)).toBe('SHIPPED');
    expect(advance(shipped, cancel, at(500), policy).checkout).toBe(shipped);
  });

  it('names staff who requested it', () => {
    const { checkout } = advance(
      atStep.authorizing,
      { type: 'cancel-requested', by: 'staff' },
      at(2),
      policy,
    );
    expect(checkout.cancellationReason).toBe('STAFF_REQUEST');
  });
});

describe('late facts', () => {
  it('a capture that lands during cancellation is recorded, and waits for its refund', () => {
    const { checkout, timeline } = advance(atStep.cancelling, captured, at(3), policy);
    expect(timeline.map(({ code }) => code)).toEqual(['PAYMENT_CAPTURED']);
    expect([checkout.step, paymentStatusOf(checkout)]).toEqual(['cancelling', 'PAID']);
    expect(summary(checkout, advance(checkout, captured, at(4), policy))).toBe('-');
    expect(summary(checkout, advance(checkout, authorized, at(4), policy))).toBe('-');
  });

  it('stock or money that arrives after its compensation is given back, without waiting again for an answer that has come', () => {
    const released = advance(atStep.cancelling, facts['stock-released'], at(3), policy).checkout;
    expect(advance(released, committed, at(4), policy)).toMatchObject({
      checkout: { step: 'cancelling', stock: 'released' },
      send: [{ type: 'release-stock' }],
      timeline: [],
    });
    const undone = advance(atStep.cancelling, facts['payment-cancelled'], at(3), policy).checkout;
    for (const late of [authorized, captured]) {
      expect(advance(undone, late, at(4), policy)).toMatchObject({
        checkout: { step: 'cancelling', payment: 'voided' },
        send: [{ type: 'cancel-payment' }],
      });
    }
  });

  it('a second undoing changes nothing', () => {
    const half = advance(atStep.cancelling, facts['stock-released'], at(3), policy).checkout;
    expect(summary(half, advance(half, facts['stock-released'], at(4), policy))).toBe('-');
    const other = advance(atStep.cancelling, facts['payment-cancelled'], at(3), policy).checkout;
    expect(summary(other, advance(other, facts['payment-cancelled'], at(4), policy))).toBe('-');
  });
});

describe('paying in another way', () => {
  const waiting = atStep['awaiting-payment-retry'];
  const replacing = atStep['replacing-payment'];
  const codes = ({ timeline }: Advance): string[] => timeline.map(({ code }) => code);

  it('is possible after a decline until a minute before the reservation ends, with the stock still reserved', () => {
    expect(waiting).toMatchObject({
      stock: 'reserved',
      payment: 'declined',
      payUntil: at(840),
      deadlineAt: at(840),
    });
    expect([orderStatusOf(waiting), paymentStatusOf(waiting), payUntilOf(waiting)]).toEqual([
      'CREATED',
      'DECLINED',
      at(840),
    ]);
    const again = advance(waiting, retry(second), at(839.999), policy);
    expect(again.checkout).toMatchObject({
      ...second,
      step: 'authorizing',
      payment: 'requested',
      paymentAttempts: 2,
    });
    expect(again.checkout.deadlineAt).toEqual(at(840));
    const sold = [of('second', authorized), committed, of('second', captured)].reduce(
      (checkout, fact) => advance(checkout, fact, at(839.999), policy).checkout,
      again.checkout,
    );
    expect([sold.step, paymentStatusOf(sold), payUntilOf(sold)]).toEqual(['confirmed', 'PAID', null]);
  });

  it.each([waiting, atStep.authorizing])(
    'is too late to the millisecond, even before anybody looks',
    (checkout) => {
      expect(advance(checkout, retry(second), at(840), policy).checkout).toBe(checkout);
      expect(retryRefusal(checkout, at(840), policy)).toBe('TIME_IS_UP');
      expect(retryRefusal(checkout, at(839.999), policy)).toBeUndefined();
    },
  );

  it('ends with the order when the buyer does not come back, with the reason of the decline', () => {
    expect(advance(waiting, { type: 'deadline-passed', isForced: true }, at(839), policy).checkout).toBe(
      waiting,
    );
    const ended = advance(waiting, facts['deadline-passed'], at(840), policy);
    expect(summary(waiting, ended)).toBe('cancelling | release-stock | STEP_TIMED_OUT');
    expect(ended.checkout).toMatchObject({
      cancellationReason: 'PAYMENT_DECLINED',
      cancellationMessage: 'The payment was declined and not tried again in time.',
    });
  });

  it('ends earlier where the reservation is shorter, or is lost', () => {
    const scarce = [{ ...reserved, expiresAt: at(300) } as Fact, declined].reduce(
      (checkout, fact) => advance(checkout, fact, at(2), policy).checkout,
      begin().checkout,
    );
    expect(payUntilOf(scarce)).toEqual(at(240));
    const lost = advance(waiting, facts['reservation-expired'], at(100), policy).checkout;
    expect(lost.cancellationReason).toBe('RESERVATION_EXPIRED');
    expect(advance(lost, retry(second), at(101), policy).checkout).toBe(lost);
  });

  it('undoes the payment that is open first, and begins the other when that is certain', () => {
    const { checkout, send } = advance(
      after(reserved, facts['payment-action-required']),
      retry(second),
      at(3),
      policy,
    );
    expect(send).toEqual([
      { type: 'cancel-payment', paymentId: 'first', reason: 'The buyer pays in another way.' },
    ]);
    expect(checkout).toMatchObject({ ...first, nextPayment: second, paymentAttempts: 1 });
    expect(paymentStatusOf(checkout)).toBe('PENDING');
    const begun = advance(checkout, facts['payment-cancelled'], at(4), policy);
    expect(begun.send).toEqual([{ type: 'authorize-payment' }]);
    expect(begun.checkout).toMatchObject({ ...second, nextPayment: null, paymentAttempts: 2 });
    expect(begun.timeline[0]).toMatchObject({ code: 'PAYMENT_VOIDED', compensation: true });
  });

  it('says so when what is undone had been taken', () => {
    const refunded: Fact = { type: 'payment-cancelled', paymentId, outcome: 'refunded' };
    expect(codes(advance(replacing, refunded, at(4), policy))).toEqual(['PAYMENT_REFUNDED']);
  });

  it('counts on nothing that becomes known of the payment that makes way', () => {
    for (const fact of [authorized, captured, facts['payment-action-required']])
      expect(summary(replacing, advance(replacing, fact, at(4), policy))).toBe('-');
  });

  it.each([
    ['authorizing', after(reserved, declined, retry(second))],
    ['committing', after(reserved, declined, retry(second), of('second', authorized))],
    ['capturing', after(reserved, declined, retry(second), of('second', authorized), committed)],
    [
      'confirmed',
      after(reserved, declined, retry(second), of('second', authorized), committed, of('second', captured)),
    ],
    ['cancelling', after(reserved, declined, retry(second), cancel)],
  ])('hands back what an earlier payment gains, while the checkout is %s', (step, checkout) => {
    expect(checkout.step).toBe(step);
    for (const late of [authorized, captured]) {
      const { checkout: same, send } = advance(checkout, late, at(9), policy);
      expect(same).toBe(checkout);
      expect(send).toMatchObject([{ type: 'cancel-payment', paymentId: 'first' }]);
    }
    for (const late of [declined, facts['payment-cancelled'], facts['payment-action-required']])
      expect(summary(checkout, advance(checkout, late, at(9), policy))).toBe('-');
  });

  it('is cancelled with the payment that is still open, and the other never begins', () => {
    const cancelling = advance(replacing, cancel, at(4), policy);
    expect(cancelling.checkout).toMatchObject({ ...first, nextPayment: null });
    expect(cancelling.send).toMatchObject([
      { type: 'release-stock' },
      { type: 'cancel-payment', paymentId: 'first' },
    ]);
    const undone = advance(cancelling.checkout, facts['payment-cancelled'], at(5), policy);
    const ended = advance(undone.checkout, facts['stock-released'], at(6), policy);
    expect(ended.checkout.step).toBe('cancelled');
  });

  it('asks again for the undoing, until the time to pay is over', () => {
    let checkout = replacing;
    while (checkout.step === 'replacing-payment')
      checkout = advance(checkout, facts['deadline-passed'], checkout.deadlineAt ?? start, policy).checkout;
    expect(checkout).toMatchObject({
      step: 'cancelling',
      stepStartedAt: at(840),
      cancellationReason: 'PAYMENT_TIMED_OUT',
      payment: 'requested',
    });
  });

  it('is possible a few times; the last decline cancels the order', () => {
    let checkout = waiting;
    for (let number = 2; number < policy.maxPaymentAttempts; number += 1) {
      const next = { ...second, paymentId: `payment ${number}` };
      checkout = advance(checkout, retry(next), at(number), policy).checkout;
      checkout = advance(checkout, of(next.paymentId, declined), at(number), policy).checkout;
      expect(checkout.step).toBe('awaiting-payment-retry');
    }
    const last = advance(checkout, retry(third), at(20), policy).checkout;
    expect(last.paymentAttempts).toBe(5);
    expect(retryRefusal(last, at(20), policy)).toBe('TOO_MANY_ATTEMPTS');
    expect(advance(last, retry(second), at(20), policy).checkout).toBe(last);
    const ended = advance(last, of('third', declined), at(21), policy).checkout;
    expect(ended).toMatchObject({ step: 'cancelling', cancellationReason: 'PAYMENT_DECLINED' });
  });

  it.each([
    ['reserving', 'NOT_BEGUN'],
    ['replacing-payment', 'UNDER_WAY'],
    ['committing', 'PAID'],
    ['capturing', 'PAID'],
    ['confirmed', 'PAID'],
    ['cancelling', 'ENDED'],
    ['cancelled', 'ENDED'],
  ] as const)('is refused while the checkout is %s: %s', (step, refusal) => {
    expect(retryRefusal(atStep[step], at(9), policy)).toBe(refusal);
    expect(advance(atStep[step], retry(third), at(9), policy).checkout).toBe(atStep[step]);
  });

  it('is not offered when the decline is final or comes when the time is up', () => {
    const late = advance(atStep.authorizing, declined, at(840), policy).checkout;
    expect([late.step, late.cancellationMessage]).toEqual(['cancelling', 'Not enough money.']);
  });
});
