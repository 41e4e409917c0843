import { accessTokenTtlMs, permissions, tokenIssuer, tokenType } from '@cartwright/identity';
import { calculateJwkThumbprint, importJWK, SignJWT, type JSONWebKeySet, type JWK } from 'jose';
import type { UserRecord } from '../users/door.ts';

/** Who a token speaks for. */
export interface TokenSubject {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: UserRecord['role'];
  readonly email: string | null;
  /** The guest that the session grew out of. */
  readonly guestId: string | null;
  /** How the user proved who they are (RFC 8176). */
  readonly authenticationMethods: readonly string[];
}

/** Says in `authenticationMethods` that there was more than one proof (RFC 8176, `mfa`). */
export const secondFactorProved = 'mfa';

/** Signs access tokens, and publishes the key to check them with. */
export interface AccessTokens {
  readonly sign: (subject: TokenSubject, now: Date) => Promise<{ token: string; expiresAt: Date }>;
  /** The public half only. */
  readonly jwks: JSONWebKeySet;
}

/**
 * Makes access tokens with an Ed25519 private key (RFC 8037). With `staffNeedSecondFactor` a session of staff that began without
 * one has no permissions: it is good for setting one up.
 */
export async function createAccessTokens(
  privateJwk: JWK,
  { staffNeedSecondFactor }: { readonly staffNeedSecondFactor: boolean },
): Promise<AccessTokens> {
  const isProved = (methods: readonly string[]): boolean =>
    !staffNeedSecondFactor || methods.includes(secondFactorProved);
  const publicJwk = { kty: privateJwk.kty, crv: privateJwk.crv, x: privateJwk.x } as JWK;
  const kid = await calculateJwkThumbprint(publicJwk);
  const key = await importJWK(privateJwk, 'EdDSA');
  return {
    jwks: { keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] },
    sign: async ({ userId, sessionId, role, email, guestId, authenticationMethods }, now) => {
      const issuedAtSeconds = Math.floor(now.getTime() / 1000);
      const expiresAtSeconds = issuedAtSeconds + accessTokenTtlMs / 1000;
      const claims = {
        sid: sessionId,
        role,
        ...(email === null ? {} : { email }),
        ...(guestId === null ? {} : { guest: guestId }),
        ...(authenticationMethods.length === 0 ? {} : { amr: authenticationMethods }),
        ...(role === 'STAFF' && isProved(authenticationMethods) ? { permissions } : {}),
      };
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ: tokenType, kid })
        .setIssuer(tokenIssuer)
        .setAudience(tokenIssuer)
        .setSubject(userId)
        .setIssuedAt(issuedAtSeconds)
        .setExpirationTime(expiresAtSeconds)
        .sign(key);
      return { token, expiresAt: new Date(expiresAtSeconds * 1000) };
    },
  };
}
