import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Viewer } from '@cartwright/identity';
import type { Dependencies } from '../../cart/door.ts';
import type { Tables } from '../../generated/tables.ts';
import { findList, lockList } from '../repository/wish-lists.ts';
import type { HeldList, WishList } from '../rules/wish-list.ts';

/** A wish list of the viewer's. */
export interface ListOfViewer {
  readonly viewer: Viewer;
  readonly wishListId: string;
}

/** A list as it is now. */
export interface ListChanged {
  readonly kind: 'changed';
  readonly wishList: WishList;
}

/** The viewer has no such list. */
export interface ListNotFound {
  readonly kind: 'not-found';
}

/** Changes a list that the transaction has locked; a refusal has changed nothing. */
export type ChangeList<Refusal> = (tx: Transaction<Tables>, list: HeldList) => Promise<Refusal | undefined>;

/** Locks a list of the viewer's and changes it. */
export function changeList<Refusal extends { readonly kind: string }>(
  { database }: Pick<Dependencies, 'database'>,
  { viewer, wishListId: id }: ListOfViewer,
  change: ChangeList<Refusal>,
): Promise<ListChanged | ListNotFound | Refusal> {
  return database.transaction(async (tx) => {
    const list = isId(id) ? await lockList(tx, { id, ownerId: viewer.id }) : undefined;
    if (list === undefined) return { kind: 'not-found' };
    const refusal = await change(tx, list);
    return refusal ?? { kind: 'changed', wishList: await readAgain(tx, list) };
  });
}

/** The list as the transaction has left it. */
export async function readAgain(tx: Transaction<Tables>, list: HeldList): Promise<WishList> {
  return (await findList(tx, list.id)) ?? list;
}
