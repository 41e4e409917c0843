import { anyOf, bind, insertRows, type Statements, type Transaction } from '@cartwright/database';
import { sql, type ExpressionBuilder, type NotNull } from 'kysely';
import { jsonBuildObject } from 'kysely/helpers/postgres';
import type { Tables } from '../generated/tables.ts';
import type { ParcelsWithin } from './ports.ts';
import type { Parcel, ParcelLine } from './rules/parcel.ts';

/** The parcels of orders, each order's in the sequence in which they were sent. */
export function readParcelsOf(db: Statements<Tables>, orderIds: readonly string[]): Promise<Parcel[]> {
  return selectParcels(db)
    .where('f.orderId', '=', anyOf(orderIds))
    .orderBy('f.orderId')
    .orderBy('f.shippedAt')
    .orderBy('f.id')
    .execute();
}

function findParcel(db: Statements<Tables>, id: string): Promise<Parcel | undefined> {
  return selectParcels(db).where('f.id', '=', id).executeTakeFirst();
}

function selectParcels(db: Statements<Tables>) {
  return db.selectFrom('fulfillments as f').selectAll('f').select(linesOf).$narrowType<{ lines: NotNull }>();
}

function linesOf(parcel: ExpressionBuilder<Tables & { f: Tables['fulfillments'] }, 'f'>) {
  return parcel
    .selectFrom('fulfillmentLines as l')
    .innerJoin('orderLines as ordered', 'ordered.id', 'l.lineId')
    .whereRef('l.fulfillmentId', '=', 'f.id')
    .select((eb) => {
      const line = jsonBuildObject({ lineId: eb.ref('l.lineId'), quantity: eb.ref('l.quantity') });
      const lines = eb.fn.agg<ParcelLine[]>('json_agg', [line]).orderBy('ordered.position');
      return eb.fn.coalesce(lines, sql<ParcelLine[]>`'[]'`).as('lines');
    })
    .as('lines');
}

/** Stores parcels that are new. */
export async function addParcels(tx: Transaction<Tables>, parcels: readonly Parcel[]): Promise<void> {
  const [first, ...others] = parcels.map(rowOf);
  if (first === undefined) return;
  const added = await insertRows(tx, 'fulfillments', [first, ...others])
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  const addedIds = new Set(added.map(({ id }) => id));
  const contents = parcels
    .filter(({ id }) => addedIds.has(id))
    .flatMap(({ id: fulfillmentId, lines }) =>
      lines.map(({ lineId, quantity }) => ({ fulfillmentId, lineId, quantity })),
    );
  const [line, ...lines] = contents;
  if (line === undefined) return;
  await insertRows(tx, 'fulfillmentLines', [line, ...lines]).execute();
}

function rowOf(parcel: Parcel): Omit<Parcel, 'lines'> {
  const { id, orderId, number, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt } = parcel;
  return { id, orderId, number, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt };
}

/** Parcels in PostgreSQL. */
export const parcelsWithin: ParcelsWithin = (tx) => ({
  ...bind(tx, { find: findParcel }),
  ofOrder: (orderId) => readParcelsOf(tx, [orderId]),
  add: (parcel) => addParcels(tx, [parcel]),
  save: async ({ id, carrier, trackingNumber, trackingUrl, deliveredAt }) => {
    await tx
      .updateTable('fulfillments')
      .set({ carrier, trackingNumber, trackingUrl, deliveredAt })
      .where('id', '=', id)
      .execute();
  },
});

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [(db: Statements<Tables>) => readParcelsOf(db, [])];
