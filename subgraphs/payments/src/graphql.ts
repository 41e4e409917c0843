import type { ContextInput, ExportPart, PersonalDataContext } from '@cartwright/subgraph';
import type { ChargingContext, PaymentRecord, TransactionRecord } from './charging/door.ts';
import type { ReceiptRecord, ReceiptsContext } from './receipts/door.ts';

export type PaymentRow = PaymentRecord;
/** A transaction with its payment's currency. */
export type PaymentTransactionRow = TransactionRecord & { readonly currency: string };
export type DataExportRow = ExportPart;
export type ReceiptRow = ReceiptRecord;
/** A receipt of which all was given back. */
export type CreditNoteRow = ReceiptRecord & {
  readonly creditNoteNumber: number;
  readonly creditNoteIssuedAt: Date;
};

/** What a resolver of payments is given. */
export type Context = ContextInput & ChargingContext & ReceiptsContext & PersonalDataContext;
