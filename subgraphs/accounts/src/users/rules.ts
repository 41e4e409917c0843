import { z } from 'zod';

/** What to call a user on a page. */
export function displayNameOf(user: {
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}): string {
  const name = [user.firstName, user.lastName].filter((part) => part !== null && part !== '').join(' ');
  return name || (user.email ?? 'Guest');
}

/** One line of trimmed text of 1 to `maxLength` characters; line breaks and other control characters are refused. */
export function plainText(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`)
    .regex(/^\P{Cc}*$/u, 'must be one line of plain text');
}
