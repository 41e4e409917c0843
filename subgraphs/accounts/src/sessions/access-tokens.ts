import { accessTokenTtlMs, tokenIssuer, tokenType, type Permission } from '@cartwright/identity';
import { calculateJwkThumbprint, importJWK, SignJWT, type JSONWebKeySet, type JWK } from 'jose';
import type { UserRecord } from '../users/door.ts';

/** Who a token speaks for. */
export interface TokenSubject {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: UserRecord['role'] | 'MACHINE';
  readonly email: string | null;
  /** The guest that the session grew out of. */
  readonly guestId: string | null;
  /** What a machine's API key is called. */
  readonly keyName?: string;
  /** Whether they are in any group of customers. */
  readonly isGrouped?: boolean;
  /** When it is over, where that is sooner than an access token expires by itself. */
  readonly endsAt?: Date;
  /** What they may do with what is not theirs. */
  readonly permissions: readonly Permission[];
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
  const isProved = ({ role, authenticationMethods }: TokenSubject): boolean =>
    role === 'MACHINE' || !staffNeedSecondFactor || authenticationMethods.includes(secondFactorProved);
  const publicJwk = { kty: privateJwk.kty, crv: privateJwk.crv, x: privateJwk.x } as JWK;
  const kid = await calculateJwkThumbprint(publicJwk);
  const key = await importJWK(privateJwk, 'EdDSA');
  return {
    jwks: { keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] },
    sign: async (subject, now) => {
      const { userId, sessionId, role, email, guestId, keyName, endsAt, permissions } = subject;
      const { authenticationMethods, isGrouped = false } = subject;
      const issuedAtSeconds = Math.floor(now.getTime() / 1000);
      const endsAtSeconds = endsAt === undefined ? Infinity : Math.floor(endsAt.getTime() / 1000);
      const expiresAtSeconds = Math.min(issuedAtSeconds + accessTokenTtlMs / 1000, endsAtSeconds);
      const claims = {
        sid: sessionId,
        role,
        ...(email === null ? {} : { email }),
        ...(keyName === undefined ? {} : { name: keyName }),
        ...(isGrouped ? { grouped: true } : {}),
        ...(guestId === null ? {} : { guest: guestId }),
        ...(authenticationMethods.length === 0 ? {} : { amr: authenticationMethods }),
        ...(permissions.length === 0 || !isProved(subject) ? {} : { permissions }),
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
