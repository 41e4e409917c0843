import { customerRegistered, message } from '@cartwright/events';
import type { Viewer } from '@cartwright/identity';
import { isWeakPassword, normalizeEmail } from '../domain/credentials.ts';
import { readProfile } from '../domain/profile.ts';
import type { UserRecord } from '../domain/user.ts';
import type { Transaction } from '../repository/transaction.ts';
import { EmailTaken } from '../repository/email-taken.ts';
import type { NewCustomer } from '../repository/users.ts';
import type { Dependencies } from './dependencies.ts';
import { openSession, type OpenedSession } from './open-session.ts';

/** What a visitor registers with. */
export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale?: string | null | undefined;
}

export type RegisterOutcome =
  | { kind: 'registered'; session: OpenedSession }
  | { kind: 'email-taken' }
  | { kind: 'invalid-email' }
  | { kind: 'weak-password' };

/**
 * Makes an account. A guest becomes the customer and keeps their id, so their cart and orders stay theirs.
 * @throws ZodError when a name or the locale is wrong
 */
export function registerCustomer(dependencies: Dependencies) {
  return async (registration: Registration, viewer: Viewer | null): Promise<RegisterOutcome> => {
    const profile = readProfile(registration);
    const email = normalizeEmail(registration.email);
    if (email === null) return { kind: 'invalid-email' };
    if (isWeakPassword(registration.password)) return { kind: 'weak-password' };
    const passwordHash = await dependencies.passwords.hash(registration.password);
    const guestId = viewer?.role === 'GUEST' ? viewer.id : null;
    try {
      const session = await store(dependencies, { ...profile, email, passwordHash }, guestId);
      return { kind: 'registered', session };
    } catch (error) {
      if (error instanceof EmailTaken) return { kind: 'email-taken' };
      throw error;
    }
  };
}

function store(
  dependencies: Dependencies,
  customer: NewCustomer,
  guestId: string | null,
): Promise<OpenedSession> {
  return dependencies.transact(async (tx, send) => {
    const user =
      (guestId === null ? null : await promote(dependencies, tx, guestId, customer)) ??
      (await dependencies.repository.users.createCustomer(tx, dependencies.newId(), customer));
    const { email, firstName, locale } = customer;
    send(message(customerRegistered, { customerId: user.id, email, firstName, locale }));
    return await openSession(dependencies, tx, user, null);
  });
}

/** The guest's own sessions end, or whoever holds a refresh token of theirs would be the customer without a password. */
async function promote(
  { repository, now }: Dependencies,
  tx: Transaction,
  guestId: string,
  customer: NewCustomer,
): Promise<UserRecord | null> {
  const user = await repository.users.promoteGuest(tx, guestId, customer);
  if (user !== null) await repository.sessions.endAllOf(tx, guestId, now());
  return user;
}
