import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { redirectsContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** Where addresses lead that pages had once. */
export function redirectsRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ redirects: redirectsContext(parts) }) };
}
