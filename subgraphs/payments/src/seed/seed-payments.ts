import type { ClientBase } from 'pg';
import type { SeedPayment } from './to-seed-payment.ts';

const insertPayments = `
INSERT INTO payments (id, order_id, order_number, customer_id, email, amount_minor, tax_minor, currency, method_token,
  state, goal, failure_code, failure_reason, created_at, updated_at)
SELECT id, order_id, order_number, customer_id, email, amount_minor, tax_minor, currency, method_token,
  state, 'NONE', failure_code, failure_reason, created_at, updated_at
FROM jsonb_populate_recordset(NULL::payments, $1::jsonb)
ON CONFLICT DO NOTHING`;

const insertTransactions = `
INSERT INTO payment_transactions
SELECT * FROM jsonb_populate_recordset(NULL::payment_transactions, $1::jsonb)
ON CONFLICT DO NOTHING`;

/** Locks the counter first, so that numbers stay without gaps beside a store that runs. */
const lockCounter = 'SELECT last_number FROM receipt_counter FOR UPDATE';

const insertReceipts = `
WITH missing AS (
  SELECT payments.*, row_number() OVER (ORDER BY payments.created_at, payments.id)::int AS position
  FROM payments LEFT JOIN receipts ON receipts.payment_id = payments.id
  WHERE receipts.payment_id IS NULL AND payments.id = ANY ($1::uuid[]) AND payments.state IN ('CAPTURED', 'REFUNDED')
), counter AS (
  UPDATE receipt_counter SET last_number = last_number + (SELECT count(*) FROM missing)
  RETURNING last_number - (SELECT count(*) FROM missing)::int AS before
)
INSERT INTO receipts (payment_id, order_id, number, order_number, amount_minor, tax_minor, currency, method_token, email, issued_at)
SELECT id, order_id, before + position, order_number, amount_minor, tax_minor, currency, method_token, email, created_at
FROM missing, counter`;

/** Writes past payments with their transactions and receipts; those that are there stay as they are. */
export async function seedPayments(client: ClientBase, payments: readonly SeedPayment[]): Promise<void> {
  await client.query(insertPayments, [JSON.stringify(payments)]);
  const transactions = payments.flatMap((payment) => payment.transactions);
  await client.query(insertTransactions, [JSON.stringify(transactions)]);
  await client.query(lockCounter);
  await client.query(insertReceipts, [payments.map(({ id }) => id)]);
}
