import { badUserInput } from '@cartwright/errors';
import { ownerIds, requireViewer } from '@cartwright/identity';
import { isId } from '../domain/is-id.ts';
import { mayRead } from '../domain/may-read.ts';
import { readOrderNumber } from '../domain/order-number.ts';
import type { Order } from '../domain/order.ts';
import type { QueryResolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';

export const Query: QueryResolvers = {
  order: async (_root, { id, number }, context) => {
    const viewer = requireViewer(context);
    const order = await findOrder(context, id, number);
    return order !== null && mayRead(viewer, order) ? order : null;
  },

  orders: (_root, { first, after, status }, context) => {
    const viewer = requireViewer(context);
    const customerIds = viewer.role === 'STAFF' ? null : ownerIds(viewer);
    return context.useCases.listOrders({ customerIds, status: status ?? null }, { first, after });
  },
};

type Absent = null | undefined;

async function findOrder(
  { loaders, useCases }: Context,
  id: string | Absent,
  number: string | Absent,
): Promise<Order | null> {
  if (id != null && number == null) return isId(id) ? loaders.order.load(id) : null;
  if (id == null && number != null) {
    const readable = readOrderNumber(number);
    return readable === null ? null : useCases.findByNumber(readable);
  }
  throw badUserInput('Give either id or number.', 'id');
}
