import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { graphqlError } from '@cartwright/errors';
import { remoteKeys } from './remote-keys.ts';
import { VerifiedTokens } from './verified-tokens.ts';
import type { Viewer } from './viewer.ts';

/** Reads the viewer from an `Authorization` header; null when there is none. */
export type TokenVerifier = (authorization: string | undefined) => Promise<Viewer | null>;

/** What tokens are verified with. */
export interface TokenVerifierOptions {
  /** Where accounts publishes its keys; not used where `getKey` is given. */
  readonly jwksUrl?: string;
  /** For a process that holds the keys itself (jose's `createLocalJWKSet`). */
  readonly getKey?: JWTVerifyGetKey;
  /** The time by which tokens expire; this process's own by default. */
  readonly now?: () => Date;
}

/** The issuer and the audience of every access token. */
export const tokenIssuer = 'cartwright';

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
 * The verifier throws UNAUTHENTICATED for a bad token and UNAVAILABLE while there are no keys.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { jwksUrl, now = () => new Date() } = options;
  const keys = options.getKey ?? (jwksUrl === undefined ? undefined : remoteKeys(jwksUrl, now));
  if (keys === undefined) throw new TypeError('A token verifier needs jwksUrl or getKey.');
  const verified = new VerifiedTokens();
  return async (authorization) => {
    if (authorization === undefined || authorization === '') return null;
    const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
    if (token === undefined) throw unauthenticated('The Authorization header is not a bearer token.');
    const currentDate = now();
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
  const isBadToken =
    error instanceof z.ZodError ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey;
  if (isBadToken) return unauthenticated('The access token is not valid.');
  return graphqlError('UNAVAILABLE', 'Access tokens cannot be checked at the moment. Try again shortly.');
}

function unauthenticated(message: string): Error {
  return graphqlError('UNAUTHENTICATED', message);
}
