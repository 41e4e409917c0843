import { bind } from '@cartwright/database';
import type { ReceiptLoaders } from './loaders.ts';
import type { ReceiptsWithin } from './ports.ts';
import { issueReceipt } from './repository.ts';

export type { ReceiptBook, ReceiptsWithin } from './ports.ts';
export { issueMissingReceipts, type ReceiptRecord } from './repository.ts';

/** Receipts in PostgreSQL. */
export const receiptsWithin: ReceiptsWithin = (tx) => bind(tx, { issueReceipt });

/** What resolvers find of receipts. */
export interface ReceiptsContext {
  readonly receipts: { readonly loaders: ReceiptLoaders };
}
