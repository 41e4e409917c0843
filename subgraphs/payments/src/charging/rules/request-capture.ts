import type { OutgoingMessage } from '@cartwright/events';
import { captured, captureFailed } from './payment-messages.ts';
import type { Payment } from './payment.ts';

/** What a command makes of a payment, and what it can be answered at once. */
export interface RequestOutcome {
  readonly payment: Payment;
  readonly messages: readonly OutgoingMessage[];
}

const notReviewed = {
  code: 'review_missing',
  reason: 'The payment is to be checked before it is taken.',
  retry: 'NONE',
} as const;

/**
 * What becomes of a payment that is to be captured; a cancel that came before wins. What is to be reviewed is captured once
 * orders says that staff approved it, and never before, whatever else orders says.
 */
export function requestCapture(found: Payment, isReviewed: boolean): RequestOutcome {
  const payment = isReviewed && !found.isReviewed ? { ...found, isReviewed } : found;
  if (payment.goal === 'CANCEL') return { payment: found, messages: [] };
  if (payment.riskDecision === 'REVIEW' && !payment.isReviewed)
    return { payment: found, messages: [captureFailed(found, notReviewed)] };
  switch (payment.state) {
    case 'PENDING':
    case 'ACTION_REQUIRED':
    case 'AUTHORIZED':
      return { payment: { ...payment, goal: 'CAPTURE' }, messages: [] };
    case 'CAPTURED':
      return { payment: found, messages: [captured(payment)] };
    case 'DECLINED':
    case 'VOIDED':
    case 'REFUNDED': {
      const reason = 'There is no authorised amount to capture.';
      const failure = { code: 'not_authorized', reason, retry: 'NONE' } as const;
      return { payment: found, messages: [captureFailed(payment, failure)] };
    }
  }
}
