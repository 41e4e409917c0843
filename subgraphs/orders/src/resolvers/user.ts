import { ownerIds } from '@cartwright/identity';
import { isId } from '../domain/is-id.ts';
import type { UserResolvers } from '../generated/graphql.ts';
import { orderPage } from '../use-cases/list-orders.ts';

/** A user's orders, for the user and for staff; null for strangers. */
export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ __typename: 'User', id }),
  orders: ({ id }, args, { viewer, loaders, useCases }) => {
    if (viewer === null || !isId(id)) return null;
    const own = ownerIds(viewer);
    if (own.includes(id)) return useCases.listOrders({ customerIds: own, status: null }, args);
    if (viewer.role !== 'STAFF') return null;
    return orderPage(args, {
      list: (slice) => loaders.list.load({ customerId: id, slice }),
      count: () => loaders.count.load(id),
    });
  },
};
