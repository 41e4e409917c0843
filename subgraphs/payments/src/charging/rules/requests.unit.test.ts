import { describe, expect, it } from 'vitest';
import type { Payment, PaymentGoal, PaymentState } from './payment.ts';
import { requestCancel } from './request-cancel.ts';
import { requestCapture, type RequestOutcome } from './request-capture.ts';

const paymentIn = (state: PaymentState, goal: PaymentGoal): Payment => ({
  id: '01963b60-0000-7000-8000-000000000001',
  orderId: '01963b60-0000-7000-8000-000000000002',
  amountMinor: 1_250,
  currency: 'EUR',
  state,
  goal,
  submitted: false,
  redirectUrl: null,
  failure: null,
  riskDecision: 'ACCEPT',
  riskReasons: [],
  isReviewed: false,
  authorizedUntil: null,
});

const announced = ({ messages }: RequestOutcome) =>
  messages.map(({ contract, data }) => {
    const { outcome } = data as { outcome?: string };
    return [contract.type.split('.')[1], outcome].filter(Boolean).join(':');
  });

describe('a cancel', () => {
  it.each(['PENDING', 'ACTION_REQUIRED', 'AUTHORIZED', 'CAPTURED'] as const)('undoes what is %s', (state) => {
    const payment = paymentIn(state, 'CAPTURE');
    expect(requestCancel(payment)).toEqual({ payment: { ...payment, goal: 'CANCEL' }, messages: [] });
  });

  it.each([
    ['DECLINED', 'cancelled:nothing-to-undo'],
    ['VOIDED', 'cancelled:voided'],
    ['REFUNDED', 'cancelled:refunded'],
  ] as const)('of what is %s is answered at once: %s', (state, answer) => {
    const payment = paymentIn(state, 'NONE');
    const outcome = requestCancel(payment);
    expect(outcome.payment).toBe(payment);
    expect(announced(outcome)).toEqual([answer]);
  });
});

describe('a capture', () => {
  it.each(['PENDING', 'ACTION_REQUIRED', 'AUTHORIZED'] as const)(
    'becomes the goal of what is %s',
    (state) => {
      const { payment, messages } = requestCapture(paymentIn(state, 'NONE'), false);
      expect(payment.goal).toBe('CAPTURE');
      expect(messages).toEqual([]);
    },
  );

  it.each([
    ['CAPTURED', 'captured'],
    ['DECLINED', 'capture-failed'],
    ['VOIDED', 'capture-failed'],
    ['REFUNDED', 'capture-failed'],
  ] as const)('of what is %s is answered at once: %s', (state, answer) => {
    expect(announced(requestCapture(paymentIn(state, 'NONE'), false))).toEqual([answer]);
  });

  it('of what has no authorised amount says so', () => {
    const { messages } = requestCapture(paymentIn('DECLINED', 'NONE'), false);
    const failure = { code: 'not_authorized', reason: 'There is no authorised amount to capture.' };
    expect(messages).toMatchObject([{ data: failure }]);
  });

  it.each(['PENDING', 'ACTION_REQUIRED', 'AUTHORIZED', 'CAPTURED'] as const)(
    'does not bring back what is cancelled while %s',
    (state) => {
      const payment = paymentIn(state, 'CANCEL');
      expect(requestCapture(payment, false)).toEqual({ payment, messages: [] });
    },
  );

  it('of what is to be reviewed fails until staff have approved it, and from then on is what any other is', () => {
    const payment: Payment = { ...paymentIn('AUTHORIZED', 'NONE'), riskDecision: 'REVIEW' };
    const early = requestCapture(payment, false);
    expect(early.payment).toBe(payment);
    expect(early.messages).toMatchObject([{ data: { code: 'review_missing' } }]);
    const approved = requestCapture(payment, true);
    expect(approved).toEqual({ payment: { ...payment, goal: 'CAPTURE', isReviewed: true }, messages: [] });
  });
});
