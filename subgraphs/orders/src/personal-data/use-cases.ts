import type { Statements, Transaction } from '@cartwright/database';
import type { ErasureObstacle } from '@cartwright/events';
import type { Tables } from '../generated/tables.ts';
import {
  collectEmails,
  collectOrders,
  eraseBuyers,
  forgetPeople,
  forgetWays,
  haveOrdersUnderWay,
} from './repository.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long after all of an order was sent it counts as ended, though nobody has said that it arrived. */
const arrivedAfterMs = 30 * dayMs;

/** All that orders keeps of people: their orders with addresses, lines, lives and parcels, and the e-mail addresses on record. */
export async function collect(
  db: Statements<Tables>,
  personIds: readonly string[],
): Promise<Record<string, unknown>> {
  return { orders: await collectOrders(db, personIds), emails: await collectEmails(db, personIds) };
}

/**
 * Erases people from orders. An order that is under way keeps what is needed to fulfil it; called again after its end, it is erased
 * as well. @returns what is waited for; null when nothing is left
 */
export async function erase(
  tx: Transaction<Tables>,
  personIds: readonly string[],
  now: Date,
): Promise<ErasureObstacle | null> {
  await forgetPeople(tx, personIds);
  const sentBefore = new Date(now.getTime() - arrivedAfterMs);
  await forgetWays(tx, await eraseBuyers(tx, personIds, { now, sentBefore }));
  return (await haveOrdersUnderWay(tx, personIds)) ? 'ORDERS_UNDER_WAY' : null;
}
