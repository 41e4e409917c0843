import type { Resolvers } from '../generated/graphql.ts';
import { orderCancel } from './order-cancel.ts';
import { orderPlace } from './order-place.ts';
import { orderStatusChanged } from './order-status-changed.ts';
import { Order, OrderLine, OrderStatusEvent } from './order.ts';
import { Query } from './query.ts';
import { User } from './user.ts';

/** The resolver map of orders. */
export const resolvers: Resolvers = {
  Query,
  Mutation: { orderPlace, orderCancel },
  Subscription: { orderStatusChanged },
  Order,
  OrderLine,
  OrderStatusEvent,
  User,
};
