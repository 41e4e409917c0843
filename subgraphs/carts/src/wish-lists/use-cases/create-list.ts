import { fingerprint, once, type KeyReused } from '@cartwright/idempotency';
import { ownerIds, type Viewer } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import type { Dependencies } from '../../cart/door.ts';
import { findList, holdNamed, insertList } from '../repository/wish-lists.ts';
import { maxLists } from '../rules/wish-list.ts';
import { readName } from '../rules/read-name.ts';
import type { ListChanged } from './change-list.ts';

/** What a list starts with. */
export interface CreateList {
  readonly viewer: Viewer;
  readonly idempotencyKey: string;
  readonly name: string;
}

/** Why no list is started. */
type Refusal = { readonly kind: 'too-many-lists'; readonly limit: number } | InvalidInput;

/** Starts a wish list, once per idempotency key. */
export async function createList(
  { database, newId, now }: Dependencies,
  { viewer, idempotencyKey: key, name }: CreateList,
): Promise<ListChanged | Refusal | KeyReused> {
  const read = readName(name);
  if (read.kind === 'invalid-input') return read;
  const at = now();
  const use = {
    ownerIds: ownerIds(viewer),
    operation: 'wishListCreate',
    key,
    fingerprint: fingerprint({ name }),
  };
  return database.transaction((tx) =>
    once<ListChanged | Refusal, string>(
      tx,
      { use, now: at },
      {
        change: async () => {
          if ((await holdNamed(tx, viewer.id)) >= maxLists)
            return { kind: 'too-many-lists', limit: maxLists };
          const times = { createdAt: at, updatedAt: at };
          const list = { id: newId(), ownerId: viewer.id, ...read.value, shareToken: null, ...times };
          await insertList(tx, { ...list, kind: 'NAMED' });
          return { kind: 'changed', wishList: { ...list, kind: 'NAMED', items: [] } };
        },
        keep: (outcome) => (outcome.kind === 'changed' ? outcome.wishList.id : undefined),
        replay: async (id) => {
          const wishList = await findList(tx, id);
          return wishList?.ownerId === viewer.id ? { kind: 'changed', wishList } : undefined;
        },
      },
    ),
  );
}
