import { hash } from 'node:crypto';

/** What a document is remembered and named by: the SHA-256 of its text, in hex. */
export function documentHash(query: string): string {
  return hash('sha256', query, 'hex');
}
