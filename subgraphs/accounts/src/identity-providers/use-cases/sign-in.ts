import type { Transaction } from '@cartwright/database';
import { readEmail, tidyLine } from '@cartwright/input';
import type { Viewer } from '@cartwright/identity';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import { isHeldForOther, welcome } from '../../email/door.ts';
import { tellOf } from '../../second-factors/door.ts';
import {
  completeSignIn,
  type NewLink,
  type OpenedSession,
  type SecondFactorChallenge,
} from '../../sessions/door.ts';
import {
  announceUsers,
  EmailTaken,
  findCredentials,
  holdUser,
  insertCustomer,
  isUntouched,
  lockUser,
  markVerified,
  type UserRecord,
} from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { holdIdentity } from '../repository.ts';
import { comeBack, linkOf, type CameBack, type ComeBack } from './come-back.ts';

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

/** A user to sign in, and what is linked to them with it: nothing where it was linked before. */
interface Recognised {
  readonly user: UserRecord;
  readonly link?: NewLink;
}

/**
 * Signs in whoever a provider stands for: by the account that is linked to theirs, else by an account whose address both sides have
 * proved, else as a new customer. The second factor of who has one comes before anything is linked.
 */
export async function signInAtProvider(
  dependencies: Dependencies,
  { viewer, userAgent, locale, ...back }: ProviderSignIn,
): Promise<ProviderSignInOutcome> {
  const returned = await comeBack(dependencies, back, null);
  if (returned === undefined) return { kind: 'not-accepted' };
  const guestId = viewer?.role === 'GUEST' ? viewer.id : null;
  try {
    const outcome = await dependencies.transact(async (tx, send): Promise<ProviderSignInOutcome> => {
      const recognised = await recognise(dependencies, { tx, send }, { ...returned, locale });
      if (recognised === null) return { kind: 'email-unverified' };
      if (recognised === undefined) return { kind: 'not-accepted' };
      const { user, link } = recognised;
      // Not in the registry of RFC 8176, which knows no word for it.
      const opening = { user, guestId, userAgent, authenticationMethods: ['fed'] };
      const challenge = await dependencies.gate.challenge(tx, { ...opening, link, passwordHash: null });
      if (challenge !== null) return { kind: 'second-factor-required', challenge };
      if (link !== undefined && !(await linkNow(dependencies, { tx, send }, { user, link })))
        return { kind: 'not-accepted' };
      return { kind: 'signed-in', session: await completeSignIn(dependencies, { tx, send }, opening) };
    });
    if (outcome.kind === 'signed-in' && guestId !== null) await dependencies.ends.refresh();
    return outcome;
  } catch (error) {
    if (error instanceof EmailTaken) return { kind: 'account-exists' };
    throw error;
  }
}

type Newcomer = CameBack & { readonly locale: string };

/** Null for who is new and whose address nobody stands by; undefined for who may not sign in. @throws EmailTaken */
async function recognise(
  dependencies: Dependencies,
  within: Within,
  newcomer: Newcomer,
): Promise<Recognised | null | undefined> {
  const { tx } = within;
  const userId = await holdIdentity(tx, newcomer.claimed);
  if (userId !== undefined) {
    const user = await holdUser(tx, userId);
    return user && { user };
  }
  const email = newcomer.claimed.isEmailVerified ? readEmail(newcomer.claimed.email ?? '') : null;
  if (email === null) return null;
  const user = await sameAddress(dependencies, within, { ...newcomer, email });
  if (user !== undefined) return { user, link: linkOf(newcomer) };
  return { user: await register(dependencies, within, { ...newcomer, email }) };
}

/**
 * The customer who has proved an address that a provider has proved, too, and is trusted with it: the same person has both. An account
 * whose address nobody has proved may be somebody else's, who waits for its owner, but for one that a file made and in which nobody has
 * been: there the provider's word proves the address. One of the staff is linked by its owner alone.
 */
async function sameAddress(
  { now }: Pick<Dependencies, 'now'>,
  { tx, send }: Within,
  { provider, email }: CameBack & { readonly email: string },
): Promise<UserRecord | undefined> {
  if (!provider.trustedForEmail) return undefined;
  const found = await findCredentials(tx, email);
  if (found?.user.role !== 'CUSTOMER') return undefined;
  if (found.user.emailVerifiedAt === null) await lockUser(tx, found.user.id); // one at a time: it is changed below
  const held = await holdUser(tx, found.user.id);
  if (held?.email !== email) return undefined;
  if (held.emailVerifiedAt !== null) return held;
  if (!(await isUntouched(tx, held.id))) return undefined;
  const emailVerifiedAt = now();
  await markVerified(tx, { userId: held.id, email, verifiedAt: emailVerifiedAt });
  await announceUsers({ tx, send }, [held.id]);
  return { ...held, emailVerifiedAt };
}

/** The owner is told by mail. @returns false for an account at a provider that is somebody's already */
async function linkNow(
  dependencies: Dependencies,
  { tx, send }: Within,
  { user, link }: { readonly user: UserRecord; readonly link: NewLink },
): Promise<boolean> {
  if (!(await dependencies.links.link(tx, user.id, link))) return false;
  tellOf(dependencies, send, { user, change: 'IDENTITY_PROVIDER_LINKED' });
  return true;
}

async function register(
  dependencies: Dependencies,
  { tx, send }: Within,
  { email, locale, ...back }: Newcomer & { readonly email: string },
): Promise<UserRecord> {
  const { newId, now, links } = dependencies;
  const { claimed, provider } = back;
  if (await isHeldForOther(tx, { email }, now())) throw new EmailTaken();
  const firstName = nameOf(claimed.firstName) ?? '';
  const named = { firstName, lastName: nameOf(claimed.lastName), locale };
  const inserted = await insertCustomer(tx, newId(), { ...named, email, passwordHash: null });
  const verifiedAt = now();
  if (provider.trustedForEmail) await markVerified(tx, { userId: inserted.id, email, verifiedAt });
  const user = provider.trustedForEmail ? { ...inserted, emailVerifiedAt: verifiedAt } : inserted;
  await welcome(dependencies, { tx, send }, { user, email, isProved: provider.trustedForEmail });
  // Somebody who comes back twice at once becomes one customer.
  if (!(await links.link(tx, user.id, linkOf(back)))) throw new EmailTaken();
  return user;
}

/** What a provider calls somebody, where a person could have typed it; theirs to change afterwards. */
function nameOf(given: string | null): string | null {
  const name = given === null ? '' : tidyLine(given);
  return /^[\p{L}\p{M}][\p{L}\p{M} .'’-]{0,99}$/u.test(name) ? name : null;
}
