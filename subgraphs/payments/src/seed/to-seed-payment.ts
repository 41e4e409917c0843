import type { SampleOrder } from '@cartwright/sample-data';
import { v5 as uuidv5 } from 'uuid';
import type { PaymentState, SeedPayment, TransactionKind } from '../charging/door.ts';

/** How a past payment ended. */
type Ending = Extract<PaymentState, 'CAPTURED' | 'DECLINED' | 'REFUNDED'>;

/** A past payment as it is seeded. */
export interface PastPayment extends SeedPayment {
  readonly payment: SeedPayment['payment'] & { readonly state: Ending };
}

const operations: Readonly<Record<Ending, readonly TransactionKind[]>> = {
  CAPTURED: ['AUTHORIZATION', 'CAPTURE'],
  DECLINED: ['AUTHORIZATION'],
  REFUNDED: ['AUTHORIZATION', 'CAPTURE', 'REFUND'],
};

/** The payment of a past order; null for one that was cancelled before its payment began. */
export function toSeedPayment(order: SampleOrder): PastPayment | null {
  const state = endingOf(order);
  if (state === null) return null;
  return { payment: paymentOf(order, state), transactions: transactionsOf(order, state) };
}

function paymentOf(order: SampleOrder, state: Ending): PastPayment['payment'] {
  const isDeclined = state === 'DECLINED';
  return {
    id: order.paymentId,
    orderId: order.id,
    orderNumber: order.number,
    customerId: order.customerId,
    email: order.email,
    amountMinor: order.totalMinor,
    taxMinor: order.taxMinor,
    currency: order.currency,
    price: priceOf(order),
    riskDecision: order.wasReviewed ? 'REVIEW' : 'ACCEPT',
    riskReasons: order.wasReviewed ? ['METHOD_USED_OFTEN'] : [],
    isReviewed: order.wasReviewed,
    methodToken: isDeclined ? 'sim_blocked' : 'sim_ok',
    state,
    goal: 'NONE',
    failureCode: isDeclined ? 'fraud_suspected' : null,
    failureReason: isDeclined ? 'The bank takes no payment of this buyer.' : null,
    failureRetry: isDeclined ? 'NONE' : null,
    createdAt: order.placedAt,
    updatedAt: order.cancelledAt ?? order.placedAt,
  };
}

/** What a receipt says that the amount is made of. */
function priceOf(order: SampleOrder): NonNullable<PastPayment['payment']['price']> {
  const { subtotalMinor, discountMinor, shippingDiscountMinor, promotions, taxLines } = order;
  const { amountMinor: shippingMinor } = order.shipping;
  const amounts = { subtotalMinor, discountMinor, shippingMinor, shippingDiscountMinor };
  return { ...amounts, promotions, taxLines, pricesIncludeTax: true };
}

function transactionsOf(order: SampleOrder, ending: Ending): SeedPayment['transactions'] {
  return operations[ending].map((kind) => ({
    id: uuidv5(kind, order.paymentId),
    paymentId: order.paymentId,
    kind,
    state: ending === 'DECLINED' ? 'FAILED' : 'SUCCEEDED',
    amountMinor: order.totalMinor,
    createdAt: kind === 'REFUND' ? (order.cancelledAt ?? order.placedAt) : order.placedAt,
  }));
}

function endingOf({ status, cancelReason }: SampleOrder): Ending | null {
  if (status !== 'CANCELLED') return 'CAPTURED';
  switch (cancelReason) {
    case 'PAYMENT_DECLINED':
      return 'DECLINED';
    case 'CUSTOMER_REQUESTED':
      return 'REFUNDED';
    case 'OUT_OF_STOCK':
    case null:
      return null;
  }
}
