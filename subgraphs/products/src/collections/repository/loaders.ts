import type { Statements } from '@cartwright/database';
import { byKey, isId } from '@cartwright/graph';
import DataLoader from 'dataloader';
import type { Tables } from '../../tables.ts';
import {
  collectionsByIds,
  collectionsBySlugs,
  collectionsOfProducts,
  type Collection,
} from './collections.ts';

/** The reads of one operation, gathered into one statement for each kind; an id or a slug of nothing gives null. */
export function collectionLoaders(db: Statements<Tables>) {
  return {
    /** Shown or not. */
    collection: byKey(
      async (ids) => collectionsByIds(db, ids.filter(isId)),
      ({ id }: Collection) => id,
    ),
    /** Shown or not. */
    collectionBySlug: byKey(
      async (slugs) =>
        collectionsBySlugs(
          db,
          slugs.filter((slug) => !slug.includes('\0')),
        ),
      ({ slug }: Collection) => slug,
    ),
    /** Those that shoppers see, by the id of the product. */
    collectionsOf: new DataLoader((productIds: readonly string[]) => readCollectionsOf(db, productIds)),
  };
}

/** A page of a product shows no more. */
const mostOfProduct = 50;

async function readCollectionsOf(
  db: Statements<Tables>,
  productIds: readonly string[],
): Promise<Collection[][]> {
  const byProduct = Map.groupBy(await collectionsOfProducts(db, productIds), ({ productId }) => productId);
  return productIds.map((id) => (byProduct.get(id) ?? []).slice(0, mostOfProduct));
}
