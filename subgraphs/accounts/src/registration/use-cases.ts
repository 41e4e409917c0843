import type { Transaction } from '@cartwright/database';
import { customerRegistered, message } from '@cartwright/events';
import type { Viewer } from '@cartwright/identity';
import type { Tables } from '../generated/tables.ts';
import { readProfile } from '../profile/door.ts';
import {
  openSession,
  revokeAllOf,
  type OpenedSession,
  type OpeningDependencies,
  type SessionDependencies,
} from '../sessions/door.ts';
import {
  EmailTaken,
  insertCustomer,
  normalizeEmail,
  promoteGuest,
  type NewCustomer,
  type UserRecord,
} from '../users/door.ts';
import { isWeakPassword } from './rules.ts';

/** What registration is built from. */
export type Dependencies = OpeningDependencies & Pick<SessionDependencies, 'transact' | 'passwords'>;

/** What a visitor registers with; `viewer` is who sent the request. */
export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale?: string | null | undefined;
  readonly viewer: Viewer | null;
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
export async function registerCustomer(
  dependencies: Dependencies,
  { viewer, ...registration }: Registration,
): Promise<RegisterOutcome> {
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
}

function store(
  dependencies: Dependencies,
  customer: NewCustomer,
  guestId: string | null,
): Promise<OpenedSession> {
  const { transact, newId } = dependencies;
  return transact(async (tx, send) => {
    const promoted = guestId === null ? undefined : await promote(dependencies, tx, { guestId, customer });
    const user = promoted ?? (await insertCustomer(tx, newId(), customer));
    const { email, firstName, locale } = customer;
    send(message(customerRegistered, { customerId: user.id, email, firstName, locale }));
    return openSession(dependencies, tx, { user, guestId: null });
  });
}

/** The guest's own sessions end, or whoever holds a refresh token of theirs would be the customer without a password. */
async function promote(
  { now }: Dependencies,
  tx: Transaction<Tables>,
  { guestId, customer }: { readonly guestId: string; readonly customer: NewCustomer },
): Promise<UserRecord | undefined> {
  const user = await promoteGuest(tx, guestId, customer);
  if (user !== undefined) await revokeAllOf(tx, guestId, now());
  return user;
}
