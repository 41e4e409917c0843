import type { Transaction } from './transaction.ts';

/** Whose a user's notifications are by now: the customer's, when the user was a guest who has been claimed. */
export async function ownerOf(tx: Transaction, userId: string): Promise<string> {
  await lockOwner(tx, userId);
  const claim = await tx.guestClaim.findUnique({ where: { guestId: userId } });
  return claim?.customerId ?? userId;
}

/** Gives a guest's notifications to a customer, those that are yet to come too. */
export async function claimGuest(tx: Transaction, guestId: string, customerId: string): Promise<void> {
  await lockOwner(tx, guestId);
  await tx.guestClaim.createMany({ data: [{ guestId, customerId }], skipDuplicates: true });
  await tx.notification.updateMany({ where: { userId: guestId }, data: { userId: customerId } });
}

/** Orders and accounts publish independently of each other: a claim and an announcement may come at the same time. */
async function lockOwner(tx: Transaction, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${userId}, 0))`;
}
