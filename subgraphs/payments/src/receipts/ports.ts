import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';

/** Receipts and credit notes within a transaction. */
export interface ReceiptBook {
  /**
   * Issues the next number to a payment. Call it last: it locks out all other receipts until the transaction ends.
   * @throws when the payment has a receipt
   */
  readonly issueReceipt: (paymentId: string) => Promise<void>;
  /**
   * Issues the next credit note to a payment that was given back, if it has a receipt. Call it last, as `issueReceipt`.
   * @throws when the payment has a credit note
   */
  readonly issueCreditNote: (paymentId: string) => Promise<void>;
}

/** Receipts within the transaction that they are issued in. */
export type ReceiptsWithin = (tx: Transaction<Tables>) => ReceiptBook;
