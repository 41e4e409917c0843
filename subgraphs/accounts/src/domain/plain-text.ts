import { z } from 'zod';

/** One line of trimmed text of 1 to `maxLength` characters; line breaks and other control characters are refused. */
export function plainText(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`)
    .regex(/^\P{Cc}*$/u, 'must be one line of plain text');
}
