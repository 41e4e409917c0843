import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginPayment } from './begin-payment.ts';
import { applyFact, type Fact } from './apply-fact.ts';
import { nextCall, type ProviderCall } from './next-call.ts';
import type { Payment } from './payment.ts';
import { requestCancel } from './request-cancel.ts';
import { requestCapture, type RequestOutcome } from './request-capture.ts';

/** How the provider decides. */
interface Decisions {
  readonly authorize: 'authorized' | 'processing' | 'declined';
  /** What a payment that is processing becomes at last. */
  readonly settles: 'authorized' | 'declined';
  readonly declinesCapture: boolean;
  readonly risk: 'ACCEPT' | 'REVIEW' | 'REFUSE';
}

/** What happens next to a payment. */
type Event =
  | { readonly type: 'pursue'; readonly isAnswerLost: boolean }
  | { readonly type: 'redelivered'; readonly index: number }
  | { readonly type: 'provider-settles' | 'capture' | 'reviewed-capture' | 'cancel' };

const decisions: fc.Arbitrary<Decisions> = fc.record({
  authorize: fc.constantFrom('authorized', 'processing', 'declined'),
  settles: fc.constantFrom('authorized', 'declined'),
  declinesCapture: fc.boolean(),
  risk: fc.constantFrom('ACCEPT', 'ACCEPT', 'REVIEW', 'REFUSE'),
});
const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: fc.constant('pursue'), isAnswerLost: fc.boolean() }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant('redelivered'), index: fc.nat(10) }) },
    { weight: 1, arbitrary: fc.constant({ type: 'provider-settles' } as const) },
    { weight: 2, arbitrary: fc.constant({ type: 'capture' } as const) },
    { weight: 2, arbitrary: fc.constant({ type: 'reviewed-capture' } as const) },
    { weight: 1, arbitrary: fc.constant({ type: 'cancel' } as const) },
  ),
  { maxLength: 30 },
);

/** A provider that does what it is asked, exactly once per call: a call has one idempotency key, so it has one answer. */
class Provider {
  readonly #decisions: Decisions;
  readonly #answers = new Map<ProviderCall, Fact>();
  state: 'none' | 'processing' | 'authorized' | 'captured' | 'declined' | 'voided' | 'refunded' = 'none';
  charges = 0;

  constructor(decisions: Decisions) {
    this.#decisions = decisions;
  }

  ask(call: ProviderCall): Fact {
    if (call === 'lookup') return this.#fact();
    if (call === 'identify') return { type: 'judged', decision: this.#decisions.risk, reasons: ['A_RULE'] };
    const answer = this.#answers.get(call) ?? this.#perform(call);
    this.#answers.set(call, answer);
    return answer;
  }

  settle(): void {
    if (this.state === 'processing') this.state = this.#decisions.settles;
  }

  #perform(call: Exclude<ProviderCall, 'lookup' | 'identify'>): Fact {
    switch (call) {
      case 'authorize':
        if (this.state === 'none') this.state = this.#decisions.authorize;
        break;
      case 'capture':
        if (this.state !== 'authorized') break;
        if (this.#decisions.declinesCapture)
          return { type: 'capture-declined', code: 'capture_declined', reason: 'No.', retry: 'NONE' };
        this.state = 'captured';
        this.charges += 1;
        break;
      case 'void':
        if (['none', 'processing', 'authorized'].includes(this.state)) this.state = 'voided';
        break;
      case 'refund':
        if (this.state === 'captured') this.state = 'refunded';
    }
    return this.#fact();
  }

  #fact(): Fact {
    const { state } = this;
    if (state === 'none') return { type: 'unknown' };
    return state === 'declined'
      ? { type: 'declined', code: 'card_declined', reason: 'No.', retry: 'OTHER_METHOD' }
      : { type: state };
  }
}

/** One payment: answers get lost, come twice or late, and commands come at any time. */
class Walk {
  readonly provider: Provider;
  readonly announced: string[] = [];
  readonly #heard: Fact[] = [];
  payment: Payment = beginPayment(
    {
      id: '01963b60-0000-7000-8000-000000000001',
      orderId: '01963b60-0000-7000-8000-000000000002',
      amountMinor: 1_250,
      currency: 'EUR',
    },
    undefined,
  ).payment;

  constructor(decided: Decisions) {
    this.provider = new Provider(decided);
  }

  happen(event: Event): void {
    switch (event.type) {
      case 'pursue':
        this.pursue(event.isAnswerLost);
        break;
      case 'redelivered': {
        const again = this.#heard[event.index % Math.max(1, this.#heard.length)];
        if (again !== undefined) this.#take(applyFact(this.payment, again));
        break;
      }
      case 'provider-settles':
        this.provider.settle();
        break;
      case 'capture': // orders requests it once the authorisation was announced
        if (this.announced.includes('authorized')) this.#take(requestCapture(this.payment, false));
        break;
      case 'reviewed-capture': // orders requests it once staff have approved it
        if (this.announced.includes('review-required')) this.#take(requestCapture(this.payment, true));
        break;
      case 'cancel':
        this.#take(requestCancel(this.payment));
    }
  }

  pursue(isAnswerLost = false): void {
    const call = nextCall(this.payment);
    if (call === null) return;
    const fact = this.provider.ask(call);
    this.#heard.push(fact);
    if (!isAnswerLost) this.#take(applyFact(this.payment, fact));
  }

  settle(): void {
    for (let turn = 0; turn < 30; turn += 1) {
      this.pursue();
      this.provider.settle();
    }
  }

  #take({ payment, messages }: RequestOutcome): void {
    this.payment = payment;
    this.announced.push(...messages.map(({ contract }) => contract.type.split('.')[1] ?? ''));
  }
}

const walkOf = (decided: Decisions, happened: readonly Event[]): Walk => {
  const walk = new Walk(decided);
  for (const event of happened) walk.happen(event);
  walk.settle();
  return walk;
};

describe('any walk through a payment', () => {
  it('ends at rest, agreeing with the provider’s books, charged once at most', () => {
    fc.assert(
      fc.property(decisions, events, (decided, happened) => {
        const { payment, provider } = walkOf(decided, happened);
        expect(nextCall(payment)).toBeNull();
        const isRefused = payment.riskDecision === 'REFUSE';
        expect(payment.state.toLowerCase()).toBe(isRefused ? 'declined' : provider.state);
        if (isRefused) expect(['none', 'voided']).toContain(provider.state);
        expect(provider.charges).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves nothing set aside or kept once it is cancelled, and says so', () => {
    fc.assert(
      fc.property(decisions, events, events, (decided, before, after) => {
        const { payment, provider, announced } = walkOf(decided, [...before, { type: 'cancel' }, ...after]);
        const isUndone = ['voided', 'refunded', 'declined'].includes(provider.state);
        expect(isUndone || (payment.riskDecision === 'REFUSE' && provider.state === 'none')).toBe(true);
        expect(announced).toContain('cancelled');
      }),
      { numRuns: 1000 },
    );
  });

  it('is never taken where a person is to look first and nobody has, nor authorised where the risk is refused', () => {
    fc.assert(
      fc.property(decisions, events, (decided, happened) => {
        const unreviewed = happened.filter(({ type }) => type !== 'reviewed-capture');
        const { provider, announced } = walkOf({ ...decided, risk: 'REVIEW' }, unreviewed);
        expect(provider.charges).toBe(0);
        expect(announced).not.toContain('authorized');
        expect(walkOf({ ...decided, risk: 'REFUSE' }, happened).provider.state).toMatch(/^(none|voided)$/);
      }),
    );
  });

  it('tells of an authorisation, a decline and a capture once at most', () => {
    fc.assert(
      fc.property(decisions, events, (decided, happened) => {
        const { announced } = walkOf(
          decided,
          happened.filter(({ type }) => !type.endsWith('capture')),
        );
        for (const name of ['authorized', 'review-required', 'declined', 'captured'])
          expect(announced.filter((one) => one === name).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
