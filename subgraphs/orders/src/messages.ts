import {
  domains,
  inventoryCommit,
  inventoryRelease,
  inventoryReserve,
  orderCancelled,
  orderConfirmed,
  orderPlaced,
  orderStatusChanged,
  paymentAuthorize,
  paymentCancel,
  paymentCapture,
} from '@cartwright/events';
import { parkedMessageDiscard, parkedMessageReplay, type MessageHandler } from '@cartwright/messaging';
import { onGuestClaimed } from './events/guest-claimed.ts';
import { onInventoryCommitRefused } from './events/inventory-commit-refused.ts';
import { onInventoryCommitted } from './events/inventory-committed.ts';
import { onInventoryReleased } from './events/inventory-released.ts';
import { onInventoryReservationExpired } from './events/inventory-reservation-expired.ts';
import { onInventoryReservationRefused } from './events/inventory-reservation-refused.ts';
import { onInventoryReserved } from './events/inventory-reserved.ts';
import { onMessageParked } from './events/message-parked.ts';
import { onParkedMessageResolved } from './events/parked-message-resolved.ts';
import { onPaymentActionRequired } from './events/payment-action-required.ts';
import { onPaymentAuthorized } from './events/payment-authorized.ts';
import { onPaymentCancelled } from './events/payment-cancelled.ts';
import { onPaymentCaptureFailed } from './events/payment-capture-failed.ts';
import { onPaymentCaptured } from './events/payment-captured.ts';
import { onPaymentDeclined } from './events/payment-declined.ts';
import type { Transaction } from './repository/database.ts';
import type { AdvanceDependencies } from './use-cases/advance-checkouts.ts';

/** Every message that orders sends. */
export const publishes = [
  orderPlaced,
  orderConfirmed,
  orderCancelled,
  orderStatusChanged,
  inventoryReserve,
  inventoryCommit,
  inventoryRelease,
  paymentAuthorize,
  paymentCapture,
  paymentCancel,
  parkedMessageReplay,
  parkedMessageDiscard,
];

/** One handler for every message that orders takes. */
export const consumes = (advancing: AdvanceDependencies): MessageHandler<Transaction>[] => [
  onGuestClaimed(),
  onInventoryReserved(advancing),
  onInventoryReservationRefused(advancing),
  onInventoryCommitted(advancing),
  onInventoryCommitRefused(advancing),
  onInventoryReleased(advancing),
  onInventoryReservationExpired(advancing),
  onPaymentAuthorized(advancing),
  onPaymentDeclined(advancing),
  onPaymentActionRequired(advancing),
  onPaymentCaptured(advancing),
  onPaymentCaptureFailed(advancing),
  onPaymentCancelled(advancing),
];

/** One handler for every message that tells staff how the domains fare, of each domain. */
export const watches = (): MessageHandler<Transaction>[] =>
  domains.flatMap((domain) => [onMessageParked(domain), onParkedMessageResolved(domain)]);
