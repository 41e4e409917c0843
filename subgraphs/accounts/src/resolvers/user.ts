import { ownerIds } from '@cartwright/subgraph-kit';
import { validate } from 'uuid';
import { displayNameOf } from '../domain/user.ts';
import type { CustomerAddressResolvers, QueryResolvers, UserResolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';

/** Whether the viewer may see what is personal of a user: the user themself and staff may. */
function maySee({ viewer }: Context, userId: string): boolean {
  return viewer !== null && (viewer.role === 'STAFF' || ownerIds(viewer).includes(userId));
}

export const Query: QueryResolvers = {
  me: (_root, _args, { viewer, loaders }) => (viewer === null ? null : loaders.users.load(viewer.id)),
  user: (_root, { id }, context) =>
    validate(id) && maySee(context, id) ? context.loaders.users.load(id) : null,
};

/** A user; what is personal is null for strangers, who meet a user only where the graph leads to one. */
export const User: UserResolvers = {
  __resolveReference: ({ id }, { loaders }) => (validate(id) ? loaders.users.load(id) : null),
  email: (user, _args, context) => (maySee(context, user.id) ? user.email : null),
  firstName: (user, _args, context) => (maySee(context, user.id) ? user.firstName : null),
  lastName: (user, _args, context) => (maySee(context, user.id) ? user.lastName : null),
  displayName: (user, _args, context) => (maySee(context, user.id) ? displayNameOf(user) : 'Customer'),
  addresses: (user, _args, context) =>
    maySee(context, user.id) ? context.loaders.addresses.load(user.id) : [],
};

export const CustomerAddress: CustomerAddressResolvers = {
  address: (entry) => entry,
};
