import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import { beginCheckout } from './begin-checkout.ts';
import type { Checkout, Step } from '../../order/door.ts';
import type { Fact, FactType } from './fact.ts';
import { orderStatusOf, paymentStatusOf } from '../../order/rules/order-status.ts';
import { createPolicy } from './policy.ts';
import type { Advance } from './progress.ts';

const policy = createPolicy();
const start = new Date('2026-01-02T10:00:00.000Z');
const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

const reserved: Fact = { type: 'stock-reserved', expiresAt: at(900) };
const facts: Record<FactType, Fact> = {
  'stock-reserved': reserved,
  'stock-refused': { type: 'stock-refused' },
  'stock-committed': { type: 'stock-committed' },
  'stock-commit-refused': { type: 'stock-commit-refused' },
  'stock-released': { type: 'stock-released' },
  'reservation-expired': { type: 'reservation-expired' },
  'payment-authorized': { type: 'payment-authorized' },
  'payment-action-required': { type: 'payment-action-required' },
  'payment-declined': { type: 'payment-declined', reason: 'Not enough money.' },
  'payment-captured': { type: 'payment-captured' },
  'payment-capture-failed': { type: 'payment-capture-failed', reason: 'Too late.' },
  'payment-cancelled': { type: 'payment-cancelled', outcome: 'voided' },
  'deadline-passed': { type: 'deadline-passed' },
  'cancel-requested': { type: 'cancel-requested', by: 'customer' },
};

/** A checkout that has taken in these facts, one per second. */
function after(...learned: Fact[]): Checkout {
  return learned.reduce(
    (checkout, fact, index) => advance(checkout, fact, at(index + 1), policy).checkout,
    beginCheckout(start, policy).checkout,
  );
}

const {
  'payment-authorized': authorized,
  'stock-committed': committed,
  'payment-captured': captured,
} = facts;
const cancel = facts['cancel-requested'];
const atStep: Record<Step, Checkout> = {
  reserving: after(),
  authorizing: after(reserved),
  committing: after(reserved, authorized),
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
    'payment-action-required': 'authorizing | nothing | PAYMENT_ACTION_REQUIRED',
    'payment-declined': 'cancelling | release-stock | PAYMENT_DECLINED',
    'payment-captured': 'committing | commit-stock | PAYMENT_CAPTURED',
    'deadline-passed': 'authorizing | authorize-payment | nothing',
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
    'payment-captured': 'cancelling | nothing | PAYMENT_CAPTURED',
    'payment-cancelled': 'cancelling | nothing | PAYMENT_VOIDED',
    'deadline-passed': 'cancelling | release-stock cancel-payment | nothing',
  },
  cancelled: {
    'stock-reserved': 'cancelled | release-stock | nothing',
    'stock-committed': 'cancelled | release-stock | nothing',
    'payment-authorized': 'cancelled | cancel-payment | nothing',
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
    const begun = beginCheckout(start, policy);
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
    expect(send).toEqual([{ type: 'cancel-payment', reason: 'Cancelled by the buyer.' }]);
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
    const { checkout, send } = advance(atStep.authorizing, facts['payment-declined'], at(2), policy);
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
    const refunded: Fact = { type: 'payment-cancelled', outcome: 'refunded' };
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
