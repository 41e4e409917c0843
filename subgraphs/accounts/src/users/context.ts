import { bind, type Statements } from '@cartwright/database';
import { byKey } from '@cartwright/graph';
import type { Tables } from '../generated/tables.ts';
import { findUsers } from './repository/users.ts';

/** What resolvers find in their context: a loader that lives as long as the operation. */
export function usersContext(db: Statements<Tables>) {
  return { users: { loaders: { byId: byKey(bind(db, { findUsers }).findUsers, ({ id }) => id) } } };
}

export type UsersContext = ReturnType<typeof usersContext>;
