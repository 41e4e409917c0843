import type { Viewer } from '@cartwright/identity';
import { readEmail, readPassword } from '@cartwright/input';
import { findCredentials, holdPassword, type Credentials } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import type { SecondFactorChallenge } from '../ports.ts';
import { completeSignIn } from './complete-sign-in.ts';
import type { Opening, OpenedSession } from './open-session.ts';

/** Who signs in; `viewer` is who sent the request, `userAgent` with what program. */
export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly viewer: Viewer | null;
  readonly userAgent: string | null;
  /** From where; null where nobody says. */
  readonly network: string | null;
}

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly session: OpenedSession }
  | { readonly kind: 'second-factor-required'; readonly challenge: SecondFactorChallenge }
  | { readonly kind: 'invalid-credentials' };

/**
 * Signs a customer in, or asks for the second factor of who has one; a guest who signs in becomes part of the customer.
 * @throws RATE_LIMITED after a few wrong passwords
 */
export async function createSession(
  dependencies: Dependencies,
  { email: typed, password, viewer, userAgent, network }: SignIn,
): Promise<SignInOutcome> {
  const { database, passwords, attempts } = dependencies;
  const email = readEmail(typed) ?? '';
  const attempt = { kind: 'sign-in', email, network } as const;
  await attempts.begin(attempt);
  const found = await findCredentials(database.statements, email);
  // An unknown e-mail address is checked too, so that both take as long.
  const fits = await passwords.verify(found?.passwordHash ?? null, readPassword(password) ?? '');
  if (!fits || found === undefined) return { kind: 'invalid-credentials' };
  const guestId = viewer?.role === 'GUEST' && viewer.id !== found.user.id ? viewer.id : null;
  const outcome = await signIn(dependencies, {
    ...found,
    guestId,
    userAgent,
    authenticationMethods: ['pwd'],
  });
  if (outcome.kind !== 'invalid-credentials') await attempts.succeed(attempt, found.user.id);
  if (outcome.kind === 'signed-in' && guestId !== null) await dependencies.ends.refresh();
  return outcome;
}

/** A password that was replaced while it was checked opens nothing: who did that has ended what was begun with it. */
function signIn(dependencies: Dependencies, begun: Opening & Credentials): Promise<SignInOutcome> {
  return dependencies.transact(async (tx, send): Promise<SignInOutcome> => {
    if (!(await holdPassword(tx, begun.user.id, begun.passwordHash))) return { kind: 'invalid-credentials' };
    const challenge = await dependencies.gate.challenge(tx, begun);
    if (challenge !== null) return { kind: 'second-factor-required', challenge };
    const session = await completeSignIn(dependencies, { tx, send }, begun);
    return { kind: 'signed-in', session };
  });
}
