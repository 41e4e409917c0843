import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';

/** Receipts and credit notes within a transaction: each call is one statement, for however many payments. */
export interface ReceiptBook {
  /**
   * Issues the next numbers to payments, in their order. Call it last: it locks out all other receipts until the transaction
   * ends. @throws when a payment has a receipt
   */
  readonly issueReceipts: (paymentIds: readonly string[]) => Promise<void>;
  /**
   * Issues the next credit notes, in their order, to those payments that were given back and have a receipt. Call it last, as
   * `issueReceipts`. @throws when a payment has a credit note
   */
  readonly issueCreditNotes: (paymentIds: readonly string[]) => Promise<void>;
}

/** Receipts within the transaction that they are issued in. */
export type ReceiptsWithin = (tx: Transaction<Tables>) => ReceiptBook;
