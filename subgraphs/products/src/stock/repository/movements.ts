import { readingOrder, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { MovementKind, StockMovement } from '../rules/ledger.ts';

/** What a member of staff does to stock, for the ledger. */
export interface StaffMovement {
  readonly kind: MovementKind;
  readonly staffId: string;
  readonly reason: string | null;
  /** Where the pieces are or were; left out or null for the default location. */
  readonly locationId?: string | null;
  /** What the pieces came with, if they were expected. */
  readonly inboundShipmentId?: string;
}

/** Says who moves stock in this transaction, and why: triggers write the ledger. */
export async function nameMover(tx: Transaction<Tables>, movement: StaffMovement): Promise<void> {
  const change = JSON.stringify(movement);
  await sql`SELECT set_config('cartwright.stock_change', ${change}, true)`.execute(tx);
}

/**
 * Records in the ledgers of variants that this transaction has locked that pieces arrived and were written off at once: they are nobody's, and
 * what can be bought stays as it is.
 */
export async function recordLost(
  tx: Transaction<Tables>,
  lines: readonly { readonly variantId: string; readonly quantity: number }[],
  { staffId, reason, locationId = null }: Omit<StaffMovement, 'kind'>,
): Promise<void> {
  for (const { variantId, quantity } of lines) {
    await sql`
      INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after, staff_id, reason, location_id)
      SELECT variant_id, kind, sign * ${quantity}::int, 0, 0, available + greatest(0, sign) * ${quantity}::int, ${staffId}::uuid,
        ${reason}, ${locationId}::uuid
      FROM stock, (VALUES (1, 'TRANSFERRED', 1), (2, 'ADJUSTED', -1)) AS half (step, kind, sign)
      WHERE variant_id = ${variantId}::uuid ORDER BY step`.execute(tx);
  }
}

/** Which part of a variant's ledger: so many movements beyond `after`, the nearest first. */
export interface MovementSlice {
  readonly size: number;
  /** The id of a movement; null for the end at which reading begins. */
  readonly after: number | null;
  readonly direction: 'forward' | 'backward';
}

/** A part of a variant's movements, the latest first. */
export function listMovements(
  db: Statements<Tables>,
  variantId: string,
  { size, after, direction }: MovementSlice,
): Promise<StockMovement[]> {
  const along = readingOrder('desc', direction);
  return db
    .selectFrom('stockMovements')
    .selectAll()
    .where('variantId', '=', variantId)
    .$if(after !== null, (query) => query.where('id', along === 'asc' ? '>' : '<', after ?? 0))
    .orderBy('id', along)
    .limit(size)
    .execute();
}

/** How many movements of a variant are kept. */
export async function countMovements(db: Statements<Tables>, variantId: string): Promise<number> {
  const { count } = await db
    .selectFrom('stockMovements')
    .select(sql<number>`count(*)::int4`.as('count'))
    .where('variantId', '=', variantId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Lets nobody else sum up movements until the transaction ends. @returns false while somebody else does so */
export async function holdSummingUp(tx: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql<{ readonly isHeld: boolean }>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('movements of stock', 0)) AS "isHeld"`.execute(tx);
  return rows[0]?.isHeld ?? false;
}

/**
 * Sums up movements that are older than a time, the oldest first and so many at most: each variant's become one for each location that open
 * its ledger, so that the sums stay what they are. Nobody else does so. @returns how many there were
 */
export async function sumUpMovements(tx: Transaction<Tables>, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    WITH old AS (
      SELECT id, variant_id FROM stock_movements WHERE kind <> 'OPENING' AND created_at < ${before}
      ORDER BY created_at, id LIMIT ${limit}
    ), gone AS (
      DELETE FROM stock_movements WHERE id = ANY (ARRAY(
        SELECT id FROM old
        UNION ALL SELECT id FROM stock_movements
          WHERE kind = 'OPENING' AND variant_id = ANY (ARRAY(SELECT variant_id FROM old))
      )) RETURNING *
    ), opened AS (
      INSERT INTO stock_movements (id, variant_id, location_id, kind, available, reserved, sold, available_after, created_at, inbound, in_transit)
      SELECT min(id), variant_id, location_id, 'OPENING', sum(available), sum(reserved), sum(sold), min(at_last), max(created_at),
        sum(CASE WHEN inbound_shipment_id IS NULL THEN inbound ELSE available END),
        sum(CASE kind WHEN 'TRANSFERRED' THEN -available ELSE in_transit END)
      FROM (
        SELECT *, first_value(available_after) OVER (PARTITION BY variant_id ORDER BY id DESC) AS at_last FROM gone
      ) AS summed GROUP BY variant_id, location_id
    )
    SELECT count(*)::int4 AS count FROM old`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => nameMover(tx, { kind: 'ADJUSTED', staffId: '', reason: null }),
  (tx) => recordLost(tx, [{ variantId: '', quantity: 1 }], { staffId: '', reason: null }),
  (db) => listMovements(db, '', { size: 1, after: 1, direction: 'backward' }),
  (db) => countMovements(db, ''),
  (tx) => holdSummingUp(tx),
  (tx) => sumUpMovements(tx, new Date(0), 1),
];
