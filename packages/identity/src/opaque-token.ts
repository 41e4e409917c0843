import { createHash, randomBytes } from 'node:crypto';

/** A token that says nothing: 256 random bits. */
export function newOpaqueToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of such a token. SHA-256, hex: the token is random already, so nothing slower is needed. */
export function hashOpaqueToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
