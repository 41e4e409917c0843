import {
  anyOf,
  anyOfIds,
  builtOnce,
  keyedRead,
  partOfList,
  readingOrder,
  type Statements,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { shownColumns, type OrderStatus, type ShownOrder } from '../../order/door.ts';
import { briefColumns } from '../brief.ts';
import { joinLines } from './join-lines.ts';

/** Which orders a list has; `customerIds` null for everybody's, and null elsewhere for all. */
export interface OrderFilter {
  readonly customerIds: readonly string[] | null;
  readonly statuses: readonly OrderStatus[] | null;
  readonly placedFrom: Date | null;
  readonly placedBefore: Date | null;
  readonly reference: string | null;
}

/** Orders by their ids with their lines, in no particular order. */
export const readOrdersWithLines = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  joinLines(db, db.selectFrom('orders').select(shownColumns).where('id', '=', anyOfIds(ids))),
);

/** Which part of which list. */
export interface ListedOrders {
  readonly filter: OrderFilter;
  readonly slice: InstantSlice;
  /** Whether the orders' lines are read with them. */
  readonly withLines: boolean;
  /** Whether nothing but `briefFields` is asked for: what they do not need is not read then. */
  readonly isBrief: boolean;
}

/** A part of a list, newest first, or oldest first where it is read backwards. Of a brief one all that `briefColumns` leave out is missing, which nobody asks for. */
export function listOrders(
  db: Statements<Tables>,
  { filter, slice, ...shown }: ListedOrders,
): Promise<ShownOrder[]> {
  const { alone, together } = (shown.isBrief ? readsOfBrief : readsOfAll)[slice.direction];
  return (shown.withLines ? together : alone)(db, { ...conditionsOf(filter), ...partsOf(slice) });
}

const readsOfBrief = readsOf(briefColumns);
const readsOfAll = readsOf(shownColumns);

/** What reads these columns of a part of a list, without the lines of its orders and together with them. */
function readsOf(columns: readonly (typeof shownColumns)[number][]) {
  return inEachDirection((direction) => {
    const order = readingOrder('desc', direction);
    const page = (db: Statements<Tables>, values: Conditions & Slice) =>
      pageOf(filtered(db.selectFrom('orders'), values), values, direction).select(columns);
    return {
      alone: builtOnce(page),
      together: builtOnce((db: Statements<Tables>, values: Conditions & Slice) =>
        joinLines(db, page(db, values)).orderBy('page.placedAt', order).orderBy('page.id', order),
      ),
    };
  });
}

/** How many orders a list has. */
export async function countOrders(db: Statements<Tables>, filter: OrderFilter): Promise<number> {
  const { count } = await filtered(db.selectFrom('orders'), conditionsOf(filter))
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

type Direction = InstantSlice['direction'];

/** A statement for each direction: their texts differ. */
function inEachDirection<Read>(read: (direction: Direction) => Read): Readonly<Record<Direction, Read>> {
  return { forward: read('forward'), backward: read('backward') };
}

/** A slice by the values of its statement. */
interface Slice {
  readonly size: number;
  readonly at: Date | null;
  readonly id: string | null;
}

function partsOf({ size, after }: InstantSlice): Slice {
  return { size, at: after?.at ?? null, id: after?.id ?? null };
}

type OrdersQuery = SelectQueryBuilder<Tables, 'orders', object>;

/** A filter by the values of its statement: the pages of one state are read by an index in their order, those of several are not. */
interface Conditions extends Omit<OrderFilter, 'statuses'> {
  readonly status: OrderStatus | null;
  readonly oneOf: readonly OrderStatus[] | null;
}

function conditionsOf({ statuses, ...filter }: OrderFilter): Conditions {
  const [status = null, ...others] = statuses ?? [];
  return others.length === 0
    ? { ...filter, status, oneOf: null }
    : { ...filter, status: null, oneOf: statuses };
}

function filtered(
  orders: OrdersQuery,
  { customerIds, status, oneOf, placedFrom, placedBefore, reference }: Conditions,
): OrdersQuery {
  let list = orders;
  if (customerIds !== null) list = list.where('customerId', '=', anyOf(customerIds));
  if (status !== null) list = list.where('status', '=', status);
  if (oneOf !== null) list = list.where('status', '=', anyOf(oneOf));
  if (placedFrom !== null) list = list.where('placedAt', '>=', placedFrom);
  if (placedBefore !== null) list = list.where('placedAt', '<', placedBefore);
  if (reference !== null) list = list.where('reference', '=', reference);
  return list;
}

function pageOf(orders: OrdersQuery, { size, at, id }: Slice, direction: Direction): OrdersQuery {
  const after = at === null || id === null ? null : { at, id };
  return partOfList(orders, { by: ['placedAt', 'id'], order: 'desc' }, { size, after, direction });
}

/** The same part of several users' lists in one statement, in the order of `listOrders`; `ownerId` says whose list a row is of. */
export function listOrdersOf(
  db: Statements<Tables>,
  customerIds: readonly string[],
  slice: InstantSlice,
): Promise<(ShownOrder & { ownerId: string })[]> {
  return readPages[slice.direction](db, { customerIds, ...partsOf(slice) });
}

type OwnersSlice = Slice & { readonly customerIds: readonly string[] };

const readPages = inEachDirection((direction) =>
  builtOnce((db: Statements<Tables>, { customerIds, ...slice }: OwnersSlice) => {
    const owners = sql<{ ownerId: string }>`unnest(${customerIds}::uuid[])`.as<'owner'>(sql`owner(owner_id)`);
    const order = readingOrder('desc', direction);
    return db
      .selectFrom(owners)
      .innerJoinLateral(
        (eb) => {
          const own = eb.selectFrom('orders').whereRef('orders.customerId', '=', 'owner.ownerId');
          return pageOf(own, slice, direction).select(shownColumns).as('page');
        },
        (join) => join.onTrue(),
      )
      .select('owner.ownerId')
      .selectAll('page')
      .orderBy('page.placedAt', order)
      .orderBy('page.id', order);
  }),
);

/** How many orders each of several users has; a user without any is left out. */
export function countOrdersOf(
  db: Statements<Tables>,
  customerIds: readonly string[],
): Promise<{ customerId: string; count: number }[]> {
  return db
    .selectFrom('orders')
    .select((eb) => ['customerId', eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
    .where('customerId', '=', anyOf(customerIds))
    .groupBy('customerId')
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (db: Statements<Tables>) => readOrdersWithLines(db, []),
  (db: Statements<Tables>) => {
    const filter = {
      customerIds: [],
      statuses: ['PENDING', 'SHIPPED'],
      placedFrom: new Date(),
      placedBefore: null,
      reference: 'PO-4711',
    } as const;
    const slice = { size: 1, after: null, direction: 'forward' } as const;
    return listOrders(db, { filter, slice, withLines: true, isBrief: true });
  },
  (db: Statements<Tables>) =>
    listOrdersOf(db, [], { size: 1, after: { at: new Date(), id: '' }, direction: 'backward' }),
];

/** A sale that stands, and what was bought. */
export interface Sale {
  readonly orderId: string;
  readonly customerId: string;
  readonly productIds: string[];
}

/** Sales that stand, in the order of their orders' ids, from after one of them on. */
export async function listSales(
  db: Statements<Tables>,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<Sale[]> {
  const sales = await db
    .selectFrom('orders as o')
    .select((eb) => [
      'o.id as orderId',
      'o.customerId',
      eb
        .selectFrom('orderLines as line')
        .select((line) => line.fn.agg<string[]>('array_agg', ['line.productId']).distinct().as('ids'))
        .whereRef('line.orderId', '=', 'o.id')
        .as('productIds'),
    ])
    .where('o.step', '=', 'confirmed')
    .$if(after !== undefined, (query) => query.where('o.id', '>', after ?? ''))
    .orderBy('o.id')
    .limit(limit)
    .execute();
  return sales.map(({ productIds, ...sale }) => ({ ...sale, productIds: productIds ?? [] }));
}
