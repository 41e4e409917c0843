import { createHash } from 'node:crypto';

/** SHA-256, hex: the token is random already, so nothing slower is needed. */
export function hashResetToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
