import { email, newPassword, readInput, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { isBreached } from '../breached-passwords/door.ts';

/** Shortest password taken. Source: NIST SP 800-63B-4, 3.1.1.2 asks for at least 8 beside a second factor, 15 without; ten with a block list stands between. */
const minimumPasswordLength = 10;
/** Longest password taken, so that hashing stays bounded. */
const maximumPasswordLength = 256;

/** A password that somebody chooses, in the form in which it is hashed. */
export const chosenPassword = newPassword({
  min: minimumPasswordLength,
  max: maximumPasswordLength,
  isWeak: isGuessable,
});

const changeSchema = z.object({ newPassword: chosenPassword });

/** Reads the password that a customer changes to. */
export function readNewPassword(input: {
  readonly newPassword: string;
}): ReadInput<z.infer<typeof changeSchema>> {
  return readInput(changeSchema, input);
}

const addressSchema = z.object({ email });

/** Reads the address of whoever has forgotten their password. */
export function readAddress(input: { readonly email: string }): ReadInput<z.infer<typeof addressSchema>> {
  return readInput(addressSchema, input);
}

/** For how long a mailed link sets another password. */
export const resetTtlMs = 60 * 60_000;

/** How many links of one customer work at a time; no more are mailed. */
export const maxOpenResets = 3;

/** Whether a password is all one character, or known from leaks. */
function isGuessable(password: string): boolean {
  return new Set(password).size === 1 || isBreached(password);
}
