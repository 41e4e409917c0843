import type { Resolvers } from '../generated/graphql.ts';
import { orderCancel } from './order-cancel.ts';
import { orderPlace } from './order-place.ts';
import { orderStatusChanged } from './order-status-changed.ts';
import { checkoutCancel } from './operations/checkout-cancel.ts';
import { checkoutRedrive } from './operations/checkout-redrive.ts';
import { parkedMessageDiscard } from './operations/parked-message-discard.ts';
import { parkedMessageReplay } from './operations/parked-message-replay.ts';
import { staffQueries } from './operations/queries.ts';
import { StaffAction, StuckCheckout } from './operations/types.ts';
import { Order, OrderLine, OrderStatusEvent } from './order.ts';
import { Query } from './query.ts';
import { User } from './user.ts';

/** The resolver map of orders. */
export const resolvers: Resolvers = {
  Query: { ...Query, ...staffQueries },
  Mutation: {
    orderPlace,
    orderCancel,
    parkedMessageReplay,
    parkedMessageDiscard,
    checkoutRedrive,
    checkoutCancel,
  },
  Subscription: { orderStatusChanged },
  Order,
  OrderLine,
  OrderStatusEvent,
  StaffAction,
  StuckCheckout,
  User,
};
