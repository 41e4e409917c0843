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
}

/** Signs access tokens, and publishes the key to check them with. */
export interface AccessTokens {
  readonly sign: (subject: TokenSubject, now: Date) => Promise<{ token: string; expiresAt: Date }>;
  /** The public half only. */
  readonly jwks: JSONWebKeySet;
}

/** Makes access tokens with an Ed25519 private key (RFC 8037). */
export async function createAccessTokens(privateJwk: JWK): Promise<AccessTokens> {
  const publicJwk = { kty: privateJwk.kty, crv: privateJwk.crv, x: privateJwk.x } as JWK;
  const kid = await calculateJwkThumbprint(publicJwk);
  const key = await importJWK(privateJwk, 'EdDSA');
  return {
    jwks: { keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] },
    sign: async ({ userId, sessionId, role, email, guestId }, now) => {
      const issuedAtSeconds = Math.floor(now.getTime() / 1000);
      const expiresAtSeconds = issuedAtSeconds + accessTokenTtlMs / 1000;
      const claims = {
        sid: sessionId,
        role,
        ...(email === null ? {} : { email }),
        ...(guestId === null ? {} : { guest: guestId }),
        ...(role === 'STAFF' ? { permissions } : {}),
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
