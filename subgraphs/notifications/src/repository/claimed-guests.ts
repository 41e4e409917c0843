import type { Transaction } from './transaction.ts';

/** Whose some users' notifications are by now: those that were guests and are customers, by the guests' ids. */
export async function ownersOf(
  tx: Transaction,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const guestIds = [...new Set(userIds)];
  await lockOwners(tx, guestIds);
  const claims = await tx.guestClaim.findMany({ where: { guestId: { in: guestIds } } });
  return new Map(claims.map(({ guestId, customerId }) => [guestId, customerId]));
}

/** Gives a guest's notifications to a customer, those that are yet to come too. */
export async function claimGuest(tx: Transaction, guestId: string, customerId: string): Promise<void> {
  await lockOwners(tx, [guestId]);
  await tx.guestClaim.createMany({ data: [{ guestId, customerId }], skipDuplicates: true });
  await tx.notification.updateMany({ where: { userId: guestId }, data: { userId: customerId } });
}

/**
 * Orders and accounts publish independently of each other: a claim and an announcement may come at the same time.
 * All replicas take these locks in the order of the ids.
 */
async function lockOwners(tx: Transaction, userIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest(${userIds.toSorted()}::text[]) AS id`;
}
