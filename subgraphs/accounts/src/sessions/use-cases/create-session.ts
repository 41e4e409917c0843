import type { Viewer } from '@cartwright/identity';
import { readEmail, readPassword } from '@cartwright/input';
import { findCredentials, holdPassword, type Credentials } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { openSession, type Opening, type OpenedSession } from './open-session.ts';
import { takeOverGuest } from './take-over-guest.ts';

/** Who signs in; `viewer` is who sent the request, `userAgent` with what program. */
export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly viewer: Viewer | null;
  readonly userAgent: string | null;
}

export type SignInOutcome = { kind: 'signed-in'; session: OpenedSession } | { kind: 'invalid-credentials' };

/** Signs a customer in; a guest who does so becomes part of the customer. */
export async function createSession(
  dependencies: Dependencies,
  { email, password, viewer, userAgent }: SignIn,
): Promise<SignInOutcome> {
  const { database, passwords } = dependencies;
  const found = await findCredentials(database.statements, readEmail(email) ?? '');
  // An unknown e-mail address is checked too, so that both take as long.
  const fits = await passwords.verify(found?.passwordHash ?? null, readPassword(password) ?? '');
  if (!fits || found === undefined) return { kind: 'invalid-credentials' };
  const guestId = viewer?.role === 'GUEST' && viewer.id !== found.user.id ? viewer.id : null;
  const session = await signIn(dependencies, { ...found, guestId, userAgent });
  if (session === undefined) return { kind: 'invalid-credentials' };
  if (guestId !== null) await dependencies.ends.refresh();
  return { kind: 'signed-in', session };
}

/** Undefined when the password was replaced while it was checked: who did that has ended what was begun with it. */
function signIn(
  dependencies: Dependencies,
  { user, passwordHash, guestId, userAgent }: Opening & Credentials,
): Promise<OpenedSession | undefined> {
  return dependencies.transact(async (tx, send) => {
    if (!(await holdPassword(tx, user.id, passwordHash))) return undefined;
    const claim = guestId === null ? null : { guestId, customerId: user.id };
    const isTheirs = claim !== null && (await takeOverGuest(dependencies, { tx, send }, claim));
    return openSession(dependencies, tx, { user, guestId: isTheirs ? guestId : null, userAgent });
  });
}
