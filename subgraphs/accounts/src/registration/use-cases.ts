import type { Transaction } from '@cartwright/database';
import { customerRegistered, message } from '@cartwright/events';
import type { InvalidInput } from '@cartwright/input';
import type { Viewer } from '@cartwright/identity';
import type { Tables } from '../generated/tables.ts';
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
  promoteGuest,
  type NewCustomer,
  type UserRecord,
} from '../users/door.ts';
import { readRegistration } from './rules.ts';

/** What registration is built from. */
export type Dependencies = OpeningDependencies & Pick<SessionDependencies, 'transact' | 'passwords'>;

/** What a visitor registers with; `viewer` is who sent the request. */
export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName?: string | null | undefined;
  readonly locale?: string | null | undefined;
  readonly viewer: Viewer | null;
}

export type RegisterOutcome =
  { kind: 'registered'; session: OpenedSession } | { kind: 'email-taken' } | InvalidInput;

/** Makes an account. A guest becomes the customer and keeps their id, so their cart and orders stay theirs. */
export async function registerCustomer(
  dependencies: Dependencies,
  { viewer, ...registration }: Registration,
): Promise<RegisterOutcome> {
  const read = readRegistration(registration);
  if (read.kind === 'invalid-input') return read;
  const { password, ...customer } = read.value;
  const passwordHash = await dependencies.passwords.hash(password);
  const guestId = viewer?.role === 'GUEST' ? viewer.id : null;
  try {
    const session = await store(dependencies, { ...customer, passwordHash }, guestId);
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
