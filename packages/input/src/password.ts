import { isStorable, lengthOf } from './characters.ts';
import { Fault } from './fault.ts';
import { field } from './field.ts';
import { textFaults } from './text.ts';

const controlCharacter = /\p{Cc}/u;
const spaces = /\p{Zs}/gu;
/** More than any form of a password needs; what is longer is not worth the work. */
const maxGiven = 2_000;

/** What a new password must be. */
export interface PasswordLimits {
  /** In characters. */
  readonly min: number;
  /** In characters, so that hashing stays bounded. */
  readonly max: number;
  /** Whether it is easy to guess. */
  readonly isWeak: (password: string) => boolean;
}

/**
 * A password in the form in which it is hashed and compared, so that another keyboard or system makes no other one: the
 * profile OpaqueString (RFC 8265, 4.2): spaces of every kind are U+0020, then NFC; case and width stay. Null when it is
 * empty, far too long or holds control characters, and so is no password.
 */
export function readPassword(given: string): string | null {
  if (given === '' || given.length > maxGiven || !isStorable(given) || controlCharacter.test(given))
    return null;
  return given.replace(spaces, ' ').normalize('NFC');
}

/** A new password, in the form that `readPassword` gives. */
export function newPassword({ min, max, isWeak }: PasswordLimits) {
  return field((given) => {
    if (given === null || given === '') return textFaults.required;
    if (given.length > maxGiven) return textFaults.tooLong(max);
    const password = readPassword(given);
    if (password === null) return textFaults.unstorable;
    const length = lengthOf(password);
    if (length < min)
      return new Fault('TOO_SHORT', `Please choose a password of at least ${min} characters.`);
    if (length > max) return textFaults.tooLong(max);
    return isWeak(password)
      ? new Fault('TOO_WEAK', 'Please choose a password that is harder to guess.')
      : password;
  });
}
