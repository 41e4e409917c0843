import { createHmac } from 'node:crypto';
import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';

const ttlMs = 30 * 24 * 60 * 60 * 1000;

/**
 * How long a used token is answered with its successor again: longer than most apps wait for an answer before they ask
 * again, and short for a thief.
 */
export const graceMs = 30_000;

/** A refresh token as its session's owner gets it; only its hash is stored. */
export interface RefreshToken {
  readonly token: string;
  readonly hash: string;
  readonly expiresAt: Date;
}

/** The first refresh token of a session: opaque, 256 random bits, good for 30 days. */
export function newRefreshToken(now: Date): RefreshToken {
  return refreshToken(newOpaqueToken(), now);
}

/** What a token's successor is derived with: 256 random bits that are stored while the successor may be asked for again. */
export function newSuccessorSalt(): string {
  return newOpaqueToken();
}

/**
 * The token that takes another one's place, good for 30 days. It can be found again with the token, which only the client
 * has, and the salt, which only the store has; neither gives it away alone.
 */
export function successorOf(token: string, salt: string, now: Date): RefreshToken {
  return refreshToken(createHmac('sha256', salt).update(token).digest('base64url'), now);
}

function refreshToken(token: string, now: Date): RefreshToken {
  return { token, hash: hashOpaqueToken(token), expiresAt: new Date(now.getTime() + ttlMs) };
}
