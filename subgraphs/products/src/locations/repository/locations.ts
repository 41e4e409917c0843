import { anyOf, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { LocationFacts } from '../rules/location-input.ts';

/** A place at which stock is kept. */
export interface StockLocation extends LocationFacts {
  readonly id: string;
  readonly isDefault: boolean;
  /** Rises with each change by staff. */
  readonly version: number;
  readonly archivedAt: Date | null;
}

/** What is at a location, and on its way to or from it. */
export interface LocationUse {
  readonly onHand: number;
  readonly reserved: number;
  readonly transfersInTransit: number;
  readonly inboundShipmentsOpen: number;
}

const columns = [
  ...(['id', 'name', 'address', 'priority', 'active'] as const),
  ...(['allowsPickup', 'isDefault', 'version', 'archivedAt'] as const),
] as const;

/** The locations that are not archived, those that orders are taken from first first. */
export function listLocations(db: Statements<Tables>): Promise<StockLocation[]> {
  return db
    .selectFrom('stockLocations')
    .select(columns)
    .where('archivedAt', 'is', null)
    .orderBy('priority')
    .orderBy('id')
    .execute();
}

/** Locations by their ids, archived ones too. */
export function findLocations(db: Statements<Tables>, ids: readonly string[]): Promise<StockLocation[]> {
  return db.selectFrom('stockLocations').select(columns).where('id', '=', anyOf(ids)).execute();
}

/** Lets nobody else make or change locations until the transaction ends. @returns those that are not archived */
export async function lockLocations(tx: Transaction<Tables>): Promise<StockLocation[]> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('stock locations', 0))`.execute(tx);
  return listLocations(tx);
}

/** Lets nobody take locations out of use until the transaction ends. Before stock is locked. */
export function holdLocations(tx: Transaction<Tables>, ids: readonly string[]): Promise<StockLocation[]> {
  return tx
    .selectFrom('stockLocations')
    .select(columns)
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forShare()
    .execute();
}

/** The default location. */
export function findDefaultLocation(db: Statements<Tables>): Promise<StockLocation> {
  return db
    .selectFrom('stockLocations')
    .select(columns)
    .where('isDefault', '=', true)
    .executeTakeFirstOrThrow();
}

/** Adds a location. */
export async function insertLocation(
  tx: Transaction<Tables>,
  location: StockLocation,
  createdAt: Date,
): Promise<void> {
  await tx
    .insertInto('stockLocations')
    .values({ ...location, createdAt })
    .execute();
}

/** Stores what has become of a location. */
export async function saveLocation(tx: Transaction<Tables>, location: StockLocation): Promise<void> {
  const { id, name, address, priority, active, allowsPickup, version, archivedAt } = location;
  await tx
    .updateTable('stockLocations')
    .set({ name, address, priority, active, allowsPickup, version, archivedAt })
    .where('id', '=', id)
    .execute();
}

/** How a location that is not the default one is used, once whoever puts something there has ended and nobody else begins. */
export async function lockUse(tx: Transaction<Tables>, locationId: string): Promise<LocationUse> {
  await tx.selectFrom('stockLocations').select('id').where('id', '=', locationId).forNoKeyUpdate().execute();
  const { rows } = await sql<LocationUse>`
    SELECT coalesce(sum(on_hand), 0)::int4 AS "onHand", coalesce(sum(reserved), 0)::int4 AS reserved,
      (SELECT count(*)::int4 FROM stock_transfers
        WHERE status = 'IN_TRANSIT' AND ${locationId}::uuid IN (from_location_id, to_location_id)) AS "transfersInTransit",
      (SELECT count(*)::int4 FROM inbound_shipments
        WHERE ended_at IS NULL AND location_id = ${locationId}::uuid) AS "inboundShipmentsOpen"
    FROM location_stock WHERE location_id = ${locationId}::uuid`.execute(tx);
  return rows[0] ?? { onHand: 0, reserved: 0, transfersInTransit: 0, inboundShipmentsOpen: 0 };
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => listLocations(db),
  (db) => findLocations(db, ['']),
  (tx) => lockLocations(tx),
  (tx) => holdLocations(tx, ['']),
  (db) => findDefaultLocation(db),
  (tx) => lockUse(tx, ''),
];
