import { hashOpaqueToken, newOpaqueToken, type Viewer } from '@cartwright/identity';
import { prove, type FactorJudgement, type Proof } from '../../second-factors/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { insertBegun } from '../repository.ts';

/** For how long a provider may take. */
const signInTtlMs = 10 * 60_000;

/** Which provider, and where it is to send people back to. */
export interface Destination {
  readonly provider: string;
  readonly redirectUri: string;
}

/** What a client needs to go to a provider, and to come back: it keeps `verifier` to itself. */
export interface Begun {
  readonly authorizationUrl: string;
  readonly state: string;
  readonly verifier: string;
  readonly expiresAt: Date;
}

export type BeginOutcome =
  | ({ readonly kind: 'begun' } & Begun)
  | { readonly kind: 'unknown-provider' }
  | { readonly kind: 'redirect-not-allowed' };

/** Begins a sign-in at a provider; with `userId` to link the account there to this user. */
export async function beginSignIn(
  { database, client, providers, redirectUris, now }: Dependencies,
  { provider: id, redirectUri }: Destination,
  userId: string | null = null,
): Promise<BeginOutcome> {
  const provider = providers.find((one) => one.id === id);
  if (provider === undefined) return { kind: 'unknown-provider' };
  if (!redirectUris.has(redirectUri)) return { kind: 'redirect-not-allowed' };
  const [state, verifier, nonce, codeVerifier] = [0, 0, 0, 0].map(newOpaqueToken) as [
    string,
    string,
    string,
    string,
  ];
  const asked = { redirectUri, state, nonce, codeVerifier };
  const authorizationUrl = await client.authorizationUrl(provider, asked);
  const expiresAt = new Date(now().getTime() + signInTtlMs);
  const hashes = { stateHash: hashOpaqueToken(state), verifierHash: hashOpaqueToken(verifier) };
  await insertBegun(database.statements, {
    ...hashes,
    provider: id,
    redirectUri,
    nonce,
    codeVerifier,
    userId,
    expiresAt,
  });
  return { kind: 'begun', authorizationUrl, state, verifier, expiresAt };
}

export type BeginLinkOutcome = BeginOutcome | Exclude<FactorJudgement, { kind: 'right' }>;

/** Begins to link an account at a provider to a user, who proves that it is they. */
export async function beginLink(
  dependencies: Dependencies,
  viewer: Viewer,
  { proof, ...destination }: Destination & { readonly proof: Proof },
): Promise<BeginLinkOutcome> {
  const judged = await prove(dependencies, viewer, proof);
  return judged.kind === 'right' ? beginSignIn(dependencies, destination, viewer.id) : judged;
}
