import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import { beginCheckout } from './begin-checkout.ts';
import type { Checkout } from '../../order/door.ts';
import type { Command } from './command.ts';
import type { Fact, FactType } from './fact.ts';
import { holdsMoney, holdsStock } from './holdings.ts';
import { createPolicy } from './policy.ts';
import type { Advance } from './progress.ts';

const policy = createPolicy();

/** What products and payments say when they are asked, and whether the buyer has to confirm the payment. */
interface Answers {
  readonly refused: readonly Command['type'][];
  readonly asksBuyer: boolean;
}

/** Something that happens next; the commands that follow from it may be lost. */
type Move = { readonly losesCommands: boolean } & (
  | { readonly type: 'answer-arrives'; readonly index: number }
  | { readonly type: 'time-passes'; readonly ms: number }
  | { readonly type: 'cancel-requested'; readonly by: 'customer' | 'staff' }
);

const refusable = ['reserve-stock', 'commit-stock', 'authorize-payment', 'capture-payment'] as const;
const answers: fc.Arbitrary<Answers> = fc.record({
  refused: fc.oneof(fc.constant([]), fc.subarray([...refusable], { maxLength: 1 })),
  asksBuyer: fc.boolean(),
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

/**
 * Products and payments as their contracts promise: one answer per command, given again when it is asked again, and
 * nothing that succeeds after its undoing. Answers are on their way until they arrive, in any order.
 */
class Counterparts {
  readonly #answers: Answers;
  readonly #given = new Map<Command['type'], readonly Fact[]>();
  readonly onTheWay: Fact[] = [];
  stock: 'none' | 'held' | 'sold' | 'released' = 'none';
  money: 'none' | 'held' | 'taken' | 'undone' = 'none';
  #expiresAt: Date | undefined;

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  handle(command: Command, now: Date): void {
    const facts = this.#given.get(command.type) ?? this.#decide(command, now);
    this.#given.set(command.type, facts);
    this.onTheWay.push(...facts);
  }

  /** Takes back what was set aside for too long. */
  expire(now: Date): void {
    if (this.stock !== 'held' || this.#expiresAt === undefined || this.#expiresAt > now) return;
    this.stock = 'released';
    this.onTheWay.push({ type: 'reservation-expired' });
  }

  #decide(command: Command, now: Date): readonly Fact[] {
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
        return this.#authorize(isRefused);
      case 'capture-payment':
        if (isRefused || this.money !== 'held')
          return [{ type: 'payment-capture-failed', reason: 'refused' }];
        this.money = 'taken';
        return [{ type: 'payment-captured' }];
      case 'cancel-payment':
        return [this.#cancelPayment()];
      case 'announce-confirmed':
      case 'announce-cancelled':
        return [];
    }
  }

  #authorize(isRefused: boolean): readonly Fact[] {
    if (this.money === 'undone') return [{ type: 'payment-declined', reason: 'cancelled' }];
    const asked: readonly Fact[] = this.#answers.asksBuyer ? [{ type: 'payment-action-required' }] : [];
    if (isRefused) return [...asked, { type: 'payment-declined', reason: 'declined' }];
    this.money = 'held';
    return [...asked, { type: 'payment-authorized' }];
  }

  #cancelPayment(): Fact {
    const outcomes = {
      none: 'nothing-to-undo',
      held: 'voided',
      taken: 'refunded',
      undone: 'nothing-to-undo',
    } as const;
    const outcome = outcomes[this.money];
    this.money = 'undone';
    return { type: 'payment-cancelled', outcome };
  }
}

/** One checkout and its counterparts, step by step. */
class Walk {
  readonly counterparts: Counterparts;
  readonly announced: Command['type'][] = [];
  /** Facts that the inbox has seen: each comes through once. */
  readonly #inbox = new Set<FactType>();
  checkout: Checkout;
  #now = new Date('2026-01-02T10:00:00.000Z');

  constructor(answers: Answers) {
    this.counterparts = new Counterparts(answers);
    const begun = beginCheckout(this.#now, policy);
    this.checkout = begun.checkout;
    this.#send(begun, false);
  }

  make(move: Move): void {
    if (move.type === 'cancel-requested') this.#take(move, move.losesCommands);
    if (move.type === 'answer-arrives') this.#receive(move.index, move.losesCommands);
    if (move.type !== 'time-passes') return;
    this.#now = new Date(this.#now.getTime() + move.ms);
    this.counterparts.expire(this.#now);
    this.#take({ type: 'deadline-passed' }, move.losesCommands);
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

  #receive(index: number, losesCommands: boolean): void {
    const { onTheWay } = this.counterparts;
    const [fact] = onTheWay.splice(index % Math.max(1, onTheWay.length), 1);
    if (fact === undefined || this.#inbox.has(fact.type)) return;
    this.#inbox.add(fact.type);
    this.#take(fact, losesCommands);
  }

  #take(fact: Fact, losesCommands: boolean): void {
    const before = this.checkout;
    const advanced = advance(before, fact, this.#now, policy);
    this.checkout = advanced.checkout;
    checkStep(before, advanced);
    if (this.checkout.step !== before.step) this.checkEnd();
    this.#send(advanced, losesCommands);
  }

  /** Where the order has ended, products and payments have done what it says. */
  checkEnd(): void {
    const { stock, money } = this.counterparts;
    if (this.checkout.step === 'confirmed') expect([stock, money]).toEqual(['sold', 'taken']);
    if (this.checkout.step !== 'cancelled') return;
    expect(['none', 'released']).toContain(stock);
    expect(['none', 'undone']).toContain(money);
  }

  #send({ send }: Advance, areLost: boolean): void {
    for (const command of send) {
      if (command.type.startsWith('announce')) this.announced.push(command.type);
      if (!areLost) this.counterparts.handle(command, this.#now);
    }
  }
}

/** What holds after each step, whatever it was. */
function checkStep(before: Checkout, { checkout, timeline, send }: Advance): void {
  const { step, stock, payment, version, deadlineAt } = checkout;
  expect(timeline.map((entry) => entry.version)).toEqual(
    timeline.map((_entry, at) => before.version + at + 1),
  );
  expect(version).toBe(before.version + timeline.length);
  const hasEnded = step === 'confirmed' || step === 'cancelled';
  expect(deadlineAt === null).toBe(hasEnded);
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
      { numRuns: 1000 },
    );
  });

  it('is sold where nobody refuses and nobody cancels, however often it is asked again', () => {
    const prompt = moves.map((made) => made.filter(({ type }) => type === 'answer-arrives'));
    fc.assert(
      fc.property(prompt, (made) => {
        const walk = new Walk({ refused: [], asksBuyer: false });
        for (const move of made) walk.make(move);
        walk.settle();
        expect(walk.checkout.step).toBe('confirmed');
        expect(walk.announced).toEqual(['announce-confirmed']);
      }),
    );
  });
});
