import { createHash, randomBytes } from 'node:crypto';

/** How long a refresh token is good for. */
export const refreshTokenTtlDays = 30;

/** An opaque refresh token: 256 random bits. Only its hash is stored. */
export function newRefreshToken(now: Date): { token: string; hash: string; expiresAt: Date } {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + refreshTokenTtlDays * 24 * 60 * 60 * 1000);
  return { token, hash: hashRefreshToken(token), expiresAt };
}

/** SHA-256, hex: the token is random already, so nothing slower is needed. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
