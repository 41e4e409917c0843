import { describe, expect, it } from 'vitest';
import type { Failure } from '../../provider/door.ts';
import { applyFact, type Fact } from './apply-fact.ts';
import type { Payment, PaymentGoal, PaymentState } from './payment.ts';

const states: readonly PaymentState[] = [
  'PENDING',
  'ACTION_REQUIRED',
  'AUTHORIZED',
  'CAPTURED',
  'DECLINED',
  'VOIDED',
  'REFUNDED',
];
const goals: readonly PaymentGoal[] = ['NONE', 'AUTHORIZE', 'CAPTURE', 'CANCEL'];
const refusal: Failure = { code: 'card_declined', reason: 'The card was declined.', retry: 'OTHER_METHOD' };
const redirectUrl = 'http://localhost:4007/actions/1';
const facts = {
  judged: { type: 'judged', decision: 'REFUSE', reasons: ['METHOD_DECLINED_OFTEN'] },
  authorized: { type: 'authorized' },
  processing: { type: 'processing' },
  captured: { type: 'captured' },
  voided: { type: 'voided' },
  refunded: { type: 'refunded' },
  unknown: { type: 'unknown' },
  'action-required': { type: 'action-required', redirectUrl },
  declined: { type: 'declined', ...refusal },
  'capture-declined': { type: 'capture-declined', ...refusal },
} satisfies Record<Fact['type'], Fact>;

const paymentIn = (state: PaymentState, goal: PaymentGoal, submitted = false): Payment => ({
  id: '01963b60-0000-7000-8000-000000000001',
  orderId: '01963b60-0000-7000-8000-000000000002',
  amountMinor: 1_250,
  currency: 'EUR',
  state,
  goal,
  submitted,
  redirectUrl: state === 'ACTION_REQUIRED' ? redirectUrl : null,
  failure: state === 'DECLINED' ? refusal : null,
  riskDecision: 'ACCEPT',
  riskReasons: [],
  isReviewed: false,
  authorizedUntil: null,
});

/** An outcome in one line: `STATE goal | what is announced | receipt`. */
function summary(payment: Payment, fact: Fact): string {
  const outcome = applyFact(payment, fact);
  if (outcome.payment === payment) return 'unchanged';
  const announced = outcome.messages.map(({ contract, data }) => {
    const name = contract.type.split('.')[1] ?? '';
    return name === 'cancelled' ? `cancelled:${(data as { outcome: string }).outcome}` : name;
  });
  const { state, goal } = outcome.payment;
  return [`${state} ${goal}`, ...announced, ...(outcome.issueReceipt ? ['receipt'] : [])].join(' | ');
}

/** Per fact and goal, for the states in which the fact changes something; in all others it changes nothing. */
const expectations: Readonly<Record<Fact['type'], Readonly<Record<string, string>>>> = {
  judged: {},
  authorized: {
    'PENDING NONE': 'AUTHORIZED NONE | authorized',
    'PENDING AUTHORIZE': 'AUTHORIZED NONE | authorized',
    'PENDING CAPTURE': 'AUTHORIZED CAPTURE | authorized',
    'PENDING CANCEL': 'AUTHORIZED CANCEL',
    'ACTION_REQUIRED NONE': 'AUTHORIZED NONE | authorized',
    'ACTION_REQUIRED AUTHORIZE': 'AUTHORIZED NONE | authorized',
    'ACTION_REQUIRED CAPTURE': 'AUTHORIZED CAPTURE | authorized',
    'ACTION_REQUIRED CANCEL': 'AUTHORIZED CANCEL',
  },
  declined: {
    'PENDING NONE': 'DECLINED NONE | declined',
    'PENDING AUTHORIZE': 'DECLINED NONE | declined',
    'PENDING CAPTURE': 'DECLINED NONE | declined',
    'PENDING CANCEL': 'DECLINED NONE | cancelled:nothing-to-undo',
    'ACTION_REQUIRED NONE': 'DECLINED NONE | declined',
    'ACTION_REQUIRED AUTHORIZE': 'DECLINED NONE | declined',
    'ACTION_REQUIRED CAPTURE': 'DECLINED NONE | declined',
    'ACTION_REQUIRED CANCEL': 'DECLINED NONE | cancelled:nothing-to-undo',
  },
  'action-required': {
    'PENDING NONE': 'ACTION_REQUIRED NONE | action-required',
    'PENDING AUTHORIZE': 'ACTION_REQUIRED AUTHORIZE | action-required',
    'PENDING CAPTURE': 'ACTION_REQUIRED CAPTURE | action-required',
    'PENDING CANCEL': 'ACTION_REQUIRED CANCEL',
  },
  processing: {
    'PENDING NONE': 'PENDING NONE',
    'PENDING AUTHORIZE': 'PENDING AUTHORIZE',
    'PENDING CAPTURE': 'PENDING CAPTURE',
    'PENDING CANCEL': 'PENDING CANCEL',
  },
  unknown: {},
  captured: {
    'PENDING NONE': 'CAPTURED NONE | authorized | captured | receipt',
    'PENDING AUTHORIZE': 'CAPTURED NONE | authorized | captured | receipt',
    'PENDING CAPTURE': 'CAPTURED NONE | authorized | captured | receipt',
    'PENDING CANCEL': 'CAPTURED CANCEL',
    'ACTION_REQUIRED NONE': 'CAPTURED NONE | authorized | captured | receipt',
    'ACTION_REQUIRED AUTHORIZE': 'CAPTURED NONE | authorized | captured | receipt',
    'ACTION_REQUIRED CAPTURE': 'CAPTURED NONE | authorized | captured | receipt',
    'ACTION_REQUIRED CANCEL': 'CAPTURED CANCEL',
    'AUTHORIZED NONE': 'CAPTURED NONE | captured | receipt',
    'AUTHORIZED AUTHORIZE': 'CAPTURED NONE | captured | receipt',
    'AUTHORIZED CAPTURE': 'CAPTURED NONE | captured | receipt',
    'AUTHORIZED CANCEL': 'CAPTURED CANCEL',
  },
  'capture-declined': { 'AUTHORIZED CAPTURE': 'AUTHORIZED NONE | capture-failed' },
  voided: {
    'PENDING NONE': 'VOIDED NONE',
    'PENDING AUTHORIZE': 'VOIDED NONE | declined',
    'PENDING CAPTURE': 'VOIDED NONE | capture-failed',
    'PENDING CANCEL': 'VOIDED NONE | cancelled:voided',
    'ACTION_REQUIRED NONE': 'VOIDED NONE',
    'ACTION_REQUIRED AUTHORIZE': 'VOIDED NONE | declined',
    'ACTION_REQUIRED CAPTURE': 'VOIDED NONE | capture-failed',
    'ACTION_REQUIRED CANCEL': 'VOIDED NONE | cancelled:voided',
    'AUTHORIZED NONE': 'VOIDED NONE',
    'AUTHORIZED AUTHORIZE': 'VOIDED NONE | declined',
    'AUTHORIZED CAPTURE': 'VOIDED NONE | capture-failed',
    'AUTHORIZED CANCEL': 'VOIDED NONE | cancelled:voided',
  },
  refunded: {
    'PENDING CANCEL': 'REFUNDED NONE | cancelled:refunded',
    'ACTION_REQUIRED CANCEL': 'REFUNDED NONE | cancelled:refunded',
    'AUTHORIZED CANCEL': 'REFUNDED NONE | cancelled:refunded',
    'CAPTURED NONE': 'REFUNDED NONE',
    'CAPTURED AUTHORIZE': 'REFUNDED NONE',
    'CAPTURED CAPTURE': 'REFUNDED NONE',
    'CAPTURED CANCEL': 'REFUNDED NONE | cancelled:refunded',
  },
};

const cases = Object.values(facts).flatMap((fact: Fact) =>
  states.flatMap((state) =>
    goals.map((goal) => {
      const expected = expectations[fact.type][`${state} ${goal}`] ?? 'unchanged';
      return { fact, factType: fact.type, state, goal, expected };
    }),
  ),
);

describe('applying a fact', () => {
  it.each(cases)('$factType to $state with the goal $goal: $expected', ({ fact, state, goal, expected }) => {
    expect(summary(paymentIn(state, goal), fact)).toBe(expected);
  });

  it.each(cases)(
    '$factType twice to $state with the goal $goal is the same as once',
    ({ fact, state, goal }) => {
      const { payment } = applyFact(paymentIn(state, goal), fact);
      const again = applyFact(payment, fact);
      expect(again).toEqual({ payment, messages: [], transactions: [], issueReceipt: false });
    },
  );

  it('knows again that a provider never heard of a payment', () => {
    const payment = paymentIn('PENDING', 'AUTHORIZE', true);
    expect(applyFact(payment, facts.unknown).payment).toEqual({ ...payment, submitted: false });
  });

  it('keeps the reason of a refusal, and where the buyer confirms', () => {
    const pending = paymentIn('PENDING', 'AUTHORIZE');
    expect(applyFact(pending, facts.declined).payment.failure).toEqual(refusal);
    expect(applyFact(pending, facts['action-required']).payment.redirectUrl).toBe(redirectUrl);
    const authorized = paymentIn('AUTHORIZED', 'CAPTURE');
    expect(applyFact(authorized, facts['capture-declined']).payment.failure).toEqual(refusal);
  });

  it('forgets where the buyer confirms once that is decided', () => {
    const waiting = paymentIn('ACTION_REQUIRED', 'AUTHORIZE');
    expect(applyFact(waiting, facts.authorized).payment.redirectUrl).toBeNull();
  });
});

describe('the transactions of a payment', () => {
  const succeeded = (kind: string) => ({ kind, state: 'SUCCEEDED' });
  const pending = { kind: 'AUTHORIZATION', state: 'PENDING' };
  const refused = { kind: 'AUTHORIZATION', state: 'FAILED' };

  it.each([
    ['PENDING', 'AUTHORIZE', facts.authorized, [succeeded('AUTHORIZATION')]],
    ['PENDING', 'AUTHORIZE', facts.declined, [refused]],
    ['PENDING', 'AUTHORIZE', facts['action-required'], [pending]],
    ['PENDING', 'AUTHORIZE', facts.processing, [pending]],
    ['PENDING', 'CAPTURE', facts.captured, [succeeded('AUTHORIZATION'), succeeded('CAPTURE')]],
    ['AUTHORIZED', 'CAPTURE', facts.captured, [succeeded('AUTHORIZATION'), succeeded('CAPTURE')]],
    ['AUTHORIZED', 'CAPTURE', facts['capture-declined'], [{ kind: 'CAPTURE', state: 'FAILED' }]],
    ['AUTHORIZED', 'CANCEL', facts.voided, [succeeded('AUTHORIZATION'), succeeded('VOID')]],
    ['PENDING', 'CANCEL', facts.voided, [refused, succeeded('VOID')]],
    ['CAPTURED', 'CANCEL', facts.refunded, [succeeded('REFUND')]],
  ] as const)('of what is %s with the goal %s tell that it is $2.type', (state, goal, fact, transactions) => {
    expect(applyFact(paymentIn(state, goal), fact).transactions).toEqual(transactions);
  });
});

it('tells why a capture failed whose authorisation has expired', () => {
  const { messages } = applyFact(paymentIn('AUTHORIZED', 'CAPTURE'), facts.voided);
  const reason = 'The authorisation has expired at the payment provider.';
  expect(messages).toMatchObject([{ data: { code: 'voided', reason } }]);
});

it('is no longer submitted once it has moved on', () => {
  expect(applyFact(paymentIn('PENDING', 'AUTHORIZE', true), facts.authorized).payment.submitted).toBe(false);
});

describe('what is thought of the risk of a payment', () => {
  const unjudged: Payment = { ...paymentIn('PENDING', 'AUTHORIZE'), riskDecision: null };
  const judge = (decision: 'ACCEPT' | 'REVIEW' | 'REFUSE') =>
    applyFact(unjudged, { type: 'judged', decision, reasons: ['A_RULE'] });

  it('goes with it to the provider, and a person has to look at what is authorised then', () => {
    const { payment, messages } = judge('REVIEW');
    expect(messages).toEqual([]);
    const authorizedUntil = new Date('2026-01-09T10:00:00.000Z');
    const after = applyFact(payment, { type: 'authorized', authorizedUntil });
    expect(after.payment).toMatchObject({ state: 'AUTHORIZED', authorizedUntil });
    expect(after.messages).toMatchObject([
      {
        contract: { type: 'payments.review-required.v1' },
        data: { reasons: ['A_RULE'], authorizedUntil: '2026-01-09T10:00:00.000Z' },
      },
    ]);
  });

  it('declines it in no bank’s name, for good, when the risk is too high', () => {
    const { payment, messages } = judge('REFUSE');
    expect(payment).toMatchObject({ state: 'DECLINED', goal: 'NONE', riskReasons: ['A_RULE'] });
    const told = { code: 'declined', reason: 'The payment was declined.', retry: 'NONE' };
    expect(messages).toMatchObject([{ contract: { type: 'payments.declined.v1' }, data: told }]);
  });

  it('is not thought again, nor of what is under way', () => {
    const { payment } = judge('ACCEPT');
    expect(applyFact(payment, { type: 'judged', decision: 'REFUSE', reasons: ['A_RULE'] }).payment).toBe(
      payment,
    );
  });
});
