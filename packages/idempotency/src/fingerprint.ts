import { hash } from 'node:crypto';

/**
 * The SHA-256 (hex) of an input's canonical JSON: independent of the order of keys, and equal for absent and undefined
 * members. Stored with an idempotency key to tell a replay from another input.
 */
export function fingerprint(input: unknown): string {
  return hash('sha256', JSON.stringify([canonical(input)]));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, canonical(member)]),
  );
}
