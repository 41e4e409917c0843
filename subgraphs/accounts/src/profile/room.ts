import { customerChanged, userUpdated } from '@cartwright/events';
import { restating, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { profileContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import { usersRestated } from './restate-users.ts';

/** The profile that customers keep, and what other domains are told of customers. */
export function profileRoom(parts: Parts): Room<Tables> {
  return {
    resolvers,
    context: () => profileContext(parts),
    // The first is sent no more: what is left of it in the stream is still read.
    publishes: [customerChanged, userUpdated],
    background: [restating(parts, usersRestated)],
  };
}
