import type { PaymentRecord } from '../domain/payment.ts';
import { Prisma, type Payment as StoredPayment } from '../generated/prisma/client.ts';

/** A row of payments under the names that Prisma gives its columns, for statements that Prisma cannot write. */
export const paymentColumns = Prisma.sql`
  id, order_id AS "orderId", order_number AS "orderNumber", customer_id AS "customerId", email,
  amount_minor AS "amountMinor", tax_minor AS "taxMinor", currency, method_token AS "methodToken",
  state, goal, submitted, redirect_url AS "redirectUrl",
  failure_code AS "failureCode", failure_reason AS "failureReason", attempts,
  created_at AS "createdAt", updated_at AS "updatedAt"`;

/** The columns that a payment is read from. */
export type PaymentColumns = Omit<StoredPayment, 'nextAttemptAt'>;

/** A stored row as the rules and resolvers see it. */
export function toPaymentRecord({ failureCode, failureReason, ...row }: PaymentColumns): PaymentRecord {
  const failure =
    failureCode === null || failureReason === null ? null : { code: failureCode, reason: failureReason };
  return { ...row, failure };
}
