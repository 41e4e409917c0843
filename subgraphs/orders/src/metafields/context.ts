import { bind, type Statements } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import { deleteDefinition, readDefinitions, setDefinition } from './definitions.ts';
import { ofLines, ofOrders } from './repository.ts';
import { setOrderMetafields, type Dependencies } from './use-cases.ts';

/** What the resolvers of this room find. */
export type MetafieldsContext = ReturnType<typeof metafieldsContext>;

/** Makes the context of one operation. */
export function metafieldsContext(db: Statements<Tables>, dependencies: Dependencies) {
  const loaders = { order: ofOrders.loaderOf(db), line: ofLines.loaderOf(db) };
  const useCases = {
    ...bind(dependencies, { deleteDefinition, setDefinition, setOrderMetafields }),
    ...bind({ statements: db }, { readDefinitions }),
  };
  return { metafields: { ...useCases, loaders } };
}
