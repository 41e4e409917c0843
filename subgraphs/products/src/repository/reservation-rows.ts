import type { ReservationStatus } from '../domain/reservation.ts';
import type { StockLine } from '../domain/stock-movement.ts';
import type { Transaction } from './database.ts';

/** A reservation with what it holds or held. */
export interface ReservationRecord {
  readonly orderId: string;
  readonly status: ReservationStatus;
  readonly expiresAt: Date | null;
  readonly lines: readonly StockLine[];
}

/** A reservation that nobody made before. */
export interface NewReservation {
  readonly orderId: string;
  readonly status: 'reserved' | 'released';
  readonly expiresAt: string | null;
}

/**
 * Claims orders and gives the ids of those that had no reservation, not even a tombstone. Where another transaction
 * is just claiming the same order, this waits for its end.
 */
export async function claimReservations(
  tx: Transaction,
  reservations: readonly NewReservation[],
): Promise<Set<string>> {
  const rows = reservations.map(({ orderId, status, expiresAt }) => ({
    order_id: orderId,
    status,
    expires_at: expiresAt,
  }));
  const claimed = await tx.$queryRaw<{ orderId: string }[]>`
    INSERT INTO reservations (order_id, status, expires_at)
    SELECT order_id, status, expires_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(order_id uuid, status text, expires_at timestamptz)
    ORDER BY order_id
    ON CONFLICT (order_id) DO NOTHING
    RETURNING order_id AS "orderId"`;
  return new Set(claimed.map(({ orderId }) => orderId));
}

/** Locks reservations until the end of the transaction, always in the order of their ids. */
export async function lockReservations(
  tx: Transaction,
  orderIds: readonly string[],
): Promise<Map<string, ReservationRecord>> {
  if (orderIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<Omit<ReservationRecord, 'lines'>[]>`
    SELECT order_id AS "orderId", status, expires_at AS "expiresAt" FROM reservations
    WHERE order_id = ANY(${[...orderIds]}::uuid[]) ORDER BY order_id FOR NO KEY UPDATE`;
  return withLines(tx, rows);
}

/** Locks reservations whose time is over, the longest overdue first; those that others have in hand are passed over. */
export async function lockExpiredReservations(
  tx: Transaction,
  now: Date,
  limit: number,
): Promise<ReservationRecord[]> {
  const rows = await tx.$queryRaw<Omit<ReservationRecord, 'lines'>[]>`
    SELECT order_id AS "orderId", status, expires_at AS "expiresAt" FROM reservations
    WHERE status = 'reserved' AND expires_at <= ${now}::timestamptz
    ORDER BY expires_at LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED`;
  return [...(await withLines(tx, rows)).values()];
}

/** Stores what orders hold. */
export async function insertReservationLines(
  tx: Transaction,
  reservations: readonly { readonly orderId: string; readonly lines: readonly StockLine[] }[],
): Promise<void> {
  const rows = reservations.flatMap(({ orderId, lines }) =>
    lines.map(({ variantId, quantity }) => ({ order_id: orderId, variant_id: variantId, quantity })),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO reservation_lines (order_id, variant_id, quantity)
    SELECT order_id, variant_id, quantity
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row(order_id uuid, variant_id uuid, quantity int)`;
}

/** Sets the status of reservations that this transaction holds. */
export async function setReservationStatus(
  tx: Transaction,
  orderIds: readonly string[],
  status: ReservationStatus,
): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE reservations SET status = ${status}, updated_at = now()
    WHERE order_id = ANY(${[...orderIds]}::uuid[])`;
}

async function withLines(
  tx: Transaction,
  rows: readonly Omit<ReservationRecord, 'lines'>[],
): Promise<Map<string, ReservationRecord>> {
  const orderIds = rows.map(({ orderId }) => orderId);
  const lines =
    orderIds.length === 0
      ? []
      : await tx.$queryRaw<(StockLine & { orderId: string })[]>`
          SELECT order_id AS "orderId", variant_id AS "variantId", quantity FROM reservation_lines
          WHERE order_id = ANY(${orderIds}::uuid[]) ORDER BY order_id, variant_id`;
  const byOrder = Map.groupBy(lines, ({ orderId }) => orderId);
  return new Map(rows.map((row) => [row.orderId, { ...row, lines: byOrder.get(row.orderId) ?? [] }]));
}
