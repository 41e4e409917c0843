import type { PaymentRecord } from '../domain/payment.ts';
import type { Database, Transaction } from './database.ts';

/** A receipt, with the customer whom it may be shown to. */
export interface ReceiptRecord {
  readonly paymentId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly number: number;
  readonly orderNumber: string;
  readonly amountMinor: number;
  readonly taxMinor: number;
  readonly currency: string;
  readonly methodToken: string;
  readonly email: string;
  readonly issuedAt: Date;
}

/** Receipts as they are stored. */
export interface Receipts {
  /** Issues the next number. Call it last: it holds all other receipts until the transaction ends. */
  readonly issue: (tx: Transaction, payment: PaymentRecord) => Promise<void>;
  readonly byPaymentIds: (ids: readonly string[]) => Promise<ReceiptRecord[]>;
  readonly byOrderIds: (ids: readonly string[]) => Promise<ReceiptRecord[]>;
}

/** Receipts in PostgreSQL. */
export function createReceipts(database: Database): Receipts {
  const read = async (where: { paymentId: { in: string[] } } | { orderId: { in: string[] } }) => {
    const include = { payment: { select: { customerId: true } } };
    const rows = await database.receipt.findMany({
      where,
      include,
      orderBy: { number: 'asc' },
    });
    return rows.map(({ payment, ...receipt }) => ({ ...receipt, ...payment }));
  };
  return {
    issue: async (tx, payment) => {
      await tx.$executeRaw`
        WITH counter AS (UPDATE receipt_counter SET last_number = last_number + 1 RETURNING last_number)
        INSERT INTO receipts (payment_id, order_id, number, order_number, amount_minor, tax_minor, currency, method_token, email)
        SELECT payments.id, order_id, last_number, order_number, amount_minor, tax_minor, currency, method_token, email
        FROM payments, counter WHERE payments.id = ${payment.id}::uuid`;
    },
    byPaymentIds: (ids) => read({ paymentId: { in: [...ids] } }),
    byOrderIds: (ids) => read({ orderId: { in: [...ids] } }),
  };
}
