import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { stores, type OwnerType } from './repository/owners.ts';
import { deleteDefinition, setDefinition } from './use-cases/define-metafields.ts';
import { readDefinitions } from './use-cases/read-definitions.ts';
import { setCatalogueMetafields } from './use-cases/set-metafields.ts';

/** What resolvers find at `context.metafields`. */
export type MetafieldsContext = ReturnType<typeof metafieldsContext>;

/** Makes the context of one operation. */
export function metafieldsContext(parts: Parts) {
  const loaderOf = (type: OwnerType) => stores[type].loaderOf(parts.database.statements);
  const loaders = {
    PRODUCT: loaderOf('PRODUCT'),
    PRODUCT_VARIANT: loaderOf('PRODUCT_VARIANT'),
    CATEGORY: loaderOf('CATEGORY'),
    COLLECTION: loaderOf('COLLECTION'),
    BRAND: loaderOf('BRAND'),
  };
  return {
    ...bind(parts, { deleteDefinition, readDefinitions, setCatalogueMetafields, setDefinition }),
    loaders,
  };
}
