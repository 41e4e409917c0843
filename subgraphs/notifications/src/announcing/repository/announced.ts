import {
  anyOf,
  insertRows,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql, type Insertable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { NewNotification } from '../ports.ts';

/** Inserts notifications, all with the same columns; those whose fact was announced before are left out. */
export async function insertNotifications(
  db: Statements<Tables>,
  [first, ...others]: readonly Insertable<Tables['notifications']>[],
): Promise<void> {
  if (first === undefined) return;
  await insertRows(db, 'notifications', [first, ...others])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Stores new notifications for whoever their users are by now. */
export async function storeAnnounced(
  tx: Transaction<Tables>,
  notifications: readonly NewNotification[],
): Promise<void> {
  const owners = await ownersOf(
    tx,
    notifications.map(({ userId }) => userId),
  );
  const owned = notifications.map((one) => ({ ...one, userId: owners.get(one.userId) ?? one.userId }));
  await insertNotifications(tx, owned);
}

/** Gives a guest's notifications to a customer, those that are yet to come too. */
export async function claimGuest(
  tx: Transaction<Tables>,
  { guestId, customerId }: { readonly guestId: string; readonly customerId: string },
): Promise<void> {
  await lockUsers(tx, [guestId]);
  await tx
    .insertInto('guestClaims')
    .values({ guestId, customerId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.updateTable('notifications').set({ userId: customerId }).where('userId', '=', guestId).execute();
}

/** Gives a guest's notifications of one order to the customer whose order it turned out to be. */
export async function claimOrder(
  tx: Transaction<Tables>,
  {
    orderId,
    formerId,
    customerId,
  }: { readonly orderId: string; readonly formerId: string; readonly customerId: string },
): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ userId: customerId })
    .where('userId', '=', formerId)
    .where('orderId', '=', orderId)
    .execute();
}

/** The customers that some users have become since they were guests, by the guests' ids. */
async function ownersOf(
  tx: Transaction<Tables>,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const guestIds = [...new Set(userIds)];
  await lockUsers(tx, guestIds);
  const claims = await tx
    .selectFrom('guestClaims')
    .select(['guestId', 'customerId'])
    .where('guestId', '=', anyOf(guestIds))
    .execute();
  return new Map(claims.map(({ guestId, customerId }) => [guestId, customerId]));
}

/**
 * Orders and accounts publish independently of each other: a claim and an announcement may come at the same time.
 * All replicas take these locks in the order of the ids.
 */
async function lockUsers(tx: Transaction<Tables>, userIds: readonly string[]): Promise<void> {
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest(${userIds.toSorted()}::text[]) AS id
  `.execute(tx);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => lockUsers(tx, [])];
