import { describe, expect, it } from 'vitest';
import { applyFact, type Fact } from './apply-fact.ts';
import { nextCall, type ProviderCall } from './next-call.ts';
import type { Payment } from './payment.ts';
import { requestCancel } from './request-cancel.ts';
import { requestCapture, type RequestOutcome } from './request-capture.ts';

/** Mulberry32: the same walk for the same seed. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

interface Books {
  state: 'none' | 'processing' | 'authorized' | 'captured' | 'declined' | 'voided' | 'refunded';
  charges: number;
  /** A call has one idempotency key, so it has one answer. */
  readonly answers: Map<ProviderCall, Fact>;
}

/** A provider that does what it is asked, in the way that dice say, exactly once per call. */
function ask(books: Books, call: ProviderCall, dice: (below: number) => number): Fact {
  const known = books.answers.get(call);
  if (known !== undefined) return known;
  const fact = perform(books, call, dice);
  if (call !== 'lookup') books.answers.set(call, fact);
  return fact;
}

function perform(books: Books, call: ProviderCall, dice: (below: number) => number): Fact {
  switch (call) {
    case 'authorize':
      if (books.state === 'none') {
        books.state = (['authorized', 'processing', 'declined'] as const)[dice(3)] ?? 'authorized';
      }
      break;
    case 'capture':
      if (books.state === 'authorized') {
        if (dice(5) === 0) return { type: 'capture-declined', code: 'capture_declined', reason: 'No.' };
        books.state = 'captured';
        books.charges += 1;
      }
      break;
    case 'void':
      if (['none', 'processing', 'authorized'].includes(books.state)) books.state = 'voided';
      break;
    case 'refund':
      if (books.state === 'captured') books.state = 'refunded';
      break;
    case 'lookup':
      if (books.state === 'processing' && dice(2) === 0) books.state = 'authorized';
  }
  return factOf(books);
}

function factOf({ state }: Books): Fact {
  if (state === 'none') return { type: 'unknown' };
  return state === 'declined' ? { type: 'declined', code: 'card_declined', reason: 'No.' } : { type: state };
}

interface Walk {
  readonly payment: Payment;
  readonly books: Books;
  readonly told: readonly string[];
}

/** Calls whose answers get lost, answers that come twice or late, commands at any time. */
function walk(seed: number): Walk {
  const dice = createRandom(seed);
  const books: Books = { state: 'none', charges: 0, answers: new Map() };
  const seen: Fact[] = [];
  const told: string[] = [];
  let payment: Payment = {
    id: '01963b60-0000-7000-8000-000000000001',
    orderId: '01963b60-0000-7000-8000-000000000002',
    amountMinor: 1_250,
    currency: 'EUR',
    state: 'PENDING',
    goal: 'AUTHORIZE',
    submitted: false,
    redirectUrl: null,
    failure: null,
  };
  const take = ({ payment: next, messages }: RequestOutcome) => {
    payment = next;
    told.push(...messages.map(({ contract }) => contract.type.split('.')[1] ?? ''));
  };
  const pursue = (isLossy: boolean) => {
    const call = nextCall(payment);
    if (call === null) return;
    const fact = ask(books, call, dice);
    seen.push(fact);
    if (!isLossy || dice(3) > 0) take(applyFact(payment, fact));
  };
  const isCancelled = dice(2) === 0;
  const cancelAt = dice(25);
  for (let step = 0; step < 25; step += 1) {
    if (isCancelled && step === cancelAt) take(requestCancel(payment));
    const action = dice(4);
    const late = seen[dice(Math.max(1, seen.length))];
    if (action === 0 && late !== undefined) take(applyFact(payment, late));
    else if (action === 1 && told.includes('authorized')) take(requestCapture(payment));
    else pursue(true);
  }
  for (let step = 0; step < 30; step += 1) pursue(false);
  return { payment, books, told };
}

const seeds = Array.from({ length: 3_000 }, (_, seed) => seed);

describe('any walk through a payment', () => {
  it('ends at rest, agreeing with the provider’s books, charged once at most', () => {
    for (const seed of seeds) {
      const { payment, books } = walk(seed);
      expect(nextCall(payment), `seed ${seed}`).toBeNull();
      expect(payment.state.toLowerCase(), `seed ${seed}`).toBe(books.state);
      expect(books.charges, `seed ${seed}`).toBeLessThanOrEqual(1);
    }
  });

  it('leaves nothing set aside or kept once it said that it is cancelled', () => {
    const cancelled = seeds.map(walk).filter(({ told }) => told.includes('cancelled'));
    expect(cancelled.length).toBeGreaterThan(1_000);
    for (const { books } of cancelled) {
      expect(['voided', 'refunded', 'declined']).toContain(books.state);
    }
  });
});
