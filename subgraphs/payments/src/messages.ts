import {
  paymentActionRequired,
  paymentAuthorized,
  paymentCancelled,
  paymentCaptured,
  paymentCaptureFailed,
  paymentDeclined,
} from '@cartwright/events';
import { handleGuestClaimed } from './events/guest-claimed.ts';
import { handlePaymentAuthorize } from './events/payment-authorize.ts';
import { handlePaymentCancel } from './events/payment-cancel.ts';
import { handlePaymentCapture } from './events/payment-capture.ts';
import type { PaymentsRepository } from './repository/payments-repository.ts';
import type { UseCases } from './use-cases/mod.ts';

/** Every message that payments sends. */
export const publishes = [
  paymentAuthorized,
  paymentDeclined,
  paymentActionRequired,
  paymentCaptured,
  paymentCaptureFailed,
  paymentCancelled,
];

/** One handler for every message that payments takes. */
export const consumes = (useCases: UseCases, repository: PaymentsRepository) => [
  handlePaymentAuthorize(useCases),
  handlePaymentCapture(useCases),
  handlePaymentCancel(useCases),
  handleGuestClaimed(repository),
];
