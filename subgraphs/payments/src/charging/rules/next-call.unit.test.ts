import { describe, expect, it } from 'vitest';
import { nextCall, type ProviderCall } from './next-call.ts';
import type { PaymentGoal, PaymentState } from './payment.ts';

type Row = Readonly<Record<PaymentGoal, ProviderCall | null>>;

/** What is called in every state for every goal; PENDING as it is before the provider has it. */
const table: Readonly<Record<PaymentState, Row>> = {
  PENDING: { NONE: null, AUTHORIZE: 'authorize', CAPTURE: 'authorize', CANCEL: 'void' },
  ACTION_REQUIRED: { NONE: null, AUTHORIZE: 'lookup', CAPTURE: 'lookup', CANCEL: 'void' },
  AUTHORIZED: { NONE: null, AUTHORIZE: null, CAPTURE: 'capture', CANCEL: 'void' },
  CAPTURED: { NONE: null, AUTHORIZE: null, CAPTURE: null, CANCEL: 'refund' },
  DECLINED: { NONE: null, AUTHORIZE: null, CAPTURE: null, CANCEL: null },
  VOIDED: { NONE: null, AUTHORIZE: null, CAPTURE: null, CANCEL: null },
  REFUNDED: { NONE: null, AUTHORIZE: null, CAPTURE: null, CANCEL: null },
};

const cases = Object.entries(table).flatMap(([state, row]) =>
  Object.entries(row).map(([goal, call]) => ({ state, goal, call })),
) as { state: PaymentState; goal: PaymentGoal; call: ProviderCall | null }[];

describe('the next call', () => {
  it.each(cases)('in $state with the goal $goal is $call', ({ state, goal, call }) => {
    expect(nextCall({ state, goal, submitted: false, riskDecision: 'ACCEPT' })).toBe(call);
  });

  it.each(['AUTHORIZE', 'CAPTURE'] as const)(
    'asks how a payment stands that the provider has, with the goal %s',
    (goal) => {
      expect(nextCall({ state: 'PENDING', goal, submitted: true, riskDecision: 'ACCEPT' })).toBe('lookup');
    },
  );

  it('undoes a payment that the provider has without asking first', () => {
    expect(nextCall({ state: 'PENDING', goal: 'CANCEL', submitted: true, riskDecision: 'ACCEPT' })).toBe(
      'void',
    );
  });

  it('asks what the method is recognised by before anything is authorised', () => {
    const payment = { state: 'PENDING', submitted: false, riskDecision: null } as const;
    expect(nextCall({ ...payment, goal: 'AUTHORIZE' })).toBe('identify');
    expect(nextCall({ ...payment, goal: 'CANCEL' })).toBe('void');
  });
});
