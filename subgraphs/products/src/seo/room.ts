import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { seoContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** What pages tell search engines. */
export function seoRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ seo: seoContext(parts) }) };
}
