import { bind } from '@cartwright/database';
import { orderStatusChanged } from '@cartwright/events';
import { createLoop, type Background } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { OrderFollowers } from './order-followers.ts';
import { OrdersOfSteps } from './orders-of-steps.ts';
import { stepsAfter, versionsOf } from './repository.ts';
import { resolvers } from './resolvers.ts';
import { followOrder, type FollowOrderDependencies } from './use-cases.ts';

/** What the resolvers of this room find. */
export type FollowingContext = ReturnType<typeof contextOf>;

const pollIntervalMs = 2_000;

/** Following an order's status. Its feeds end after the server, so that no client takes a restart for an order's end. */
export function followingRoom(parts: Parts): Room<Tables> {
  const { database, logger } = parts;
  const db = database.statements;
  const steps = bind(db, { after: stepsAfter, versionsOf });
  const followers = new OrderFollowers({ steps, logger });
  const orders = new OrdersOfSteps();
  return {
    resolvers,
    context: () => contextOf({ db, followers }, orders),
    background: [wakeByMessages(parts, followers), pollLoop(parts, followers)],
    close: () => followers.close(),
  };
}

const contextOf = (dependencies: FollowOrderDependencies, orders: OrdersOfSteps) => ({
  following: { ...bind(dependencies, { followOrder }), orders },
});

/** `stop` has nothing to do: messaging ends its own subscriptions. What is told may be lost, which the poll makes up for. */
function wakeByMessages(parts: Parts, followers: OrderFollowers): Background {
  return {
    start: () => {
      parts.messaging.hear(orderStatusChanged, ({ orderId, version }) => followers.wake(orderId, version));
    },
    stop: () => Promise.resolve(),
  };
}

function pollLoop({ logger }: Parts, followers: OrderFollowers): Background {
  const name = 'look for steps of followed orders';
  return createLoop({ name, round: () => followers.poll(), intervalMs: pollIntervalMs, logger });
}
