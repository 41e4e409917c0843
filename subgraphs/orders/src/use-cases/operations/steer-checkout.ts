import type { Fact } from '../../domain/checkout/fact.ts';
import { isId } from '../../domain/is-id.ts';
import type { StaffAction } from '../../domain/operations/staff-action.ts';
import type { Order } from '../../domain/order.ts';
import { recordStaffAction } from '../../repository/staff-actions.ts';
import { CheckoutBatch, type AdvanceDependencies } from '../advance-checkouts.ts';
import { staffActionOf, type StaffDependencies, type StaffRequest } from './staff-request.ts';

/** How a request about a checkout can end. */
export type CheckoutOutcome =
  | { readonly kind: 'done'; readonly order: Order; readonly action: StaffAction }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-possible'; readonly order: Order };

/** What staff can do to a checkout. */
export type CheckoutRequestKind = 'CHECKOUT_REDRIVE' | 'CHECKOUT_CANCEL';

const facts: Record<CheckoutRequestKind, Fact> = {
  CHECKOUT_REDRIVE: { type: 'deadline-passed', isForced: true },
  CHECKOUT_CANCEL: { type: 'cancel-requested', by: 'staff' },
};

/** Has what a checkout waits for sent again, or the order cancelled, with its entry in the audit trail. */
export async function steerCheckout(
  dependencies: AdvanceDependencies & StaffDependencies,
  kind: CheckoutRequestKind,
  request: StaffRequest,
): Promise<CheckoutOutcome> {
  const { target: orderId, traceparent } = request;
  const action = staffActionOf(dependencies, kind, request);
  if (!isId(orderId)) return { kind: 'not-found' };
  return dependencies.messaging.transact(
    async (tx, send) => {
      const checkouts = dependencies.checkouts(tx);
      const batch = new CheckoutBatch(await checkouts.lock([orderId]), dependencies);
      const before = batch.order(orderId);
      if (before === undefined) return { kind: 'not-found' };
      for (const message of batch.advance({ orderId, fact: facts[kind] })) send(message);
      const order = batch.order(orderId) ?? before;
      const isUnderWay = kind === 'CHECKOUT_CANCEL' && before.step === 'cancelling';
      if (order === before && !isUnderWay) return { kind: 'not-possible', order };
      await checkouts.save(batch.saved(), batch.now);
      await recordStaffAction(tx, action);
      return { kind: 'done', order, action };
    },
    { traceparent },
  );
}
