import type { OutgoingMessage } from '@cartwright/events';
import { captured, captureFailed } from './payment-messages.ts';
import type { Payment } from './payment.ts';

/** What a command makes of a payment, and what it can be answered at once. */
export interface RequestOutcome {
  readonly payment: Payment;
  readonly messages: readonly OutgoingMessage[];
}

/** What becomes of a payment that is to be captured; a cancel that came before wins. */
export function requestCapture(payment: Payment): RequestOutcome {
  if (payment.goal === 'CANCEL') return { payment, messages: [] };
  switch (payment.state) {
    case 'PENDING':
    case 'ACTION_REQUIRED':
    case 'AUTHORIZED':
      return { payment: { ...payment, goal: 'CAPTURE' }, messages: [] };
    case 'CAPTURED':
      return { payment, messages: [captured(payment)] };
    case 'DECLINED':
    case 'VOIDED':
    case 'REFUNDED': {
      const reason = 'There is no authorised amount to capture.';
      const failure = { code: 'not_authorized', reason, retry: 'NONE' } as const;
      return { payment, messages: [captureFailed(payment, failure)] };
    }
  }
}
