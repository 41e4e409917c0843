import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { ofUsers } from './repository.ts';
import { setCustomerMetafields } from './use-cases.ts';

/** What resolvers find in their context: the use case, and a loader that lives as long as the operation. */
export function metafieldsContext(parts: Parts) {
  const loaders = { byUser: ofUsers.loaderOf(parts.database.statements) };
  return { metafields: { ...bind(parts, { setCustomerMetafields }), loaders } };
}

export type MetafieldsContext = ReturnType<typeof metafieldsContext>;
