import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { metafieldsContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import type { Dependencies } from './use-cases.ts';

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
  return { resolvers, context: () => metafieldsContext(database.statements, dependencies) };
}
