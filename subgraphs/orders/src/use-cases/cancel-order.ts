import type { Messaging } from '@cartwright/messaging';
import type { Viewer } from '@cartwright/identity';
import type { OrderStatus } from '../domain/checkout/order-status.ts';
import type { Order } from '../domain/order.ts';
import { mayRead } from '../domain/may-read.ts';
import type { Transaction } from '../repository/database.ts';
import { CheckoutBatch, type AdvanceDependencies } from './advance-checkouts.ts';
import { isId } from '../domain/is-id.ts';

/** What cancelling an order needs. */
export interface CancelOrderDependencies extends AdvanceDependencies {
  readonly messaging: Pick<Messaging<Transaction>, 'transact'>;
  /** Notes in the same transaction that staff cancelled another's order. */
  readonly audit?: (tx: Transaction, cancelled: { staffId: string; orderId: string }) => Promise<void>;
}

/** Who cancels which order. */
export interface CancelOrderRequest {
  readonly viewer: Viewer;
  readonly orderId: string;
  readonly traceparent: string;
}

/** How `orderCancel` can end. */
export type CancelOrderOutcome =
  | { readonly kind: 'cancelling'; readonly order: Order }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-cancellable'; readonly status: OrderStatus };

/** Asks for an order to be cancelled; asked again while that is under way, the answer is the same. */
export async function cancelOrder(
  dependencies: CancelOrderDependencies,
  { viewer, orderId, traceparent }: CancelOrderRequest,
): Promise<CancelOrderOutcome> {
  if (!isId(orderId)) return { kind: 'not-found' };
  return dependencies.messaging.transact(
    async (tx, send) => {
      const checkouts = dependencies.checkouts(tx);
      const batch = new CheckoutBatch(await checkouts.lock([orderId]), dependencies);
      const before = batch.order(orderId);
      if (before === undefined || !mayRead(viewer, before)) return { kind: 'not-found' };
      const by = viewer.role === 'STAFF' && before.customerId !== viewer.id ? 'staff' : 'customer';
      for (const message of batch.advance({ orderId, fact: { type: 'cancel-requested', by } })) send(message);
      await checkouts.save(batch.saved(), batch.now);
      const order = batch.order(orderId) ?? before;
      if (by === 'staff' && order !== before) await dependencies.audit?.(tx, { staffId: viewer.id, orderId });
      const isAccepted = order !== before || order.step === 'cancelling';
      return isAccepted ? { kind: 'cancelling', order } : { kind: 'not-cancellable', status: order.status };
    },
    { traceparent },
  );
}
