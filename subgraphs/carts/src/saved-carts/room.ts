import type { Room } from '@cartwright/subgraph';
import { storesWithin, type Dependencies } from '../cart/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { savedCartsContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** Carts that buyers put aside under a name, beside the one in use. */
export function savedCartsRoom({ database, now, newId }: Parts, terms: Dependencies['terms']): Room<Tables> {
  return {
    resolvers,
    context: () => ({ savedCarts: savedCartsContext({ database, storesWithin, now, newId, terms }) }),
  };
}
