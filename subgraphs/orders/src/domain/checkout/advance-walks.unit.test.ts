import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import { beginCheckout } from './begin-checkout.ts';
import { holdsMoney, holdsStock, type Checkout, type Step } from './checkout.ts';
import type { Command } from './command.ts';
import type { Fact } from './fact.ts';
import { createPolicy } from './policy.ts';
import type { Advance } from './progress.ts';

const policy = createPolicy();
const walks = 600;

/** A deterministic source of fractions (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Products and payments as their contracts promise: one answer per command, given again when it is asked again, and
 * nothing that succeeds after its undoing. Answers are delivered late, twice and in any order.
 */
class Counterparts {
  readonly #random: () => number;
  readonly #answers = new Map<string, Fact>();
  readonly inFlight: Fact[] = [];
  stock: 'none' | 'held' | 'released' = 'none';
  money: 'none' | 'held' | 'taken' | 'undone' = 'none';

  constructor(random: () => number) {
    this.#random = random;
  }

  handle(command: Command, now: Date): void {
    const answer = this.#answers.get(command.type) ?? this.#decide(command, now);
    if (answer === undefined) return;
    this.#answers.set(command.type, answer);
    this.inFlight.push(answer);
  }

  /** Takes one answer off the wire; now and then it stays there to arrive once more. */
  deliver(): Fact | undefined {
    const index = Math.floor(this.#random() * this.inFlight.length);
    const fact = this.inFlight[index];
    if (this.#random() < 0.8) this.inFlight.splice(index, 1);
    return fact;
  }

  #decide(command: Command, now: Date): Fact | undefined {
    const lucky = this.#random() < 0.85;
    switch (command.type) {
      case 'reserve-stock':
        if (!lucky || this.stock === 'released') return { type: 'stock-refused' };
        this.stock = 'held';
        return { type: 'stock-reserved', expiresAt: new Date(now.getTime() + policy.reservationMs) };
      case 'commit-stock':
        return lucky && this.stock === 'held'
          ? { type: 'stock-committed' }
          : { type: 'stock-commit-refused' };
      case 'release-stock':
        this.stock = 'released';
        return { type: 'stock-released' };
      case 'authorize-payment':
        if (!lucky || this.money === 'undone') return { type: 'payment-declined', reason: 'declined' };
        this.money = 'held';
        return { type: 'payment-authorized' };
      case 'capture-payment':
        if (!lucky || this.money !== 'held') return { type: 'payment-capture-failed', reason: 'refused' };
        this.money = 'taken';
        return { type: 'payment-captured' };
      case 'cancel-payment': {
        const outcome =
          this.money === 'taken' ? 'refunded' : this.money === 'held' ? 'voided' : 'nothing-to-undo';
        this.money = 'undone';
        return { type: 'payment-cancelled', outcome };
      }
      case 'announce-confirmed':
      case 'announce-cancelled':
        return undefined;
    }
  }
}

/** One checkout in a world that is slow, forgetful and repeats itself. */
class Walk {
  readonly #random: () => number;
  readonly counterparts: Counterparts;
  readonly announced: string[] = [];
  /** Facts that its inbox has seen: an event comes through once. */
  readonly #inbox = new Set<string>();
  checkout: Checkout;
  now = new Date('2026-01-02T10:00:00.000Z');

  constructor(seed: number) {
    this.#random = createRandom(seed);
    this.counterparts = new Counterparts(this.#random);
    const begun = beginCheckout(this.now, policy);
    this.checkout = begun.checkout;
    this.#send(begun, 0.5);
  }

  /** One fact, whichever comes; each command is lost with probability `loss`. */
  step(loss: number): void {
    this.now = new Date(this.now.getTime() + Math.floor(this.#random() * 5_000));
    const fact = this.#nextFact();
    if (fact === undefined || this.#isRepeated(fact)) return;
    const before = this.checkout;
    const advanced = advance(before, fact, this.now, policy);
    expect(advanced.checkout.version).toBe(before.version + advanced.timeline.length);
    expect(advanced.timeline.map(({ version }) => version)).toEqual(
      advanced.timeline.map((_entry, index) => before.version + index + 1),
    );
    this.checkout = advanced.checkout;
    this.#send(advanced, loss);
  }

  /** From now on everything is answered and nobody interferes. */
  settle(): void {
    for (let turn = 0; turn < 500; turn++) {
      if (this.counterparts.inFlight.length === 0 && this.checkout.deadlineAt === null) return;
      if (this.checkout.deadlineAt !== null && this.checkout.deadlineAt > this.now)
        this.now = this.checkout.deadlineAt;
      this.step(0);
    }
  }

  #nextFact(): Fact | undefined {
    const roll = this.#random();
    if (roll < 0.01) return { type: 'cancel-requested', by: roll < 0.005 ? 'staff' : 'customer' };
    const { deadlineAt } = this.checkout;
    if (deadlineAt !== null && deadlineAt <= this.now && roll < 0.5) return { type: 'deadline-passed' };
    return this.counterparts.deliver() ?? { type: 'deadline-passed' };
  }

  #isRepeated({ type }: Fact): boolean {
    if (type === 'deadline-passed' || type === 'cancel-requested') return false;
    if (this.#inbox.has(type)) return true;
    this.#inbox.add(type);
    return false;
  }

  #send({ send }: Advance, loss: number): void {
    for (const command of send) {
      if (command.type.startsWith('announce')) this.announced.push(command.type);
      if (this.#random() >= loss) this.counterparts.handle(command, this.now);
    }
  }
}

describe('a checkout among counterparts that are slow, lossy and repetitive', () => {
  it(`keeps its promises in ${walks} random walks`, () => {
    const ends: Step[] = [];
    for (let seed = 1; seed <= walks; seed++) {
      const walk = new Walk(seed);
      for (let turn = 0; turn < 60; turn++) {
        walk.step(0.3);
        if (walk.checkout.step === 'confirmed') {
          expect([walk.checkout.stock, walk.checkout.payment]).toEqual(['committed', 'captured']);
        }
        if (walk.checkout.step === 'cancelled') {
          expect([holdsStock(walk.checkout), holdsMoney(walk.checkout)]).toEqual([false, false]);
        }
      }
      walk.settle();
      const { step } = walk.checkout;
      const { stock, money } = walk.counterparts;
      if (step === 'confirmed') expect([stock, money], `seed ${seed}`).toEqual(['held', 'taken']);
      else {
        expect(step, `seed ${seed}`).toBe('cancelled');
        expect(stock, `seed ${seed}`).not.toBe('held');
        expect(['none', 'undone'], `seed ${seed}`).toContain(money);
      }
      expect(walk.announced.filter((type) => type === 'announce-cancelled')).toHaveLength(
        step === 'cancelled' ? 1 : 0,
      );
      ends.push(step);
    }
    expect(ends.filter((step) => step === 'confirmed').length).toBeGreaterThan(walks / 50);
    expect(ends.filter((step) => step === 'cancelled').length).toBeGreaterThan(walks / 50);
  });
});
