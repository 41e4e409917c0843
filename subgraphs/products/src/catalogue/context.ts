import { requestedCurrency } from '@cartwright/graph';
import type { ContextInput } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import { catalogueLoaders } from './repository/loaders.ts';

/** What resolvers find at `context.catalogue`. */
export type CatalogueContext = ReturnType<typeof catalogueContext>;

/** Makes the context of one operation. */
export function catalogueContext({ database }: Parts, { request }: ContextInput) {
  return { loaders: catalogueLoaders(database.statements, requestedCurrency(request.headers)) };
}
