import type { Viewer } from '@cartwright/identity';
import { completeSignIn, secondFactorProved, type OpenedSession } from '../../sessions/door.ts';
import { holdUser } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { askForPasskey, type DeviceQuestion } from './ask-device.ts';
import { checkPasskey } from './check-passkey.ts';

/** Asks for a passkey: to sign in with it alone, or with `userId` to prove that it is still this user. */
export function createChallenge(dependencies: Dependencies, userId: string | null): Promise<DeviceQuestion> {
  return dependencies.database.transaction((tx) => askForPasskey(dependencies, tx, userId));
}

/** What a browser gave; `viewer` is who sent the request, `userAgent` with what program. */
export interface PasskeySignIn {
  readonly response: string;
  readonly viewer: Viewer | null;
  readonly userAgent: string | null;
}

/**
 * Signs a customer in with a passkey alone: it is something that they have, and it has verified them. Undefined when it does not
 * fit. A guest who signs in becomes part of the customer.
 */
export async function signInWithPasskey(
  dependencies: Dependencies,
  { response, viewer, userAgent }: PasskeySignIn,
): Promise<OpenedSession | undefined> {
  const { transact, ends } = dependencies;
  const guestId = viewer?.role === 'GUEST' ? viewer.id : null;
  const session = await transact(async (tx, send) => {
    const checked = await checkPasskey(dependencies, tx, { userId: null, response });
    const user = checked === undefined ? undefined : await holdUser(tx, checked.userId);
    if (checked === undefined || user === undefined) return undefined;
    const authenticationMethods = [...checked.methods, secondFactorProved];
    return completeSignIn(dependencies, { tx, send }, { user, guestId, userAgent, authenticationMethods });
  });
  if (session !== undefined && guestId !== null) await ends.refresh();
  return session;
}
