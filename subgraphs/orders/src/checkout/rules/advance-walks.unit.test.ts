import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import { beginCheckout } from './begin-checkout.ts';
import type { Checkout, PaymentAttempt } from '../../order/door.ts';
import type { Command } from './command.ts';
import type { Fact } from './fact.ts';
import { holdsMoney, holdsStock } from './holdings.ts';
import { createPolicy } from './policy.ts';
import type { Advance } from './progress.ts';

const policy = createPolicy();

/** What becomes of a payment when it is asked for; `mute` is never decided. */
type Decision = 'authorized' | 'to be reviewed' | 'declined' | 'declined for good' | 'mute';

/** What products and payments say when they are asked. */
interface Answers {
  readonly refused: readonly Command['type'][];
  /** Of one payment after the other; those beyond are authorised. */
  readonly payments: readonly { readonly decision: Decision; readonly asksBuyer: boolean }[];
}

/** Something that happens next; the commands that follow from it may be lost. */
type Move = { readonly losesCommands: boolean } & (
  | { readonly type: 'answer-arrives'; readonly index: number }
  | { readonly type: 'time-passes'; readonly ms: number }
  | { readonly type: 'payment-retry-requested' }
  | { readonly type: 'review-decided'; readonly decision: 'APPROVE' | 'REJECT' }
  | { readonly type: 'cancel-requested'; readonly by: 'customer' | 'staff' }
);

const refusable = ['reserve-stock', 'commit-stock', 'capture-payment'] as const;
const decisions: readonly Decision[] = [
  'authorized',
  'to be reviewed',
  'declined',
  'declined for good',
  'mute',
];
const answers: fc.Arbitrary<Answers> = fc.record({
  refused: fc.oneof(fc.constant([]), fc.subarray([...refusable], { maxLength: 1 })),
  payments: fc.array(fc.record({ decision: fc.constantFrom(...decisions), asksBuyer: fc.boolean() }), {
    maxLength: 6,
  }),
});
const losesCommands = fc.integer({ min: 0, max: 9 }).map((roll) => roll < 3);
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({ type: fc.constant('answer-arrives'), index: fc.nat(5), losesCommands }),
    },
    {
      weight: 6,
      arbitrary: fc.record({ type: fc.constant('time-passes'), ms: fc.nat(300_000), losesCommands }),
    },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('payment-retry-requested'), losesCommands }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('review-decided'),
        decision: fc.constantFrom('APPROVE', 'REJECT'),
        losesCommands,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('cancel-requested'),
        by: fc.constantFrom('customer', 'staff'),
        losesCommands,
      }),
    },
  ),
  { maxLength: 40 },
);

type Money = 'none' | 'open' | 'held' | 'taken' | 'undone' | 'declined';

/**
 * Products and payments as their contracts promise: one answer per command, given again when it is asked again, and
 * nothing that succeeds after its undoing. Answers are on their way until they arrive, in any order.
 */
class Counterparts {
  readonly #answers: Answers;
  readonly #given = new Map<string, readonly Fact[]>();
  readonly onTheWay: Fact[] = [];
  stock: 'none' | 'held' | 'sold' | 'released' = 'none';
  readonly payments = new Map<string, Money>();
  readonly toReview = new Set<string>();
  readonly approved = new Set<string>();
  #expiresAt: Date | undefined;

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  /** How many payments are in one of these states. */
  count(...states: Money[]): number {
    return [...this.payments.values()].filter((money) => states.includes(money)).length;
  }

  handle(command: Command, paymentId: string, now: Date): void {
    const key = `${command.type} ${'paymentId' in command ? command.paymentId : paymentId}`;
    const facts = this.#given.get(key) ?? this.#decide(command, paymentId, now);
    this.#given.set(key, facts);
    this.onTheWay.push(...facts);
  }

  /** Takes back what was set aside for too long. */
  expire(now: Date): void {
    if (this.stock !== 'held' || this.#expiresAt === undefined || this.#expiresAt > now) return;
    this.stock = 'released';
    this.onTheWay.push({ type: 'reservation-expired' });
  }

  #decide(command: Command, paymentId: string, now: Date): readonly Fact[] {
    const isRefused = this.#answers.refused.includes(command.type);
    switch (command.type) {
      case 'reserve-stock':
        if (isRefused || this.stock === 'released') return [{ type: 'stock-refused' }];
        this.stock = 'held';
        this.#expiresAt = new Date(now.getTime() + policy.reservationMs);
        return [{ type: 'stock-reserved', expiresAt: this.#expiresAt }];
      case 'commit-stock':
        if (isRefused || this.stock !== 'held') return [{ type: 'stock-commit-refused' }];
        this.stock = 'sold';
        return [{ type: 'stock-committed' }];
      case 'release-stock':
        this.stock = 'released';
        return [{ type: 'stock-released' }];
      case 'authorize-payment':
        return this.#authorize(paymentId);
      case 'capture-payment':
        if (isRefused || this.payments.get(paymentId) !== 'held')
          return [{ type: 'payment-capture-failed', paymentId, reason: 'refused' }];
        if (this.toReview.has(paymentId)) expect(this.approved).toContain(paymentId);
        this.payments.set(paymentId, 'taken');
        return [{ type: 'payment-captured', paymentId }];
      case 'cancel-payment':
        return [this.#cancelPayment(command.paymentId)];
      case 'announce-in-review':
      case 'announce-confirmed':
      case 'announce-cancelled':
        return [];
    }
  }

  #authorize(paymentId: string): readonly Fact[] {
    if (this.payments.get(paymentId) === 'undone') return [];
    const { decision = 'authorized', asksBuyer = false } = this.#answers.payments[this.payments.size] ?? {};
    expect(this.count('open', 'held', 'taken')).toBe(0);
    const isAuthorized = decision === 'authorized' || decision === 'to be reviewed';
    if (decision === 'to be reviewed') this.toReview.add(paymentId);
    const asked: readonly Fact[] = asksBuyer ? [{ type: 'payment-action-required', paymentId }] : [];
    this.payments.set(paymentId, isAuthorized ? 'held' : decision === 'mute' ? 'open' : 'declined');
    if (decision === 'mute') return asked;
    if (decision === 'to be reviewed')
      return [
        ...asked,
        { type: 'payment-review-required', paymentId, reasons: ['A_RULE'], authorizedUntil: null },
      ];
    if (decision === 'authorized') return [...asked, { type: 'payment-authorized', paymentId }];
    const isFinal = decision === 'declined for good';
    return [...asked, { type: 'payment-declined', paymentId, reason: 'declined', isFinal }];
  }

  #cancelPayment(paymentId: string): Fact {
    const money = this.payments.get(paymentId);
    if (money !== 'declined') this.payments.set(paymentId, 'undone');
    const outcome =
      money === 'taken' ? 'refunded' : money === 'held' || money === 'open' ? 'voided' : 'nothing-to-undo';
    return { type: 'payment-cancelled', paymentId, outcome };
  }
}

/** One checkout and its counterparts, step by step. */
class Walk {
  readonly counterparts: Counterparts;
  readonly announced: Command['type'][] = [];
  /** Facts that the inbox has seen: each comes through once. */
  readonly #inbox = new Set<string>();
  checkout: Checkout;
  #now = new Date('2026-01-02T10:00:00.000Z');
  #payments = 1;

  constructor(answers: Answers) {
    this.counterparts = new Counterparts(answers);
    const begun = beginCheckout(this.#newPayment(), this.#now, policy);
    this.checkout = begun.checkout;
    this.#send(begun, false);
  }

  make(move: Move): void {
    if (move.type === 'answer-arrives') this.#receive(move.index, move.losesCommands);
    else this.#take(this.#factOf(move), move.losesCommands);
  }

  #factOf(move: Exclude<Move, { type: 'answer-arrives' }>): Fact {
    if (move.type === 'cancel-requested' || move.type === 'review-decided') return move;
    if (move.type === 'payment-retry-requested') return { type: move.type, attempt: this.#newPayment() };
    this.#now = new Date(this.#now.getTime() + move.ms);
    this.counterparts.expire(this.#now);
    return { type: 'deadline-passed' };
  }

  /** From now on everything is answered at once, and nothing is lost. */
  settle(): void {
    for (let turn = 0; turn < 300 && !this.isAtRest; turn += 1) {
      const { deadlineAt } = this.checkout;
      if (this.counterparts.onTheWay.length > 0) this.#receive(0, false);
      else if (deadlineAt !== null)
        this.make({
          type: 'time-passes',
          ms: Math.max(0, deadlineAt.getTime() - this.#now.getTime()),
          losesCommands: false,
        });
    }
  }

  get isAtRest(): boolean {
    return this.counterparts.onTheWay.length === 0 && this.checkout.deadlineAt === null;
  }

  #newPayment(): PaymentAttempt {
    this.#payments += 1;
    return { paymentId: `payment ${this.#payments}`, paymentMethodToken: 'sim_ok', returnUrl: null };
  }

  #receive(index: number, losesCommands: boolean): void {
    const { onTheWay } = this.counterparts;
    const [fact] = onTheWay.splice(index % Math.max(1, onTheWay.length), 1);
    if (fact === undefined) return;
    const key = `${fact.type} ${'paymentId' in fact ? fact.paymentId : ''}`;
    if (this.#inbox.has(key)) return;
    this.#inbox.add(key);
    this.#take(fact, losesCommands);
  }

  #take(fact: Fact, losesCommands: boolean): void {
    const before = this.checkout;
    const advanced = advance(before, fact, this.#now, policy);
    this.checkout = advanced.checkout;
    checkStep(before, advanced);
    const isDecided = fact.type === 'review-decided' && fact.decision === 'APPROVE';
    if (isDecided && advanced.checkout !== before) this.counterparts.approved.add(before.paymentId);
    if (this.checkout.step !== before.step) this.checkEnd();
    this.#send(advanced, losesCommands);
  }

  /** Where the order has ended, products and payments have done what it says. */
  checkEnd(): void {
    const { stock, payments } = this.counterparts;
    const { step, paymentId } = this.checkout;
    if (step === 'confirmed') {
      expect([stock, payments.get(paymentId)]).toEqual(['sold', 'taken']);
      expect(this.counterparts.count('open', 'held', 'taken')).toBe(1);
    }
    if (step !== 'cancelled') return;
    expect(['none', 'released']).toContain(stock);
    expect(this.counterparts.count('open', 'held', 'taken')).toBe(0);
  }

  #send({ send, checkout: { paymentId } }: Advance, areLost: boolean): void {
    for (const command of send) {
      if (command.type.startsWith('announce')) this.announced.push(command.type);
      if (!areLost) this.counterparts.handle(command, paymentId, this.#now);
    }
  }
}

/** What holds after each step, whatever it was. */
function checkStep(before: Checkout, { checkout, timeline, send }: Advance): void {
  const { step, stock, payment, version, deadlineAt, payUntil, paymentAttempts, nextPayment } = checkout;
  expect(timeline.map((entry) => entry.version)).toEqual(
    timeline.map((_entry, at) => before.version + at + 1),
  );
  expect(version).toBe(before.version + timeline.length);
  const hasEnded = step === 'confirmed' || step === 'cancelled';
  expect(deadlineAt === null).toBe(hasEnded);
  expect(paymentAttempts).toBeLessThanOrEqual(policy.maxPaymentAttempts);
  expect(nextPayment !== null).toBe(step === 'replacing-payment');
  if (step === 'awaiting-payment-retry') expect([payment, deadlineAt]).toEqual(['declined', payUntil]);
  if (step === 'reviewing') expect([stock, checkout.reviewState]).toEqual(['committed', 'OPEN']);
  if (step === 'confirmed') expect([stock, payment]).toEqual(['committed', 'captured']);
  if (step === 'cancelled') expect([holdsStock(checkout), holdsMoney(checkout)]).toEqual([false, false]);
  if (before.step === 'cancelled') expect(step).toBe('cancelled');
  if (step === 'cancelling' || step === 'cancelled') {
    expect(checkout.cancellationReason).not.toBeNull();
    expect(checkout.cancelRequestedAt).not.toBeNull();
  }
  const isUndoing = ['confirmed', 'cancelling', 'cancelled'].includes(step);
  if (isUndoing) expect(send.map(({ type }) => type)).not.toContain('capture-payment');
}

describe('a checkout among counterparts that are slow and forgetful', () => {
  it('keeps its promises in any walk, and comes to an end with them', () => {
    fc.assert(
      fc.property(answers, moves, (given, made) => {
        const walk = new Walk(given);
        for (const move of made) walk.make(move);
        walk.settle();
        expect(walk.isAtRest).toBe(true);
        walk.checkEnd();
        const { checkout, announced } = walk;
        expect(['confirmed', 'cancelled']).toContain(checkout.step);
        const ends = announced.filter((type) => type === 'announce-cancelled');
        expect(ends).toHaveLength(checkout.step === 'cancelled' ? 1 : 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('is sold where nobody refuses and nobody cancels, however often it is asked again', () => {
    const prompt = moves.map((made) => made.filter(({ type }) => type === 'answer-arrives'));
    fc.assert(
      fc.property(prompt, (made) => {
        const walk = new Walk({ refused: [], payments: [] });
        for (const move of made) walk.make(move);
        walk.settle();
        expect(walk.checkout.step).toBe('confirmed');
        expect(walk.announced).toEqual(['announce-confirmed']);
      }),
    );
  });
});
