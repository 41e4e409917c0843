import { hashOpaqueToken } from '@cartwright/identity';

/** By what a sign-in knows that the password has not been changed meanwhile; not the stored hash itself. */
export function fingerprintOf(passwordHash: string | null): string | null {
  return passwordHash === null ? null : hashOpaqueToken(passwordHash);
}
