import { keyPurge } from '@cartwright/idempotency';
import { isOwn } from '@cartwright/identity';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { CartRow } from '../graphql.ts';
import type { Parts } from '../parts.ts';
import { cartContext } from './context.ts';
import { consumes } from './events.ts';
import type { Dependencies } from './ports.ts';
import { storesWithin } from './repository/cart-store.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { startingCarts } from './use-cases/create-cart.ts';

/** The cart: its lines, who buys, and whose it is. */
export function cartRoom(parts: Parts, terms: Dependencies['terms']): Room<Tables> {
  const { database, now, newId, logger } = parts;
  const dependencies = { database, storesWithin, now, newId, terms };
  const createCart = startingCarts(dependencies);
  return {
    resolvers,
    owns: { Cart: ({ cart }: CartRow, viewer) => isOwn(viewer, cart.ownerId) },
    context: (input) => ({
      cart: cartContext({ ...dependencies, messaging: parts.messaging, createCart }, input),
    }),
    consumes: consumes(dependencies),
    background: [keyPurge({ db: database.statements, now, logger })],
  };
}
