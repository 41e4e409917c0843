import { hashOpaqueToken } from '@cartwright/identity';
import { type NewLink } from '../../sessions/door.ts';
import type { Dependencies } from '../dependencies.ts';
import type { IdentityProvider } from '../config.ts';
import type { Claimed } from '../ports.ts';
import { takeBegun } from '../repository.ts';

/** What a client comes back with. */
export interface ComeBack {
  readonly state: string;
  readonly code: string;
  readonly iss?: string | null | undefined;
  /** What it got when it began, and showed to nobody. */
  readonly verifier: string;
}

/** Who came back, and whose word that is. */
export interface CameBack {
  readonly claimed: Claimed;
  readonly provider: IdentityProvider;
}

/**
 * Who came back from a provider; undefined for whoever did not begin, or began for something else, and for what the provider does not
 * stand by. What was begun is used up whatever comes of it. `userId` is whom an account was to be linked to.
 */
export async function comeBack(
  { database, client, providers, now }: Dependencies,
  { state, code, iss, verifier }: ComeBack,
  userId: string | null,
): Promise<CameBack | undefined> {
  const hashes = { stateHash: hashOpaqueToken(state), verifierHash: hashOpaqueToken(verifier) };
  const begun = await takeBegun(database.statements, hashes, now());
  const provider = providers.find(({ id }) => id === begun?.provider);
  if (begun?.userId !== userId || provider === undefined) return undefined;
  const claimed = await client.exchange(provider, { ...begun, state }, { code, iss: iss ?? null });
  return claimed === undefined ? undefined : { claimed, provider };
}

/** What is linked to a user so that they sign in with it. */
export function linkOf({ claimed: { issuer, subject, email }, provider: { id } }: CameBack): NewLink {
  return { provider: id, issuer, subject, email };
}
