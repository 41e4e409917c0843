import { selectsBelow, selectsOnlyBelow } from '@cartwright/graph';
import { optionalViewer, requireViewer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';

/** All that a list can show of an order, its lines and what leads to them without more being read than `briefColumns`. */
const briefFields: ReadonlySet<string> = new Set([
  ...['nodes', 'edges', 'node', 'cursor', '__typename'],
  ...['pageInfo', 'hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor', 'totalCount'],
  ...['id', 'number', 'status', 'placedAt', 'customer', 'total', 'lines'],
  ...['variant', 'title', 'variantTitle', 'sku', 'quantity', 'unitPrice'],
  ...['gross', 'net', 'tax', 'amount', 'currencyCode'],
]);

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
    orders: (_root, { status, ...page }, context, info) =>
      context.history.listVisible({
        viewer: requireViewer(context),
        status: status ?? null,
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
