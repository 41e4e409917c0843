import { optionalViewer, requireViewer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';

/** Orders by their id or number, and lists of orders. */
export const resolvers = {
  Query: {
    order: (_root, { id, number }, context) =>
      context.history.findOrder({ viewer: requireViewer(context), id, number }),
    orders: (_root, { status, ...page }, context) =>
      context.history.listVisible({ viewer: requireViewer(context), status: status ?? null, page }),
  },

  User: {
    __resolveReference: ({ id }) => ({ __typename: 'User', id }),
    orders: ({ id: userId }, page, context) =>
      context.history.listOfUser({ viewer: optionalViewer(context), userId, page }),
  },
} satisfies Resolvers;
