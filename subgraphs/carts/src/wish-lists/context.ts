import { bind } from '@cartwright/database';
import { byKey, listByKey } from '@cartwright/graph';
import type { Dependencies } from '../cart/door.ts';
import { listsOf, saidOfItems } from './repository/wish-lists.ts';
import { createList } from './use-cases/create-list.ts';
import {
  addItems,
  deleteList,
  removeItems,
  renameList,
  shareList,
  unshareList,
} from './use-cases/edit-list.ts';
import { moveToCart } from './use-cases/move-to-cart.ts';
import { getList, getShared } from './use-cases/read-lists.ts';
import { saveForLater } from './use-cases/save-for-later.ts';

/** What resolvers find at `context.wishLists`. */
export type WishListsContext = ReturnType<typeof wishListsContext>;

/** Makes the context of one operation. */
export function wishListsContext(dependencies: Dependencies) {
  const useCases = bind(dependencies, {
    ...{ getList, getShared, createList, renameList, deleteList },
    ...{ addItems, removeItems, shareList, unshareList, moveToCart, saveForLater },
  });
  /** By the owner's id in lower case, oldest first. */
  const listsOfOwner = listByKey(
    (ownerIds: readonly string[]) => listsOf(dependencies.database.statements, ownerIds),
    ({ ownerId }) => ownerId,
  );
  const saidOfItem = byKey(
    (ids: readonly string[]) => saidOfItems(dependencies.database.statements, ids),
    ({ id }) => id,
  );
  return { ...useCases, loaders: { listsOfOwner, saidOfItem } };
}
