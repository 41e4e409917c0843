import type { Transaction } from '@cartwright/database';
import { message, stockChanged } from '@cartwright/events';
import type { Restatement } from '@cartwright/messaging';
import { announceMoved, lockStock, refreshBundlesOf } from '../stock/door.ts';
import type { Tables } from '../tables.ts';
import { listPartIds } from './repository/bundle-parts.ts';

/** Works out anew what may be bought of bundles from before a part had to be shown, and announces what is different. */
export const bundlesRestated: Restatement<Transaction<Tables>> = {
  name: 'bundles',
  announce: async (tx, send, page) => {
    const ids = await listPartIds(tx, page);
    const parts = [...(await lockStock(tx, ids))].map(([variantId, { isPart }]) => ({ variantId, isPart }));
    for (const change of await announceMoved(tx, await refreshBundlesOf(tx, parts)))
      send(message(stockChanged, change));
    return ids;
  },
};
