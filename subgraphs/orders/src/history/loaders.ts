import type { Statements } from '@cartwright/database';
import { byKey, type InstantSlice } from '@cartwright/graph';
import DataLoader from 'dataloader';
import type { Tables } from '../generated/tables.ts';
import { readOrders, type ShownOrder } from '../order/door.ts';
import { countOrdersOf, listOrdersOf, readOrdersWithLines } from './repository/listed-orders.ts';

/** Which part of whose list. */
export interface ListKey {
  readonly customerId: string;
  readonly slice: InstantSlice;
}

/** The orders and the lists of users that one operation asks for, gathered into one statement per kind. */
export function historyLoaders(db: Statements<Tables>) {
  return {
    order: byKey(
      (ids: readonly string[]) => readOrders(db, ids),
      ({ id }) => id,
    ),
    orderWithLines: byKey(
      (ids: readonly string[]) => readOrdersWithLines(db, ids),
      ({ id }) => id,
    ),
    list: new DataLoader((keys: readonly ListKey[]) => loadLists(db, keys), { cacheKeyFn: listKeyText }),
    count: byKey(
      (customerIds: readonly string[]) => countOrdersOf(db, customerIds),
      ({ customerId }) => customerId,
    ),
  };
}

/** One statement for each kind of slice; a page of users asks all of them for the same one. */
async function loadLists(db: Statements<Tables>, keys: readonly ListKey[]): Promise<ShownOrder[][]> {
  const groups = Map.groupBy(keys, ({ slice }) => JSON.stringify(slice));
  const found = new Map<string, ShownOrder[]>();
  for (const group of groups.values()) {
    const { slice } = group[0] as ListKey;
    const customerIds = group.map(({ customerId }) => customerId);
    const rows = await listOrdersOf(db, customerIds, slice);
    for (const [customerId, list] of Map.groupBy(rows, ({ ownerId }) => ownerId)) {
      found.set(listKeyText({ customerId, slice }), list);
    }
  }
  return keys.map((key) => found.get(listKeyText(key)) ?? []);
}

function listKeyText({ customerId, slice }: ListKey): string {
  return `${customerId} ${JSON.stringify(slice)}`;
}
