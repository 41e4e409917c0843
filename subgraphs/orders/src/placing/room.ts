import { bind } from '@cartwright/database';
import { keyPurge, sqlLeasedKeys } from '@cartwright/idempotency';
import type { Room } from '@cartwright/subgraph';
import { advancing, returnTargetsOf, signalsOf } from '../checkout/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { methodOffers } from '../payment-methods/door.ts';
import { publishes } from './events.ts';
import { createFreezeCart } from './freeze-cart.ts';
import { freezeNearby } from './freeze-nearby.ts';
import { placedOrders } from './repository.ts';
import { resolvers } from './resolvers.ts';
import { storingOrders } from './store-orders.ts';
import { placeOrder, type PlaceOrderDependencies } from './use-cases.ts';

/** What the resolvers of this room find. */
export type PlacingContext = ReturnType<typeof contextOf>;

/** Ordering a cart, once per idempotency key. */
export function placingRoom(parts: Parts): Room<Tables> {
  const { database, logger, now } = parts;
  const dependencies = dependenciesOf(parts);
  return {
    resolvers,
    context: () => contextOf(dependencies),
    publishes,
    background: [keyPurge({ db: database.statements, now, logger })],
  };
}

const contextOf = (dependencies: PlaceOrderDependencies) => ({ placing: bind(dependencies, { placeOrder }) });

function dependenciesOf(parts: Parts): PlaceOrderDependencies {
  const { config, database, now, newId, neighbours } = parts;
  const { policy } = advancing(parts);
  const orders = placedOrders(database.statements);
  const stored = {
    policy,
    orders,
    get messaging() {
      return parts.messaging;
    },
  };
  return {
    policy,
    returnTargets: returnTargetsOf(parts),
    recogniseBuyer: signalsOf(parts),
    now,
    newId,
    keys: sqlLeasedKeys(database.statements),
    orders,
    storeOrder: storingOrders(stored),
    methodOffers: methodOffers(database.statements),
    freezeCart: neighbours
      ? freezeNearby(() => neighbours('carts'))
      : createFreezeCart({ urls: config.CARTS_URL, key: config.CARTS_KEY, now }),
    get messaging() {
      return parts.messaging;
    },
  };
}
