import { graphqlError } from '@cartwright/errors';
import { maySee, type ViewerContext } from '@cartwright/identity';
import type { UsersContext } from './context.ts';
import type { UserRecord } from './repository/users.ts';

/** A user to show; `isOwn` when this very request has proved to come from the user. */
export type ShownUser = UserRecord & { readonly isOwn?: boolean };

/** Whether the viewer may see what is personal of a user. */
export function maySeePersonal({ viewer }: ViewerContext, { id, isOwn = false }: ShownUser): boolean {
  return isOwn || maySee(viewer, id, 'CUSTOMERS_READ');
}

/** The signed-in user as they are now. @throws UNAUTHENTICATED when the account is gone */
export async function loadSignedIn({ users }: UsersContext, id: string): Promise<UserRecord> {
  const user = await users.loaders.byId.clear(id).load(id);
  if (user === null) throw graphqlError('UNAUTHENTICATED', 'This account no longer exists.');
  return user;
}
