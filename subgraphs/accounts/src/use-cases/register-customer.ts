import { customerRegistered, message } from '@cartwright/events';
import type { Viewer } from '@cartwright/subgraph-kit';
import { isWeakPassword, normalizeEmail } from '../domain/credentials.ts';
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

/** Makes an account. A guest becomes the customer and keeps their id, so their cart and orders stay theirs. */
export function registerCustomer(dependencies: Dependencies) {
  return async (registration: Registration, viewer: Viewer | null): Promise<RegisterOutcome> => {
    const email = normalizeEmail(registration.email);
    if (email === null) return { kind: 'invalid-email' };
    if (isWeakPassword(registration.password)) return { kind: 'weak-password' };
    const customer = {
      id: viewer?.role === 'GUEST' ? viewer.id : dependencies.newId(),
      email,
      passwordHash: await dependencies.passwords.hash(registration.password),
      firstName: registration.firstName.trim(),
      lastName: registration.lastName.trim(),
      locale: registration.locale ?? 'en',
    };
    const session = await store(dependencies, customer);
    return session === null ? { kind: 'email-taken' } : { kind: 'registered', session };
  };
}

function store(dependencies: Dependencies, customer: NewCustomer): Promise<OpenedSession | null> {
  return dependencies.transact(async (tx, send) => {
    const user = await dependencies.repository.users.createCustomer(tx, customer);
    if (user === null) return null;
    const { id: customerId, email, firstName, locale } = customer;
    send(message(customerRegistered, { customerId, email, firstName, locale }));
    return await openSession(dependencies, tx, user, null);
  });
}
