import { isId } from '@cartwright/graph';
import { newOpaqueToken } from '@cartwright/identity';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Dependencies } from '../../cart/door.ts';
import {
  deleteList as remove,
  putItems,
  removeItems as takeOut,
  saveList,
  soldOf,
} from '../repository/wish-lists.ts';
import { putWishes, type PutOutcome, type WantedWish } from '../rules/put-wishes.ts';
import { readName } from '../rules/read-name.ts';
import { changeList, type ListChanged, type ListNotFound, type ListOfViewer } from './change-list.ts';

const nameless = invalidInput(
  invalidField(['name'], 'INVALID_VALUE', 'What is saved for later has no name of its own.'),
);

/** Gives a list of the viewer's another name. */
export async function renameList(
  dependencies: Dependencies,
  { name, ...of }: ListOfViewer & { readonly name: string },
): Promise<ListChanged | ListNotFound | InvalidInput> {
  const read = readName(name);
  if (read.kind === 'invalid-input') return read;
  return changeList<InvalidInput>(dependencies, of, async (tx, { id, kind }) => {
    if (kind === 'SAVED_FOR_LATER') return nameless;
    await saveList(tx, id, { ...read.value, updatedAt: dependencies.now() });
    return undefined;
  });
}

/** Deletes a list of the viewer's. */
export async function deleteList(
  { database }: Dependencies,
  { viewer, wishListId: id }: ListOfViewer,
): Promise<{ readonly kind: 'deleted' } | ListNotFound> {
  const isDeleted = isId(id) && (await remove(database.statements, { id, ownerId: viewer.id }));
  return { kind: isDeleted ? 'deleted' : 'not-found' };
}

/** A variant that the shop does not sell. */
export interface VariantNotFound {
  readonly kind: 'variant-not-found';
  readonly variantId: string;
}

type AddRefusal = VariantNotFound | Exclude<PutOutcome, { kind: 'put' }>;

/** Puts variants into a list of the viewer's, also those that are sold out; all of them, or none. */
export function addItems(
  dependencies: Dependencies,
  { items, ...of }: ListOfViewer & { readonly items: readonly WantedWish[] },
): Promise<ListChanged | ListNotFound | AddRefusal> {
  const { newId, now } = dependencies;
  return changeList<AddRefusal>(dependencies, of, async (tx, list) => {
    const sold = await soldOf(tx, items.map(({ variantId }) => variantId).filter(isId));
    const unknown = items.find(({ variantId }) => !sold.has(variantId));
    if (unknown !== undefined) return { kind: 'variant-not-found', variantId: unknown.variantId };
    const put = putWishes(list, items, { newId, now: now() });
    if (put.kind !== 'put') return put;
    await putItems(tx, list.id, put.wishes);
    await saveList(tx, list.id, { updatedAt: now() });
    return undefined;
  });
}

/** Takes items out of a list of the viewer's. */
export function removeItems(
  dependencies: Dependencies,
  { itemIds, ...of }: ListOfViewer & { readonly itemIds: readonly string[] },
): Promise<ListChanged | ListNotFound> {
  return changeList<never>(dependencies, of, async (tx, { id }) => {
    await takeOut(tx, id, itemIds.filter(isId));
    await saveList(tx, id, { updatedAt: dependencies.now() });
    return undefined;
  });
}

/** Lets whoever has its token read a list that the viewer has named; one that is shared keeps its token. What comes into the other list later is nobody else's. */
export function shareList(
  dependencies: Dependencies,
  of: ListOfViewer,
): Promise<ListChanged | ListNotFound | { readonly kind: 'is-saved' }> {
  return changeList<{ readonly kind: 'is-saved' }>(dependencies, of, async (tx, { id, kind, shareToken }) => {
    if (kind === 'SAVED_FOR_LATER') return { kind: 'is-saved' };
    if (shareToken === null)
      await saveList(tx, id, { shareToken: newOpaqueToken(), updatedAt: dependencies.now() });
    return undefined;
  });
}

/** Lets nobody but its owner read a list of the viewer's. */
export function unshareList(
  dependencies: Dependencies,
  of: ListOfViewer,
): Promise<ListChanged | ListNotFound> {
  return changeList<never>(dependencies, of, async (tx, { id, shareToken }) => {
    if (shareToken !== null) await saveList(tx, id, { shareToken: null, updatedAt: dependencies.now() });
    return undefined;
  });
}
