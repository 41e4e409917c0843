import { isDeepStrictEqual } from 'node:util';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { changedPage } from '../../pages/door.ts';
import { lockCollection, lockNames, saveCollection, type Collection } from '../repository/collections.ts';
import { readCollectionChange, type CollectionChangeInput } from '../rules/collection-input.ts';
import {
  isTaken,
  recordChange,
  stateOf,
  type CollectionChanged,
  type CollectionNotFound,
  type Dependencies,
  type SlugTaken,
} from './change-collection.ts';
import { namingBrands } from './named-brands.ts';

/** What is to be different about a collection, and which version of it was read. */
export interface UpdateCollection extends CollectionChangeInput {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
}

/** What came of it. */
export type UpdateCollectionOutcome =
  | { readonly kind: 'updated'; readonly collection: Collection }
  | CollectionNotFound
  | CollectionChanged
  | SlugTaken
  | InvalidInput;

/** Changes a collection, with its entry in the audit trail; where it is so already, nothing changes. */
export async function updateCollection(
  dependencies: Dependencies,
  { staffId, id, version, ...input }: UpdateCollection,
): Promise<UpdateCollectionOutcome> {
  const read = readCollectionChange(input);
  if (read.kind === 'invalid-input') return read;
  if (!isId(id)) return { kind: 'collection-not-found', collectionId: id };
  return dependencies.messaging.transact(async (tx, send) => {
    await lockNames(tx);
    const rule = await namingBrands(tx, read.value.rule ?? null);
    const before = await lockCollection(tx, id);
    if (before === undefined) return { kind: 'collection-not-found', collectionId: id };
    if (before.version !== version) return { kind: 'collection-changed', collection: before };
    if (before.rule === null && read.value.rule !== null) return ruleRefused;
    const wanted = changed(before, { ...read.value, rule });
    if (isDeepStrictEqual(before, wanted)) return { kind: 'updated', collection: before };
    if (wanted.slug !== before.slug && (await isTaken(tx, wanted.slug)))
      return { kind: 'slug-taken', slug: wanted.slug };
    const after = { ...wanted, version: version + 1 };
    await saveCollection(tx, after);
    const action = { staffId, operation: 'collectionUpdate', reason: read.value.reason, target: id };
    const states = { before: stateOf(before), after: stateOf(after) };
    await recordChange(dependencies, { tx, send }, { ...action, ...states });
    return { kind: 'updated', collection: after };
  });
}

const ruleRefused = invalidInput(
  invalidField(['rule'], 'INVALID_VALUE', 'Staff choose the products of this collection one by one.'),
);

type Change = Extract<ReturnType<typeof readCollectionChange>, { readonly kind: 'valid' }>['value'];

function changed(before: Collection, { isShown, rule, ...page }: Change): Collection {
  const asked = rule ?? before.rule;
  const isOtherRule = !isDeepStrictEqual(asked, before.rule);
  return {
    ...changedPage(before, page),
    isShown: isShown ?? before.isShown,
    ...(isOtherRule && { rule: asked, isBehind: true }),
  };
}
