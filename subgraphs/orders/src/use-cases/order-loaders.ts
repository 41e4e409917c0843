import { byKey, listByKey } from '@cartwright/graph';
import DataLoader from 'dataloader';
import type { Order, OrderLine } from '../domain/order.ts';
import type { Orders, OrderSlice, OwnedLine, StoredTimelineEntry } from '../repository/orders.ts';

/** Which part of whose list. */
export interface ListKey {
  readonly customerId: string;
  readonly slice: OrderSlice;
}

/** What one operation reads of orders, gathered into one statement per kind. */
export interface OrderLoaders {
  readonly order: DataLoader<string, Order | null>;
  readonly line: DataLoader<string, OwnedLine | null>;
  readonly lines: DataLoader<string, OrderLine[]>;
  readonly timeline: DataLoader<string, StoredTimelineEntry[]>;
  readonly list: DataLoader<ListKey, Order[], string>;
  readonly count: DataLoader<string, number>;
}

/** Builds the loaders of one operation. */
export function createOrderLoaders(orders: Orders): OrderLoaders {
  return {
    order: byKey(
      (ids) => orders.byIds(ids),
      ({ id }) => id,
    ),
    line: byKey(
      (ids) => orders.linesByIds(ids),
      ({ id }) => id,
    ),
    lines: listByKey(
      (ids) => orders.linesOf(ids),
      ({ orderId }) => orderId,
    ),
    timeline: listByKey(
      (ids) => orders.timelinesOf(ids),
      ({ orderId }) => orderId,
    ),
    list: new DataLoader((keys: readonly ListKey[]) => loadLists(orders, keys), { cacheKeyFn: listKeyText }),
    count: new DataLoader(async (ids: readonly string[]) => {
      const counts = await orders.countsOf(ids);
      return ids.map((id) => counts.get(id) ?? 0);
    }),
  };
}

/** One statement for each kind of slice; a page of users asks all of them for the same one. */
async function loadLists(orders: Orders, keys: readonly ListKey[]): Promise<Order[][]> {
  const groups = Map.groupBy(keys, ({ slice }) => sliceText(slice));
  const found = new Map<string, Order[]>();
  for (const group of groups.values()) {
    const slice = (group[0] as ListKey).slice;
    const rows = await orders.listsOf(
      group.map(({ customerId }) => customerId),
      slice,
    );
    for (const [customerId, list] of Map.groupBy(rows, ({ ownerId }) => ownerId)) {
      found.set(listKeyText({ customerId, slice }), list);
    }
  }
  return keys.map((key) => found.get(listKeyText(key)) ?? []);
}

function listKeyText({ customerId, slice }: ListKey): string {
  return `${customerId} ${sliceText(slice)}`;
}

function sliceText({ size, after }: OrderSlice): string {
  return JSON.stringify([size, after?.placedAt, after?.id]);
}
