import {
  builtOnce,
  changeLater,
  recordset,
  recordsOf,
  withColumns,
  type Records,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { sql, type Expression, type OnConflictBuilder, type QueryCreator, type SqlBool } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { orderStatusOf } from '../rules/order-status.ts';
import {
  checkoutColumns,
  type Checkout,
  type Order,
  type OrderLine,
  type OrderWithLines,
  type TimelineEntry,
} from './order-rows.ts';

/** An order with its lines before it has a number, and the beginning of its timeline. */
export interface NewOrder {
  readonly order: Omit<OrderWithLines, 'number'>;
  readonly timeline: readonly TimelineEntry[];
}

const nextNumber = sql<string>`'CW-' || nextval('order_number_seq')`;

/** An order that was added, and its number. */
export type AddedOrder = Pick<Order, 'id' | 'number'>;

/**
 * Adds orders with their lines and the beginnings of their timelines in one statement, of which `db` may have other parts.
 * @param condition which of them, named `new`, are added
 * @returns those that were
 */
export function addOrders(
  db: QueryCreator<Tables>,
  placed: readonly [NewOrder, ...NewOrder[]],
  condition: Expression<SqlBool> = sql`true`,
): Promise<AddedOrder[]> {
  const { orders, lines, entries } = rowsOf(placed);
  const columns = Object.keys(orders[0] ?? {}) as (keyof (typeof orders)[number])[];
  return db
    .with('added', (part) =>
      withColumns(part.insertInto('orders'), [...columns, 'number'])
        .expression(
          part
            .selectFrom(recordset(db, 'orders', orders).as('new'))
            .select(columns.map((column) => `new.${column}` as const))
            .select(nextNumber.as('number'))
            .where(condition),
        )
        .returning(['id', 'number']),
    )
    .with('lines', (part) =>
      part.insertInto('orderLines').expression(
        part
          .selectFrom(recordset(db, 'orderLines', lines).as('line'))
          .innerJoin('added', 'added.id', 'line.orderId')
          .selectAll('line'),
      ),
    )
    .with('entries', (part) =>
      part.insertInto('timelineEntries').expression(
        part
          .selectFrom(recordset(db, 'timelineEntries', entries).as('entry'))
          .innerJoin('added', 'added.id', 'entry.orderId')
          .selectAll('entry'),
      ),
    )
    .selectFrom('added')
    .select(['id', 'number'])
    .execute();
}

/** What new orders are in each table. */
function rowsOf(placed: readonly NewOrder[]) {
  const parts = placed.map(({ order: { lines, ...order }, timeline }) => ({
    order,
    lines,
    entries: timeline.map((entry) => ({ ...entry, orderId: order.id })),
  }));
  return {
    orders: parts.map(({ order }) => order),
    lines: parts.flatMap((part) => part.lines),
    entries: parts.flatMap((part) => part.entries),
  };
}

/** A checkout as it is to be stored, with its new timeline entries. */
export interface SavedCheckout {
  readonly orderId: string;
  readonly checkout: Checkout;
  readonly timeline: readonly TimelineEntry[];
}

/** Stores checkouts and their new timeline entries, with the last statement of the transaction. */
export async function saveCheckouts(
  tx: Transaction<Tables>,
  saved: readonly SavedCheckout[],
  now: Date,
): Promise<void> {
  if (saved.length === 0) return;
  const changes = saved.map((one) => changeOf(one, now));
  const entries = saved.flatMap(({ orderId, timeline }) => timeline.map((entry) => ({ ...entry, orderId })));
  await changeLater(tx, updateOrders.queryFor(tx, { changes: recordsOf(changes) }));
  await changeLater(tx, insertEntries.queryFor(tx, { entries: recordsOf(entries) }));
}

const changed = ['status', 'updatedAt', ...checkoutColumns] as const;

const updateOrders = builtOnce((db: Statements<Tables>, { changes }: { readonly changes: Records<Change> }) =>
  db
    .updateTable('orders as o')
    .from(recordset(db, 'orders', changes).as('change'))
    .set((eb) => Object.fromEntries(changed.map((column) => [column, eb.ref(`change.${column}`)])))
    .whereRef('o.id', '=', 'change.id'),
);

const insertEntries = builtOnce(
  (db: Statements<Tables>, { entries }: { readonly entries: Records<TimelineEntry> }) =>
    db
      .insertInto('timelineEntries')
      .expression(db.selectFrom(recordset(db, 'timelineEntries', entries).as('entry')).selectAll()),
);

type Change = Pick<Order, 'id' | (typeof changed)[number]>;

function changeOf({ orderId, checkout }: SavedCheckout, updatedAt: Date): Change {
  const columns = checkoutColumns.map((column) => [column, checkout[column]]);
  const ownColumns = Object.fromEntries(columns) as typeof checkout;
  return { ...ownColumns, id: orderId, status: orderStatusOf(checkout), updatedAt };
}

/** Gives all orders of a guest to the customer whom the guest has become; from then on the guest sees none of them. */
export async function giveOrders(
  tx: Transaction<Tables>,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const locked = tx
    .selectFrom('orders')
    .select('id')
    .where('customerId', '=', from)
    .orderBy('id')
    .forUpdate();
  await tx.updateTable('orders').set({ customerId: to, guestId: null }).where('id', 'in', locked).execute();
}

/** A past order with its whole life. */
export interface PastOrder {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly timeline: readonly TimelineEntry[];
}

/** Adds past orders with their lines and timelines; those that are there stay as they are. @returns how many were added */
export async function addPastOrders(tx: Transaction<Tables>, past: readonly PastOrder[]): Promise<number> {
  const orders = past.map(({ order }) => order);
  const lines = past.flatMap((one) => one.lines);
  const entries = past.flatMap(({ order, timeline }) =>
    timeline.map((entry) => ({ ...entry, orderId: order.id })),
  );
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('orders')
    .expression((db) => db.selectFrom(recordset(tx, 'orders', orders).as('row')).selectAll())
    .onConflict(doNothing)
    .executeTakeFirst();
  await tx
    .insertInto('orderLines')
    .expression((db) => db.selectFrom(recordset(tx, 'orderLines', lines).as('row')).selectAll())
    .onConflict(doNothing)
    .execute();
  await tx
    .insertInto('timelineEntries')
    .expression((db) => db.selectFrom(recordset(tx, 'timelineEntries', entries).as('row')).selectAll())
    .onConflict(doNothing)
    .execute();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

function doNothing<Table extends keyof Tables>(conflict: OnConflictBuilder<Tables, Table>) {
  return conflict.doNothing();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (db: Statements<Tables>) =>
    addOrders(db, [{ order: { lines: [] } as unknown as NewOrder['order'], timeline: [] }]),
];
