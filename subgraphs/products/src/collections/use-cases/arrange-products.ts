import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { lockCollection, type Collection } from '../repository/collections.ts';
import {
  addProducts as putProducts,
  readHandOrder,
  readKnownIds,
  removeProducts as takeProducts,
  saveHandOrder,
} from '../repository/hand-picked.ts';
import { placedAt, without } from '../rules/hand-order.ts';
import { readProducts, type CheckedProducts, type ProductsInput } from '../rules/products-input.ts';
import {
  recordChange,
  type Changing,
  type CollectionNotFound,
  type Dependencies,
} from './change-collection.ts';

/** Each change of the order writes the places of what comes behind. */
const maxProducts = 2_000;

/** Products of a collection, and what is to become of them. */
export interface ArrangeProducts extends ProductsInput {
  readonly staffId: string;
  readonly id: string;
}

/** The collection has the products where they were asked for. */
export interface Arranged {
  readonly kind: 'arranged';
  readonly collection: Collection;
}

/** The products of the collection are chosen by its rule. */
export interface CollectionHasRule {
  readonly kind: 'collection-has-rule';
  readonly collectionId: string;
}

/** The collection would have more products than it may. */
export interface CollectionFull {
  readonly kind: 'collection-full';
  readonly limit: number;
}

/** There is no product of that id. */
export interface ProductNotFound {
  readonly kind: 'product-not-found';
  readonly productId: string;
}

/** What came of any of it. */
export type ArrangeOutcome = Arranged | CollectionNotFound | CollectionHasRule | InvalidInput;

/** Puts products into a collection; those that are in it stay where they are. */
export function addProducts(
  dependencies: Dependencies,
  input: ArrangeProducts,
): Promise<ArrangeOutcome | CollectionFull | ProductNotFound> {
  return arrange(dependencies, 'collectionProductsAdd', input, async ({ tx }, order, asked) => {
    const { productIds, position } = asked;
    const known = await readKnownIds(tx, productIds);
    const unknown = productIds.find((productId) => !known.has(productId));
    if (unknown !== undefined) return { kind: 'product-not-found', productId: unknown };
    const added = without(productIds, order);
    if (order.length + added.length > maxProducts) return { kind: 'collection-full', limit: maxProducts };
    await putProducts(tx, input.id, added);
    return placedAt(order, added, position);
  });
}

/** Takes products out of a collection; what is not in it is passed over. */
export function removeProducts(dependencies: Dependencies, input: ArrangeProducts): Promise<ArrangeOutcome> {
  return arrange<never>(
    dependencies,
    'collectionProductsRemove',
    input,
    async ({ tx }, order, { productIds }) => {
      await takeProducts(tx, input.id, productIds);
      return without(order, productIds);
    },
  );
}

/** Gives products of a collection another place in its order; what is not in it is passed over. */
export function moveProducts(dependencies: Dependencies, input: ArrangeProducts): Promise<ArrangeOutcome> {
  return arrange<never>(
    dependencies,
    'collectionProductsMove',
    input,
    (_, order, { productIds, position }) => {
      const present = new Set(order);
      const moved = productIds.filter((productId) => present.has(productId));
      return Promise.resolve(placedAt(order, moved, position));
    },
  );
}

type Rearrange<Fault> = (
  changing: Changing,
  order: readonly string[],
  asked: CheckedProducts,
) => Promise<string[] | Fault>;

/** Changes the order of a collection that is nobody else's meanwhile; where it is so already, nothing changes. */
async function arrange<Fault extends { readonly kind: string }>(
  dependencies: Dependencies,
  operation: string,
  { staffId, id, ...input }: ArrangeProducts,
  rearrange: Rearrange<Fault>,
): Promise<ArrangeOutcome | Fault> {
  const read = readProducts(input);
  if (read.kind === 'invalid-input') return read;
  if (!isId(id)) return { kind: 'collection-not-found', collectionId: id };
  return dependencies.messaging.transact(async (tx, send): Promise<ArrangeOutcome | Fault> => {
    const collection = await lockCollection(tx, id);
    if (collection === undefined) return { kind: 'collection-not-found', collectionId: id };
    if (collection.rule !== null) return { kind: 'collection-has-rule', collectionId: id };
    const before = await readHandOrder(tx, id);
    const after = await rearrange({ tx, send }, before, read.value);
    if (!Array.isArray(after)) return after;
    if (isSame(before, after)) return { kind: 'arranged', collection };
    await saveHandOrder(tx, id, after);
    const { reason, productIds } = read.value;
    const states = { before: placesOf(before, productIds), after: placesOf(after, productIds) };
    const change = { staffId, operation, reason, target: id, ...states };
    await recordChange(dependencies, { tx, send }, change);
    return { kind: 'arranged', collection };
  });
}

function isSame(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every((id, place) => id === after[place]);
}

/** Where some products stand, for the trail; null for those that are not there. */
function placesOf(order: readonly string[], ids: readonly string[]): Record<string, number | null> {
  const places = new Map(order.map((id, place) => [id, place]));
  return Object.fromEntries(ids.map((id) => [id, places.get(id) ?? null]));
}
