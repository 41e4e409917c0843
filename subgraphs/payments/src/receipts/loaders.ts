import type { Statements } from '@cartwright/database';
import { byKey } from '@cartwright/graph';
import type { Viewer } from '@cartwright/identity';
import type DataLoader from 'dataloader';
import type { Tables } from '../generated/tables.ts';
import { maySeePayment } from './may-see-payment.ts';
import { findByOrderIds, findByPaymentIds, type ReceiptRecord } from './repository.ts';

/** Receipts for one operation; null where there is none that the viewer may see. */
export interface ReceiptLoaders {
  readonly ofPayment: DataLoader<string, ReceiptRecord | null>;
  readonly ofOrder: DataLoader<string, ReceiptRecord | null>;
}

/** Loads the receipts that a viewer may see. */
export function receiptLoaders(db: Statements<Tables>, viewer: Viewer | null): ReceiptLoaders {
  const visible = (receipts: ReceiptRecord[]) => receipts.filter((one) => maySeePayment(viewer, one));
  return {
    ofPayment: byKey(
      async (ids) => visible(await findByPaymentIds(db, ids)),
      ({ paymentId }) => paymentId,
    ),
    ofOrder: byKey(
      async (ids) => visible(await findByOrderIds(db, ids)),
      ({ orderId }) => orderId,
    ),
  };
}
