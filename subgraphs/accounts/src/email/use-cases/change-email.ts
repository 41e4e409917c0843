import { hashOpaqueToken, type Viewer } from '@cartwright/identity';
import { deleteResetsOf } from '../../passwords/door.ts';
import { revokeSessions } from '../../sessions/door.ts';
import {
  announceUsers,
  EmailTaken,
  findUsers,
  lockUser,
  replaceEmail,
  type Sending,
} from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { mailLink } from '../mail-link.ts';
import { deleteForwardLinks, isHeldForOther, useLink, type StoredLink } from '../repository.ts';

/** What a customer brings who has read the mail, and is signed in. */
export interface EmailChange {
  readonly viewer: Viewer;
  readonly token: string;
}

export type ChangeEmailOutcome = { readonly kind: 'changed' | 'invalid-link' | 'email-taken' };

/**
 * Makes an address the account's whose mailbox the customer has. All their sessions but the one that asks end, and a proven
 * address that they had is told, with what takes the change back.
 */
export async function changeEmail(
  dependencies: Dependencies,
  { viewer: { id: userId, sessionId }, token }: EmailChange,
): Promise<ChangeEmailOutcome> {
  const { transact, ends, now } = dependencies;
  const key = { tokenHash: hashOpaqueToken(token), purpose: 'CHANGE', userId } as const;
  try {
    const isChanged = await transact(async (tx, send) => {
      await lockUser(tx, userId);
      const link = await useLink(tx, key, now());
      if (link === undefined) return false;
      await replace(dependencies, { tx, send }, link);
      await revokeSessions(tx, { userId, except: sessionId }, now());
      return true;
    });
    await ends.refresh();
    return { kind: isChanged ? 'changed' : 'invalid-link' };
  } catch (error) {
    if (error instanceof EmailTaken) return { kind: 'email-taken' };
    throw error;
  }
}

/** An address that was never proved might be a stranger's, who must not be able to take the account. */
async function replace(
  dependencies: Dependencies,
  { tx, send }: Sending,
  { userId, email }: StoredLink,
): Promise<void> {
  const verifiedAt = dependencies.now();
  if (await isHeldForOther(tx, { email, userId }, verifiedAt)) throw new EmailTaken();
  const [before] = await findUsers(tx, [userId]);
  const user = await replaceEmail(tx, { userId, email, verifiedAt });
  await deleteForwardLinks(tx, userId);
  await deleteResetsOf(tx, userId);
  if (before?.email != null && before.emailVerifiedAt !== null)
    await mailLink(dependencies, { tx, send }, { user, purpose: 'UNDO', email: before.email });
  await announceUsers({ tx, send }, [userId]);
}
