import { once } from '@cartwright/idempotency';
import type { Room } from '@cartwright/subgraph';
import { recordStaffAction } from '../audit/door.ts';
import { advancing } from '../checkout/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { fulfilmentContext } from './context.ts';
import { publishes } from './events.ts';
import { parcelsWithin } from './repository.ts';
import { resolvers } from './resolvers.ts';
import type { FulfilmentDependencies } from './use-cases/record-step.ts';

/** Sending orders out: which parcels there are, and how far they are. */
export function fulfilmentRoom(parts: Parts): Room<Tables> {
  const { database, newId } = parts;
  const dependencies: FulfilmentDependencies = {
    ...advancing(parts),
    parcels: parcelsWithin,
    once,
    recordStaffAction,
    newId,
    get messaging() {
      return parts.messaging;
    },
  };
  return { resolvers, publishes, context: () => fulfilmentContext(database.statements, dependencies) };
}
