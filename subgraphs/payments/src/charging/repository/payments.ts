import {
  anyOf,
  builtOnce,
  changeLater,
  type CompiledQuery,
  insertOnce,
  insertRows,
  keyedRead,
  type Records,
  recordset,
  recordsOf,
  type Rows,
  type Statements,
  type StatementSample,
  type Transaction,
  withWaiting,
} from '@cartwright/database';
import { sql, type Insertable, type Selectable, type SqlBool } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { Beginning, Claim, Save } from '../ports.ts';
import type { Payment } from '../rules/payment.ts';
import type { NewPayment, PaymentRecord } from './records.ts';

/** Payments by their ids. */
export async function findPayments(db: Statements<Tables>, ids: readonly string[]): Promise<PaymentRecord[]> {
  return (await readPayments(db, ids)).map(toRecord);
}

const readPayments = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db.selectFrom('payments').selectAll().where('id', '=', anyOf(ids)),
);

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

/** Locks ids in one sequence, whether they name anything yet or not, until the transaction ends. */
export async function lockIds(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await tx.executeQuery(lockingIds(tx, ids));
}

/** What `lockIds` sends. */
export function lockingIds(tx: Transaction<Tables>, ids: readonly string[]): CompiledQuery {
  return sql`
    select pg_advisory_xact_lock(key)
    from (select hashtextextended(id, 0) as key from unnest(${ids}::text[]) as id order by key) as keys`.compile(
    tx,
  );
}

/** Reads payments and locks them in the sequence of their ids. */
export async function lockPayments(
  tx: Transaction<Tables>,
  ids: readonly string[],
): Promise<Map<string, PaymentRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await lockingSome(tx, ids);
  return new Map(rows.map((row) => [row.id, toRecord(row)]));
}

/** What `lockPayments` sends. */
export function lockingPayments(tx: Transaction<Tables>, ids: readonly string[]): CompiledQuery {
  return lockingSome.queryFor(tx, ids);
}

const lockingSome = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db.selectFrom('payments').selectAll().where('id', '=', anyOf(ids)).orderBy('id').forUpdate(),
);

/** Stores new payments and gives the ids of those that were not there. @throws when an order has another that is open */
export async function beginPayments(
  tx: Transaction<Tables>,
  beginnings: readonly Beginning[],
): Promise<Set<string>> {
  const [first, ...others] = beginnings.map(({ order, payment, next }) => ({
    ...order,
    ...columnsOf(payment),
    signals: payment.riskDecision === null ? (order.signals ?? null) : null,
    price: order.price ?? null,
    ...next,
  }));
  if (first === undefined) return new Set();
  const insert = insertBegun.queryFor(tx, [first, ...others]);
  const { rows } = await tx.executeQuery<{ id: string }>(withWaiting(insert));
  return new Set(rows.map(({ id }) => id));
}

const insertBegun = insertOnce((tx: Statements<Tables>, begun: Rows<Insertable<Tables['payments']>>) =>
  insertRows(tx, 'payments', begun)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id'),
);

/** Stores what payments have become. */
export async function savePayments(tx: Transaction<Tables>, saves: readonly Save[]): Promise<void> {
  if (saves.length === 0) return;
  const rows = recordsOf(saves.map(savedRow));
  await changeLater(tx, updatePayments.queryFor(tx, { rows }));
}

function savedRow({ payment, next }: Save) {
  return { id: payment.id, ...columnsOf(payment), ...next };
}

const savedColumns = [
  'state',
  'goal',
  'submitted',
  'redirectUrl',
  'failureCode',
  'failureReason',
  'failureRetry',
  'riskDecision',
  'riskReasons',
  'isReviewed',
  'authorizedUntil',
  'attempts',
  'nextAttemptAt',
] as const;

const updatePayments = builtOnce(
  (db: Statements<Tables>, { rows }: { readonly rows: Records<ReturnType<typeof savedRow>> }) =>
    db
      .updateTable('payments')
      .from(recordset(db, 'payments', rows).as('saved'))
      .set((eb) => ({
        ...Object.fromEntries(savedColumns.map((column) => [column, eb.ref(`saved.${column}`)])),
        signals: eb.case().when('saved.riskDecision', 'is', null).then(eb.ref('payments.signals')).end(),
        updatedAt: sql<Date>`clock_timestamp()`,
      }))
      .whereRef('payments.id', '=', 'saved.id'),
);

function columnsOf({ state, goal, submitted, redirectUrl, failure, ...risk }: Payment) {
  return {
    state,
    goal,
    submitted,
    redirectUrl,
    failureCode: failure?.code ?? null,
    failureReason: failure?.reason ?? null,
    failureRetry: failure?.retry ?? null,
    riskDecision: risk.riskDecision,
    riskReasons: [...risk.riskReasons],
    isReviewed: risk.isReviewed,
    authorizedUntil: risk.authorizedUntil,
  };
}

/**
 * Leases payments that are due and gives them. One statement, so that no two claims get the same payment. The ids are an array:
 * of that PostgreSQL assumes ten, and of a limit that it does not know a tenth of all that may be due, for which it would read the table.
 */
export async function claimDue(
  db: Statements<Tables>,
  { limit, now, leaseEndsAt }: Claim,
): Promise<PaymentRecord[]> {
  const rows = await db
    .updateTable('payments')
    .set({ nextAttemptAt: leaseEndsAt })
    .where((eb) => {
      const due = eb
        .selectFrom('payments')
        .select('id')
        .where('nextAttemptAt', '<=', now)
        .orderBy('nextAttemptAt')
        .limit(limit)
        .forUpdate()
        .skipLocked();
      return sql<SqlBool>`id = any(array${due})`;
    })
    .returningAll()
    .execute();
  return rows.map(toRecord);
}

/** Has a payment due by then that is leased for longer. */
export async function hasten(
  db: Statements<Tables>,
  paymentId: string,
  next: { readonly attempts: number; readonly nextAttemptAt: Date },
): Promise<void> {
  await db
    .updateTable('payments')
    .set((eb) => ({ ...next, attempts: eb.fn('greatest', ['attempts', eb.val(next.attempts)]) }))
    .where('id', '=', paymentId)
    .where('nextAttemptAt', '>', next.nextAttemptAt)
    .execute();
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

const sample = { id: '', riskReasons: [] as readonly string[] } as Payment;
const never = { attempts: 0, nextAttemptAt: null };

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => findPayments(tx, []),
  (tx) => findPaymentsOf(tx, []),
  (tx) => lockIds(tx, ['']),
  (tx) => lockPayments(tx, ['']),
  (tx) => beginPayments(tx, [{ order: { id: '' } as NewPayment, payment: sample, next: never }]),
  (tx) => savePayments(tx, [{ payment: sample, next: never }]),
  (tx) => claimDue(tx, { limit: 1, now: new Date(0), leaseEndsAt: new Date(0) }),
  (tx) => hasten(tx, '', { attempts: 1, nextAttemptAt: new Date(0) }),
];
