import { hashOpaqueToken } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import { deleteResetsOf, readNewPassword } from '../../passwords/door.ts';
import { revokeSessions } from '../../sessions/door.ts';
import { announceUsers, forgetEnrolled, lockUser, replaceEmail, setPassword } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { deleteForwardLinks, deleteLaterUndos, findLink, useLink } from '../repository.ts';
import { linkTtlMs } from '../rules.ts';

/** What the owner of the address until now brings, and their password from now on. */
export interface EmailChangeUndo {
  readonly token: string;
  readonly newPassword: string;
}

export type UndoEmailChangeOutcome = { readonly kind: 'undone' | 'invalid-link' } | InvalidInput;

/**
 * Makes an address the account's again. Whoever changed it knew the password, so that there is another one from now on, all
 * sessions end, and nothing that was enrolled since the change signs in.
 */
export async function undoEmailChange(
  dependencies: Dependencies,
  { token, newPassword }: EmailChangeUndo,
): Promise<UndoEmailChangeOutcome> {
  const read = readNewPassword({ newPassword });
  if (read.kind === 'invalid-input') return read;
  const { database, passwords, transact, ends, now } = dependencies;
  const key = { tokenHash: hashOpaqueToken(token), purpose: 'UNDO' } as const;
  // Before the costly hash, so that made up tokens cost little.
  const found = await findLink(database.statements, key, now());
  if (found === undefined) return { kind: 'invalid-link' };
  const { userId, email } = found;
  const passwordHash = await passwords.hash(read.value.newPassword);
  const isUndone = await transact(async (tx, send) => {
    await lockUser(tx, userId);
    const link = await useLink(tx, key, now());
    if (link === undefined) return false;
    await replaceEmail(tx, { userId, email, verifiedAt: now() });
    await setPassword(tx, userId, passwordHash);
    await deleteForwardLinks(tx, userId);
    await deleteLaterUndos(tx, link);
    await deleteResetsOf(tx, userId);
    await forgetEnrolled(tx, userId, new Date(link.expiresAt.getTime() - linkTtlMs.UNDO));
    await revokeSessions(tx, { userId }, now());
    await announceUsers({ tx, send }, [userId]);
    return true;
  });
  await ends.refresh();
  return { kind: isUndone ? 'undone' : 'invalid-link' };
}
