import { message, newsletterAskedAtRegistration } from '@cartwright/events';
import type { InvalidInput } from '@cartwright/input';
import type { Viewer } from '@cartwright/identity';
import { isHeldForOther, welcome } from '../email/door.ts';
import {
  completeSignIn,
  type OpenedSession,
  type OpeningDependencies,
  type SessionDependencies,
} from '../sessions/door.ts';
import { EmailTaken, insertCustomer, type NewCustomer } from '../users/door.ts';
import { readRegistration } from './rules.ts';

/** What registration is built from. */
export type Dependencies = OpeningDependencies & Pick<SessionDependencies, 'transact' | 'passwords'>;

/** What a visitor registers with; `viewer` is who sent the request, `userAgent` with what program. */
export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName?: string | null | undefined;
  readonly locale?: string | null | undefined;
  readonly wantsNewsletter: boolean;
  readonly viewer: Viewer | null;
  readonly userAgent: string | null;
}

export type RegisterOutcome =
  { kind: 'registered'; session: OpenedSession } | { kind: 'email-taken' } | InvalidInput;

/**
 * Makes an account with an id of its own, and mails what proves that the address is its owner's. A guest's cart and orders become the
 * customer's, and the guest's sessions end: their tokens were given out without a password, perhaps to somebody else than who
 * registers.
 */
export async function registerCustomer(
  dependencies: Dependencies,
  { viewer, userAgent, wantsNewsletter, ...registration }: Registration,
): Promise<RegisterOutcome> {
  const read = readRegistration(registration);
  if (read.kind === 'invalid-input') return read;
  const { password, ...customer } = read.value;
  const passwordHash = await dependencies.passwords.hash(password);
  const guestId = viewer?.role === 'GUEST' ? viewer.id : null;
  try {
    const wishes = { guestId, userAgent, wantsNewsletter };
    const session = await store(dependencies, { ...customer, passwordHash }, wishes);
    if (guestId !== null) await dependencies.ends.refresh();
    return { kind: 'registered', session };
  } catch (error) {
    if (error instanceof EmailTaken) return { kind: 'email-taken' };
    throw error;
  }
}

function store(
  dependencies: Dependencies,
  customer: NewCustomer,
  {
    guestId,
    userAgent,
    wantsNewsletter,
  }: Pick<Registration, 'userAgent' | 'wantsNewsletter'> & { readonly guestId: string | null },
): Promise<OpenedSession> {
  const { transact, newId, now } = dependencies;
  return transact(async (tx, send) => {
    const at = now();
    if (await isHeldForOther(tx, customer, at)) throw new EmailTaken();
    const user = await insertCustomer(tx, newId(), customer);
    await welcome(dependencies, { tx, send }, { user, email: customer.email, isProved: false });
    if (wantsNewsletter) {
      const asked = { customerId: user.id, email: customer.email, askedAt: at.toISOString() };
      send(message(newsletterAskedAtRegistration, asked));
    }
    const opening = { user, guestId, userAgent, authenticationMethods: ['pwd'] };
    return completeSignIn(dependencies, { tx, send }, opening);
  });
}
