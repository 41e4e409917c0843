import { selectsBelow, selectsOnlyBelow } from '@cartwright/graph';
import { optionalViewer, requireViewer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';
import { briefFields } from './brief.ts';

/** What is asked for of the orders of a list. */
function shownIn(info: Parameters<typeof selectsBelow>[0]) {
  return { withLines: selectsBelow(info, 'lines'), isBrief: selectsOnlyBelow(info, briefFields) };
}

/** Orders by their id or number, and lists of orders. */
export const resolvers = {
  Query: {
    order: (_root, { id, number }, context, info) =>
      context.history.findOrder({
        viewer: requireViewer(context),
        id,
        number,
        withLines: selectsBelow(info, 'lines'),
      }),
    orders: (_root, { filters, ...page }, context, info) =>
      context.history.listVisible({
        viewer: requireViewer(context),
        filters: filters ?? {},
        page,
        ...shownIn(info),
      }),
  },

  User: {
    __resolveReference: ({ id }) => ({ __typename: 'User', id }),
    orders: ({ id: userId }, page, context, info) =>
      context.history.listOfUser({
        viewer: optionalViewer(context),
        userId,
        page,
        ...shownIn(info),
      }),
  },
} satisfies Resolvers;
