import type { Statements, Transaction } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { WrongCodes } from '../rules.ts';

/** A user's authenticator app as it is stored. */
export type TotpFactor = Readonly<Selectable<Tables['totpFactors']>>;

/** Locks a user's app and gives it, confirmed or not. */
export function lockTotp(tx: Transaction<Tables>, userId: string): Promise<TotpFactor | undefined> {
  return tx.selectFrom('totpFactors').selectAll().where('userId', '=', userId).forUpdate().executeTakeFirst();
}

/** Since when a user's app counts; null for who has none. */
export async function findTotpSince(db: Statements<Tables>, userId: string): Promise<Date | null> {
  const found = await db
    .selectFrom('totpFactors')
    .select('confirmedAt')
    .where('userId', '=', userId)
    .executeTakeFirst();
  return found?.confirmedAt ?? null;
}

/** Stores a new app, which takes the place of one that was never confirmed. */
export async function replaceTotp(
  tx: Transaction<Tables>,
  factor: Pick<TotpFactor, 'userId' | 'sealedSecret' | 'createdAt'>,
): Promise<void> {
  await deleteTotp(tx, factor.userId);
  await tx.insertInto('totpFactors').values(factor).execute();
}

/** Inserts apps that count from the start; who has one keeps it. */
export async function insertTotps(
  tx: Transaction<Tables>,
  factors: readonly Pick<TotpFactor, 'userId' | 'sealedSecret' | 'createdAt' | 'confirmedAt'>[],
): Promise<void> {
  await tx
    .insertInto('totpFactors')
    .values([...factors])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes a code: none of its time step or before is taken again. `confirmedAt` is given with the first. */
export async function takeStep(
  tx: Transaction<Tables>,
  { userId, lastStep, confirmedAt }: Pick<TotpFactor, 'userId' | 'lastStep' | 'confirmedAt'>,
): Promise<void> {
  await tx
    .updateTable('totpFactors')
    .set({ lastStep, confirmedAt, wrongCodes: 0, wrongSince: null })
    .where('userId', '=', userId)
    .execute();
}

/** Keeps how many wrong codes there were. */
export async function saveWrongCodes(
  tx: Transaction<Tables>,
  userId: string,
  wrong: WrongCodes,
): Promise<void> {
  await tx.updateTable('totpFactors').set(wrong).where('userId', '=', userId).execute();
}

/** Forgets a user's app. */
export async function deleteTotp(tx: Transaction<Tables>, userId: string): Promise<void> {
  await tx.deleteFrom('totpFactors').where('userId', '=', userId).execute();
}

/** How many recovery codes a user has left. */
export async function countRecoveryCodes(db: Statements<Tables>, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('recoveryCodes')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Gives a user other recovery codes, or none: those until now stop working. */
export async function replaceRecoveryCodes(
  tx: Transaction<Tables>,
  userId: string,
  hashes: readonly string[],
): Promise<void> {
  await tx.deleteFrom('recoveryCodes').where('userId', '=', userId).execute();
  if (hashes.length === 0) return;
  await tx
    .insertInto('recoveryCodes')
    .values(hashes.map((hash) => ({ userId, hash })))
    .execute();
}

/** Uses a recovery code up. @returns whether it worked */
export async function useRecoveryCode(
  tx: Transaction<Tables>,
  userId: string,
  hash: string,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('recoveryCodes')
    .where('userId', '=', userId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
