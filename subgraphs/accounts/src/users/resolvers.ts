import { isId } from '@cartwright/graph';
import { optionalViewer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';
import { displayNameOf } from './rules.ts';
import { maySeePersonal } from './visibility.ts';

/** The resolvers of users; what is personal is null for strangers, who meet a user only where the graph leads to one. */
export const resolvers = {
  Query: {
    me: (_root, _args, context) => {
      const viewer = optionalViewer(context);
      return viewer === null ? null : context.users.loaders.byId.load(viewer.id);
    },
    user: (_root, { id }, context) => (isId(id) ? context.users.loaders.byId.load(id) : null),
  },
  User: {
    __resolveReference: ({ id }, { users }) => (isId(id) ? users.loaders.byId.load(id) : null),
    displayName: (user, _args, context) => (maySeePersonal(context, user) ? displayNameOf(user) : 'Customer'),
  },
} satisfies Resolvers;
