import {
  message,
  paymentActionRequired,
  paymentAuthorized,
  paymentCancelled,
  paymentCaptured,
  paymentCaptureFailed,
  paymentDeclined,
  paymentReviewRequired,
  type OutgoingMessage,
} from '@cartwright/events';
import type { Failure } from '../../provider/door.ts';
import type { Payment } from './payment.ts';

/** How a cancelled payment ended. */
export type CancelOutcome = 'voided' | 'refunded' | 'nothing-to-undo';

type Identity = Pick<Payment, 'id' | 'orderId'>;
type WithAmount = Identity & Pick<Payment, 'amountMinor' | 'currency'>;

const idsOf = ({ id, orderId }: Identity) => ({ orderId, paymentId: id });

type Authorized = WithAmount & Pick<Payment, 'riskDecision' | 'riskReasons' | 'authorizedUntil'>;

/** payments.authorized: the amount is authorised; or payments.review-required, when a person has to look at it first. */
export function authorized(payment: Authorized): OutgoingMessage {
  const { amountMinor, currency, riskDecision, riskReasons, authorizedUntil } = payment;
  const known = { ...idsOf(payment), amountMinor, currency };
  if (riskDecision !== 'REVIEW') return message(paymentAuthorized, known);
  const until = authorizedUntil?.toISOString() ?? null;
  return message(paymentReviewRequired, { ...known, reasons: [...riskReasons], authorizedUntil: until });
}

/** payments.declined: the provider declined. */
export function declined(payment: Identity, { code, reason, retry }: Failure): OutgoingMessage {
  return message(paymentDeclined, { ...idsOf(payment), code, reason, retry });
}

/** payments.action-required: the buyer has to confirm. */
export function actionRequired(payment: Identity, redirectUrl: string): OutgoingMessage {
  return message(paymentActionRequired, { ...idsOf(payment), redirectUrl });
}

/** payments.captured: the money is captured. */
export function captured(payment: WithAmount): OutgoingMessage {
  const { amountMinor, currency } = payment;
  return message(paymentCaptured, { ...idsOf(payment), amountMinor, currency });
}

/** payments.capture-failed: nothing was captured. */
export function captureFailed(payment: Identity, { code, reason }: Failure): OutgoingMessage {
  return message(paymentCaptureFailed, { ...idsOf(payment), code, reason });
}

/** payments.cancelled: nothing is authorised or captured any more. */
export function cancelled(payment: Identity, outcome: CancelOutcome): OutgoingMessage {
  return message(paymentCancelled, { ...idsOf(payment), outcome });
}
