import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { forgetEnrolled } from './enrolled.ts';
import { columns, orEmailTaken, type UserRecord } from './users.ts';

/** A user's address, when it was proved to be theirs. */
export interface ProvenEmail {
  readonly userId: string;
  readonly email: string;
  readonly verifiedAt: Date;
}

/** Records that a user's address is theirs. @returns false when they have another one by now */
export async function markVerified(
  tx: Transaction<Tables>,
  { userId, email, verifiedAt }: ProvenEmail,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({ emailVerifiedAt: verifiedAt })
    .where('id', '=', userId)
    .where('email', '=', email)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Gives a user another address, which is proved to be theirs. @throws EmailTaken */
export function replaceEmail(
  tx: Transaction<Tables>,
  { userId, email, verifiedAt }: ProvenEmail,
): Promise<UserRecord> {
  return orEmailTaken(
    tx
      .updateTable('users')
      .set({ email, emailVerifiedAt: verifiedAt })
      .where('id', '=', userId)
      .returning(columns)
      .executeTakeFirstOrThrow(),
  );
}

/** An account that takes the place of another one, whose address it has. */
export interface Successor extends ProvenEmail {
  readonly passwordHash: string;
  readonly locale: string;
}

/** Makes a customer of whom nothing but a proven address is known. */
export async function insertProvenCustomer(
  tx: Transaction<Tables>,
  { userId: id, verifiedAt: emailVerifiedAt, ...user }: Successor,
): Promise<void> {
  await tx
    .insertInto('users')
    .values({ ...user, id, emailVerifiedAt, role: 'CUSTOMER' })
    .execute();
}

/** Ends an account for good: nobody can sign in with it, and nothing says whose it was. */
export async function closeAccount(tx: Transaction<Tables>, id: string, closedAt: Date): Promise<void> {
  const nobody = { email: null, emailVerifiedAt: null, passwordHash: null, firstName: null, lastName: null };
  await tx
    .updateTable('users')
    .set({ ...nobody, company: null, vatId: null, locale: 'en', disabledAt: null, closedAt })
    .where('id', '=', id)
    .execute();
  await forgetEnrolled(tx, id, new Date(0));
}
