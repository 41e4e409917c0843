import type { TokenPartsFragment } from '../generated/operations.ts';

/** A session's tokens as they are kept on this device. */
export interface KeptTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** From when the access token is to be renewed: milliseconds since 1970, by the clock of this device. */
  readonly renewAtMs: number;
  /** From when the access token counts no more, likewise. */
  readonly expiresAtMs: number;
}

/** What an access token says of itself. Times are seconds since 1970, by the store's clock. */
interface Claims {
  readonly sub?: string;
  readonly iat?: number;
  readonly exp?: number;
}

const marginMs = 60_000;

/**
 * Notes until when tokens that have just been issued are good. Their lifetime is counted from now, since the clock of a
 * phone may be hours off; they are renewed a minute before their end, or after nine tenths of a short life.
 */
export function keepTokens(issued: TokenPartsFragment, nowMs: number): KeptTokens {
  const lifetimeMs = lifetimeOf(issued, nowMs);
  return {
    accessToken: issued.accessToken,
    refreshToken: issued.refreshToken,
    renewAtMs: nowMs + lifetimeMs - Math.min(marginMs, lifetimeMs / 10),
    expiresAtMs: nowMs + lifetimeMs,
  };
}

/** The id of the user whom an access token speaks for; undefined when it is none. */
export function userIdOf(accessToken: string): string | undefined {
  return claimsOf(accessToken).sub;
}

function lifetimeOf({ accessToken, accessTokenExpiresAt }: TokenPartsFragment, nowMs: number): number {
  const { iat, exp } = claimsOf(accessToken);
  const lifetimeMs =
    iat === undefined || exp === undefined ? Date.parse(accessTokenExpiresAt) - nowMs : (exp - iat) * 1000;
  return Math.max(0, lifetimeMs);
}

/** Reads a JSON Web Token without verifying it: the store does that. */
function claimsOf(token: string): Claims {
  try {
    const [, payload = ''] = token.split('.');
    return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as Claims;
  } catch {
    return {};
  }
}
