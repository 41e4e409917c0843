import { bind } from '@cartwright/database';
import type { ReceiptLoaders } from './loaders.ts';
import type { ReceiptsWithin } from './ports.ts';
import { issueCreditNotes, issueReceipts } from './repository.ts';

export type { ReceiptBook, ReceiptsWithin } from './ports.ts';
export { issueMissingCreditNotes, issueMissingReceipts, type ReceiptRecord } from './repository.ts';

/** Receipts and credit notes in PostgreSQL. */
export const receiptsWithin: ReceiptsWithin = (tx) => bind(tx, { issueReceipts, issueCreditNotes });

/** What resolvers find of receipts. */
export interface ReceiptsContext {
  readonly receipts: { readonly loaders: ReceiptLoaders };
}
export { maySeePayment } from './may-see-payment.ts';
