import type { SampleOrder } from '@cartwright/sample-data';
import { v5 as uuidv5 } from 'uuid';
import type { PaymentState, TransactionKind, TransactionOutcome } from '../domain/payment.ts';

/** A past order's payment, in the names of its columns. */
export interface SeedPayment {
  readonly id: string;
  readonly order_id: string;
  readonly order_number: string;
  readonly customer_id: string;
  readonly email: string;
  readonly amount_minor: number;
  readonly tax_minor: number;
  readonly currency: string;
  readonly method_token: string;
  readonly state: PaymentState;
  readonly failure_code: string | null;
  readonly failure_reason: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly transactions: readonly SeedTransaction[];
}

/** A task of the provider, in the names of its columns. */
export interface SeedTransaction {
  readonly id: string;
  readonly payment_id: string;
  readonly kind: TransactionKind;
  readonly state: TransactionOutcome['state'];
  readonly amount_minor: number;
  readonly created_at: Date;
}

type Ending = Extract<PaymentState, 'CAPTURED' | 'DECLINED' | 'REFUNDED'>;

const tasks: Readonly<Record<Ending, readonly TransactionKind[]>> = {
  CAPTURED: ['AUTHORIZATION', 'CAPTURE'],
  DECLINED: ['AUTHORIZATION'],
  REFUNDED: ['AUTHORIZATION', 'CAPTURE', 'REFUND'],
};

/** The payment of a past order; null for one that was cancelled before it was to be paid. */
export function toSeedPayment(order: SampleOrder): SeedPayment | null {
  const state = endingOf(order);
  if (state === null) return null;
  const isDeclined = state === 'DECLINED';
  return {
    id: order.paymentId,
    order_id: order.id,
    order_number: order.number,
    customer_id: order.customerId,
    email: order.email,
    amount_minor: order.totalMinor,
    tax_minor: order.taxMinor,
    currency: order.currency,
    method_token: isDeclined ? 'sim_declined' : 'sim_ok',
    state,
    failure_code: isDeclined ? 'card_declined' : null,
    failure_reason: isDeclined ? 'The card was declined.' : null,
    created_at: order.placedAt,
    updated_at: order.cancelledAt ?? order.placedAt,
    transactions: tasks[state].map((kind) => transactionOf(order, kind, isDeclined)),
  };
}

function transactionOf(order: SampleOrder, kind: TransactionKind, isDeclined: boolean): SeedTransaction {
  return {
    id: uuidv5(kind, order.paymentId),
    payment_id: order.paymentId,
    kind,
    state: isDeclined ? 'FAILED' : 'SUCCEEDED',
    amount_minor: order.totalMinor,
    created_at: kind === 'REFUND' ? (order.cancelledAt ?? order.placedAt) : order.placedAt,
  };
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
