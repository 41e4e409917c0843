import type { Transaction } from '@cartwright/database';
import { guestClaimed, message } from '@cartwright/events';
import type { Viewer } from '@cartwright/identity';
import { readEmail, readPassword } from '@cartwright/input';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import { claimGuest, findCredentials, type GuestClaim, type UserRecord } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { revokeAllOf } from '../repository.ts';
import { openSession, type OpenedSession } from './open-session.ts';

/** Who signs in; `viewer` is who sent the request. */
export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly viewer: Viewer | null;
}

export type SignInOutcome = { kind: 'signed-in'; session: OpenedSession } | { kind: 'invalid-credentials' };

/** Signs a customer in; a guest who does so becomes part of the customer. */
export async function createSession(
  dependencies: Dependencies,
  { email, password, viewer }: SignIn,
): Promise<SignInOutcome> {
  const { database, passwords } = dependencies;
  const found = await findCredentials(database.statements, readEmail(email) ?? '');
  // An unknown e-mail address is checked too, so that both take as long.
  const fits = await passwords.verify(found?.passwordHash ?? null, readPassword(password) ?? '');
  if (!fits || found === undefined) return { kind: 'invalid-credentials' };
  const { user } = found;
  const guestId = viewer?.role === 'GUEST' && viewer.id !== user.id ? viewer.id : null;
  return { kind: 'signed-in', session: await signIn(dependencies, user, guestId) };
}

function signIn(
  dependencies: Dependencies,
  user: UserRecord,
  guestId: string | null,
): Promise<OpenedSession> {
  return dependencies.transact(async (tx, send) => {
    const claim = guestId === null ? null : { guestId, customerId: user.id };
    const isTheirs = claim !== null && (await takeOverGuest(dependencies, { tx, send }, claim));
    return openSession(dependencies, tx, { user, guestId: isTheirs ? guestId : null });
  });
}

/** Whether the guest is the customer's now. A guest is claimed once; from then on only the customer's sessions speak for them. */
async function takeOverGuest(
  { now }: Dependencies,
  { tx, send }: { readonly tx: Transaction<Tables>; readonly send: Send },
  claim: GuestClaim,
): Promise<boolean> {
  const outcome = await claimGuest(tx, claim);
  if (outcome === 'claimed') {
    await revokeAllOf(tx, claim.guestId, now());
    send(message(guestClaimed, claim));
  }
  return outcome !== 'refused';
}
