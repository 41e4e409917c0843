import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Clients send the same few documents with every request, and each is asked for its hash more than once. */
const known = new LRUCache<string, string>({
  max: 1_000,
  maxSize: 2_000_000,
  maxEntrySize: 20_000,
  sizeCalculation: (_hash, query) => query.length + 1,
});

/** What a document is remembered and named by: the SHA-256 of its text, in hex. */
export function documentHash(query: string): string {
  const found = known.get(query);
  if (found !== undefined) return found;
  const made = hash('sha256', query, 'hex');
  known.set(query, made);
  return made;
}
