import { isOwn } from '@cartwright/identity';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { usersContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import type { ShownUser } from './visibility.ts';

/** Guests, customers and staff. */
export function usersRoom({ database }: Parts): Room<Tables> {
  return {
    resolvers,
    owns: { User: (user: ShownUser, viewer) => user.isOwn === true || isOwn(viewer, user.id) },
    context: () => usersContext(database.statements),
  };
}
