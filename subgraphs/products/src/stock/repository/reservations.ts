import {
  anyOf,
  insertRows,
  recordset,
  type Statements,
  type StatementSample,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Holding, NewReservation, Reservation } from '../ports.ts';
import type { ReservationStatus } from '../rules/reservation.ts';

/** Claims orders: see `StockStore`. Rows are inserted in the order of their ids, so that no two claims wait for each other. */
export async function claimReservations(
  tx: Transaction<Tables>,
  reservations: readonly NewReservation[],
): Promise<Set<string>> {
  const claimed = await withColumns(tx.insertInto('reservations'), ['orderId', 'status', 'expiresAt'])
    .expression((db) =>
      db
        .selectFrom(recordset(tx, 'reservations', reservations).as('claim'))
        .select(['claim.orderId', 'claim.status', 'claim.expiresAt'])
        .orderBy('claim.orderId'),
    )
    .onConflict((conflict) => conflict.column('orderId').doNothing())
    .returning('orderId')
    .execute();
  return new Set(claimed.map(({ orderId }) => orderId));
}

/** Locks reservations in the order of their ids. */
export async function lockReservations(
  tx: Transaction<Tables>,
  orderIds: readonly string[],
): Promise<Map<string, Reservation>> {
  if (orderIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('reservations')
    .select(columns)
    .where('orderId', '=', anyOf(orderIds))
    .orderBy('orderId')
    .forNoKeyUpdate()
    .execute();
  return new Map((await withLines(tx, rows)).map((reservation) => [reservation.orderId, reservation]));
}

/** Locks reservations that have expired, the longest overdue first; those that others have locked are skipped. */
export async function lockExpiredReservations(
  tx: Transaction<Tables>,
  now: Date,
  limit: number,
): Promise<Reservation[]> {
  const rows = await tx
    .selectFrom('reservations')
    .select(columns)
    .where('status', '=', sql.lit('reserved'))
    .where('expiresAt', '<=', now)
    .orderBy('expiresAt')
    .limit(limit)
    .forNoKeyUpdate()
    .skipLocked()
    .execute();
  return withLines(tx, rows);
}

/** Stores what orders hold. */
export async function insertReservationLines(
  tx: Transaction<Tables>,
  holdings: readonly Holding[],
): Promise<void> {
  const [first, ...rest] = holdings.flatMap(({ orderId, lines }) =>
    lines.map(({ variantId, quantity }) => ({ orderId, variantId, quantity })),
  );
  if (first !== undefined) await insertRows(tx, 'reservationLines', [first, ...rest]).execute();
}

/** Sets the status of reservations that this transaction has locked. */
export async function setReservationStatus(
  tx: Transaction<Tables>,
  orderIds: readonly string[],
  status: ReservationStatus,
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx
    .updateTable('reservations')
    .set({ status, updatedAt: sql`now()` })
    .where('orderId', '=', anyOf(orderIds))
    .execute();
}

const columns = ['orderId', 'status', 'expiresAt'] as const;

/** A statement of its own: the one that waited for the locks does not see lines that came while it waited. */
async function withLines(
  db: Statements<Tables>,
  rows: readonly Omit<Reservation, 'lines'>[],
): Promise<Reservation[]> {
  if (rows.length === 0) return [];
  const lines = await db
    .selectFrom('reservationLines')
    .selectAll()
    .where('orderId', '=', anyOf(rows.map(({ orderId }) => orderId)))
    .orderBy('orderId')
    .orderBy('variantId')
    .execute();
  const byOrder = Map.groupBy(lines, ({ orderId }) => orderId);
  return rows.map((row) => ({
    ...row,
    lines: (byOrder.get(row.orderId) ?? []).map(({ variantId, quantity }) => ({ variantId, quantity })),
  }));
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => claimReservations(tx, []),
  (tx) => lockExpiredReservations(tx, new Date(0), 1),
  (tx) => setReservationStatus(tx, [''], 'released'),
];
