import { guestClaimed, message } from '@cartwright/events';
import type { Viewer } from '@cartwright/subgraph-kit';
import { normalizeEmail } from '../domain/credentials.ts';
import type { UserRecord } from '../domain/user.ts';
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
    const claims = guestId !== null && (await dependencies.repository.users.claimGuest(tx, guestId, user.id));
    if (claims) send(message(guestClaimed, { guestId, customerId: user.id }));
    return await openSession(dependencies, tx, user, claims ? guestId : null);
  });
}
