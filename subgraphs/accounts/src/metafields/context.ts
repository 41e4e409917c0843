import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { deleteDefinition, readDefinitions, setDefinition } from './definitions.ts';
import { ofUsers } from './repository.ts';
import { setCustomerMetafields } from './use-cases.ts';

/** What resolvers find in their context: the use case, and a loader that lives as long as the operation. */
export function metafieldsContext(parts: Parts) {
  const loaders = { byUser: ofUsers.loaderOf(parts.database.statements) };
  const useCases = bind(parts, { deleteDefinition, readDefinitions, setCustomerMetafields, setDefinition });
  return { metafields: { ...useCases, loaders } };
}

export type MetafieldsContext = ReturnType<typeof metafieldsContext>;
