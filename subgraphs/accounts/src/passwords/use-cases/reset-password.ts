import { hashOpaqueToken } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import { revokeSessions } from '../../sessions/door.ts';
import { findUsers, lockUser } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { deleteResetsOf, findReset, useReset } from '../repository.ts';
import { readNewPassword } from '../rules.ts';
import { handOver } from './hand-over.ts';

/** What somebody brings who has read the mail. */
export interface PasswordReset {
  readonly token: string;
  readonly newPassword: string;
}

export type ResetPasswordOutcome =
  { readonly kind: 'reset' } | { readonly kind: 'invalid-token' } | InvalidInput;

/**
 * Gives the customer of a link another password; all their sessions end, and their other links. Who brings the link has the
 * mailbox: the address counts as proven from then on.
 */
export async function resetPassword(
  dependencies: Dependencies,
  { token, newPassword }: PasswordReset,
): Promise<ResetPasswordOutcome> {
  const read = readNewPassword({ newPassword });
  if (read.kind === 'invalid-input') return read;
  const { database, transact, passwords, ends, now } = dependencies;
  const tokenHash = hashOpaqueToken(token);
  // Before the costly hash, so that made up tokens cost little.
  const userId = await findReset(database.statements, tokenHash, now());
  if (userId === undefined) return { kind: 'invalid-token' };
  const passwordHash = await passwords.hash(read.value.newPassword);
  const isReset = await transact(async (tx, send) => {
    await lockUser(tx, userId);
    if (!(await useReset(tx, tokenHash, now()))) return false;
    const [user] = await findUsers(tx, [userId]);
    if (user === undefined || user.email === null || user.disabledAt !== null) return false;
    await handOver(dependencies, { tx, send }, { ...user, email: user.email, passwordHash });
    await deleteResetsOf(tx, userId);
    await revokeSessions(tx, { userId }, now());
    return true;
  });
  await ends.refresh();
  return isReset ? { kind: 'reset' } : { kind: 'invalid-token' };
}
