import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { graphqlError } from '@cartwright/errors';
import { VerifiedTokens } from './verified-tokens.ts';
import type { Viewer } from './viewer.ts';

/** Reads the viewer out of an `Authorization` header; null when there is none. */
export type TokenVerifier = (authorization: string | undefined) => Promise<Viewer | null>;

/** Where the keys come from: a JWKS URL, or a getter for who holds its own keys (jose's `createLocalJWKSet`). */
export interface TokenVerifierOptions {
  readonly jwksUrl?: string;
  readonly getKey?: JWTVerifyGetKey;
  readonly now?: () => Date;
}

/** The issuer and the audience of every access token. */
export const tokenIssuer = 'cartwright';

const refreshAfterMs = 10 * 60_000;
const firstRetryMs = 500;
const claimsSchema = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  role: z.enum(['GUEST', 'CUSTOMER', 'STAFF']),
  exp: z.number(),
  guest: z.string().min(1).optional(),
  email: z.string().min(1).optional(),
});

/**
 * Verifies access tokens: EdDSA only, issuer and audience `cartwright`, not expired.
 * The verifier throws UNAUTHENTICATED for a bad token and UNAVAILABLE when the keys cannot be had.
 */
export function createTokenVerifier({ jwksUrl, getKey, now }: TokenVerifierOptions): TokenVerifier {
  const keys = getKey ?? remoteKeys(jwksUrl);
  const verified = new VerifiedTokens();
  return async (authorization) => {
    if (authorization === undefined || authorization === '') return null;
    const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
    if (token === undefined) throw unauthenticated('The Authorization header is not a bearer token.');
    const currentDate = now?.() ?? new Date();
    const known = verified.recall(token, currentDate);
    if (known !== undefined) return known;
    const viewer = await verify(token, keys, currentDate);
    verified.remember(token, viewer, currentDate);
    return viewer;
  };
}

async function verify(token: string, getKey: JWTVerifyGetKey, currentDate: Date): Promise<Viewer> {
  try {
    const { payload } = await jwtVerify(token, getKey, {
      algorithms: ['EdDSA'],
      issuer: tokenIssuer,
      audience: tokenIssuer,
      currentDate,
    });
    return viewerOf(claimsSchema.parse(payload));
  } catch (error) {
    throw explain(error);
  }
}

function viewerOf(claims: z.infer<typeof claimsSchema>): Viewer {
  return {
    id: claims.sub,
    sessionId: claims.sid,
    role: claims.role,
    expiresAt: new Date(claims.exp * 1000),
    ...(claims.guest === undefined ? {} : { guestId: claims.guest }),
    ...(claims.email === undefined ? {} : { email: claims.email }),
  };
}

function explain(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return unauthenticated('The access token has expired.');
  const isTokensFault =
    error instanceof z.ZodError ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey;
  if (isTokensFault) return unauthenticated('The access token is not valid.');
  return graphqlError('UNAVAILABLE', 'Access tokens cannot be checked at the moment. Try again shortly.');
}

function unauthenticated(message: string): Error {
  return graphqlError('UNAUTHENTICATED', message);
}

/**
 * Asks for the keys until it has some, so that a token can be checked when accounts goes away before the first one comes.
 * Keeps verifying with the keys it has while accounts is down; asks for new ones every 10 minutes and on an unknown key id.
 */
function remoteKeys(jwksUrl: string | undefined): JWTVerifyGetKey {
  if (jwksUrl === undefined) throw new TypeError('A token verifier needs jwksUrl or getKey');
  const remote = createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: Infinity,
    cooldownDuration: 5_000,
    timeoutDuration: 3_000,
  });
  const fetchFirst = (): void => {
    remote.reload().catch(() => setTimeout(fetchFirst, firstRetryMs).unref());
  };
  fetchFirst();
  let refreshedAt = Date.now();
  return (header, token) => {
    if (Date.now() - refreshedAt > refreshAfterMs) {
      refreshedAt = Date.now();
      remote.reload().catch(() => undefined);
    }
    return remote(header, token);
  };
}
