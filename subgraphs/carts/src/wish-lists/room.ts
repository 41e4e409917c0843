import { isOwn } from '@cartwright/identity';
import type { Room } from '@cartwright/subgraph';
import { storesWithin, type Dependencies } from '../cart/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { WishListRow } from '../graphql.ts';
import type { Parts } from '../parts.ts';
import { wishListsContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** What customers would like to have: lists that they name and share, and what they save of their carts for later. */
export function wishListsRoom({ database, now, newId }: Parts, terms: Dependencies['terms']): Room<Tables> {
  const dependencies = { database, storesWithin, now, newId, terms };
  return {
    resolvers,
    owns: {
      WishList: ({ ownerId }: WishListRow, viewer) => isOwn(viewer, ownerId),
      User: ({ id }: { readonly id: string }, viewer) => isOwn(viewer, id),
    },
    context: () => ({ wishLists: wishListsContext(dependencies) }),
  };
}
