import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { attributesContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** What is said of products and variants by the attributes of their product types. */
export function attributesRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ attributes: attributesContext(parts) }) };
}
