import { readPassword, type InvalidInput } from '@cartwright/input';
import type { Viewer } from '@cartwright/identity';
import { revokeSessions } from '../../sessions/door.ts';
import { findPasswordHash, replacePassword } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { deleteResetsOf } from '../repository.ts';
import { readNewPassword } from '../rules.ts';

/** Who changes their password, from what to what. */
export interface PasswordChange {
  readonly viewer: Viewer;
  readonly currentPassword: string;
  readonly newPassword: string;
}

export type ChangePasswordOutcome =
  { readonly kind: 'changed' } | { readonly kind: 'wrong-password' } | InvalidInput;

/** Changes a customer's password; all their sessions but the one that asks end. @throws RATE_LIMITED */
export async function changePassword(
  dependencies: Dependencies,
  { viewer, currentPassword, newPassword }: PasswordChange,
): Promise<ChangePasswordOutcome> {
  const read = readNewPassword({ newPassword });
  if (read.kind === 'invalid-input') return read;
  const { database, passwords, attempts, ends, now } = dependencies;
  const from = await findPasswordHash(database.statements, viewer.id);
  await attempts.beginProof(viewer.id);
  if (!(await passwords.verify(from, readPassword(currentPassword) ?? ''))) return { kind: 'wrong-password' };
  await attempts.succeedProof(viewer.id);
  const to = await passwords.hash(read.value.newPassword);
  const isReplaced = await database.transaction(async (tx) => {
    if (!(await replacePassword(tx, { userId: viewer.id, from, to }))) return false;
    await deleteResetsOf(tx, viewer.id);
    await revokeSessions(tx, { userId: viewer.id, except: viewer.sessionId }, now());
    return true;
  });
  await ends.refresh();
  return isReplaced ? { kind: 'changed' } : { kind: 'wrong-password' };
}
