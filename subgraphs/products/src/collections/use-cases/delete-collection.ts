import { readReason } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { countReferring, type ReferredTo } from '../../attributes/door.ts';
import { deleteCollection as removeCollection, lockCollection } from '../repository/collections.ts';
import {
  recordChange,
  stateOf,
  type CollectionChanged,
  type CollectionNotFound,
  type Dependencies,
} from './change-collection.ts';

/** A collection to be deleted, and which version of it was read. */
export interface DeleteCollection {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type DeleteCollectionOutcome =
  { readonly kind: 'deleted' } | ReferredTo | CollectionNotFound | CollectionChanged | InvalidInput;

/** Deletes a collection that no attribute refers to, with its entry in the audit trail. */
export async function deleteCollection(
  dependencies: Dependencies,
  { staffId, id, version, reason }: DeleteCollection,
): Promise<DeleteCollectionOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'collection-not-found', collectionId: id };
  return dependencies.messaging.transact(async (tx, send) => {
    const before = await lockCollection(tx, id);
    if (before === undefined) return { kind: 'collection-not-found', collectionId: id };
    if (before.version !== version) return { kind: 'collection-changed', collection: before };
    const referringCount = await countReferring(tx, 'COLLECTION', id);
    if (referringCount > 0) return { kind: 'referred-to', referringCount };
    await removeCollection(tx, id);
    const action = { staffId, operation: 'collectionDelete', ...why.value, target: id };
    await recordChange(dependencies, { tx, send }, { ...action, before: stateOf(before), after: null });
    return { kind: 'deleted' };
  });
}
