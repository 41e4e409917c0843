import {
  anyOf,
  builtOnce,
  carrying,
  changeLater,
  type CompiledQuery,
  insertRows,
  keyedRead,
  type Records,
  recordset,
  recordsOf,
  type Statements,
  type StatementSample,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Holding, NewReservation, Reservation } from '../ports.ts';
import type { ReservationStatus } from '../rules/reservation.ts';
import type { StockLine } from '../rules/stock-movement.ts';
import { lockingStock } from './lock-stock.ts';

/** Claims orders: see `StockStore`. Rows are inserted in the order of their ids, so that no two claims wait for each other. Stock is locked with them
 * only where all are claimed: reservations that are there already are locked before it. */
export async function claimReservations(
  tx: Transaction<Tables>,
  reservations: readonly NewReservation[],
  wanted?: readonly string[],
): Promise<Set<string>> {
  const claim = insertClaims.queryFor(tx, { rows: recordsOf(reservations) });
  const next = wanted && lockingStock(tx, wanted);
  const { rows } = await tx.executeQuery(carrying(claim, next, { ifRows: reservations.length }));
  return new Set(rows.map(({ orderId }) => orderId));
}

const insertClaims = builtOnce(
  (tx: Statements<Tables>, { rows }: { readonly rows: Records<NewReservation> }) =>
    withColumns(tx.insertInto('reservations'), ['orderId', 'status', 'expiresAt'])
      .expression((db) =>
        db
          .selectFrom(recordset(tx, 'reservations', rows).as('claim'))
          .select(['claim.orderId', 'claim.status', 'claim.expiresAt'])
          .orderBy('claim.orderId'),
      )
      .onConflict((conflict) => conflict.column('orderId').doNothing())
      .returning('orderId'),
);

/** Locks reservations in the order of their ids. */
export async function lockReservations(
  tx: Transaction<Tables>,
  orderIds: readonly string[],
): Promise<Map<string, Reservation>> {
  if (orderIds.length === 0) return new Map();
  const rows = await lockSome(tx, orderIds);
  return new Map(rows.map((reservation) => [reservation.orderId, reservation]));
}

/** What `lockReservations` sends. */
export function lockingReservations(tx: Transaction<Tables>, orderIds: readonly string[]): CompiledQuery {
  return lockSome.queryFor(tx, orderIds);
}

const lockSome = keyedRead((tx: Statements<Tables>, orderIds: readonly string[]) =>
  reservationsWithLines(tx).where('orderId', '=', anyOf(orderIds)).orderBy('orderId'),
);

/** Locks reservations that have expired, the longest overdue first; those that others have locked are skipped. */
export function lockExpiredReservations(
  tx: Transaction<Tables>,
  now: Date,
  limit: number,
): Promise<Reservation[]> {
  return reservationsWithLines(tx)
    .where('status', '=', sql.lit('reserved'))
    .where('expiresAt', '<=', now)
    .orderBy('expiresAt')
    .limit(limit)
    .skipLocked()
    .execute();
}

/** Whether any reservation has expired; outside a transaction, since mostly none has. */
export async function hasExpiredReservation(db: Statements<Tables>, now: Date): Promise<boolean> {
  const expired = db
    .selectFrom('reservations')
    .select('orderId')
    .where('status', '=', sql.lit('reserved'))
    .where('expiresAt', '<=', now)
    .limit(1);
  return (await expired.executeTakeFirst()) !== undefined;
}

/** Stores what orders hold. */
export async function insertReservationLines(
  tx: Transaction<Tables>,
  holdings: readonly Holding[],
): Promise<void> {
  const [first, ...rest] = holdings.flatMap(({ orderId, lines }) =>
    lines.map(({ variantId, quantity }) => ({ orderId, variantId, quantity })),
  );
  if (first !== undefined)
    await changeLater(tx, insertRows(tx, 'reservationLines', [first, ...rest]).compile());
}

/** Remembers that bundles were ordered, in the order of their ids: most are remembered already. */
export async function noteBundles(tx: Transaction<Tables>, bundleIds: readonly string[]): Promise<void> {
  const [first, ...rest] = bundleIds.toSorted().map((bundleId) => ({ bundleId }));
  if (first === undefined) return;
  const insert = insertRows(tx, 'orderedBundles', [first, ...rest]).onConflict((conflict) =>
    conflict.doNothing(),
  );
  await changeLater(tx, insert.compile());
}

/** Sets the status of reservations that this transaction has locked. */
export async function setReservationStatus(
  tx: Transaction<Tables>,
  orderIds: readonly string[],
  status: ReservationStatus,
): Promise<void> {
  if (orderIds.length === 0) return;
  await changeLater(tx, updateStatus.queryFor(tx, { orderIds, status }));
}

interface NewStatus {
  readonly orderIds: readonly string[];
  readonly status: ReservationStatus;
}

const updateStatus = builtOnce((tx: Statements<Tables>, { orderIds, status }: NewStatus) =>
  tx
    .updateTable('reservations')
    .set({ status, updatedAt: sql`now()` })
    .where('orderId', '=', anyOf(orderIds)),
);

/**
 * Reservations with their lines, which are stored in the transaction that stores the reservation, and never change: whoever sees
 * the one sees the others, also where the statement waited for a lock.
 */
function reservationsWithLines(tx: Statements<Tables>) {
  return tx
    .selectFrom('reservations')
    .select(['reservations.orderId', 'status', 'expiresAt'])
    .select((eb) =>
      eb
        .selectFrom('reservationLines as line')
        .whereRef('line.orderId', '=', 'reservations.orderId')
        .select(sql<StockLine[]>`coalesce(jsonb_agg(${line} order by line.variant_id), '[]')`.as('lines'))
        .$asScalar()
        .$notNull()
        .as('lines'),
    )
    .forNoKeyUpdate();
}

const line = sql`jsonb_build_object('variantId', line.variant_id, 'quantity', line.quantity)`;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => claimReservations(tx, []),
  (tx) => lockReservations(tx, ['']),
  (tx) => lockExpiredReservations(tx, new Date(0), 1),
  (db) => hasExpiredReservation(db, new Date(0)),
  (tx) => setReservationStatus(tx, [''], 'released'),
];
