import type { Statements, Transaction } from '@cartwright/database';
import type { AttemptCount } from '@cartwright/identity';
import type { Tables } from '../generated/tables.ts';

/** What is on record of a subject, locked, so that attempts at the same time are judged one after the other. */
export async function lockAttempts(
  tx: Transaction<Tables>,
  subject: string,
  now: Date,
): Promise<AttemptCount> {
  await tx
    .insertInto('attempts')
    .values({ subject, count: 0, nextAt: now, endsAt: now })
    .onConflict((conflict) => conflict.column('subject').doNothing())
    .execute();
  return tx
    .selectFrom('attempts')
    .select(['count', 'nextAt', 'endsAt'])
    .where('subject', '=', subject)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Puts an attempt on record. */
export async function saveAttempts(
  tx: Transaction<Tables>,
  subject: string,
  record: AttemptCount,
): Promise<void> {
  await tx.updateTable('attempts').set(record).where('subject', '=', subject).execute();
}

/** Forgets the attempts on a subject. */
export async function deleteAttempts(db: Statements<Tables>, subject: string): Promise<void> {
  await db.deleteFrom('attempts').where('subject', '=', subject).execute();
}

/** Whether a network is one that its user has signed in from. */
export async function isKnownNetwork(db: Statements<Tables>, key: string, now: Date): Promise<boolean> {
  const found = await db
    .selectFrom('knownNetworks')
    .select('key')
    .where('key', '=', key)
    .where('endsAt', '>', now)
    .executeTakeFirst();
  return found !== undefined;
}

/** Remembers where a user has signed in from. */
export async function saveNetwork(
  db: Statements<Tables>,
  network: { readonly key: string; readonly userId: string; readonly endsAt: Date },
): Promise<void> {
  const { userId, endsAt } = network;
  await db
    .insertInto('knownNetworks')
    .values(network)
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ userId, endsAt }))
    .execute();
}

/** Deletes counts and networks that are over. */
export async function purgeAttempts(db: Statements<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('attempts').where('endsAt', '<=', now).execute();
  await db.deleteFrom('knownNetworks').where('endsAt', '<=', now).execute();
}
