import {
  announceNewUser,
  announceUsers,
  closeAccount,
  insertProvenCustomer,
  isUntouched,
  markVerified,
  setPassword,
  type Sending,
  type UserRecord,
} from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';

/** An account whose mailbox somebody has proved to have, and the password that they have chosen. */
export interface HandOver extends UserRecord {
  readonly email: string;
  readonly passwordHash: string;
}

/**
 * Gives an account to who has its mailbox. If nobody had proved that before, whoever made the account may have been somebody else,
 * so that its address goes over to a new account, and nothing of what they wrote, or enrolled to sign in with, goes along. Staff
 * were invited at their address, and keep theirs, as does whom a file brought in and in whose account nobody has been.
 */
export async function handOver(
  { now, newId }: Pick<Dependencies, 'now' | 'newId'>,
  { tx, send }: Sending,
  { id, email, emailVerifiedAt, role, locale, passwordHash }: HandOver,
): Promise<void> {
  const verifiedAt = now();
  if (emailVerifiedAt === null && role === 'CUSTOMER' && !(await isUntouched(tx, id))) {
    const userId = newId();
    await closeAccount(tx, id, verifiedAt);
    await insertProvenCustomer(tx, { userId, email, verifiedAt, locale, passwordHash });
    return announceNewUser({ tx, send }, userId, { replacedId: id });
  }
  await setPassword(tx, id, passwordHash);
  if (emailVerifiedAt !== null) return;
  await markVerified(tx, { userId: id, email, verifiedAt });
  await announceUsers({ tx, send }, [id]);
}
