import { anyOf, jsonb, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { Claim, NextAttempt } from '../ports.ts';
import type { Payment } from '../rules/payment.ts';
import type { NewPayment, PaymentRecord } from './records.ts';

/** Payments by their ids. */
export async function findPayments(db: Statements<Tables>, ids: readonly string[]): Promise<PaymentRecord[]> {
  const rows = await db.selectFrom('payments').selectAll().where('id', '=', anyOf(ids)).execute();
  return rows.map(toRecord);
}

/** The payments of orders, each order's in the order in which they began. */
export async function findPaymentsOf(
  db: Statements<Tables>,
  orderIds: readonly string[],
): Promise<PaymentRecord[]> {
  const rows = await db
    .selectFrom('payments')
    .selectAll()
    .where('orderId', '=', anyOf(orderIds))
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  return rows.map(toRecord);
}

/** The payment of an id. */
export async function findPayment(db: Statements<Tables>, id: string): Promise<PaymentRecord | undefined> {
  const row = await db.selectFrom('payments').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toRecord(row);
}

/** Locks an id, whether it names anything yet or not, until the transaction ends. */
export async function lockId(tx: Transaction<Tables>, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx);
}

/** Reads a payment and locks it. */
export async function lockPayment(tx: Transaction<Tables>, id: string): Promise<PaymentRecord | undefined> {
  const row = await tx.selectFrom('payments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toRecord(row);
}

/** Stores a new payment, to be authorised; does nothing when there is one of its id. @throws when its order has another that is open */
export async function beginPayment(
  tx: Transaction<Tables>,
  payment: NewPayment,
  nextAttemptAt: Date,
): Promise<void> {
  await tx
    .insertInto('payments')
    .values({ ...payment, goal: 'AUTHORIZE', nextAttemptAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Stores what a payment has become. */
export async function savePayment(
  tx: Transaction<Tables>,
  { id, state, goal, submitted, redirectUrl, failure, ...risk }: Payment,
  { attempts, nextAttemptAt }: NextAttempt,
): Promise<void> {
  await tx
    .updateTable('payments')
    .set({
      state,
      goal,
      submitted,
      redirectUrl,
      failureCode: failure?.code ?? null,
      failureReason: failure?.reason ?? null,
      failureRetry: failure?.retry ?? null,
      riskDecision: risk.riskDecision,
      riskReasons: jsonb(risk.riskReasons),
      isReviewed: risk.isReviewed,
      authorizedUntil: risk.authorizedUntil,
      signals: risk.riskDecision === null ? undefined : null,
      attempts,
      nextAttemptAt,
      updatedAt: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', id)
    .execute();
}

/** Leases payments that are due and gives their ids. One statement, so that no two claims get the same payment. */
export async function claimDue(
  db: Statements<Tables>,
  { limit, now, leaseEndsAt }: Claim,
): Promise<string[]> {
  const rows = await db
    .updateTable('payments')
    .set({ nextAttemptAt: leaseEndsAt })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('payments')
        .select('id')
        .where('nextAttemptAt', '<=', now)
        .orderBy('nextAttemptAt')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

function toRecord({
  failureCode: code,
  failureReason: reason,
  failureRetry: retry,
  ...row
}: Selectable<Tables['payments']>): PaymentRecord {
  const failure = code === null || reason === null || retry === null ? null : { code, reason, retry };
  return { ...row, failure };
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => findPayments(tx, []),
  (tx) => findPaymentsOf(tx, []),
  (tx) => lockId(tx, ''),
  (tx) => savePayment(tx, { id: '' } as Payment, { attempts: 0, nextAttemptAt: null }),
];
