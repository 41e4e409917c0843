import { graphqlError } from '@cartwright/errors';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  discovery,
  ResponseBodyError,
  type Configuration,
} from 'openid-client';
import { z } from 'zod';
import type { IdentityProvider } from './config.ts';
import type { Asked, Claimed, ProviderClient, Returned } from './ports.ts';

const timeoutSeconds = 5;

const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().min(1),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  name: z.string().optional(),
});

/**
 * OpenID Connect by openid-client: authorisation code with PKCE, state and nonce; the ID token's signature, issuer and audience
 * are checked, and `iss` where the provider sends it. Only with `allowHttp` may a provider be spoken to without TLS.
 */
export function createProviderClient({ allowHttp }: { readonly allowHttp: boolean }): ProviderClient {
  const known = new Map<string, Promise<Configuration>>();
  const configurationOf = (provider: IdentityProvider): Promise<Configuration> => {
    const found = known.get(provider.id) ?? discover(provider, allowHttp);
    known.set(provider.id, found);
    found.catch(() => known.delete(provider.id)); // asked again the next time
    return found;
  };
  return {
    authorizationUrl: async (provider, { redirectUri, state, nonce, codeVerifier }) => {
      const url = buildAuthorizationUrl(await configurationOf(provider), {
        redirect_uri: redirectUri,
        scope: provider.scopes.join(' '),
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return url.href;
    },
    exchange: async (provider, asked, returned) => {
      const configuration = await configurationOf(provider);
      try {
        return await exchange(configuration, asked, returned);
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw unavailable();
      }
    },
  };
}

async function discover(
  { issuer, clientId, clientSecret }: IdentityProvider,
  allowHttp: boolean,
): Promise<Configuration> {
  try {
    // Deprecated to stand out: a provider on the developer's own machine has no TLS.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const options = { timeout: timeoutSeconds, ...(allowHttp && { execute: [allowInsecureRequests] }) };
    return await discovery(new URL(issuer), clientId, clientSecret, undefined, options);
  } catch {
    throw unavailable();
  }
}

async function exchange(
  configuration: Configuration,
  { redirectUri, state, nonce, codeVerifier }: Asked,
  { code, iss }: Returned,
): Promise<Claimed | undefined> {
  const returnedTo = new URL(redirectUri);
  const given = { code, state, ...(iss === null ? {} : { iss }) };
  for (const [name, value] of Object.entries(given)) returnedTo.searchParams.set(name, value);
  const tokens = await authorizationCodeGrant(configuration, returnedTo, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: codeVerifier,
    idTokenExpected: true,
  });
  const claims = claimsSchema.safeParse(tokens.claims());
  if (!claims.success) return undefined;
  const { iss: issuer, sub: subject, email, email_verified, given_name, family_name, name } = claims.data;
  return {
    issuer,
    subject,
    email: email ?? null,
    isEmailVerified: email_verified === true,
    firstName: given_name ?? name ?? null,
    lastName: given_name === undefined ? null : (family_name ?? null),
  };
}

/** What the library says when the answer does not fit, as opposed to when there is none. */
function isRefusal(error: unknown): boolean {
  if (error instanceof ClientError) return error.code !== 'OAUTH_TIMEOUT' && error.code !== 'OAUTH_ABORT';
  return error instanceof ResponseBodyError || error instanceof AuthorizationResponseError;
}

function unavailable() {
  return graphqlError('UNAVAILABLE', 'The identity provider does not answer. Please try again shortly.');
}
