import type { Statements, Transaction } from '@cartwright/database';
import type { ErasureObstacle } from '@cartwright/events';
import { completedMs, freezeTtlMs, leftByGuestMs } from '../cart/door.ts';
import type { Tables } from '../generated/tables.ts';
import { collectBuyers, forgetBuyers } from '../promotions/door.ts';
import {
  collectCarts,
  collectCopies,
  collectWishLists,
  deleteCarts,
  deleteLeft,
  deleteWishLists,
  forgetPeople,
  haveCarts,
} from './repository.ts';

const batchSize = 500;

/**
 * All that carts keeps of people: their carts with addresses and what is in them, their wish lists, their codes and
 * uses of promotions, and what prices and taxes depend on.
 */
export async function collect(
  db: Statements<Tables>,
  personIds: readonly string[],
): Promise<Record<string, unknown>> {
  return {
    carts: await collectCarts(db, personIds),
    wishLists: await collectWishLists(db, personIds),
    promotions: await collectBuyers(db, personIds),
    taxDetails: await collectCopies(db, personIds),
  };
}

/**
 * Erases people from carts: their carts are deleted, with the ids of guests' carts that went into them, their wish lists, and what they used of promotions. One whose order is under
 * way goes after its end. @returns what is waited for; null when nothing is left
 */
export async function erase(
  tx: Transaction<Tables>,
  personIds: readonly string[],
  now: Date,
): Promise<ErasureObstacle | null> {
  await forgetPeople(tx, personIds);
  await deleteCarts(tx, personIds, new Date(now.getTime() - freezeTtlMs));
  await deleteWishLists(tx, personIds);
  await forgetBuyers(tx, personIds);
  return (await haveCarts(tx, personIds)) ? 'ORDERS_UNDER_WAY' : null;
}

/** Deletes some carts that nobody comes back to, with the addresses in them. @returns whether there may be more */
export async function purgeCarts(db: Statements<Tables>, now: Date): Promise<{ readonly hasMore: boolean }> {
  const before = (ageMs: number): Date => new Date(now.getTime() - ageMs);
  const ages = { completedBefore: before(completedMs), leftByGuestBefore: before(leftByGuestMs) };
  return { hasMore: (await deleteLeft(db, { ...ages, limit: batchSize })) >= batchSize };
}
