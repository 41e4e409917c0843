import type { Viewer, ViewerContext } from '@cartwright/identity';
import type DataLoader from 'dataloader';
import type { PaymentRecord } from './domain/payment.ts';
import type { TransactionRecord } from './repository/payments-repository.ts';
import type { ReceiptRecord } from './repository/receipts.ts';

export type PaymentRow = PaymentRecord;
/** A transaction with its payment's currency. */
export type PaymentTransactionRow = TransactionRecord & { readonly currency: string };
export type ReceiptRow = ReceiptRecord;

/** What a resolver of payments is given. */
export interface Context extends ViewerContext {
  readonly viewer: Viewer | null;
  /** One per operation. */
  readonly loaders: {
    readonly payments: DataLoader<string, PaymentRecord | null>;
    readonly transactions: DataLoader<string, TransactionRecord[]>;
    readonly receipts: DataLoader<string, ReceiptRecord | null>;
    readonly receiptsByOrder: DataLoader<string, ReceiptRecord | null>;
  };
}
