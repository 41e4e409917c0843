import { customerChanged } from '@cartwright/events';
import { restating, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { profileContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import { customersRestated } from './restate-customers.ts';

/** The profile that customers keep: their name and language. */
export function profileRoom(parts: Parts): Room<Tables> {
  return {
    resolvers,
    context: () => profileContext(parts),
    publishes: [customerChanged],
    background: [restating(parts, customersRestated)],
  };
}
