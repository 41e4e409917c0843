import type { InvalidInput } from '@cartwright/input';
import { freeSlug } from '../../catalogue/door.ts';
import {
  countCollections,
  insertCollection,
  lockNames,
  slugsLike,
  type Collection,
} from '../repository/collections.ts';
import {
  readNewCollection,
  type CheckedCollection,
  type CollectionInput,
} from '../rules/collection-input.ts';
import {
  recordChange,
  stateOf,
  type Changing,
  type Dependencies,
  type SlugTaken,
} from './change-collection.ts';
import { namingBrands } from './named-brands.ts';

/** How many collections there may be: each change of a product is held against the rules of all. */
const maxCollections = 500;

/** A collection to be made. */
export interface CreateCollection extends CollectionInput {
  readonly staffId: string;
}

/** What came of it. */
export type CreateCollectionOutcome =
  | { readonly kind: 'created'; readonly collection: Collection }
  | { readonly kind: 'too-many-collections'; readonly limit: number }
  | SlugTaken
  | InvalidInput;

/** Makes a collection, with its entry in the audit trail; what its rule chooses is found soon after. */
export async function createCollection(
  dependencies: Dependencies,
  { staffId, ...input }: CreateCollection,
): Promise<CreateCollectionOutcome> {
  const read = readNewCollection(input);
  if (read.kind === 'invalid-input') return read;
  const { reason } = read.value;
  return dependencies.messaging.transact(async (tx, send) => {
    await lockNames(tx);
    if ((await countCollections(tx, 'all')) >= maxCollections)
      return { kind: 'too-many-collections', limit: maxCollections };
    const rule = await namingBrands(tx, read.value.rule);
    const slug = await slugFor({ tx, send }, read.value);
    if (slug === undefined) return { kind: 'slug-taken', slug: read.value.slug };
    const collection = newCollection(dependencies, { ...read.value, rule, slug });
    await insertCollection(tx, collection);
    const action = { staffId, operation: 'collectionCreate', reason, target: collection.id };
    await recordChange(dependencies, { tx, send }, { ...action, before: null, after: stateOf(collection) });
    return { kind: 'created', collection };
  });
}

/** Undefined where it was given and is taken. */
async function slugFor(
  { tx }: Changing,
  { slug, isOwnSlug }: CheckedCollection,
): Promise<string | undefined> {
  // Of a long slug the end gives way to a number.
  const taken = await slugsLike(tx, isOwnSlug ? slug : slug.slice(0, 70));
  if (isOwnSlug) return taken.has(slug) ? undefined : slug;
  return freeSlug(slug, (candidate) => taken.has(candidate));
}

function newCollection({ newId, now }: Dependencies, checked: CheckedCollection): Collection {
  const { slug, name, description, descriptionHtml, seoTitle, seoDescription, isShown, rule } = checked;
  const texts = { slug, name, description, descriptionHtml, seoTitle, seoDescription };
  const isBehind = rule !== null;
  return { id: newId(), ...texts, translations: {}, isShown, rule, isBehind, version: 1, createdAt: now() };
}
