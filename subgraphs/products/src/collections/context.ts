import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { collectionLoaders } from './repository/loaders.ts';
import { addProducts, moveProducts, removeProducts } from './use-cases/arrange-products.ts';
import { createCollection } from './use-cases/create-collection.ts';
import { deleteCollection } from './use-cases/delete-collection.ts';
import { readCollections } from './use-cases/read-collections.ts';
import { updateCollection } from './use-cases/update-collection.ts';

/** What resolvers find at `context.collections`. */
export type CollectionsContext = ReturnType<typeof collectionsContext>;

/** Makes the context of one operation. */
export function collectionsContext(parts: Parts) {
  return {
    loaders: collectionLoaders(parts.database.statements),
    ...bind(parts, {
      createCollection,
      updateCollection,
      deleteCollection,
      addProducts,
      removeProducts,
      moveProducts,
      readCollections,
    }),
  };
}
