import { createHash, randomBytes } from 'node:crypto';

/** A text of 256 bits that nobody guesses: whoever has it may have what it stands for. */
export function unguessable(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of such a text, so that whoever reads the database cannot use it. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
