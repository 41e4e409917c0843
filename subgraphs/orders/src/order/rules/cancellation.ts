import type { Order } from '../repository/order-rows.ts';
import type { CancellationReason } from './states.ts';

/** Why an order ended without a sale, or is about to. */
export interface Cancellation {
  readonly reason: CancellationReason;
  readonly message: string;
  readonly requestedAt: Date;
  /** Null while what was done for the order is still being undone. */
  readonly cancelledAt: Date | null;
}

type Cancelled = Pick<
  Order,
  'cancellationReason' | 'cancellationMessage' | 'cancelRequestedAt' | 'cancelledAt'
>;

/** An order's cancellation from its request on; null when nobody and nothing cancels it. */
export function cancellationOf(order: Cancelled): Cancellation | null {
  const { cancellationReason: reason, cancellationMessage, cancelRequestedAt: requestedAt } = order;
  if (reason === null || requestedAt === null) return null;
  return { reason, message: cancellationMessage ?? '', requestedAt, cancelledAt: order.cancelledAt };
}
