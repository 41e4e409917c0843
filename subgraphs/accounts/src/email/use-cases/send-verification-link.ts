import { lockAccount, type UserRecord } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { mailLink } from '../mail-link.ts';

export type SendVerificationLinkOutcome = { readonly kind: 'sent' | 'already-verified' | 'too-many-links' };

/** Mails a customer what proves that their address is theirs. */
export async function sendVerificationLink(
  dependencies: Dependencies,
  user: UserRecord,
): Promise<SendVerificationLinkOutcome> {
  const { email, emailVerifiedAt } = user;
  if (email === null || emailVerifiedAt !== null) return { kind: 'already-verified' };
  const isSent = await dependencies.transact(async (tx, send) => {
    await lockAccount(tx, user.id);
    return mailLink(dependencies, { tx, send }, { user, purpose: 'VERIFY', email });
  });
  return { kind: isSent ? 'sent' : 'too-many-links' };
}
