import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { EndedSessions } from './ended-sessions.ts';
import { isPermission } from './permissions.ts';
import { remoteKeys } from './remote-keys.ts';
import { RefusedTokens } from './refused-tokens.ts';
import { SharedChecks } from './shared-checks.ts';
import type { TokenFault } from './token-fault.ts';
import { VerifiedTokens } from './verified-tokens.ts';
import type { Viewer, ViewerContext } from './viewer.ts';

/**
 * Reads who asks from an `Authorization` header. A token that speaks for nobody has a fault. `beforeWork` is called before a signature
 * is checked, for a token that has not been seen within a minute and is not being checked; rejects with what it throws, and with nothing else.
 */
export type TokenVerifier = (
  authorization: string | undefined,
  beforeWork?: () => Promise<void> | undefined,
) => Promise<ViewerContext>;

/** What tokens are verified with. */
export interface TokenVerifierOptions {
  /** Where accounts publishes its keys; not used where `getKey` is given. */
  readonly jwksUrl?: string;
  /** For a process that holds the keys itself (jose's `createLocalJWKSet`). */
  readonly getKey?: JWTVerifyGetKey;
  /** Whose tokens are refused although they have not expired; without it, nobody's are. */
  readonly endedSessions?: EndedSessions;
  /** The time by which tokens expire; this process's own by default. */
  readonly now?: () => Date;
}

/** The type in the header of every access token, so that nothing else that is signed passes for one (RFC 9068, 2.1). */
export const tokenType = 'at+jwt';

/** The issuer and the audience of every access token. */
export const tokenIssuer = 'cartwright';

const claimsSchema = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  role: z.enum(['GUEST', 'CUSTOMER', 'STAFF', 'MACHINE']),
  exp: z.number(),
  guest: z.string().min(1).optional(),
  email: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  grouped: z.boolean().optional(),
  permissions: z.array(z.string()).default([]),
});

/**
 * Verifies access tokens: EdDSA only, of the type of access tokens, issuer and audience `cartwright`, not expired, of a session
 * that has not ended. What was found out about a token is remembered for a minute.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { jwksUrl, endedSessions, now = () => new Date() } = options;
  const keys = options.getKey ?? (jwksUrl === undefined ? undefined : remoteKeys(jwksUrl, now));
  if (keys === undefined) throw new TypeError('A token verifier needs jwksUrl or getKey.');
  const verified = new VerifiedTokens();
  const refused = new RefusedTokens();
  const checks = new SharedChecks<Verified>();
  return async (authorization, beforeWork) => {
    if (authorization === undefined || authorization === '') return { viewer: null };
    const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? [];
    if (token === undefined) return nobody('INVALID');
    const currentDate = now();
    const known = verified.recall(token, currentDate);
    if (known !== undefined) return unlessEnded(known, endedSessions);
    const fault = refused.recall(token, currentDate);
    if (fault !== undefined) return nobody(fault);
    const found = await checks.share(token, async () => {
      await beforeWork?.();
      return verify(token, keys, currentDate);
    });
    if (found.viewer === null) {
      if (found.isFinal) refused.remember(token, found.tokenFault, currentDate);
      return nobody(found.tokenFault);
    }
    verified.remember(token, found.viewer, currentDate);
    return unlessEnded(found.viewer, endedSessions);
  };
}

async function unlessEnded(viewer: Viewer, endedSessions: EndedSessions | undefined): Promise<ViewerContext> {
  if (endedSessions === undefined) return { viewer };
  if (!(await endedSessions.known())) return nobody('UNVERIFIABLE');
  return endedSessions.has(viewer.sessionId) ? nobody('REVOKED') : { viewer };
}

type Verified =
  | { readonly viewer: Viewer }
  /** What is final does not change when keys are exchanged or accounts comes back. */
  | { readonly viewer: null; readonly tokenFault: TokenFault; readonly isFinal: boolean };

async function verify(token: string, getKey: JWTVerifyGetKey, currentDate: Date): Promise<Verified> {
  try {
    const { payload } = await jwtVerify(token, getKey, {
      algorithms: ['EdDSA'],
      typ: tokenType,
      issuer: tokenIssuer,
      audience: tokenIssuer,
      currentDate,
    });
    return { viewer: viewerOf(claimsSchema.parse(payload)) };
  } catch (error) {
    const tokenFault = faultOf(error);
    const isFinal = tokenFault !== 'UNVERIFIABLE' && !(error instanceof errors.JWKSNoMatchingKey);
    return { viewer: null, tokenFault, isFinal };
  }
}

function viewerOf(claims: z.infer<typeof claimsSchema>): Viewer {
  return {
    id: claims.sub,
    sessionId: claims.sid,
    role: claims.role,
    // What a newer accounts knows beside is nothing that could be asked for here.
    permissions: claims.permissions.filter(isPermission),
    expiresAt: new Date(claims.exp * 1000),
    ...(claims.guest === undefined ? {} : { guestId: claims.guest }),
    ...(claims.grouped === true ? { isGrouped: true } : {}),
    ...(claims.name === undefined ? {} : { keyName: claims.name }),
    ...(claims.email === undefined ? {} : { email: claims.email }),
  };
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JWTExpired) return 'EXPIRED';
  const isBadToken =
    error instanceof z.ZodError ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey;
  return isBadToken ? 'INVALID' : 'UNVERIFIABLE';
}

function nobody(tokenFault: TokenFault): ViewerContext {
  return { viewer: null, tokenFault };
}
