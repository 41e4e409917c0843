import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { isId } from '@cartwright/graph';
import { maySee, ownerIds, type Viewer } from '@cartwright/identity';
import type { Messaging } from '@cartwright/messaging';
import type { Transaction } from '@cartwright/database';
import { recordStaffAction, type Recording, type StaffAction } from '../../audit/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { Order, OrderStatus } from '../../order/door.ts';
import { advanceOrder, type AdvanceDependencies } from './advance-checkouts.ts';

/** What cancelling an order needs. */
export interface CancelOrderDependencies extends AdvanceDependencies {
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly newId: () => string;
}

/** Who cancels which order. */
export interface CancelOrderRequest {
  readonly viewer: Viewer;
  readonly orderId: string;
  /** Kept of staff who cancel another's order. */
  readonly reason?: string | null | undefined;
  readonly traceparent: string;
}

/** How `orderCancel` can end; `cancelling` also when it was done before. */
export type CancelOrderOutcome =
  | { readonly kind: 'cancelling'; readonly order: Order }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-cancellable'; readonly status: OrderStatus }
  | InvalidInput;

/** Cancels an order; asked for again, it answers how far the cancellation is. */
export async function cancelOrder(
  dependencies: CancelOrderDependencies,
  { viewer, orderId, reason, traceparent }: CancelOrderRequest,
): Promise<CancelOrderOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(orderId)) return { kind: 'not-found' };
  const factOf = (order: Order) =>
    maySee(viewer, order.customerId, 'ORDERS_MANAGE')
      ? ({ type: 'cancel-requested', by: cancelledBy(viewer, order) } as const)
      : undefined;
  return dependencies.messaging.transact(
    async (tx, send) => {
      const advanced = await advanceOrder(dependencies, tx, { orderId, factOf });
      if (advanced === undefined) return { kind: 'not-found' };
      const { before, order, messages } = advanced;
      for (const message of messages) send(message);
      const isChanged = order !== before;
      if (isChanged && cancelledBy(viewer, before) === 'staff')
        await noteStaff(dependencies, { tx, send }, { viewer, before, order, ...why.value });
      return isChanged || isBeingCancelled(order)
        ? { kind: 'cancelling', order }
        : { kind: 'not-cancellable', status: order.status };
    },
    { traceparent },
  );
}

function isBeingCancelled({ step }: Order): boolean {
  return step === 'cancelling' || step === 'cancelled';
}

function cancelledBy(viewer: Viewer, { customerId }: Order): 'customer' | 'staff' {
  return ownerIds(viewer).includes(customerId) ? 'customer' : 'staff';
}

interface StaffCancellation {
  readonly viewer: Viewer;
  readonly before: Order;
  readonly order: Order;
  readonly reason: string | null;
}

/** Notes in the audit trail that staff cancelled another's order. */
function noteStaff(
  { newId, now }: CancelOrderDependencies,
  recording: Recording,
  { viewer, before, order, reason }: StaffCancellation,
): Promise<StaffAction> {
  return recordStaffAction(recording, {
    id: newId(),
    staffId: viewer.id,
    action: 'ORDER_CANCEL',
    target: order.id,
    reason,
    before: { status: before.status },
    after: { status: order.status },
    at: now(),
  });
}
