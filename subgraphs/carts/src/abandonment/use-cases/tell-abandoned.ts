import type { Transaction } from '@cartwright/database';
import { cartAbandoned, message } from '@cartwright/events';
import type { Messaging } from '@cartwright/messaging';
import {
  findCarts,
  lockLeft,
  markLeft,
  orderedAsCopies,
  type Dependencies,
  type LeftCart,
} from '../../cart/door.ts';
import type { Tables } from '../../generated/tables.ts';
import { abandonedCart, dueAt } from '../rules/abandoned-cart.ts';

/** What tells of carts that were left. */
export interface TellAbandoned {
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly terms: Pick<Dependencies['terms'], 'at'>;
  /** After how many hours without a change a cart counts as left. */
  readonly afterHours: number;
}

const batchSize = 100;

/**
 * Looks at some carts that nobody has changed for a while, and tells of those with something in them. What was looked at is recorded in the
 * transaction that stores what is told, so that whatever is cut off or runs beside it, a state of a cart is told once.
 */
export async function tellAbandoned({
  messaging,
  newId,
  now,
  terms,
  afterHours,
}: TellAbandoned): Promise<{ readonly hasMore: boolean }> {
  const pricing = await terms.at(now());
  return messaging.transact(async (tx, send) => {
    const at = pricing.now;
    const { newsSince, ...due } = dueAt(at, afterHours);
    const looked = await lockLeft(tx, { ...due, limit: batchSize });
    const told = new Set<string>();
    for (const { cart, number } of await readNews(tx, looked, newsSince)) {
      const data = abandonedCart(cart, { abandonmentId: newId(), number, pricing });
      if (data === null) continue;
      send(message(cartAbandoned, data));
      told.add(cart.id);
    }
    await markLeft(tx, { looked, told, now: at });
    return { hasMore: looked.length === batchSize };
  });
}

/** Of some carts that were left those of which that is news, and which telling it is of each. */
async function readNews(tx: Transaction<Tables>, looked: readonly LeftCart[], newsSince: Date) {
  const news = new Map(
    looked.flatMap(({ id, updatedAt, timesLeftTold }) =>
      updatedAt >= newsSince ? [[id, timesLeftTold + 1]] : [],
    ),
  );
  if (news.size === 0) return [];
  const ordered = await orderedAsCopies(tx, [...news.keys()]);
  const found = await findCarts(tx, [...news.keys()]);
  return found.flatMap(({ cart }) => {
    const number = news.get(cart.id);
    return number === undefined || ordered.has(cart.id) ? [] : [{ cart, number }];
  });
}
