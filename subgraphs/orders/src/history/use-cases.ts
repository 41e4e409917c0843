import type { Statements } from '@cartwright/database';
import { badUserInput } from '@cartwright/errors';
import { chosen, instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import { hasPermission, ownerIds, type Viewer } from '@cartwright/identity';
import { tidyLine } from '@cartwright/input';
import type { Tables } from '../generated/tables.ts';
import {
  findByNumber,
  maySeeOrder,
  readOrderNumber,
  type OrderStatus,
  type ShownOrder,
} from '../order/door.ts';
import type { historyLoaders } from './loaders.ts';
import { orderListIdentity } from './rules/order-list-identity.ts';
import { countOrders, listOrders, type ListedOrders, type OrderFilter } from './repository/listed-orders.ts';

/** What reading orders needs. */
export interface HistoryDependencies {
  readonly db: Statements<Tables>;
  /** Of one operation. */
  readonly loaders: ReturnType<typeof historyLoaders>;
}

/** Which order a viewer looks for: by exactly one of both. */
export interface FindOrderRequest {
  readonly viewer: Viewer;
  readonly id: string | null | undefined;
  readonly number: string | null | undefined;
  /** Whether the order's lines are asked for as well. */
  readonly withLines: boolean;
}

/** An order that the viewer may see; null when there is none. @throws BAD_USER_INPUT unless it is named in one way */
export async function findOrder(
  { db, loaders }: HistoryDependencies,
  { viewer, id, number, withLines }: FindOrderRequest,
): Promise<ShownOrder | null> {
  if ((id == null) === (number == null)) throw badUserInput('Give either id or number.', 'id');
  const byId = withLines ? loaders.orderWithLines : loaders.order;
  const order = id == null ? await byNumber(db, number ?? '') : isId(id) ? await byId.load(id) : null;
  return order !== null && maySeeOrder(viewer, order) ? order : null;
}

async function byNumber(db: Statements<Tables>, text: string): Promise<ShownOrder | null> {
  const number = readOrderNumber(text);
  return number === null ? null : ((await findByNumber(db, number)) ?? null);
}

type Shown = Pick<ListedOrders, 'withLines' | 'isBrief'>;

/** What orders have to be to be listed; what is left out, null or empty asks for nothing. */
export interface OrderConditions {
  readonly statuses?: readonly OrderStatus[] | null | undefined;
  readonly placedFrom?: Date | null | undefined;
  readonly placedBefore?: Date | null | undefined;
  readonly reference?: string | null | undefined;
}

/** Who lists which of the orders that they may see, and what is asked for of these. */
export interface ListVisibleRequest extends Shown {
  readonly viewer: Viewer;
  readonly filters: OrderConditions;
  readonly page: InstantPageArguments;
}

/** The viewer's orders, or everybody's for staff, newest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function listVisible(
  dependencies: HistoryDependencies,
  { viewer, filters, ...asked }: ListVisibleRequest,
): Promise<Connection<ShownOrder>> {
  const customerIds = hasPermission(viewer, 'ORDERS_READ') ? null : ownerIds(viewer);
  const { statuses, placedFrom = null, placedBefore = null } = filters;
  // Blanks find nothing: a number that was forgotten must not find everybody's orders.
  const reference = filters.reference == null ? null : tidyLine(filters.reference);
  const filter = { customerIds, statuses: chosen(statuses), placedFrom, placedBefore, reference };
  return pageOf(dependencies, filter, asked);
}

/** Who lists whose orders, and what is asked for of these: it decides what is read of a list of the viewer's own. */
export interface ListOfUserRequest extends Shown {
  readonly viewer: Viewer | null;
  readonly userId: string;
  readonly page: InstantPageArguments;
}

/** A user's orders, newest first, for the user and for staff; null for anybody else. @throws as `listVisible` */
export async function listOfUser(
  dependencies: HistoryDependencies,
  { viewer, userId, page, ...shown }: ListOfUserRequest,
): Promise<Connection<ShownOrder> | null> {
  if (viewer === null || !isId(userId)) return null;
  const own = ownerIds(viewer);
  if (own.includes(userId)) return pageOf(dependencies, allOf(own), { page, ...shown });
  if (!hasPermission(viewer, 'ORDERS_READ')) return null;
  const { loaders } = dependencies;
  return instantPage(page, {
    identity: orderListIdentity(allOf([userId])),
    list: (slice) => loaders.list.load({ customerId: userId, slice }),
    count: async () => (await loaders.count.load(userId))?.count ?? 0,
    instantOf: ({ placedAt }) => placedAt,
  });
}

const allOf = (customerIds: readonly string[]): OrderFilter => ({
  customerIds,
  statuses: null,
  placedFrom: null,
  placedBefore: null,
  reference: null,
});

function pageOf(
  { db }: HistoryDependencies,
  filter: OrderFilter,
  { page, ...shown }: Pick<ListVisibleRequest, 'page' | keyof Shown>,
): Promise<Connection<ShownOrder>> {
  return instantPage(page, {
    identity: orderListIdentity(filter),
    list: (slice) => listOrders(db, { filter, slice, ...shown }),
    count: () => countOrders(db, filter),
    instantOf: ({ placedAt }) => placedAt,
  });
}
