import { cancelled } from './payment-messages.ts';
import type { Payment } from './payment.ts';
import type { RequestOutcome } from './request-capture.ts';

/** What becomes of a payment that is to be voided or refunded, in whatever state it is. */
export function requestCancel(payment: Payment): RequestOutcome {
  switch (payment.state) {
    case 'DECLINED':
      return { payment, messages: [cancelled(payment, 'nothing-to-undo')] };
    case 'VOIDED':
      return { payment, messages: [cancelled(payment, 'voided')] };
    case 'REFUNDED':
      return { payment, messages: [cancelled(payment, 'refunded')] };
    case 'PENDING':
    case 'ACTION_REQUIRED':
    case 'AUTHORIZED':
    case 'CAPTURED':
      return { payment: { ...payment, goal: 'CANCEL' }, messages: [] };
  }
}
