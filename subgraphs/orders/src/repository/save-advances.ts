import { orderStatusOf } from '../domain/checkout/order-status.ts';
import type { Advance } from '../domain/checkout/progress.ts';
import type { Transaction } from './database.ts';
import { timelineRecords, timelineRecordset } from './timeline-records.ts';

/** What is to be stored of one advance. */
export interface SavedAdvance {
  readonly orderId: string;
  readonly advance: Pick<Advance, 'checkout' | 'timeline'>;
}

const save = `
WITH change AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS change(
    id uuid, status text, version int, step text, stock text, payment text, fulfillment text, attempt int,
    step_started_at timestamptz, deadline_at timestamptz, reservation_expires_at timestamptz,
    confirmed_at timestamptz, cancellation_reason text, cancellation_message text, cancelled_at timestamptz
  )
), saved AS (
  UPDATE orders o SET
    status = c.status, version = c.version, step = c.step, stock = c.stock, payment = c.payment,
    fulfillment = c.fulfillment, attempt = c.attempt, step_started_at = c.step_started_at,
    deadline_at = c.deadline_at, reservation_expires_at = c.reservation_expires_at,
    confirmed_at = c.confirmed_at, cancellation_reason = c.cancellation_reason,
    cancellation_message = c.cancellation_message, cancelled_at = c.cancelled_at, updated_at = $3::timestamptz
  FROM change c WHERE o.id = c.id
)
INSERT INTO timeline_entries (order_id, version, code, message, status, compensation, occurred_at)
SELECT order_id, version, code, message, status, compensation, occurred_at
FROM ${timelineRecordset('$2')}`;

/** Stores checkouts and their new timeline entries in one statement. */
export async function saveAdvances(
  tx: Transaction,
  saved: readonly SavedAdvance[],
  now: Date,
): Promise<void> {
  if (saved.length === 0) return;
  const changes = saved.map(changeRecord);
  const entries = saved.flatMap(({ orderId, advance }) => timelineRecords(orderId, advance.timeline));
  await tx.$executeRawUnsafe(save, JSON.stringify(changes), JSON.stringify(entries), now);
}

function changeRecord({ orderId, advance: { checkout } }: SavedAdvance): object {
  return {
    id: orderId,
    status: orderStatusOf(checkout),
    version: checkout.version,
    step: checkout.step,
    stock: checkout.stock,
    payment: checkout.payment,
    fulfillment: checkout.fulfillment,
    attempt: checkout.attempt,
    step_started_at: checkout.stepStartedAt,
    deadline_at: checkout.deadlineAt,
    reservation_expires_at: checkout.reservationExpiresAt,
    confirmed_at: checkout.confirmedAt,
    cancellation_reason: checkout.cancellationReason,
    cancellation_message: checkout.cancellationMessage,
    cancelled_at: checkout.cancelledAt,
  };
}
