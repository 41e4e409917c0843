import type { Statements, Transaction } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { NewLink } from '../../sessions/door.ts';

/** A sign-in that waits for its second factor. */
export type StoredChallenge = Readonly<Omit<Selectable<Tables['signInChallenges']>, 'link'>> & {
  /** What is linked with it; null where nothing is. */
  readonly link: NewLink | null;
};

/** Stores a sign-in that has begun. */
export async function insertChallenge(
  tx: Transaction<Tables>,
  {
    authenticationMethods,
    link,
    ...challenge
  }: Omit<StoredChallenge, 'authenticationMethods'> & {
    readonly authenticationMethods: readonly string[];
  },
): Promise<void> {
  const stored = {
    ...challenge,
    link: link === null ? null : JSON.stringify(link),
    authenticationMethods: [...authenticationMethods],
  };
  await tx.insertInto('signInChallenges').values(stored).execute();
}

/** Locks a sign-in that can still be finished. */
export function lockChallenge(
  tx: Transaction<Tables>,
  tokenHash: string,
  now: Date,
): Promise<StoredChallenge | undefined> {
  return tx
    .selectFrom('signInChallenges')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .where('guessesLeft', '>', 0)
    .forUpdate()
    .$narrowType<{ link: NewLink | null }>()
    .executeTakeFirst();
}

/** Takes one answer off what a sign-in may still try. */
export async function spendGuess(tx: Transaction<Tables>, tokenHash: string): Promise<void> {
  await tx
    .updateTable('signInChallenges')
    .set((eb) => ({ guessesLeft: eb('guessesLeft', '-', 1) }))
    .where('tokenHash', '=', tokenHash)
    .execute();
}

/** Forgets a sign-in, which is finished. */
export async function deleteChallenge(tx: Transaction<Tables>, tokenHash: string): Promise<void> {
  await tx.deleteFrom('signInChallenges').where('tokenHash', '=', tokenHash).execute();
}

/** Forgets all sign-ins of a user that wait. */
export async function deleteChallengesOf(tx: Transaction<Tables>, userId: string): Promise<void> {
  await tx.deleteFrom('signInChallenges').where('userId', '=', userId).execute();
}

/** Forgets the sign-ins that nobody finished in time. */
export async function purgeChallenges(db: Statements<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('signInChallenges').where('expiresAt', '<=', now).execute();
}
