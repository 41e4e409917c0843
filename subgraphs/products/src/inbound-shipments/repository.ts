import {
  anyOf,
  insertRows,
  partOfList,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql } from 'kysely';
import type { Tables } from '../tables.ts';
import type { InboundShipment, InboundShipmentStatus, ShipmentLine } from './rules/inbound-shipment.ts';

/** Which shipments a list has; null for any. */
export interface ShipmentFilter {
  readonly statuses: readonly InboundShipmentStatus[] | null;
  readonly locationIds: readonly string[] | null;
  readonly variantIds: readonly string[] | null;
  /** Only what was expected before, and is so still. */
  readonly lateAt: Date | null;
}

/** In which order: by when shipments were made, or by when they are expected, those of which nobody knows last. */
export type ShipmentOrder = 'NEWEST' | 'EXPECTED_FIRST';

/** A shipment as a list has it: `sortedAt` is the instant of its place. */
export interface ListedShipment extends InboundShipment {
  readonly sortedAt: Date;
}

const columns = [
  's.id',
  's.locationId',
  's.reference',
  's.expectedAt',
  's.status',
  's.version',
  's.createdAt',
  's.endedAt',
] as const;
const lines = sql<ShipmentLine[]>`coalesce((
  SELECT jsonb_agg(jsonb_build_object('variantId', line.variant_id, 'quantity', line.quantity, 'received', line.received,
    'rejected', line.rejected) ORDER BY line.variant_id)
  FROM inbound_shipment_lines AS line WHERE line.shipment_id = s.id), '[]')`.as('lines');

/** A shipment, if there is one. */
export function findShipment(db: Statements<Tables>, id: string): Promise<InboundShipment | undefined> {
  return db
    .selectFrom('inboundShipments as s')
    .select(columns)
    .select(lines)
    .where('s.id', '=', id)
    .executeTakeFirst();
}

/** The same once nobody else can change it, until the transaction ends. */
export async function lockShipment(
  tx: Transaction<Tables>,
  id: string,
): Promise<InboundShipment | undefined> {
  await tx.selectFrom('inboundShipments').select('id').where('id', '=', id).forUpdate().execute();
  return findShipment(tx, id);
}

/** Adds a shipment. */
export async function insertShipment(
  tx: Transaction<Tables>,
  { lines: expected, ...shipment }: InboundShipment,
): Promise<void> {
  await tx.insertInto('inboundShipments').values(shipment).execute();
  await saveLines(tx, shipment, expected);
}

/** Stores what has become of a shipment that this transaction has locked. */
export async function saveShipment(
  tx: Transaction<Tables>,
  { id, reference, expectedAt, status, version, endedAt, lines: expected }: InboundShipment,
): Promise<void> {
  await tx
    .updateTable('inboundShipments')
    .set({ reference, expectedAt, status, version, endedAt })
    .where('id', '=', id)
    .execute();
  await tx.deleteFrom('inboundShipmentLines').where('shipmentId', '=', id).execute();
  await saveLines(tx, { id, endedAt }, expected);
}

async function saveLines(
  tx: Transaction<Tables>,
  { id: shipmentId, endedAt }: Pick<InboundShipment, 'id' | 'endedAt'>,
  expected: readonly ShipmentLine[],
): Promise<void> {
  const ended = endedAt !== null;
  const [first, ...rest] = expected.map((line) => ({ ...line, shipmentId, ended }));
  if (first !== undefined) await insertRows(tx, 'inboundShipmentLines', [first, ...rest]).execute();
}

function shipmentsWhere(db: Statements<Tables>, filter: ShipmentFilter) {
  const { statuses, locationIds, variantIds, lateAt } = filter;
  return db
    .selectFrom('inboundShipments as s')
    .$if(statuses !== null, (query) => query.where('s.status', '=', anyOf(statuses ?? [])))
    .$if(locationIds !== null, (query) => query.where('s.locationId', '=', anyOf(locationIds ?? [])))
    .$if(lateAt !== null, (query) => query.where('s.endedAt', 'is', null).where('s.expectedAt', '<=', lateAt))
    .$if(variantIds !== null, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('inboundShipmentLines as line')
            .select('line.shipmentId')
            .whereRef('line.shipmentId', '=', 's.id')
            .where('line.variantId', '=', anyOf(variantIds ?? [])),
        ),
      ),
    );
}

/** A part of the shipments. */
export function listShipments(
  db: Statements<Tables>,
  { filter, sort }: { readonly filter: ShipmentFilter; readonly sort: ShipmentOrder },
  slice: InstantSlice,
): Promise<ListedShipment[]> {
  const sortedAt =
    sort === 'NEWEST'
      ? sql<Date>`s.created_at`
      : sql<Date>`coalesce(s.expected_at, '9999-01-01T00:00:00Z'::timestamptz)`;
  const list = db
    .selectFrom(
      shipmentsWhere(db, filter).select(columns).select(lines).select(sortedAt.as('sortedAt')).as('s'),
    )
    .selectAll();
  const order = sort === 'NEWEST' ? 'desc' : 'asc';
  return partOfList(list, { by: ['s.sortedAt', 's.id'], order }, slice).execute();
}

/** How many shipments there are. */
export async function countShipments(db: Statements<Tables>, filter: ShipmentFilter): Promise<number> {
  const { count } = await shipmentsWhere(db, filter)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

const anyShipment: ShipmentFilter = { statuses: [], locationIds: [], variantIds: [], lateAt: new Date(0) };
const slice: InstantSlice = { size: 1, after: { at: new Date(0), id: '' }, direction: 'forward' };

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => findShipment(db, ''),
  (tx) => lockShipment(tx, ''),
  (db) => listShipments(db, { filter: anyShipment, sort: 'NEWEST' }, slice),
  (db) => listShipments(db, { filter: anyShipment, sort: 'EXPECTED_FIRST' }, slice),
  (db) => countShipments(db, anyShipment),
];
