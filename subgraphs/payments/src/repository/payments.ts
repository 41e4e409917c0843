import type { Payment, PaymentRecord, TransactionOutcome } from '../domain/payment.ts';
import type { Database, Transaction } from './database.ts';
import { paymentColumns, toPaymentRecord, type PaymentColumns } from './payment-columns.ts';

/** A payment that begins. */
export type NewPayment = Pick<
  PaymentRecord,
  | 'id'
  | 'orderId'
  | 'orderNumber'
  | 'customerId'
  | 'email'
  | 'amountMinor'
  | 'taxMinor'
  | 'currency'
  | 'methodToken'
>;

/** When a payment's turn comes; null when there is nothing to do. */
export interface Turn {
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
}

/** Payments as they are stored. */
export interface Payments {
  readonly byIds: (ids: readonly string[]) => Promise<PaymentRecord[]>;
  readonly find: (id: string) => Promise<PaymentRecord | null>;
  /** Holds whatever else concerns this payment, there or not, until the transaction ends. */
  readonly holdId: (tx: Transaction, id: string) => Promise<void>;
  readonly lock: (tx: Transaction, id: string) => Promise<PaymentRecord | null>;
  /** Writes a payment unless it is there. */
  readonly begin: (tx: Transaction, payment: NewPayment, nextAttemptAt: Date) => Promise<void>;
  readonly save: (tx: Transaction, payment: Payment, turn: Turn) => Promise<void>;
  readonly recordTransactions: (
    tx: Transaction,
    payment: Payment,
    transactions: readonly (TransactionOutcome & { id: string })[],
  ) => Promise<void>;
  /** Takes up to `limit` payments that are due, until `leaseEndsAt`. */
  readonly claimDue: (limit: number, now: Date, leaseEndsAt: Date) => Promise<string[]>;
}

/** Payments in PostgreSQL. */
export function createPayments(database: Database): Payments {
  const { payment } = database;
  return {
    byIds: async (ids) => {
      const rows = await payment.findMany({ where: { id: { in: [...ids] } }, omit: { nextAttemptAt: true } });
      return rows.map(toPaymentRecord);
    },
    find: async (id) => {
      const row = await payment.findUnique({ where: { id }, omit: { nextAttemptAt: true } });
      return row === null ? null : toPaymentRecord(row);
    },
    holdId,
    lock,
    begin: async (tx, data, nextAttemptAt) => {
      const rows = [{ ...data, goal: 'AUTHORIZE' as const, nextAttemptAt }];
      await tx.payment.createMany({ data: rows, skipDuplicates: true });
    },
    save,
    recordTransactions,
    claimDue: (limit, now, leaseEndsAt) => claimDue(database, { limit, now, leaseEndsAt }),
  };
}

async function holdId(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
}

async function lock(tx: Transaction, id: string): Promise<PaymentRecord | null> {
  const rows = await tx.$queryRaw<PaymentColumns[]>`
    SELECT ${paymentColumns} FROM payments WHERE id = ${id}::uuid FOR UPDATE`;
  return rows[0] === undefined ? null : toPaymentRecord(rows[0]);
}

async function save(tx: Transaction, payment: Payment, turn: Turn): Promise<void> {
  const { id, state, goal, submitted, redirectUrl, failure } = payment;
  await tx.$executeRaw`
    UPDATE payments SET
      state = ${state}::payment_state, goal = ${goal}::payment_goal, submitted = ${submitted},
      redirect_url = ${redirectUrl}, failure_code = ${failure?.code ?? null}, failure_reason = ${failure?.reason ?? null},
      attempts = ${turn.attempts}, next_attempt_at = ${turn.nextAttemptAt}, updated_at = clock_timestamp()
    WHERE id = ${id}::uuid`;
}

/** What succeeded or failed stays so: a late answer changes only what was pending. */
async function recordTransactions(
  tx: Transaction,
  payment: Payment,
  transactions: readonly (TransactionOutcome & { id: string })[],
): Promise<void> {
  if (transactions.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO payment_transactions (id, payment_id, kind, state, amount_minor)
    SELECT id, ${payment.id}::uuid, kind, state, ${payment.amountMinor}
    FROM jsonb_to_recordset(${JSON.stringify(transactions)}::jsonb)
      AS row(id uuid, kind transaction_kind, state transaction_state)
    ON CONFLICT (payment_id, kind) DO UPDATE SET state = EXCLUDED.state
    WHERE payment_transactions.state = 'PENDING' AND EXCLUDED.state <> 'PENDING'`;
}

/** One statement, so that no two sweepers get the same payment. */
async function claimDue(
  database: Database,
  { limit, now, leaseEndsAt }: { limit: number; now: Date; leaseEndsAt: Date },
): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    UPDATE payments SET next_attempt_at = ${leaseEndsAt}
    WHERE id IN (
      SELECT id FROM payments WHERE next_attempt_at <= ${now}
      ORDER BY next_attempt_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    )
    RETURNING id`;
  return rows.map(({ id }) => id);
}
