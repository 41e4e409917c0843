import { ownerIds } from '@cartwright/identity';
import { validate } from 'uuid';
import { displayNameOf } from '../domain/user.ts';
import type { CustomerAddressResolvers, QueryResolvers, UserResolvers } from '../generated/graphql.ts';
import type { Context, UserRow } from '../graphql.ts';

/** Whether the viewer may know that there is such a user: the user themself and staff may. */
function mayLookUp({ viewer }: Context, userId: string): boolean {
  return viewer !== null && (viewer.role === 'STAFF' || ownerIds(viewer).includes(userId));
}

/**
 * Whether the viewer may see what is personal of a user. A guest's token may not once the guest is a customer: it was
 * given out without a password.
 */
function maySee(context: Context, { id, role, isOwn = false }: UserRow): boolean {
  const isOutgrown = context.viewer?.role === 'GUEST' && role !== 'GUEST';
  return isOwn || (!isOutgrown && mayLookUp(context, id));
}

export const Query: QueryResolvers = {
  me: (_root, _args, { viewer, loaders }) => (viewer === null ? null : loaders.users.load(viewer.id)),
  user: (_root, { id }, context) =>
    validate(id) && mayLookUp(context, id) ? context.loaders.users.load(id) : null,
};

/** A user; what is personal is null for strangers, who meet a user only where the graph leads to one. */
export const User: UserResolvers = {
  __resolveReference: ({ id }, { loaders }) => (validate(id) ? loaders.users.load(id) : null),
  email: (user, _args, context) => (maySee(context, user) ? user.email : null),
  firstName: (user, _args, context) => (maySee(context, user) ? user.firstName : null),
  lastName: (user, _args, context) => (maySee(context, user) ? user.lastName : null),
  displayName: (user, _args, context) => (maySee(context, user) ? displayNameOf(user) : 'Customer'),
  addresses: (user, _args, context) => (maySee(context, user) ? context.loaders.addresses.load(user.id) : []),
};

export const CustomerAddress: CustomerAddressResolvers = {
  address: (entry) => entry,
};
