import { anyOf, type StatementSample, type Statements } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';

/** What is of a variant at a location. */
export interface StockLevel {
  readonly variantId: string;
  readonly locationId: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly incoming: number;
}

/** Pieces of an order's line that are taken from one location. */
export interface AllocatedLine {
  readonly orderId: string;
  readonly variantId: string;
  readonly locationId: string;
  readonly quantity: number;
}

/** A place at which buyers may collect a variant. */
export interface PickupLevel {
  readonly variantId: string;
  readonly id: string;
  readonly name: string;
  readonly address: string;
  /** How many pieces are there that no order holds. */
  readonly free: number;
}

/** What is of variants at each location that is not archived; at the default one is what is nowhere else. */
export async function findLevels(
  db: Statements<Tables>,
  variantIds: readonly string[],
): Promise<StockLevel[]> {
  const { rows } = await sql<StockLevel>`
    SELECT s.variant_id AS "variantId", l.id AS "locationId",
      CASE WHEN l.is_default
        THEN s.available + s.safety_stock - s.backorder_limit + s.reserved - elsewhere.on_hand
        ELSE coalesce(here.on_hand, 0) END AS "onHand",
      CASE WHEN l.is_default THEN s.reserved - elsewhere.reserved ELSE coalesce(here.reserved, 0) END AS reserved,
      (SELECT coalesce(sum(line.quantity - line.received - line.lost - line.returned), 0)::int4
        FROM stock_transfer_lines AS line JOIN stock_transfers AS t ON t.id = line.transfer_id
        WHERE line.variant_id = s.variant_id AND t.to_location_id = l.id AND t.status = 'IN_TRANSIT')
      + (SELECT coalesce(sum(line.quantity - line.received - line.rejected), 0)::int4
        FROM inbound_shipment_lines AS line JOIN inbound_shipments AS shipment ON shipment.id = line.shipment_id
        WHERE line.variant_id = s.variant_id AND shipment.location_id = l.id AND NOT line.ended) AS incoming
    FROM stock AS s
    CROSS JOIN stock_locations AS l
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(on_hand), 0)::int4 AS on_hand, coalesce(sum(reserved), 0)::int4 AS reserved
      FROM location_stock WHERE variant_id = s.variant_id
    ) AS elsewhere
    LEFT JOIN location_stock AS here ON here.variant_id = s.variant_id AND here.location_id = l.id
    WHERE s.variant_id = ${anyOf(variantIds)} AND l.archived_at IS NULL
    ORDER BY s.variant_id, l.priority, l.id`.execute(db);
  return rows;
}

/** From where the pieces of an order are taken. */
export async function findOrderStock(db: Statements<Tables>, orderId: string): Promise<AllocatedLine[]> {
  const { rows } = await sql<AllocatedLine>`
    SELECT * FROM (
      SELECT order_id AS "orderId", variant_id AS "variantId", location_id AS "locationId", quantity
      FROM reservation_allocations WHERE order_id = ${orderId}::uuid
      UNION ALL
      SELECT line.order_id, line.variant_id, l.id, line.quantity - coalesce((
        SELECT sum(a.quantity)::int4 FROM reservation_allocations AS a
        WHERE a.order_id = line.order_id AND a.variant_id = line.variant_id), 0)
      FROM reservation_lines AS line JOIN stock_locations AS l ON l.is_default
      WHERE line.order_id = ${orderId}::uuid
    ) AS taken WHERE quantity > 0 ORDER BY "variantId", "locationId"`.execute(db);
  return rows;
}

/** Where buyers may collect variants, and how many pieces are there. */
export async function findPickup(
  db: Statements<Tables>,
  variantIds: readonly string[],
): Promise<PickupLevel[]> {
  const { rows } = await sql<PickupLevel>`
    SELECT s.variant_id AS "variantId", l.id, l.name, l.address,
      CASE WHEN l.is_default THEN s.available + s.safety_stock - s.backorder_limit - coalesce((
          SELECT sum(on_hand - reserved)::int4 FROM location_stock WHERE variant_id = s.variant_id), 0)
        ELSE coalesce(here.on_hand - here.reserved, 0) END AS free
    FROM stock AS s JOIN stock_locations AS l ON l.allows_pickup AND l.active
    LEFT JOIN location_stock AS here ON here.variant_id = s.variant_id AND here.location_id = l.id
    WHERE s.variant_id = ${anyOf(variantIds)}
    ORDER BY s.variant_id, l.priority, l.id`.execute(db);
  return rows;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => findLevels(db, ['']),
  (db) => findOrderStock(db, ''),
  (db) => findPickup(db, ['']),
];
