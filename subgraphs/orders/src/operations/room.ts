import { bind } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import { advancing } from '../checkout/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { resolvers } from './resolvers.ts';
import {
  cancelCheckout,
  listStuck,
  readLag,
  redriveCheckout,
  type OperationsDependencies,
} from './use-cases.ts';

/** What the resolvers of this room find. */
export type OperationsContext = ReturnType<typeof contextOf>;

/** What staff see of the running store, and how they help a checkout on. */
export function operationsRoom(parts: Parts): Room<Tables> {
  const { database, newId } = parts;
  const dependencies: OperationsDependencies = {
    ...advancing(parts),
    db: database.statements,
    newId,
    get messaging() {
      return parts.messaging;
    },
  };
  return { resolvers, context: () => contextOf(dependencies) };
}

const contextOf = (dependencies: OperationsDependencies) => ({
  operations: bind(dependencies, { listStuck, readLag, redriveCheckout, cancelCheckout }),
});
