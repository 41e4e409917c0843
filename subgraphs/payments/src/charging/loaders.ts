import type { Statements } from '@cartwright/database';
import { byKey, listByKey } from '@cartwright/graph';
import type { Viewer } from '@cartwright/identity';
import type DataLoader from 'dataloader';
import type { Tables } from '../generated/tables.ts';
import { maySeePayment } from '../receipts/door.ts';
import { findPayments, findPaymentsOf } from './repository/payments.ts';
import type { PaymentRecord, TransactionRecord } from './repository/records.ts';
import { findTransactions } from './repository/transactions.ts';

/** Payments for one operation. */
export interface PaymentLoaders {
  /** Null where there is none that the viewer may see. */
  readonly payments: DataLoader<string, PaymentRecord | null>;
  /** Of orders, those that the viewer may see, in the order in which they began. */
  readonly ofOrder: DataLoader<string, PaymentRecord[]>;
  /** Of payments that the viewer may see, oldest first. */
  readonly transactions: DataLoader<string, TransactionRecord[]>;
}

/** Loads what a viewer may see: another's payment is the same answer as none. */
export function paymentLoaders(db: Statements<Tables>, viewer: Viewer | null): PaymentLoaders {
  const visible = (payments: PaymentRecord[]) => payments.filter((one) => maySeePayment(viewer, one));
  return {
    payments: byKey(
      async (ids) => visible(await findPayments(db, ids)),
      ({ id }) => id,
    ),
    ofOrder: listByKey(
      async (orderIds) => visible(await findPaymentsOf(db, orderIds)),
      ({ orderId }) => orderId,
    ),
    transactions: listByKey(
      (ids) => findTransactions(db, ids),
      ({ paymentId }) => paymentId,
    ),
  };
}
