import { createHash, randomBytes } from 'node:crypto';

const ttlMs = 30 * 24 * 60 * 60 * 1000;

/** A refresh token as its session's owner gets it; only its hash is stored. */
export interface RefreshToken {
  readonly token: string;
  readonly hash: string;
  readonly expiresAt: Date;
}

/** An opaque refresh token, 256 random bits, good for 30 days. */
export function newRefreshToken(now: Date): RefreshToken {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashRefreshToken(token), expiresAt: new Date(now.getTime() + ttlMs) };
}

/** SHA-256, hex: the token is random already, so nothing slower is needed. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
