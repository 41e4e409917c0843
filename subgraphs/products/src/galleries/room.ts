import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { galleriesContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** Which pictures products and variants have, as staff say it. */
export function galleriesRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ galleries: galleriesContext(parts) }) };
}
