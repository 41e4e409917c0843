import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { usersContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** Guests, customers and staff. */
export function usersRoom({ database }: Parts): Room<Tables> {
  return { resolvers, context: () => usersContext(database.statements) };
}
