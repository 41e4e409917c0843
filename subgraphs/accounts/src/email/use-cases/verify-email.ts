import { hashOpaqueToken } from '@cartwright/identity';
import { announceUsers, lockUser, markVerified } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { deleteForwardLinks, useLink } from '../repository.ts';

/** What a customer brings who has read the mail, and is signed in. */
export interface Verification {
  readonly userId: string;
  readonly token: string;
}

export type VerifyEmailOutcome = { readonly kind: 'verified' | 'invalid-link' };

/** Takes the address for the customer's: they have the mailbox, and are signed in to the account that the link is for. */
export async function verifyEmail(
  { transact, now }: Dependencies,
  { userId, token }: Verification,
): Promise<VerifyEmailOutcome> {
  const key = { tokenHash: hashOpaqueToken(token), purpose: 'VERIFY', userId } as const;
  const isVerified = await transact(async (tx, send) => {
    await lockUser(tx, userId);
    const link = await useLink(tx, key, now());
    if (link === undefined) return false;
    if (!(await markVerified(tx, { userId, email: link.email, verifiedAt: now() }))) return false;
    await deleteForwardLinks(tx, userId);
    await announceUsers({ tx, send }, [userId]);
    return true;
  });
  return { kind: isVerified ? 'verified' : 'invalid-link' };
}
