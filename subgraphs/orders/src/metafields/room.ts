import { bind, type Statements } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { ofLines, ofOrders } from './repository.ts';
import { resolvers } from './resolvers.ts';
import { setOrderMetafields, type Dependencies } from './use-cases.ts';

/** What the resolvers of this room find. */
export type MetafieldsContext = ReturnType<typeof contextOf>;

/** What buyers said of what they ordered, and what staff and their systems keep of it, beyond the schema. */
export function metafieldsRoom(parts: Parts): Room<Tables> {
  const { database, newId, now } = parts;
  const dependencies: Dependencies = {
    newId,
    now,
    get messaging() {
      return parts.messaging;
    },
  };
  return { resolvers, context: () => contextOf(database.statements, dependencies) };
}

function contextOf(db: Statements<Tables>, dependencies: Dependencies) {
  const loaders = { order: ofOrders.loaderOf(db), line: ofLines.loaderOf(db) };
  return { metafields: { ...bind(dependencies, { setOrderMetafields }), loaders } };
}
