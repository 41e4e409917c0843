import { email, newPassword, readInput, type ReadInput } from '@cartwright/input';
import { z } from 'zod';

/** Shortest password taken. Source: NIST SP 800-63B-4, 3.1.1.2 asks for at least 8 beside a second factor, 15 without; ten with a block list stands between. */
const minimumPasswordLength = 10;
/** Longest password taken, so that hashing stays bounded. */
const maximumPasswordLength = 256;

/** Passwords of ten and more characters that lead every list of leaked ones. */
const wellKnown = new Set([
  '1234567890',
  '12345678910',
  '123456789a',
  '0123456789',
  '0987654321',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  'q1w2e3r4t5',
  'qwertyuiop',
  'qwerty1234',
  'qwerty12345',
  'qwerty123456',
  'asdfghjkl1',
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'iloveyou12',
  'letmein123',
  'welcome123',
  'administrator',
  'changeme123',
]);

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

/** Whether a password is all one character, or among the best known. */
function isGuessable(password: string): boolean {
  return new Set(password).size === 1 || wellKnown.has(password.toLowerCase());
}
