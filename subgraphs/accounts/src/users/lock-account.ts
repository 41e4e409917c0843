import type { Transaction } from '@cartwright/database';
import { graphqlError } from '@cartwright/errors';
import type { Tables } from '../generated/tables.ts';
import { holdUser, lockUser, type UserRecord } from './repository/users.ts';

/**
 * Locks a user who writes something of their own, as `lockUser` does. Whoever was erased meanwhile leaves nothing behind.
 * @throws UNAUTHENTICATED for somebody who has no account any more, or whom staff keep out
 */
export async function lockAccount(tx: Transaction<Tables>, id: string): Promise<UserRecord> {
  await lockUser(tx, id);
  const user = await holdUser(tx, id);
  if (user === undefined) throw graphqlError('UNAUTHENTICATED', 'This account no longer exists.');
  return user;
}
