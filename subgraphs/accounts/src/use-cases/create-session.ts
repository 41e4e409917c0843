import { guestClaimed, message } from '@cartwright/events';
import type { Send } from '@cartwright/messaging';
import type { Viewer } from '@cartwright/identity';
import { normalizeEmail } from '../domain/credentials.ts';
import type { UserRecord } from '../domain/user.ts';
import type { Transaction } from '../repository/transaction.ts';
import type { Dependencies } from './dependencies.ts';
import { openSession, type OpenedSession } from './open-session.ts';

export type SignInOutcome = { kind: 'signed-in'; session: OpenedSession } | { kind: 'invalid-credentials' };

/** Signs a customer in; a guest who does so becomes part of the customer. */
export function createSession(dependencies: Dependencies) {
  return async (email: string, password: string, viewer: Viewer | null): Promise<SignInOutcome> => {
    const { passwordHash = null, ...user } =
      (await dependencies.repository.users.credentialsByEmail(normalizeEmail(email) ?? '')) ?? {};
    const fits = await dependencies.passwords.verify(passwordHash, password);
    if (!fits || !('id' in user)) return { kind: 'invalid-credentials' };
    const guestId = viewer?.role === 'GUEST' && viewer.id !== user.id ? viewer.id : null;
    return { kind: 'signed-in', session: await signIn(dependencies, user, guestId) };
  };
}

function signIn(
  dependencies: Dependencies,
  user: UserRecord,
  guestId: string | null,
): Promise<OpenedSession> {
  return dependencies.transact(async (tx, send) => {
    const isTheirs =
      guestId !== null && (await claim(dependencies, tx, { guestId, customerId: user.id }, send));
    return await openSession(dependencies, tx, user, isTheirs ? guestId : null);
  });
}

/** Whether the guest is the customer's now. A guest is claimed once; from then on only the customer's sessions speak for them. */
async function claim(
  { repository, now }: Dependencies,
  tx: Transaction,
  { guestId, customerId }: { guestId: string; customerId: string },
  send: Send,
): Promise<boolean> {
  const claimed = await repository.users.claimGuest(tx, guestId, customerId);
  if (claimed === 'claimed') {
    await repository.sessions.endAllOf(tx, guestId, now());
    send(message(guestClaimed, { guestId, customerId }));
  }
  return claimed !== 'refused';
}
