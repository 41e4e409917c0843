import type { Transaction } from '@cartwright/database';
import { customerRegistered, message } from '@cartwright/events';
import { readEmail, tidyLine } from '@cartwright/input';
import type { Viewer } from '@cartwright/identity';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import { isHeldForOther } from '../../email/door.ts';
import { completeSignIn, type OpenedSession, type SecondFactorChallenge } from '../../sessions/door.ts';
import { announceNewUser, EmailTaken, holdUser, insertCustomer, type UserRecord } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Claimed } from '../ports.ts';
import { holdIdentity, insertIdentity } from '../repository.ts';
import { comeBack, type ComeBack } from './come-back.ts';

/** Who comes back from a provider; `viewer` is who sent the request, `userAgent` with what program. */
export interface ProviderSignIn extends ComeBack {
  readonly viewer: Viewer | null;
  readonly userAgent: string | null;
  /** BCP 47: the language of the request, for a new account. */
  readonly locale: string;
}

export type ProviderSignInOutcome =
  | { readonly kind: 'signed-in'; readonly session: OpenedSession }
  | { readonly kind: 'second-factor-required'; readonly challenge: SecondFactorChallenge }
  | { readonly kind: 'not-accepted' }
  | { readonly kind: 'email-unverified' }
  | { readonly kind: 'account-exists' };

type Within = { readonly tx: Transaction<Tables>; readonly send: Send };

/**
 * Signs in whoever a provider stands for: by the account that is linked to theirs, else as a new customer. An account of ours with
 * the same e-mail address is never taken for theirs: whoever made it may have been somebody else.
 */
export async function signInAtProvider(
  dependencies: Dependencies,
  { viewer, userAgent, locale, ...back }: ProviderSignIn,
): Promise<ProviderSignInOutcome> {
  const returned = await comeBack(dependencies, back, null);
  if (returned === undefined) return { kind: 'not-accepted' };
  const { claimed, provider } = returned;
  const guestId = viewer?.role === 'GUEST' ? viewer.id : null;
  try {
    const outcome = await dependencies.transact(async (tx, send): Promise<ProviderSignInOutcome> => {
      const known = await userOf(dependencies, { tx, send }, { claimed, provider, locale });
      if (known === null) return { kind: 'email-unverified' };
      if (known === undefined) return { kind: 'not-accepted' };
      // Not in the registry of RFC 8176, which knows no word for it.
      const opening = { user: known, guestId, userAgent, authenticationMethods: ['fed'] };
      const challenge = await dependencies.gate.challenge(tx, { ...opening, passwordHash: null });
      if (challenge !== null) return { kind: 'second-factor-required', challenge };
      return { kind: 'signed-in', session: await completeSignIn(dependencies, { tx, send }, opening) };
    });
    if (outcome.kind === 'signed-in' && guestId !== null) await dependencies.ends.refresh();
    return outcome;
  } catch (error) {
    if (error instanceof EmailTaken) return { kind: 'account-exists' };
    throw error;
  }
}

/** Null for who is new and whose address nobody stands by; undefined for who may not sign in. @throws EmailTaken */
async function userOf(
  dependencies: Dependencies,
  within: Within,
  about: { readonly claimed: Claimed; readonly provider: string; readonly locale: string },
): Promise<UserRecord | null | undefined> {
  const userId = await holdIdentity(within.tx, about.claimed);
  return userId === undefined ? register(dependencies, within, about) : holdUser(within.tx, userId);
}

async function register(
  { newId, now }: Dependencies,
  { tx, send }: Within,
  {
    claimed,
    provider,
    locale,
  }: { readonly claimed: Claimed; readonly provider: string; readonly locale: string },
): Promise<UserRecord | null> {
  const email = claimed.isEmailVerified ? readEmail(claimed.email ?? '') : null;
  if (email === null) return null;
  if (await isHeldForOther(tx, { email }, now())) throw new EmailTaken();
  const { issuer, subject } = claimed;
  const firstName = nameOf(claimed.firstName) ?? '';
  const named = { firstName, lastName: nameOf(claimed.lastName), locale };
  const user = await insertCustomer(tx, newId(), { ...named, email, passwordHash: null });
  send(message(customerRegistered, { customerId: user.id, email, firstName, locale }));
  await announceNewUser({ tx, send }, user.id);
  const identity = { id: newId(), userId: user.id, provider, issuer, subject, email, createdAt: now() };
  // Somebody who comes back twice at once becomes one customer.
  if (!(await insertIdentity(tx, identity))) throw new EmailTaken();
  return user;
}

/** What a provider calls somebody, where a person could have typed it; theirs to change afterwards. */
function nameOf(given: string | null): string | null {
  const name = given === null ? '' : tidyLine(given);
  return /^[\p{L}\p{M}][\p{L}\p{M} .'’-]{0,99}$/u.test(name) ? name : null;
}
