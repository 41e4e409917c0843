import { expect, it } from 'vitest';
import { awaitedAnswers } from './awaited-answers.ts';
import type { Checkout } from '../../order/door.ts';

const checkout: Checkout = {
  step: 'reserving',
  stock: 'requested',
  payment: 'none',
  fulfillment: 'UNFULFILLED',
  attempt: 1,
  stepStartedAt: new Date(0),
  deadlineAt: null,
  reservationExpiresAt: null,
  confirmedAt: null,
  cancellationReason: null,
  cancellationMessage: null,
  cancelRequestedAt: null,
  cancelledAt: null,
  payUntil: null,
  paymentAttempts: 1,
  paymentId: 'payment',
  paymentMethodToken: 'sim_ok',
  returnUrl: null,
  nextPayment: null,
  signals: null,
  reviewState: null,
  reviewReasons: null,
  reviewOpenedAt: null,
  reviewUntil: null,
  reviewDecidedAt: null,
  version: 1,
};

it.each([
  [{ step: 'reserving' }, ['STOCK_RESERVATION']],
  [{ step: 'authorizing', payment: 'requested' }, ['PAYMENT_AUTHORIZATION']],
  [{ step: 'authorizing', payment: 'action-required' }, ['BUYER_CONFIRMATION']],
  [{ step: 'awaiting-payment-retry', payment: 'declined' }, ['PAYMENT_RETRY']],
  [{ step: 'replacing-payment', payment: 'action-required' }, ['PAYMENT_CANCELLATION']],
  [{ step: 'committing', payment: 'authorized' }, ['STOCK_COMMIT']],
  [{ step: 'capturing', payment: 'capture-requested' }, ['PAYMENT_CAPTURE']],
  [
    { step: 'cancelling', stock: 'reserved', payment: 'authorized' },
    ['STOCK_RELEASE', 'PAYMENT_CANCELLATION'],
  ],
  [{ step: 'cancelling', stock: 'released', payment: 'captured' }, ['PAYMENT_CANCELLATION']],
  [{ step: 'cancelling', stock: 'committed', payment: 'voided' }, ['STOCK_RELEASE']],
  [{ step: 'confirmed', stock: 'committed', payment: 'captured' }, []],
  [{ step: 'cancelled', stock: 'released', payment: 'voided' }, []],
] as const)('%j waits for %j', (known, answers) => {
  expect(awaitedAnswers({ ...checkout, ...known })).toEqual(answers);
});
