import type { ContextInput } from '@cartwright/subgraph';

/** What the client of a request calls itself; null where it does not say. */
export function userAgentOf({ headers }: ContextInput['request']): string | null {
  return headers['user-agent'] ?? null;
}
