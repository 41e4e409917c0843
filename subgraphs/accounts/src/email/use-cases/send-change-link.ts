import { invalidField, invalidInput, readPassword, type InvalidInput } from '@cartwright/input';
import { findPasswordHash, holdPassword, isEmailTaken, lockUser, type UserRecord } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { mailLink } from '../mail-link.ts';
import { isHeldForOther } from '../repository.ts';
import { readNewEmail } from '../rules.ts';

const sameEmail = invalidInput(
  invalidField(['newEmail'], 'INVALID_VALUE', 'This is your e-mail address already.'),
);

/** Who changes their address, to which, and their password. */
export interface EmailChangeRequest {
  readonly user: UserRecord;
  readonly newEmail: string;
  readonly currentPassword: string;
}

export type SendChangeLinkOutcome =
  { readonly kind: 'sent' | 'wrong-password' | 'email-taken' | 'too-many-links' } | InvalidInput;

/** Mails to the address that a customer wants to have; nothing changes before the mail is read. */
export async function sendChangeLink(
  dependencies: Dependencies,
  { user, newEmail, currentPassword }: EmailChangeRequest,
): Promise<SendChangeLinkOutcome> {
  const read = readNewEmail({ newEmail });
  if (read.kind === 'invalid-input') return read;
  const { newEmail: email } = read.value;
  if (email === user.email) return sameEmail;
  const { database, passwords, transact, now } = dependencies;
  const hash = await findPasswordHash(database.statements, user.id);
  if (!(await passwords.verify(hash, readPassword(currentPassword) ?? ''))) return { kind: 'wrong-password' };
  return transact(async (tx, send) => {
    await lockUser(tx, user.id);
    if (!(await holdPassword(tx, user.id, hash))) return { kind: 'wrong-password' };
    const isTaken =
      (await isEmailTaken(tx, email)) || (await isHeldForOther(tx, { email, userId: user.id }, now()));
    if (isTaken) return { kind: 'email-taken' };
    const isSent = await mailLink(dependencies, { tx, send }, { user, purpose: 'CHANGE', email });
    return { kind: isSent ? 'sent' : 'too-many-links' };
  });
}
